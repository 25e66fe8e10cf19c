### The words of the wall: the big screen of the room.

wall-title = The wall
wall-make = Open the wall
wall-hint = For the room’s big screen. It never shows shares, reasons of raised hands or anything private.
wall-made = The wall
wall-link = The wall’s address
wall-qr = QR code with the wall’s address
wall-open = Open it on this device
wall-coded = A code is ready and waits for a screen. It was shown only once; if you don’t have it any more, make a new one.
wall-asks = A screen has entered the code
wall-asks-words = Look at the screen in the room. If it says that it’s waiting, show the wall there.
wall-show = Show it there
wall-not-this = It’s another screen
wall-not-waiting = That screen isn’t waiting any more. Make a new code and type it there again.
wall-revoke = Close the wall
wall-is-open = The wall is open
wall-anew = New code
wall-welcome = Welcome
wall-charter = Our charter
wall-look-back = How did it go?
wall-close = We’re coming to the end
wall-close-question = What are you taking with you? And one word to say goodbye.
wall-commitments = What we’re taking on
wall-left = { $n ->
    [1] One minute left
    [2] Two minutes left
    [3] Three minutes left
    [4] Four minutes left
    [5] Five minutes left
    [6] Six minutes left
    [7] Seven minutes left
    [8] Eight minutes left
    [9] Nine minutes left
    [10] Ten minutes left
    [11] Eleven minutes left
    [12] Twelve minutes left
    [13] Thirteen minutes left
    [14] Fourteen minutes left
    [15] Fifteen minutes left
    [20] About twenty minutes left
    [25] About twenty-five minutes left
    [30] About half an hour left
    [35] About thirty-five minutes left
    [40] About forty minutes left
    [45] About forty-five minutes left
    [50] About fifty minutes left
    [55] Nearly an hour left
    [60] About an hour left
   *[other] More than an hour left
}
wall-back = Back to the console

## The code, on the console
wall-code-how = On the room’s screen, open this address and type the code:
wall-code-lasts = Good once, for five minutes. The screen shows nothing until you press “Show it there” here.
wall-by-link = Or open it with a link
wall-link-hint = Anyone with this link sees the wall at once. It closes with the session.

## The screen, before it shows the wall
wall-enter = Open the wall here
wall-enter-words = The wall is for the room’s big screen while a session is running. It closes when the session ends or when it is closed on the console.
wall-code = Code
wall-code-hint = The six letters on the console.
wall-enter-yes = Continue
wall-code-wrong = This code isn’t right, or its five minutes are over. A new one can be made on the console.
wall-code-wait = That was five wrong codes. Please wait five minutes, or use the link on the console.
wall-waiting = Almost there
wall-waiting-words = This screen is waiting. The wall appears when “Show it there” is pressed on the console.
wall-look-again = Look again

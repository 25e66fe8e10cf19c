### Before the first session: the short guide.

guide-title = Before the first session
guide-sub = It takes three or four minutes, and it stays here for whenever you like.

guide-happens = What happens
guide-happens-circle = A few people who live with something alike sit together, and a therapist is with them. Nobody comes to put you right; we come so as not to be alone with it.
guide-happens-session = Each session begins gently: everyone shows how they come. Then everyone has a turn, a concern is laid in the middle, we look for ways together, and at the end each says how they go.
guide-happens-first = Some come home from a first session uneasy or discouraged. That happens, and it does not mean that this is not your place; trust is built little by little.

guide-asked = What is asked of you
guide-asked-come = That you come, and if you cannot, that you say so beforehand. One button is enough; no reason is needed.
guide-asked-listen = That you listen, without judging and without hurrying to a solution.
guide-asked-say = That you speak of yourself, as much as you want to. A little is enough.
guide-asked-charter = That you read the group’s charter. The members wrote it themselves, and you can propose something for it too.

guide-pass = You can always pass
guide-pass-words = There is no question that you have to answer. When it is your turn you may pass, sit quietly, or step out for a moment and come back. Nobody asks why.

guide-stays = What is said here stays here
guide-stays-group = Nobody carries the others’ names or words outside: not the members, not the therapist, not the facilitator.
guide-stays-own = Of yourself you may tell outside whatever you like. The others’ stories are theirs.
guide-stays-app = What you write here is kept sealed, and beside each field it says, before you send, who will read it.
guide-ends = And where that promise ends
guide-ends-life = If your life or someone else’s is in serious danger, or a child is being harmed, the therapist may have to bring in help from outside. As far as possible they speak with you first.
guide-ends-law = In some places the law obliges a therapist to speak up in other cases too. Ask your therapist how it is where you are.
guide-ends-others = And to be plain: for the other members we have their promise, not a guarantee. That is why you may tell things little by little.

guide-leave = If you want to leave
guide-leave-words = You can leave whenever you want, without giving a reason. If you can, come to one more session to say goodbye; it does you good, and the group.
guide-leave-pause = You can also pause for a while and come back; the therapist keeps your seat. The way to both is on the page “My place in the group”.

guide-added = From
guide-danger = If you are in a very bad way
guide-danger-words = Do not wait for the session. Hamdel is not monitored and is no emergency service; the ways to immediate help are here.

guide-read = I have read this
guide-read-words = The therapist sees that you have read it, and nothing else.
guide-read-on = You read this on { $day }.

home-guide = Before the first session, read this
home-guide-words = A short guide: what happens, what is asked, and that you can always pass.
home-guide-button = Read the guide

## The practice’s own words
guide-added-title = Your practice’s words in the guide
guide-added-sub = A new member reads a short guide before the first session. What you write here stands in it: how to find the door, say, or a rule of your country.
guide-added-fa = In Persian
guide-added-en = In English
guide-added-hint = Everyone reads it in their own language. It may stay empty.
guide-added-see = Your practice’s words in the guide

## In the list of members
guide-has-read = has read the guide
guide-read-together = read the guide with us
guide-read-with = We have read the guide together
guide-read-with-words = This member has no phone. When you have told them what is in the guide, note it here.
guide-not-yet = Has not read the guide yet. No need to remind them; it is on their home.

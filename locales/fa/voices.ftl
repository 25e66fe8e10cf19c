### توازن صداها: نوبت‌ها، دست‌های بالا، دورها، و کلام مهربانی به یک گوشی.

## حلقه، روی میز تسهیل‌گر
voices-circle = حلقهٔ گروه
voices-nobody = گروه هنوز عضوی ندارد.
voices-speaking-now = الان صحبت می‌کند
voices-nobody-speaks = کسی صحبت نمی‌کند
voices-tap = روی کسی که صحبت می‌کند بزنید، یا کلید شماره‌اش را. دوباره بزنید تا مکث شود.
voices-pause = مکث
voices-undo = برگرداندن
voices-set-right = اصلاح نوبت‌ها
voices-staff = درمانگر و تسهیل‌گر
voices-hand = دست بالا
voices-passed = این دور رد شد
voices-turns = { $n ->
    [0] بدون نوبت
    [one] یک نوبت
   *[other] { $n } نوبت
}
voices-round-begin = شروع یک دور
voices-round-end = پایان این دور
voices-round-now = { $left ->
    [0] دور { $n } · نوبت همه شد
    [one] دور { $n } · یک نفر مانده
   *[other] دور { $n } · { $left } نفر مانده
}
voices-round-hint = هر کس می‌تواند رد شود. ترتیب همان است که گروه نشسته؛ کلید جهت، نوبت را به صندلی بعد می‌دهد.

## پیشنهاد آرام
suggest-round = دور گفت‌وگو
suggest-next = نفر بعد در حلقه: { $name }
suggest-round-whole = همهٔ حاضران در این دور صحبت کرده‌اند یا رد شده‌اند.
suggest-quiet = جا برای کسی که کمتر صحبت کرده
suggest-quiet-hand = { $name } دستش بالاست و تا اینجا کمتر صحبت کرده است.
suggest-silent = { $name } امروز هنوز صحبت نکرده است.
suggest-heard-little = { $name } تا اینجا کمتر صحبت کرده است.
suggest-give = نوبت { $name }
suggest-passes = { $name } رد می‌شود

## دست‌ها
voices-hands = می‌خواهند صحبت کنند
voices-hands-order = کمتر شنیده‌شده‌ها اول
voices-hands-none = دستی بالا نیست.
voices-give = نوبت بده
voices-lower = دست پایین
voices-on-behalf = به جای او
voices-own-hand = خودم هم می‌خواهم چیزی بگویم
hand-new = حرف تازه
hand-reply = جواب کوتاه به همین
hand-raise-new = می‌خواهم صحبت کنم
hand-raise-reply = جواب کوتاه به همین

## توازن و شمارها
voices-balance = توازن صداها
voices-percent = { $n }٪
voices-not-yet = هنوز نه
voices-equal = سهم برابر تا اینجا
voices-silence = سکوت
voices-unheard = کمتر صحبت کرده
voices-much = زیاد صحبت کرده
voices-no-one = هیچ‌کس
voices-ring-hint = حلقهٔ دور هر صندلی با سهم برابر از زمانی که آن شخص اینجا بوده پر می‌شود؛ خط باریک بیرونی یعنی بیشتر از آن. فقط درمانگر و تسهیل‌گر این را می‌بینند.
voices-how = چطور حساب می‌شود
voices-how-words = برای هر عضو حاضر، زمان صحبت بر زمان حضورش تقسیم می‌شود. G ضریب جینی این نسبت‌هاست: میانگین تفاوت همهٔ جفت‌ها، تقسیم بر دو برابر میانگین. n تعداد حاضران است. اگر همه به یک اندازه صحبت کرده باشند ۱۰۰٪ و اگر فقط یک نفر، ۰٪.
voices-how-numbers = عددهای این جلسه:
voices-how-table = زمان صحبت و حضور هر کس
voices-name = نام
voices-spoke = صحبت
voices-was-here = حضور
voices-per-minute = ثانیه در هر دقیقه
list-and = {"، "}

## به جای کسی که گوشی ندارد
voices-for-someone = به جای کسی که گوشی ندارد
voices-for-someone-words = با نشان «به جای او» نوشته می‌شود.
voices-whom = برای
voices-who-passes = چه کسی این دور رد می‌شود
voices-passes = این دور رد می‌شود
voices-passes-not = نه، نوبت می‌خواهد

## کلام مهربانی
nudge-send = ارسال پیام دلگرم‌کننده
nudge-to = پیام دلگرم‌کننده به یک نفر
nudge-words = فقط همان یک نفر آن را روی گوشی‌اش می‌بیند. تا جواب ندهد، دومی فرستاده نمی‌شود.
nudge-on-its-way = پیام دلگرم‌کننده فرستاده شد به
nudge-room = اگر دوست دارید صحبت کنید، برای شما جا هست.
nudge-glad = چه خوب که امروز اینجا هستید.
nudge-time = عجله‌ای نیست؛ هر وقت آماده بودید.
nudge-space = ممنون از حرف‌هایتان. بیایید کمی هم جا برای دیگران بگذاریم.
nudge-word = اگر خواستید، بعد از جلسه با هم صحبت کنیم.
nudge-thanks = ممنون
nudge-log = پیام‌های دلگرم‌کننده
nudge-log-none = در این جلسه چیزی فرستاده نشده است.
nudge-from-at = از { $name }، ساعت { $time }
nudge-answered = جواب، ساعت { $time }
nudge-unanswered = بی‌جواب
nudge-waiting = هنوز به پیام قبلی جواب نداده است. فعلاً همان کافی است.
nudge-no-phone = این شخص بدون گوشی در جلسه است؛ خودتان به او بگویید.

nudge-no-such-word = این پیام در فهرست نیست.
word-own = پیام‌های دلگرم‌کنندهٔ خود مرکز
word-own-hint = کنار پیام‌های آماده، برای همهٔ گروه‌های مرکز. اگر به هر دو زبان بنویسید، هر کس به زبان خودش می‌خواند؛ وگرنه همان‌طور که نوشته‌اید.
word-new = پیامی کوتاه و دلگرم‌کننده، به یک زبان یا هر دو:
word-in-persian = به فارسی
word-in-english = به انگلیسی
word-add = اضافه کردن به فهرست
word-put-away = حذف از فهرست
word-many = فهرست پر است. اول یکی را حذف کنید.

## نوبت‌ها، پس از گفتن
voices-turns-of = نوبت‌های جلسه
voices-turns-none = هنوز نوبتی نبوده است.
voices-turns-hint = زمان‌ها دقیقه و ثانیه از شروع جلسه است. دو نوبت هم‌زمان نمی‌شود.
turn-set-right = اصلاح
turn-whose = نوبتِ
turn-from = از
turn-until = تا
turn-save = ثبت اصلاح
turn-remove = این نوبت نبود
turn-outside = این زمان بیرون از جلسه است.
turn-backwards = پایان نوبت باید بعد از شروعش باشد.
turn-overlaps = این با نوبت دیگری هم‌زمان می‌شود. اول همان را کوتاه کنید.
turn-no-time = زمان را به دقیقه و ثانیه بنویسید، مثل ۱۲:۳۰.
turn-changed = این نوبت در همین فاصله عوض شده است. وضع فعلی‌اش را می‌بینید.

## آنچه انجام نشد
voices-not-live = جلسه الان در جریان نیست.
voices-you-left = شما از این جلسه رفته‌اید. وقتی برگشتید، لطفاً اول «من اینجا هستم» را بزنید.
voices-no-such-seat = این صندلی در گروه نیست.
voices-moved = نوبت قبل از این جابه‌جا شده بود. نوبت فعلی را می‌بینید.
voices-moved-to = { $by } قبل از شما نوبت را به { $to } داده است.
voices-moved-paused = { $by } قبل از شما مکث کرده است.
voices-nothing-to-undo = چیزی برای برگرداندن نیست، یا بعد از آن کار دیگری شده است. نوبت‌ها را می‌توانید اصلاح کنید.
round-none = الان دوری در جریان نیست.

## گوشی عضو
voices-phone-speaking = { $name } صحبت می‌کند.
voices-phone-nobody = الان کسی صحبت نمی‌کند.
voices-phone-round = دور گفت‌وگو: هر کس نوبتی دارد و می‌تواند رد شود
voices-phone-title = نوبت صحبت
own-circle-next = در حلقه نفر بعد شمایید، اگر خواستید.
own-circle-before = { $n ->
    [one] در حلقه یک نفر قبل از شماست.
   *[other] در حلقه { $n } نفر قبل از شما هستند.
}
own-line-next = نفر بعد شمایید، اگر خواستید.
own-line-before = { $n ->
    [one] یک نفر قبل از شماست.
   *[other] { $n } نفر قبل از شما هستند.
}
own-passed = این دور را رد شدید. هیچ اشکالی ندارد.
own-hand-is-up = دستتان بالاست: { $kind }
own-pass = این بار رد می‌شوم
own-pass-back = نوبت می‌خواهم
own-share = سهم من از زمان
own-share-words = بعد از جلسه سهمتان را می‌بینید، فقط سهم خودتان. اگر خواستید، همین الان هم می‌توانید ببینید.
own-share-show = همین الان ببینم
own-share-hide = موقع جلسه نشان نده
own-share-later = سهمتان را بعد از جلسه همین‌جا می‌بینید.
own-share-only-you = این را فقط شما، درمانگر و تسهیل‌گر می‌بینید. رتبه‌بندی نیست.
own-spoke = { $time } صحبت کردید
own-spoke-so-far = تا اینجا { $time } صحبت کرده‌اید
own-equal = سهم برابر برای زمانی که اینجا بودید، حدود { $time } است.
own-last-title = دفعهٔ پیش، و امروز
own-last-spoke = دفعهٔ پیش { $time } صحبت کردید
own-last-equal = سهم برابر برای زمانی که آنجا بودید، حدود { $time } بود.
own-last-today = امروز از نو شروع می‌کنیم. برای شما جا هست، و می‌توانید رد شوید.

## برگهٔ میان‌برها
keys-floor = دادن نوبت به یک صندلی؛ دوباره، مکث
keys-floor-shift = همان، موقع گردآوری ایده‌ها؛ بیرون از جای نوشتن بدون Alt
keys-pause = مکث
keys-next-seat = در یک دور: صندلی بعد
voices-hands-up = { $n ->
    [0] دستی نیست
   *[other] { $n } دست
}

### توازن صداها: نوبت‌ها، دست‌های بالا، دورها، و کلام مهربانی به یک گوشی.

## حلقه، روی میز تسهیل‌گر
voices-circle = حلقه، همان‌طور که نشسته است
voices-nobody = هنوز عضوی در گروه نیست.
voices-speaking-now = اکنون سخن می‌گوید
voices-nobody-speaks = کسی نوبت ندارد
voices-tap = روی کسی که سخن می‌گوید بزنید، یا کلید شمارهٔ او را. بار دیگر، مکث است.
voices-pause = مکث
voices-undo = پس‌گرفتن
voices-set-right = اصلاح نوبت‌ها
voices-staff = درمانگر و تسهیل‌گر
voices-hand = دست بالا
voices-passed = این دور گذشت
voices-turns = { $n ->
    [0] بی نوبت
    [one] یک نوبت
   *[other] { $n } نوبت
}
voices-round-begin = آغاز یک دور
voices-round-end = پایان این دور
voices-round-now = { $left ->
    [0] دور { $n } · همه رسیدند
    [one] دور { $n } · یک نفر مانده
   *[other] دور { $n } · { $left } نفر مانده
}
voices-round-hint = هر کس می‌تواند بگذرد. ترتیب همان است که گروه نشسته است؛ کلید جهت، صندلی بعد را نوبت می‌دهد.

## پیشنهاد آرام
suggest-round = دور گفت‌وگو
suggest-next = نفر بعد در حلقه: { $name }
suggest-round-whole = هر که اینجاست در این دور سخن گفته یا گذشته است.
suggest-quiet = جا برای صدایی آرام
suggest-quiet-hand = { $name } دستش را بالا برده و تا اینجا کم شنیده شده است.
suggest-silent = { $name } امروز هنوز سخن نگفته است.
suggest-heard-little = { $name } تا اینجا کم شنیده شده است.
suggest-give = نوبت { $name }
suggest-passes = { $name } می‌گذرد

## دست‌ها
voices-hands = می‌خواهند سخن بگویند
voices-hands-order = کم‌شنیده‌تر اول
voices-hands-none = اکنون دستی بالا نیست.
voices-give = نوبت
voices-lower = پایین
voices-on-behalf = به جای او
voices-own-hand = خودم هم می‌خواهم چیزی بگویم
hand-new = حرف تازه
hand-reply = پاسخی کوتاه به همین
hand-raise-new = می‌خواهم سخن بگویم
hand-raise-reply = پاسخی کوتاه به همین

## توازن و شمارها
voices-balance = توازن صداها
voices-percent = { $n }٪
voices-not-yet = هنوز نه
voices-equal = سهم برابر تا اینجا
voices-silence = سکوت
voices-unheard = هنوز کم شنیده‌ایم
voices-much = زیاد صحبت کرده است
voices-no-one = هیچ‌کس
voices-ring-hint = حلقهٔ دور هر صندلی با سهم برابر از زمانی که آن شخص اینجا بوده پر می‌شود؛ خط باریک بیرونی بیش از آن است. تنها درمانگر و تسهیل‌گر این را می‌بینند.
voices-how = چطور حساب می‌شود
voices-how-words = برای هر عضو حاضر، زمان سخن گفتن بر زمان حضورش بخش می‌شود. G ضریب جینی این نسبت‌هاست: میانگین تفاوت همهٔ جفت‌ها، بر دو برابر میانگین. n شمار کسانی است که بوده‌اند. اگر همه به یک اندازه گفته باشند ۱۰۰٪ و اگر تنها یک نفر، ۰٪.
voices-how-numbers = عددهای این جلسه:
voices-how-table = زمان سخن و حضور هر کس
voices-name = نام
voices-spoke = سخن
voices-was-here = حضور
voices-per-minute = ثانیه در هر دقیقه
list-and = {"، "}

## به جای کسی که گوشی ندارد
voices-for-someone = به جای کسی که گوشی ندارد
voices-for-someone-words = با نشان «به جای او» نوشته می‌شود.
voices-whom = برای
voices-who-passes = چه کسی این دور می‌گذرد
voices-passes = این دور می‌گذرد
voices-passes-not = نه، نوبت می‌خواهد

## کلام مهربانی
nudge-send = کلام مهربانی بفرستید
nudge-to = کلام مهربانی به یک گوشی
nudge-words = تنها همان یک نفر آن را روی گوشی‌اش می‌بیند. تا پاسخش نیامده، دومی فرستاده نمی‌شود.
nudge-on-its-way = کلام مهربانی نزدِ
nudge-room = اگر دوست دارید، برای شما جا هست.
nudge-glad = چه خوب که امروز اینجا هستید.
nudge-time = شتابی نیست؛ هر وقت آماده بودید.
nudge-space = سپاس از آنچه آوردید. بیایید کمی هم جا برای دیگران بگذاریم.
nudge-word = اگر بخواهید، پس از جلسه با هم حرفی بزنیم.
nudge-thanks = سپاس
nudge-log = کلام‌های مهربانی
nudge-log-none = در این جلسه چیزی فرستاده نشده است.
nudge-from-at = از { $name }، ساعت { $time }
nudge-answered = پاسخ، ساعت { $time }
nudge-unanswered = بی پاسخ
nudge-waiting = کلامی که پیش‌تر برای این شخص رفته هنوز بی پاسخ است. بگذارید همان کافی باشد.
nudge-no-phone = این شخص بی گوشی در جلسه است؛ کلام مهربانی را خودتان به او بگویید.

nudge-no-such-word = این کلام در فهرست نیست.
word-own = کلام‌های خود مرکز
word-own-hint = کنار کلام‌های آماده برای همهٔ گروه‌های مرکز می‌آیند. اگر به هر دو زبان بنویسید، هر کس به زبان خودش می‌خواند؛ وگرنه همان‌طور که نوشته‌اید.
word-new = کلامی کوتاه و مهربان، به یک زبان یا به هر دو:
word-in-persian = به فارسی
word-in-english = به انگلیسی
word-add = افزودن به فهرست
word-put-away = برداشتن از فهرست
word-many = فهرست کوتاه پر است. نخست یکی را بردارید.

## نوبت‌ها، پس از گفتن
voices-turns-of = نوبت‌های جلسه
voices-turns-none = هنوز نوبتی نبوده است.
voices-turns-hint = زمان‌ها دقیقه و ثانیه از آغاز جلسه‌اند. دو نوبت هرگز هم‌زمان نیستند.
turn-set-right = اصلاح
turn-whose = نوبتِ
turn-from = از
turn-until = تا
turn-save = ثبت اصلاح
turn-remove = این نوبت نبود
turn-outside = این زمان بیرون از جلسه است.
turn-backwards = پایان نوبت باید پس از آغاز آن باشد.
turn-overlaps = این با نوبت دیگری هم‌زمان می‌شود. نخست همان را کوتاه کنید.
turn-no-time = زمان را به دقیقه و ثانیه بنویسید، مانند ۱۲:۳۰.
turn-changed = این نوبت در این میان عوض شده است. اکنون آن را دوباره می‌بینید.

## آنچه انجام نشد
voices-not-live = جلسه اکنون در جریان نیست.
voices-you-left = شما از این جلسه رفته‌اید. وقتی برگشتید، لطفاً اول «من اینجا هستم» را بزنید.
voices-no-such-seat = این صندلی در گروه نیست.
voices-moved = نوبت پیش از این جابه‌جا شده بود. اکنون همان را می‌بینید.
voices-moved-to = { $by } پیش از شما نوبت را به { $to } داده است.
voices-moved-paused = { $by } پیش از شما مکث کرده است.
voices-nothing-to-undo = چیزی برای پس‌گرفتن نیست، یا پس از آن کار دیگری شده است. نوبت‌ها را می‌توان اصلاح کرد.
round-none = اکنون دوری در کار نیست.

## گوشی عضو
voices-phone-speaking = { $name } سخن می‌گوید.
voices-phone-nobody = اکنون کسی نوبت ندارد.
voices-phone-round = دور گفت‌وگو: هر کس نوبتی دارد و هر کس می‌تواند بگذرد
voices-phone-title = نوبت سخن
own-circle-next = در حلقه نفر بعد شمایید، اگر بخواهید.
own-circle-before = { $n ->
    [one] در حلقه یک نفر پیش از شماست.
   *[other] در حلقه { $n } نفر پیش از شما هستند.
}
own-line-next = نفر بعد شمایید، اگر بخواهید.
own-line-before = { $n ->
    [one] یک نفر پیش از شماست.
   *[other] { $n } نفر پیش از شما هستند.
}
own-passed = این دور را گذشتید. هیچ اشکالی ندارد.
own-hand-is-up = دستتان بالاست: { $kind }
own-pass = این بار می‌گذرم
own-pass-back = نوبت می‌خواهم
own-share = سهم من از زمان
own-share-words = سهم شما پس از جلسه به شما نشان داده می‌شود، تنها سهم خودتان. اگر بخواهید، هم‌اکنون هم می‌توانید ببینید.
own-share-show = هم‌اکنون ببینم
own-share-hide = دیگر هنگام جلسه نبینم
own-share-later = سهم شما پس از پایان جلسه همین‌جا می‌آید.
own-share-only-you = این را تنها شما می‌بینید، و درمانگر و تسهیل‌گر. رتبه‌ای در کار نیست.
own-spoke = { $time } سخن گفتید
own-spoke-so-far = تا اینجا { $time } سخن گفته‌اید
own-equal = سهم برابر برای زمانی که اینجا بودید، نزدیک { $time } است.
own-last-title = بار پیش، و امروز
own-last-spoke = بار پیش { $time } سخن گفتید
own-last-equal = سهم برابر برای زمانی که آنجا بودید، نزدیک { $time } بود.
own-last-today = امروز از نو آغاز می‌شود. برای شما جا هست، و می‌توانید بگذرید.

## برگهٔ میان‌برها
keys-floor = نوبت‌دادن به یک صندلی؛ بار دیگر، مکث
keys-floor-shift = همان، هنگام گردآوری ایده‌ها؛ بیرون از جای نوشتن بی Alt
keys-pause = مکث
keys-next-seat = در یک دور: صندلی بعد

### واژه‌های جلسهٔ در جریان: میز تسهیل‌گر و گوشی عضو.

## هر دو
live-connected = وصل
live-reconnecting = دوباره وصل می‌شود
live-offline = آفلاین · نوشته‌ها روی همین دستگاه می‌ماند
live-refresh = تازه‌کردن صفحه
live-refresh-hint = این صفحه بی جاوااسکریپت خودش تازه نمی‌شود.
live-question = پرسش گروه
live-aloud-named = با صدا، با نام
live-quiet-named = در سکوت، با نام
live-quiet-nameless = در سکوت، بی‌نام
live-ideas = { $n ->
    [0] هنوز ایده‌ای نیست
    [one] یک ایده
   *[other] { $n } ایده
}
live-unopened = هنوز باز نشده
live-newest-first = تازه‌ترین بالا
live-waiting-exactly = { $n ->
    [0] هنوز ایده‌ای نوشته نشده است.
    [one] یک ایده نوشته شده است. هنوز باز نشده است.
   *[other] { $n } ایده نوشته شده است. هنوز باز نشده‌اند.
}
live-waiting-at-least = دست‌کم { $n } ایده نوشته شده است. هنوز باز نشده‌اند.
live-waiting-few = تا اینجا شاید چند ایده‌ای نوشته شده باشد. تا به سه نرسد، شمارشان گفته نمی‌شود.
live-late-nameless = ایده‌هایی که از این پس برسند سه‌تا سه‌تا و درهم می‌آیند.
live-own = ایده‌های شما که هنوز باز نشده‌اند
live-on-its-way = در راه
live-kept-here = در راه · روی همین دستگاه نگه داشته شد
live-not-taken = پذیرفته نشد
live-to-field = برگرداندن به جای نوشتن
live-over = گردآوری ایده‌ها به پایان رسیده است
live-ended = جلسه به پایان رسیده است
live-ended-words = دیگر چیزی به آن افزوده نمی‌شود. آنچه گفته شد نزد گروه می‌ماند.
live-to-session = صفحهٔ جلسه

## میز تسهیل‌گر
console-title = { $group }، جلسهٔ { $n }
console-shortcuts = میان‌برها
console-undo = پس‌گرفتن
console-idea = ایدهٔ تازه
console-idea-hint = بی‌نقد، هر چه هست
console-idea-placeholder = آنچه گفته شد…
console-log = ثبت
console-whose = از زبانِ
console-group = گروه
console-another = + عدد، دیگری
console-aloud-named = هر ایده همان لحظه با نام روی همهٔ صفحه‌ها می‌آید.
console-quiet-named = تا همه را با هم باز نکنید، تنها شمارشان دیده می‌شود؛ سپس با نام می‌آیند.
console-quiet-nameless = هیچ‌کس در این مرکز نمی‌بیند هر ایده از کیست؛ آنچه شما ثبت کنید هم نامی ندارد. همه با هم باز می‌شوند.
console-no-board = پرسشی در میان نیست
console-begin = آغاز بارش فکری
console-begin-another = بارش فکری دیگری آغاز کنید
console-begin-question = پرسش گروه
console-begin-question-hint = کوتاه و باز، چنان که بشود به آن ده پاسخ داد.
console-begin-kind = ایده‌ها چطور بیایند
console-begin-button = آغاز کنیم
console-list-hint = همین فهرست روی گوشی‌ها هم هست، به همین ترتیب.
console-list-empty = ایده‌ها اینجا می‌آیند، از گوشی‌ها و از همین میز.
console-side = جلسه
console-clock = زمان
console-of-minutes = از { $n } دقیقه گذشته
console-board = این بارش فکری
console-open = بازکردن همه با هم
console-open-hint = از آن پس همه ایده‌ها را می‌بینند. نمی‌شود دوباره بست.
console-close = پایان گردآوری
console-close-hint = پس از آن ایده‌ای افزوده یا عوض نمی‌شود. فهرست می‌ماند.
console-end = پایان جلسه
console-end-words = ساعت می‌ایستد و دیگر چیزی به جلسه افزوده نمی‌شود.
console-end-yes = جلسه را پایان می‌دهم
keys-title = میان‌برها
keys-hint = هنگام نوشتن، عددها نوشته می‌شوند و تنها Alt کار می‌کند. پس از Esc، کلیدها بی Alt هم کار می‌کنند. جای کلید مهم است، نه زبان صفحه‌کلید.
keys-log = ثبت ایده
keys-whose = از زبانِ یکی از صندلی‌های ۱ تا ۹
keys-whose-ten = صندلی ۱۰
keys-whose-more = صندلی‌های ۱۱ تا ۱۵
keys-next = رفتن به مرحلهٔ بعد
keys-undo = پس‌گرفتن آخرین کاری که اینجا شد
keys-leave = بیرون آمدن از جای نوشتن
keys-return = برگشتن به جای نوشتن
keys-sheet = همین برگه
keys-single = کلیدهای تکی کار کنند
keys-single-hint = پس از Esc، بی Alt
keys-alt = کلیدهای همراه Alt کار کنند
keys-close = بستن

## گوشی عضو
phone-begun = جلسه آغاز شده است
phone-begun-words = اکنون کاری با گوشی ندارید. اگر پرسشی در میان گذاشته شود، همین‌جا می‌آید.
phone-enter = من اینجا هستم
phone-enter-words = با این کار حضورتان در جلسه ثبت می‌شود و راه ورودتان تا پایان جلسه باز می‌ماند.
phone-aloud = با صدا، هر ایده همان لحظه دیده می‌شود
phone-quiet = در سکوت می‌نویسیم
phone-open = همه با هم باز شد
phone-true-aloud-named = ایده‌تان همان لحظه و با نام شما به این گروه و راهبرانش نشان داده می‌شود.
phone-true-quiet-named = تا همه با هم باز شوند، ایده‌تان را تنها خودتان می‌بینید. سپس با نام شما به این گروه و راهبرانش نشان داده می‌شود.
phone-true-open-named = ایده‌ها باز شده‌اند: ایده‌تان همان لحظه و با نام شما به این گروه و راهبرانش نشان داده می‌شود.
phone-true-quiet-nameless = هیچ‌کس در این مرکز نمی‌بیند هر ایده از کیست، و آنچه تسهیل‌گر می‌نویسد هم نامی ندارد. همه با هم باز می‌شوند.
phone-true-open-nameless = هیچ‌کس در این مرکز نمی‌بیند هر ایده از کیست، و آنچه تسهیل‌گر می‌نویسد هم نامی ندارد. ایدهٔ تازه وقتی دیده می‌شود که سه ایده گرد آمده باشد.
phone-true-until-noon = تا ظهر فردای جلسه می‌توانید ایدهٔ خود را بردارید و تا همان وقت، تنها خود سرور می‌تواند بداند از کیست؛ پس از آن هیچ‌کس نمی‌تواند، شما هم. پس نه در نسخهٔ داده‌های شما می‌آید و نه با پاک‌کردن داده‌هایتان پاک می‌شود.
phone-idea = ایدهٔ شما
phone-idea-placeholder = به زبان خودتان…
phone-share = در میان بگذارم
phone-list-empty = ایده‌ها اینجا می‌آیند. می‌توانید ننویسید و تنها بخوانید.

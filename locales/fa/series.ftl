### واژه‌های سلسله‌جلسات، سال گروه، جابه‌جا کردن، و تقویمی که از آن روز برمی‌گزینند.

## یک روز
day-hint-jalali = سال، ماه و روز به شمسی، مثلاً ۱۴۰۵/۹/۱۰
day-hint-gregorian = سال، ماه و روز به میلادی، مثلاً ۲۰۲۶/۱۲/۱
day-choose = برگزیدن از تقویم
day-month-before = ماه پیش
day-month-after = ماه بعد
day-close = بستن
day-keys = با کلیدهای جهت از روزی به روز دیگر می‌روید؛ Page Up و Page Down ماه را عوض می‌کند.

## ساعتِ کجا
hour-of-zone = { $hour } به وقت { $city }
hour-by-two-clocks = { $there } ({ $here })
hour-on-day = { $day } ساعت { $hour }
hour-first-of-two = { $hour }، پیش از عقب رفتن ساعت‌ها
session-hour-skipped = در { $city } آن وقت ساعت‌ها جلو می‌رود و این ساعت پیش نمی‌آید؛ ساعت بعدی که هست { $hour } است.

session-hour-begins-later = در { $city } آن وقت ساعت‌ها جلو می‌رود و این ساعت پیش نمی‌آید: جلسه { $hour } آغاز می‌شود.

## همان وقت
clash-title = همان وقت چه هست
clash-own-group = گروه همان وقت جلسهٔ دیگری دارد: { $when }. ساعت دیگری انتخاب کنید.
clash-you = شما همان وقت جلسهٔ دیگری دارید: { $group }، { $when }.
clash-colleague = { $name } همان وقت جلسهٔ دیگری دارد.
clash-therapist = درمانگر همان وقت جلسهٔ دیگری دارد.
clash-facilitator = تسهیل‌گر همان وقت جلسهٔ دیگری دارد.
clash-on-day = { $day }: { $words }
clash-despite = با این همه در تقویم بگذارید
clash-despite-days = روزهای نشان‌شده را با این همه در تقویم بگذارید
session-taken = گروه همان وقت جلسهٔ دیگری دارد. اول یکی از آن دو را جابه‌جا کنید.

session-day-of = روز
session-time-hint = به وقت { $zone }، مثلاً ۱۸:۳۰
session-changed-meanwhile = وقت این جلسه در همین فاصله عوض شده است و الان آن است که در همین صفحه می‌بینید. اگر هنوز می‌خواهید لغو شود، دوباره بزنید.

## سلسله‌جلسات تازه
series-instead = چند جلسهٔ پیاپی
series-new-title = سلسله‌جلسات تازه
series-new-sub = یک بار می‌نویسید و همهٔ جلسه‌ها در تقویم جا می‌گیرند. ساعت همان می‌ماند، حتی وقتی ساعت رسمی جلو یا عقب برود.
series-rhythm = هر چند وقت؟
series-weekly = هر هفته
series-fortnightly = یک هفته در میان
series-monthly = هر ماه
series-monthly-words = در همان روز هفته، مثلاً دومین سه‌شنبهٔ ماه
series-nth = کدام هفتهٔ ماه
series-nth-hint = روز هفته از روی اولین روز می‌آید.
nth-first = اولین
nth-second = دومین
nth-third = سومین
nth-fourth = چهارمین
nth-last = آخرین
series-ends = تا کی؟
series-by-count = به تعداد جلسه‌ها
series-by-day = تا یک روز
series-open = فعلاً پایانی ندارد
series-open-words = همیشه نیم سال پیش رو در تقویم هست.
series-count = چند جلسه
series-count-hint = از ۲ تا ۱۰۴
series-until-day = تا چه روزی
series-left-out = روزهایی که نیستند
series-look = دیدن روزها
series-look-words = هنوز چیزی در تقویم گذاشته نمی‌شود. روزها را می‌بینید و تعطیلی‌ها را کنار می‌گذارید.
series-count-range = تعداد جلسه‌ها از ۲ تا ۱۰۴ است.
series-ends-at-once = قبل از جلسهٔ دوم به پایان می‌رسد. روزی دورتر انتخاب کنید.
series-too-far = بیش از سه سال پیش رو را نمی‌شود در تقویم گذاشت.
series-nothing-left = همهٔ روزها کنار گذاشته شده‌اند. دست‌کم یکی را نگه دارید.

## روزها، پیش از آنکه در تقویم باشند
series-review-title = این روزها
series-leave-out = کدام روزها جلسه نیست؟
series-leave-out-words = روزهای تعطیل را علامت بزنید. جای آن‌ها در پایان پر نمی‌شود؛ اگر جلسهٔ بیشتری می‌خواهید، تعداد را بیشتر کنید.
series-day-taken = گروه همان وقت جلسهٔ دیگری دارد.
series-days-taken = در بعضی از این روزها گروه همان وقت جلسهٔ دیگری دارد. آن‌ها را کنار بگذارید، یا برگردید و ساعت دیگری انتخاب کنید.
series-days-clash = آنچه را کنار بعضی از این روزها آمده ببینید. آن روزها را کنار بگذارید، یا با این همه در تقویم بگذارید.
series-and-so-on = و همین‌طور ادامه دارد.
series-keep = گذاشتن در تقویم
series-change = برگشتن و عوض کردن
series-at = ساعت
series-said-weekly = هر هفته، { $day }
series-said-fortnightly = یک هفته در میان، { $day }
series-said-monthly = هر ماه، { $nth } { $day }
series-said-months = { $said } (ماه‌های { $calendar })
series-said-count = { $n } جلسه
series-said-until = تا
series-said-open = بدون پایان معین

## صفحهٔ سلسله‌جلسات
series-title = سلسله‌جلسات
series-see = دیدن سلسله‌جلسات
series-days = روزها
series-days-words = روزی را که تعطیل است کنار بگذارید. اگر تعطیل نشد، آن را برگردانید. هر جلسه را در صفحهٔ خودش جابه‌جا می‌کنید.
series-is-left-out = تعطیل
series-skip = تعطیل است
series-skip-yes = با این همه کنار گذاشته شود
series-put-back = برگرداندن

## وقت دیگر
time-and-place = وقت و جا
time-move = جابه‌جا کردن
time-title = وقت دیگر
time-changed = این جلسه در همین فاصله جابه‌جا شده است
time-stands-now = الان چنین است:
time-yours-below = آنچه نوشته‌اید پایین مانده است. اگر باز هم همین را می‌خواهید، دوباره نگه دارید.
time-which = کدام جلسه‌ها؟
time-one = همین یکی
time-one-words = بقیه سر جای خود می‌مانند.
time-following = این و همهٔ جلسه‌های بعد از آن
time-following-words = با همان فاصله‌ها. جلسه‌ای که جداگانه جابه‌جا شده همان‌جا می‌ماند، و روزهای تعطیل تعطیل می‌مانند.
time-regrets = کسانی که گفته‌اند نمی‌آیند همچنان نمی‌آیند، مگر خودشان آن را پس بگیرند.
time-save = نگه داشتن وقت تازه
cancel-which = کدام جلسه‌ها لغو شود؟
cancel-following-words = سلسله‌جلسات قبل از این جلسه به پایان می‌رسد. جلسه‌های برگزارشده می‌مانند.

## سال گروه
year-title = سال گروه
year-see = همهٔ جلسه‌های سال
year-more = { $n } جلسهٔ دیگر در پیش است
year-of = سال
year-others = سال‌های دیگر
year-count = { $n ->
    [0] بی جلسه
   *[other] { $n } جلسه
}
year-today = امروز:
year-is-today = امروز
year-moved = جابه‌جا شده از
year-month-empty = جلسه‌ای نیست.

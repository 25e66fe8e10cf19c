### واژه‌های سلسله‌جلسات، سال گروه، جابه‌جا کردن، و تقویمی که از آن روز برمی‌گزینند.

## یک روز
day-hint-jalali = سال، ماه و روز به شمسی، مثلاً ۱۴۰۵/۹/۱۰
day-hint-gregorian = سال، ماه و روز به میلادی، مثلاً ۲۰۲۶/۱۲/۱
day-choose = انتخاب از تقویم
day-month-before = ماه پیش
day-month-after = ماه بعد
day-close = بستن
day-keys = با کلیدهای جهت از روزی به روز دیگر می‌روید؛ Page Up و Page Down ماه را عوض می‌کند.

## ساعتِ کجا
hour-of-zone = { $hour } به وقت { $city }
hour-by-two-clocks = { $there } ({ $here })
hour-on-day = { $day } ساعت { $hour }
hour-first-of-two = { $hour }، قبل از عقب رفتن ساعت‌ها
session-hour-skipped = در { $city } آن وقت ساعت‌ها جلو می‌رود و این ساعت وجود ندارد؛ اولین ساعت ممکن { $hour } است.

session-hour-begins-later = در { $city } آن وقت ساعت‌ها جلو می‌رود و این ساعت وجود ندارد: جلسه { $hour } شروع می‌شود.

## همان وقت
clash-title = هم‌زمان با این
clash-own-group = گروه همان وقت جلسهٔ دیگری دارد: { $when }. ساعت دیگری انتخاب کنید.
clash-you = شما همان وقت جلسهٔ دیگری دارید: { $group }، { $when }.
clash-colleague = { $name } همان وقت جلسهٔ دیگری دارد.
clash-therapist = درمانگر همان وقت جلسهٔ دیگری دارد.
clash-facilitator = تسهیل‌گر همان وقت جلسهٔ دیگری دارد.
clash-on-day = { $day }: { $words }
clash-despite = باز هم ثبت کن
clash-despite-days = روزهای نشان‌شده را باز هم ثبت کن
session-taken = گروه همان وقت جلسهٔ دیگری دارد. اول یکی از آن دو را جابه‌جا کنید.

session-day-of = روز
session-time-hint = به وقت { $zone }، مثلاً ۱۸:۳۰
session-changed-meanwhile = وقت این جلسه در همین فاصله عوض شده است. وقت تازه را در همین صفحه می‌بینید؛ اگر هنوز می‌خواهید لغو شود، دوباره بزنید.

## سلسله‌جلسات تازه
series-instead = برنامهٔ چند جلسه
series-new-title = سلسله‌جلسات تازه
series-new-sub = یک بار برنامه بدهید و همهٔ جلسه‌ها در تقویم می‌آید. ساعت همان می‌ماند، حتی وقتی ساعت رسمی جلو یا عقب برود.
series-rhythm = هر چند وقت؟
series-weekly = هر هفته
series-fortnightly = یک هفته در میان
series-monthly = هر ماه
series-monthly-words = در همان روز هفته، مثلاً دومین سه‌شنبهٔ ماه
series-nth = کدام هفتهٔ ماه
series-nth-hint = روز هفته، همان روز هفتهٔ جلسهٔ اول است.
nth-first = اولین
nth-second = دومین
nth-third = سومین
nth-fourth = چهارمین
nth-last = آخرین
series-ends = تا کی؟
series-by-count = تعداد جلسه‌ها
series-by-day = تا یک تاریخ
series-open = فعلاً پایانی ندارد
series-open-words = همیشه جلسه‌های شش ماه آینده در تقویم هست.
series-count = چند جلسه
series-count-hint = از ۲ تا ۱۰۴
series-until-day = تا چه تاریخی
series-left-out = روزهای تعطیل
series-look = دیدن تاریخ‌ها
series-look-words = هنوز چیزی ثبت نمی‌شود. تاریخ‌ها را می‌بینید و تعطیلی‌ها را کنار می‌گذارید.
series-count-range = تعداد جلسه‌ها از ۲ تا ۱۰۴ است.
series-ends-at-once = قبل از جلسهٔ دوم تمام می‌شود. روزی دیرتر انتخاب کنید.
series-too-far = تا سه سال جلوتر را می‌شود برنامه‌ریزی کرد.
series-nothing-left = همهٔ روزها کنار گذاشته شده‌اند. دست‌کم یکی را نگه دارید.

## روزها، پیش از آنکه در تقویم باشند
series-review-title = تاریخ‌ها را ببینید
series-leave-out = کدام روزها تعطیل است؟
series-leave-out-words = روزهای تعطیل را علامت بزنید. جای آن‌ها در پایان پر نمی‌شود؛ اگر جلسهٔ بیشتری می‌خواهید، تعداد را بیشتر کنید.
series-day-taken = گروه همان وقت جلسهٔ دیگری دارد.
series-days-taken = در بعضی از این روزها گروه همان وقت جلسهٔ دیگری دارد. آن‌ها را کنار بگذارید، یا برگردید و ساعت دیگری انتخاب کنید.
series-days-clash = کنار بعضی از این روزها نکته‌ای آمده است. آن روزها را کنار بگذارید، یا باز هم ثبت کنید.
series-and-so-on = و همین‌طور ادامه دارد.
series-keep = ثبت این جلسه‌ها
series-change = بازگشت و تغییر
series-at = ساعت
series-said-weekly = هر هفته، { $day }
series-said-fortnightly = یک هفته در میان، { $day }
series-said-monthly = هر ماه، { $nth } { $day }
series-said-months = { $said } (ماه‌های { $calendar })
series-said-count = { $n } جلسه
series-said-until = تا
series-said-open = بدون پایان

## صفحهٔ سلسله‌جلسات
series-title = سلسله‌جلسات
series-see = دیدن سلسله‌جلسات
series-days = روزها
series-days-words = روز تعطیل را کنار بگذارید. اگر تعطیل نشد، برگردانید. هر جلسه را در صفحهٔ خودش جابه‌جا می‌کنید.
series-is-left-out = تعطیل
series-skip = تعطیل کردن
series-skip-yes = باز هم کنار بگذار
series-put-back = برگرداندن

## وقت دیگر
time-and-place = وقت و جا
time-move = جابه‌جا کردن
time-title = وقت دیگر
time-changed = این جلسه در همین فاصله جابه‌جا شده است
time-stands-now = الان:
time-yours-below = تغییر شما پایین مانده است. اگر باز هم همین را می‌خواهید، دوباره ذخیره کنید.
time-which = کدام جلسه‌ها؟
time-one = همین یکی
time-one-words = بقیه سر جایشان می‌مانند.
time-following = این و همهٔ جلسه‌های بعد از آن
time-following-words = با همان فاصله‌ها. جلسه‌ای که جداگانه جابه‌جا شده سر جایش می‌ماند، و روزهای تعطیل تعطیل می‌مانند.
time-regrets = کسانی که گفته‌اند نمی‌آیند همچنان نمی‌آیند، مگر خودشان عوضش کنند.
time-save = ذخیرهٔ وقت تازه
cancel-which = کدام جلسه‌ها لغو شود؟
cancel-following-words = سلسله‌جلسات قبل از این جلسه تمام می‌شود. جلسه‌های برگزارشده می‌مانند.

## سال گروه
year-title = تقویم گروه
year-see = همهٔ جلسه‌های سال
year-more = { $n } جلسهٔ دیگر در پیش است
year-of = سال
year-others = سال‌های دیگر
year-count = { $n ->
    [0] بدون جلسه
   *[other] { $n } جلسه
}
year-today = امروز:
year-is-today = امروز
year-moved = جابه‌جا شده از
year-month-empty = جلسه‌ای نیست.
year-from-now = از همین ماه

## تقویم مرکز
clash-room = { $room } آن وقت گرفته شده است.
clash-room-by = { $room } آن وقت گرفته شده است: { $group }، { $when }.
clash-room-free = { $room } آن وقت آزاد است.
clash-take-room = بردن جلسه به { $room }
clash-room-later = { $room } از ساعت { $time } برای همهٔ جلسه آزاد است.
clash-filled = { $room } نوشته شد. هنوز چیزی ثبت نشده است.
calendar-title = تقویم
calendar-months = ماه‌های دیگر
calendar-also = { $from } تا { $to }
calendar-now = همین ماه
calendar-groups = گروه‌ها
calendar-taken = پر است
calendar-span = { $from } تا { $to }
calendar-clash = تداخل
calendar-clashes = { $n ->
    [one] یک تداخل
   *[other] { $n } تداخل
}
calendar-clash-group = گروه همان وقت جلسهٔ دیگری دارد.
calendar-clash-room = { $room } هم‌زمان دو بار گرفته شده است.
calendar-clash-leader = درمانگر یا تسهیل‌گر همان وقت جلسهٔ دیگری دارد.
calendar-clash-see = دیدن جلسه
calendar-day-free = این روز جلسه‌ای نیست.
calendar-plan = گذاشتن جلسه
calendar-choose = روی هر روز بزنید تا همان روز جلسه بگذارید.
calendar-who = گروه‌های خودتان را با نام می‌بینید. از گروه‌های دیگر فقط پیداست کدام اتاق و کِی پر است.
calendar-who-all = زمان همهٔ گروه‌های مرکز را می‌بینید.
calendar-rooms = اتاق‌ها
calendar-room-free = همهٔ روز آزاد است

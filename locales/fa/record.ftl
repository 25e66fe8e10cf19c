### آنچه بعداً خوانده می‌شود: جلسهٔ برگزارشده، صفحهٔ یک عضو، یادداشت فردی.

record-came = حاضران
record-span = از { $from } تا { $to }
record-you = شما:
record-article = بندی که با هم خواندیم
record-board-closed = این ایده‌ها باز نشدند و خوانده نمی‌شوند.
record-other-ideas = { $n ->
    [one] یک ایدهٔ دیگر هم در پرونده می‌ماند
   *[other] { $n } ایدهٔ دیگر هم در پرونده می‌ماند
}
record-board-whole = دیدن همهٔ تخته
record-version = نسخهٔ { $n }
record-correct = اصلاح جمع‌بندی
record-versions = همهٔ نسخه‌ها
record-lines-wait = پیام‌های پشت صحنه جزو این پرونده نیستند. درمانگر تصمیم می‌گیرد بمانند یا نه.
record-lines-open = دیدن پیام‌ها
record-not-that-day = پروندهٔ این جلسه را فقط کسانی می‌خوانند که آن روز عضو گروه بودند.

## صفحهٔ یک عضو

sheet-to = صفحهٔ عضو
sheet-membership = وضعیت عضویت
sheet-membership-page = عضویت و سابقه
sheet-attendance = حضور
sheet-attendance-share = حضور و سهم صدا
sheet-share = { $n } درصد از وقت اعضا را صحبت کرد، سهم برابر { $equal } درصد است
sheet-share-equal = سهم برابر
sheet-came = { $n } از { $of } جلسه
sheet-attendance-none = هنوز جلسه‌ای با ایشان برگزار نشده است.
sheet-late = دیر آمد
sheet-commitments = قرارها
sheet-commitments-none = هنوز قراری ندارند.
sheet-shared = احوالی که با شما در میان گذاشته
sheet-shared-scale = آمدن و رفتن، ۰ تا ۱۰
sheet-shared-none = هر وقت حالشان را با شما در میان بگذارند، اینجا می‌بینید.
sheet-intake = آشنایی نخست
sheet-intake-words = آنچه پیش از آمدن گفته‌اند. هر بار که باز کنید، در گزارش ثبت می‌شود که خوانده‌اید.
sheet-fit-words = ایشان و دیگران چقدر شبیه‌اند، به تفکیک.
sheet-fit-open = سنجش
sheet-private = یادداشت خصوصی شما
sheet-private-words = قفل‌شده؛ فقط شما می‌خوانید.

## یادداشت فردی

note-title = یادداشت فردی
note-words = یادداشت شما دربارهٔ این عضو. فقط درمانگر گروه آن را می‌خواند؛ اگر این عضو پاک‌شدن داده‌هایش را بخواهد، این یادداشت هم پاک می‌شود.
note-label = یادداشت
note-hint = نام عضو دیگری در آن نمی‌آید.
note-save = ذخیره
note-back = بازگشت
note-write = نوشتن یادداشت
note-go-on = ادامهٔ یادداشت
note-earlier = { $n ->
    [one] یک نسخهٔ قبلی
   *[other] { $n } نسخهٔ قبلی
}
note-versions = نسخه‌ها
note-taken-back = داده‌های این عضو به خواست خودش پاک شده و یادداشت هم با آن رفته است.
note-meanwhile = در همین فاصله یادداشت از صفحهٔ دیگری ذخیره شد. نسخهٔ ذخیره‌شده پایین همین صفحه است و متن شما هم سر جایش هست. اگر حالا ذخیره کنید، متن شما تازه‌ترین نسخه می‌شود.

## نام اعضای دیگر

guard-title = در این متن نام کس دیگری آمده است
guard-words = یادداشت فردی فقط دربارهٔ یک نفر است. در این متن آمده:
guard-replace = به جایش «عضو دیگر» نوشته شود
guard-keep = همین‌طور ذخیره شود
guard-another-member = عضو دیگر

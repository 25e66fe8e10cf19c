### واژه‌های جلسه: در تقویم گذاشتن، آغاز و پایان.

session-planned = در پیش
session-live = در جریان
session-ended = برگزار شد
session-cancelled = لغو شد

session-not-now = این جلسه در همین فاصله شروع شده، تمام شده یا لغو شده است. وضع فعلی را در همین صفحه می‌بینید.
session-few = این گروه کمتر از سه عضو دارد. برای شروع، این را تأیید کنید.
session-another-is-live = جلسهٔ دیگری از این گروه در جریان است. اول آن را تمام کنید.

## در تقویم گذاشتن
session-new-title = برنامه‌ریزی یک جلسه
session-will-be = جلسهٔ { $n }
session-time = ساعت
session-length = طول جلسه، به دقیقه
session-length-hint = بیشتر جلسه‌ها ۹۰ دقیقه است.
session-where = کجا
session-where-hint = اتاق، یا لینک اتاق آنلاین
session-where-usual = خالی بگذارید تا همان جای همیشگی باشد: { $place }
session-schedule = ثبت در برنامه
session-back = بعداً

## صفحهٔ جلسه
session-number = جلسهٔ { $n }
session-minutes = { $n } دقیقه
session-place = جا
session-ready = آمادهٔ شروع
session-start-words = با شروع جلسه، ساعت راه می‌افتد و گوشی اعضا جلسه را نشان می‌دهد.
session-start = شروع جلسه
session-few-title = { $n ->
    [0] این گروه الان عضوی ندارد
   *[other] این گروه الان { $n } عضو دارد
}
session-few-words = گروه‌درمانی از سه نفر به بالاست. اگر می‌خواهید با همین تعداد شروع کنید، تأیید کنید.
session-few-confirm = می‌دانم که کمتر از سه عضو است. جلسه شروع شود.
session-cancel = لغو جلسه
session-cancel-words = این جلسه برگزار نمی‌شود و در صفحهٔ گروه لغوشده دیده می‌شود.
session-substitute-named = برای این جلسه جانشینی تعیین شده است. جلسه از صفحهٔ خانه‌اش حذف می‌شود؛ لطفاً خودتان هم خبر بدهید.
session-cancel-yes = جلسه لغو شود
session-people = { $n ->
    [0] هیچ‌کس
   *[other] { $n } نفر
}
session-members-none = گروه هنوز عضوی ندارد.
session-waits = هنوز شروع نشده است
session-waits-words = وقتی شروع شود، جلسه را در همین صفحه می‌بینید.
session-look-again = به‌روز کردن
session-is-live = جلسه در جریان است
session-go-live = رفتن به جلسه
session-was = جلسه تمام شد
session-to-record = دیدن پروندهٔ جلسه
session-is-cancelled = این جلسه لغو شده است
session-is-cancelled-words = جلسهٔ بعدی را در صفحهٔ گروه می‌بینید.
session-in-the-past = این روز گذشته است. لطفاً روزی دیرتر انتخاب کنید.
session-minutes-range = طول جلسه از ۱۵ تا ۴۸۰ دقیقه است.
session-sat-in = بدون امضای منشور آمدند:

## On behalf of a member

behalf-no-such-member = این شخص عضو گروه نیست.

### واژه‌های جلسه: در تقویم گذاشتن، آغاز و پایان.

session-planned = در پیش
session-live = در جریان
session-ended = برگزار شد
session-cancelled = لغو شد

session-not-now = این جلسه در همین فاصله آغاز شده، تمام شده یا لغو شده است. آنچه الان هست را در همین صفحه می‌بینید.
session-few = این گروه کمتر از سه عضو دارد. برای آغاز، این را تأیید کنید.
session-another-is-live = جلسهٔ دیگری از این گروه در جریان است. اول آن را پایان دهید.

## در تقویم گذاشتن
session-new-title = در تقویم گذاشتن جلسه
session-will-be = شماره از روی روز می‌آید؛ بعد از همهٔ جلسه‌های فعلی، جلسهٔ { $n } خواهد بود.
session-time = ساعت
session-length = طول جلسه، به دقیقه
session-length-hint = بیشتر گروه‌ها ۹۰ دقیقه می‌نشینند.
session-where = کجا
session-where-hint = اتاق، یا لینک اتاق آنلاین
session-where-usual = اگر خالی بماند، همان جای همیشگی گروه: { $place }
session-schedule = گذاشتن در تقویم
session-back = بعداً

## صفحهٔ جلسه
session-number = جلسهٔ { $n }
session-minutes = { $n } دقیقه
session-place = جا
session-ready = آمادهٔ آغاز
session-start-words = با آغاز جلسه، ساعت به راه می‌افتد و گوشی اعضا جلسه را نشان می‌دهد.
session-start = آغاز جلسه
session-few-title = { $n ->
    [0] این گروه الان عضوی ندارد
   *[other] این گروه الان { $n } عضو دارد
}
session-few-words = گروه‌درمانی از سه نفر به بالا گروه است. اگر می‌خواهید با همین تعداد آغاز کنید، آن را تأیید کنید.
session-few-confirm = می‌دانم که کمتر از سه عضو است و جلسه را آغاز می‌کنم.
session-cancel = لغو جلسه
session-cancel-words = این جلسه برگزار نخواهد شد و در صفحهٔ گروه لغوشده دیده می‌شود.
session-substitute-named = برای این جلسه جانشینی نام برده شده است. جلسه از صفحهٔ خانهٔ او برداشته می‌شود؛ لطفاً خودتان هم به او خبر بدهید.
session-cancel-yes = جلسه لغو شود
session-people = { $n ->
    [0] هیچ‌کس
   *[other] { $n } نفر
}
session-members-none = هنوز عضوی در گروه نیست.
session-waits = هنوز آغاز نشده است
session-waits-words = وقتی آغاز شود، جلسه در همین صفحه است.
session-look-again = دوباره نگاه کن
session-is-live = جلسه در جریان است
session-go-live = رفتن به جلسه
session-was = جلسه به پایان رسید
session-was-until = این جلسه { $time } به پایان رسید.
session-is-cancelled = این جلسه لغو شده است
session-is-cancelled-words = جلسهٔ بعدی را در صفحهٔ گروه می‌بینید.
session-in-the-past = این روز گذشته است. لطفاً روزی در پیش رو انتخاب کنید.
session-minutes-range = طول جلسه از ۱۵ تا ۴۸۰ دقیقه است.
session-sat-in = این بار بدون امضای منشور نشستند:

## On behalf of a member

behalf-no-such-member = این شخص عضو گروه نیست.

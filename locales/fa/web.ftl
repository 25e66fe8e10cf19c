### آنچه دور هر صفحه است، بخش‌های فرم‌ها، و صفحهٔ مشکل‌ها.

app-name = همدل
app-incomplete = این نسخه بدون قلم فارسی و بخش‌های زنده ساخته شده است. خواندن، نوشتن و فرستادن کار می‌کند.
skip-to-page = رفتن به متن صفحه
nav-main = اصلی
nav-today = امروز
nav-groups = گروه‌ها
nav-calendar = تقویم
nav-messages = پیام‌ها
nav-practice = مرکز
sign-out = خروج
quick-exit = خروج سریع

help-danger = اگر کسی در خطر است
help-ways = راه‌های کمک فوری مرکز شما
help-now = همین حالا کمک می‌خواهم
help-support = کمک فوری
help-not-monitored = کسی همدل را لحظه‌به‌لحظه نمی‌بیند؛ همدل جای اورژانس نیست.

form-keep = ذخیره
form-sent-before = این فرم قبلاً با متن دیگری فرستاده و ذخیره شده است. متن فعلی هنوز ذخیره نشده؛ اگر می‌خواهید این هم ذخیره شود، یک بار دیگر بفرستید.
field-required = لطفاً این را پر کنید
form-look-again = لطفاً چند جا را دوباره ببینید
field-optional = (اختیاری)
field-language = زبان
field-calendar = تقویم
field-zone = منطقهٔ زمانی
field-zone-hint = ساعت جلسه‌ها به وقت این شهر می‌ماند، حتی وقتی ساعت‌ها جابه‌جا می‌شود.
calendar-jalali = شمسی
calendar-gregorian = میلادی

zones-often = شهرهای پرکاربرد
zones-all = همهٔ منطقه‌ها
zone-tehran = تهران
zone-kabul = کابل
zone-dubai = دبی
zone-istanbul = استانبول
zone-berlin = برلین
zone-stockholm = استکهلم
zone-paris = پاریس
zone-london = لندن
zone-toronto = تورنتو
zone-new-york = نیویورک
zone-los-angeles = لس‌آنجلس
zone-sydney = سیدنی

problem-home = رفتن به خانه
problem-again = دوباره همین صفحه
problem-reference = اگر به مرکز خبر می‌دهید، این کد کمک می‌کند:
problem-not-found = این صفحه پیدا نشد
problem-not-found-words = شاید لینک کامل نباشد، یا این صفحه دیگر نیست. چیزی از دست نرفته است.
problem-forbidden = این صفحه برای نقش دیگری است
problem-forbidden-words = این صفحه هست، ولی برای نقش دیگری در گروه یا مرکز. اگر فکر می‌کنید لازمش دارید، از درمانگر یا مدیر مرکز بپرسید.
problem-sign-in = اول وارد شوید
problem-sign-in-words = این صفحه بعد از ورود باز می‌شود.
problem-stale-form = این فرم قدیمی شده است
problem-stale-form-words = فرم از ورود قبلی یا مرورگری دیگر مانده است و چیزی فرستاده نشد. به صفحه برگردید و دوباره بفرستید.
problem-sent-before = هنوز ذخیره نشده است
problem-bad-form = فرم خوانده نشد
problem-bad-form-words = بخشی از فرم کم یا ناشناس بود و چیزی ذخیره نشد. به صفحه برگردید و دوباره امتحان کنید.
problem-too-large = نوشته خیلی بلند است
problem-too-large-words = این همه متن در یک فرم جا نمی‌شود و چیزی ذخیره نشد. کوتاه‌ترش کنید یا در چند بخش بفرستید.
problem-incomplete = فرم کامل نرسید
problem-incomplete-words = ارتباط کند بود یا قطع شد و چیزی ذخیره نشد. در مرورگرتان به صفحهٔ قبل برگردید و دوباره بفرستید.
problem-conflict = در همین فاصله چیزی تغییر کرد
problem-conflict-words = کس دیگری همین را عوض کرده، یا این فرم قبلاً با متن دیگری فرستاده شده است. چیزی بازنویسی نشد. صفحه را دوباره باز کنید و وضع فعلی را ببینید.
problem-away = همدل یک لحظه در دسترس نیست
problem-away-words = چند ثانیهٔ دیگر دوباره امتحان کنید. هر چه قبلاً ذخیره شده سر جایش است.
problem-broken = مشکلی پیش آمد
problem-broken-words = مشکل از ماست، نه از شما. دوباره امتحان کنید؛ اگر تکرار شد به مرکز خبر بدهید.

# آنچه کنار خانه‌های چند فرم گفته می‌شود
email-not-one = این نشانی ایمیل پذیرفته نشد. آن را با حروف انگلیسی بنویسید، مثل «leila@example.org».
time-zone-unknown = این منطقهٔ زمانی را نمی‌شناسیم. لطفاً یکی از فهرست انتخاب کنید.

problem-kept = نوشته‌تان همین‌جاست. اگر از حساب بیرون آمده‌اید، اول وارد شوید و بعد دوباره بفرستید.
problem-sign-in-beside = ورود در برگهٔ دیگر
problem-your-words = نوشتهٔ شما
problem-send-again = دوباره بفرستید
problem-words-here = نوشته‌تان همین‌جاست.
problem-sign-in-then-send = لطفاً اول وارد شوید و بعد دوباره بفرستید.

unsent-title = این را هنوز نفرستاده‌اید
unsent-words = اگر همین حالا از این صفحه بروید، نوشته یا انتخابتان از دست می‌رود.
unsent-stay = همین‌جا می‌مانم
unsent-leave = رفتن بدون ارسال
unsent-too-large = این همه متن در یک فرم جا نمی‌شود. چیزی فرستاده نشد و نوشته‌تان همین‌جاست: لطفاً کوتاه‌ترش کنید یا در چند بخش بفرستید.
language-leaves-words = نوشته یا انتخابی که اینجا نفرستاده‌اید از دست می‌رود.
asking-still-yours = یک لحظه: می‌پرسیم هنوز در حساب خود هستید یا نه.
saving-signed-out = از حساب بیرون آمده‌اید. نوشته‌تان همین‌جاست و همین که دوباره وارد شوید ذخیره می‌شود.

## Refused by a rule

refused-title = این کار انجام نشد
refused-current = الان چنین است:
refused-back = بازگشت

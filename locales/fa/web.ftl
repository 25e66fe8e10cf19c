### آنچه دور هر صفحه است، بخش‌های فرم‌ها، و صفحهٔ مشکل‌ها.

app-name = همدل
app-incomplete = این نسخه بدون قلم فارسی و بخش‌های زنده ساخته شده است. خواندن، نوشتن و فرستادن کار می‌کند.
skip-to-page = رفتن به متن صفحه
nav-main = اصلی
nav-today = امروز
nav-groups = گروه‌ها
sign-out = خروج
quick-exit = خروج سریع

help-danger = اگر کسی در خطر است
help-ways = راه‌های کمک فوری که مرکز نوشته است
help-now = همین حالا کمک می‌خواهم
help-support = کمک فوری
help-not-monitored = کسی همدل را لحظه‌به‌لحظه نمی‌بیند؛ همدل جای اورژانس نیست.

form-keep = ذخیره
form-sent-before = این فرم پیش‌تر با محتوای دیگری فرستاده شده و همان ذخیره است. آنچه حالا در فرم است هنوز ذخیره نشده؛ اگر می‌خواهید این هم ثبت شود، یک بار دیگر بفرستید.
field-required = لطفاً این را پر کنید
form-look-again = چند جا نیاز به نگاهی دوباره دارد
field-optional = (اختیاری)
field-language = زبان
field-calendar = تقویم
field-zone = منطقهٔ زمانی
field-zone-hint = ساعت جلسه‌ها به وقت این شهر می‌ماند، حتی وقتی ساعت‌ها جابه‌جا می‌شود.
calendar-jalali = شمسی
calendar-gregorian = میلادی

zones-often = شهرهای آشنا
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
problem-reference = اگر با مرکز در میان می‌گذارید، این نشانه کمک می‌کند:
problem-not-found = این صفحه پیدا نشد
problem-not-found-words = شاید لینک کامل نیامده باشد، یا این صفحه دیگر نیست. چیزی از دست نرفته است.
problem-forbidden = این کار با نقش دیگری است
problem-forbidden-words = این صفحه هست، ولی برای نقشی دیگر در گروه یا مرکز. اگر فکر می‌کنید باید به آن برسید، از درمانگر یا مدیر مرکز بپرسید.
problem-sign-in = اول وارد شوید
problem-sign-in-words = این صفحه بعد از ورود باز می‌شود.
problem-stale-form = این فرم قدیمی شده است
problem-stale-form-words = فرم از ورود قبلی یا مرورگری دیگر مانده است و چیزی فرستاده نشد. به صفحه برگردید و دوباره بفرستید.
problem-sent-before = هنوز ذخیره نشده است
problem-bad-form = فرم خوانده نشد
problem-bad-form-words = بخشی از فرم کم یا ناآشنا بود و چیزی ذخیره نشد. به صفحه برگردید و دوباره امتحان کنید.
problem-too-large = نوشته بلندتر از جای آن است
problem-too-large-words = این همه متن در یک فرم جا نمی‌شود و چیزی ذخیره نشد. کوتاه‌ترش کنید یا در چند بخش بفرستید.
problem-incomplete = فرم کامل نرسید
problem-incomplete-words = ارتباط خیلی کند بود یا قطع شد و چیزی ذخیره نشد. در مرورگرتان به صفحهٔ پیش برگردید و دوباره بفرستید.
problem-conflict = این میان چیزی تغییر کرد
problem-conflict-words = کس دیگری همین را عوض کرده، یا این فرم پیش‌تر با متنی دیگر فرستاده شده است. چیزی بازنویسی نشد. صفحه را دوباره باز کنید و وضع فعلی را ببینید.
problem-away = همدل یک لحظه در دسترس نیست
problem-away-words = چند ثانیهٔ دیگر دوباره امتحان کنید. آنچه پیش‌تر ذخیره شده سر جایش است.
problem-broken = چیزی درست پیش نرفت
problem-broken-words = ایراد از ماست، نه از شما. دوباره امتحان کنید؛ اگر تکرار شد به مرکز خبر بدهید.

# آنچه کنار خانه‌های چند فرم گفته می‌شود
email-not-one = این نشانی ایمیل پذیرفته نشد؛ آن را با حروف انگلیسی بنویسید، مانند «leila@example.org».
time-zone-unknown = این منطقهٔ زمانی را نمی‌شناسیم. لطفاً یکی از فهرست انتخاب کنید.

problem-kept = آنچه نوشته‌اید همین‌جاست. اگر از حساب بیرون آمده‌اید، اول وارد شوید و بعد دوباره بفرستید.
problem-sign-in-beside = ورود در برگه‌ای دیگر
problem-your-words = نوشتهٔ شما
problem-send-again = دوباره بفرستید
problem-words-here = آنچه نوشته‌اید همین‌جاست.
problem-sign-in-then-send = لطفاً اول وارد شوید و بعد دوباره بفرستید.

unsent-title = اینجا چیزی نوشته یا انتخاب کرده‌اید که هنوز فرستاده نشده است
unsent-words = اگر همین حالا از این صفحه بروید، آن از دست می‌رود.
unsent-stay = همین‌جا می‌مانم
unsent-leave = بدون آن می‌روم
unsent-too-large = این همه متن در یک فرم جا نمی‌شود. چیزی فرستاده نشد و نوشته‌تان همین‌جاست: لطفاً کوتاه‌ترش کنید یا در چند بخش بفرستید.
language-leaves-words = آنچه اینجا نوشته یا انتخاب کرده‌اید و هنوز نفرستاده‌اید، همراهتان نمی‌آید.
asking-still-yours = یک لحظه: می‌پرسیم هنوز در حساب خود هستید یا نه.
saving-signed-out = از حساب بیرون آمده‌اید. نوشته‌تان همین‌جاست و همین که دوباره وارد شوید ذخیره می‌شود.

## Refused by a rule

refused-title = این کار انجام نشد
refused-current = الان چنین است:
refused-back = بازگشت

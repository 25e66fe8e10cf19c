### ورود، خروج و حساب هر کس.

sign-in-title = ورود
sign-in-welcome = خوش آمدید
sign-in-how = با نام کاربری یا ایمیل و گذرواژه‌تان وارد شوید.
sign-in-name = نام کاربری یا ایمیل
sign-in-passphrase = گذرواژه
sign-in-button = ورود
sign-in-not = وارد نشدید
sign-in-refused = نام کاربری یا گذرواژه درست نبود. شاید یک حرف جابه‌جا شده باشد. دوباره امتحان کنید.
sign-in-lost = راه ورود را گم کرده‌ام
sign-in-lost-words = از درمانگرتان یک لینک ورود یک‌بارمصرف بخواهید. هر چه نوشته‌اید سر جایش است.
sign-in-link-how = با این لینک بدون گذرواژه وارد می‌شوید.
sign-in-link-once = لینک یک بار کار می‌کند. پس از ورود می‌توانید در حساب خود گذرواژهٔ تازه‌ای بگذارید.
signed-out-title = خارج شدید
signed-out-words = در این مرورگر چیزی از همدل باز نمانده است. تاریخچهٔ مرورگر را همدل پاک نمی‌کند. هر وقت خواستید برگردید.

account-title = حساب شما
account-kept = ذخیره شد.
account-who = شما
account-name = نام
account-user-name = نام کاربری
account-email = ایمیل
account-user-name-words = نام کاربری را جایی نگه دارید: با آن و گذرواژه وارد می‌شوید.
account-reading = زبان و تقویم
account-zone-hint = روزها و ساعت‌ها به وقت این شهر نشان داده می‌شود.
account-passphrase = تغییر گذرواژه
account-passphrase-now = گذرواژهٔ کنونی
account-passphrase-now-hint = اگر تا کنون گذرواژه نداشته‌اید خالی بگذارید.
account-passphrase-new = گذرواژهٔ تازه
account-passphrase-ends = با تغییر گذرواژه، ورودهای دیگر شما پایان می‌یابد.
account-passphrase-button = تغییر گذرواژه
account-sign-ins = ورودهای شما
account-this-device = همین دستگاه
account-device-unknown = دستگاه ناشناس
account-last-seen = آخرین بار
account-now = اکنون
account-end-one = پایان‌دادن
account-end-others = پایان‌دادن به همهٔ ورودهای دیگر

passphrase-hint = چهار یا پنج کلمه که تنها شما کنار هم می‌گذارید؛ دست‌کم ۱۵ نویسه
passphrase-not-this = این گذرواژهٔ کنونی شما نیست. دوباره امتحان کنید.
passphrase-short = این گذرواژه کوتاه است. یکی دو کلمهٔ دیگر به آن بیفزایید؛ دست‌کم ۱۵ نویسه.
passphrase-long = این گذرواژه بلندتر از جای آن است. کمی کوتاه‌ترش کنید.
passphrase-guessable = این گذرواژه زود حدس زده می‌شود. یکی دو کلمهٔ دیگر به آن بیفزایید.

step-up-title = گذرواژه، یک بار دیگر
step-up-words = آنچه اینجاست تنها از آن شماست. با گذرواژه ده دقیقه باز می‌ماند، تنها در همین ورود.
step-up-button = بازکردن
step-up-none = هنوز گذرواژه ندارید. نخست در حساب خود یکی بگذارید؛ پس از آن اینجا باز می‌شود.

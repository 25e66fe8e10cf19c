### مرکز: راه‌اندازی، تنظیم‌ها و راه‌های کمک فوری.

staff-administrator = مدیر مرکز
staff-therapist = درمانگر
staff-facilitator = تسهیل‌گر
staff-secretary = منشی

setup-title = راه‌اندازی مرکز
setup-over = نخستین بار
setup-heading = مرکز خود را بسازید
setup-sub = چند پرسش کوتاه. همه را بعد هم می‌شود تغییر داد.
setup-practice = مرکز
setup-you = شما
setup-name = نام شما
setup-email = ایمیل
setup-email-hint = برای ورود، در کنار نام کاربری
setup-passphrase = گذرواژه
setup-button = ساختن مرکز
setup-once = این لینک یک بار کار می‌کند و سپس بسته می‌شود.

practice-title = مرکز
practice-kept = تنظیم‌های مرکز ذخیره شد.
practice-settings = تنظیم‌ها
practice-name = نام مرکز
practice-name-hint = همان‌طور که روی دعوت‌نامه‌ها دیده شود
practice-crisis-help = راه‌های کمک فوری
practice-crisis-help-hint = وقتی کسی در خطر است چه باید کرد: شمارهٔ تماس، نشانی، و اینکه چه کسی چه ساعتی پاسخ می‌دهد. همهٔ گروه‌های مرکز این را می‌بینند. شماره‌ها را خودتان بیازمایید؛ همدل شماره‌ای از پیش ندارد.
practice-crisis-help-none = هنوز چیزی نوشته نشده است.
practice-staff = کارکنان
practice-conflict = در این فاصله کس دیگری هم ویرایش کرد
practice-conflict-words = هر دو اینجاست و چیزی گم نشده است. نوشتهٔ خود را نگه دارید، یا از هر دو یکی بسازید.
practice-yours = نوشتهٔ شما
practice-theirs = تنظیم‌های کنونی
practice-keep-mine = همین بماند
practice-keep-theirs = تنظیم‌های کنونی بماند

help-title = راه‌های کمک فوری
help-sub = اگر شما یا کسی در خطر است، همین حالا از کسی کمک بخواهید.
help-none = هنوز مرکزی راه‌های کمک فوری خود را اینجا ننوشته است. اگر کسی در خطر است، با اورژانس جایی که هستید تماس بگیرید یا به کسی نزدیک خود خبر بدهید.
help-visitor = پس از ورود، آنچه مرکز شما دربارهٔ کمک فوری نوشته است اینجا دیده می‌شود. اگر جان کسی در خطر است، همین حالا با اورژانس جایی که هستید تماس بگیرید یا به کسی نزدیک خود بگویید.
help-care = همدل پایش نمی‌شود.
help-care-words = آنچه اینجا بنویسید شاید ساعت‌ها خوانده نشود؛ همدل جای اورژانس نیست.

### قدم‌های اول یک مرکز تازه.

steps-title = قدم‌های اول
steps-done = { $n } از { $of } انجام شد
steps-numbers = شماره‌های کمک فوری
steps-numbers-words = روی هر گوشی دکمهٔ «همین حالا کمک می‌خواهم» هست و شماره‌هایی را نشان می‌دهد که اینجا می‌نویسید.
steps-zone-words = { $city }. آنجا الان ساعت { $time } است.
steps-change = تغییر
steps-facilitator = یک تسهیل‌گر
steps-facilitator-words = یکی گروه را پیش می‌برد و یکی پای کنسول است. تنها هم می‌شود.
steps-facilitator-button = دعوت از همکار
steps-group = گروه اول شما
steps-group-words = یک نام و یک هدف. بعداً همه‌چیز را می‌شود تغییر داد.
steps-trial-words = کنسول را با شش نفر خیالی امتحان کنید. چیزی نگه داشته نمی‌شود.
steps-trial-button = امتحان می‌کنم
steps-trial-open = باز کردن
steps-after-group = بعد از گروه اول
steps-later = بعداً انجام می‌دهم

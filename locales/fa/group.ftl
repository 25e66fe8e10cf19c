### گروه‌درمانی: شکل دادن، اعضا و لینک ورود.

role-therapist = درمانگر
role-facilitator = تسهیل‌گر
role-member = عضو
membership-invited = دعوت‌شده
membership-waiting = منتظر پذیرش
membership-active = عضو
membership-paused = مکث
membership-graduated = دوره را به پایان برده
membership-left = رفته
membership-removed = کنار گذاشته‌شده
membership-not-now = وضع این عضو در این فاصله تغییر کرده است. فهرست تازه را ببینید.
group-full = همهٔ جاهای گروه پر است. نخست جایی باز کنید یا در تنظیمات گروه ظرفیت را بیشتر بگیرید.
severity-mild = خفیف
severity-moderate = متوسط
severity-severe = شدید
admission-open = پذیرش باز
admission-closed = پذیرش بسته
meets-in-person = حضوری
meets-online = برخط

group-form = شکل دادن گروه
group-form-sub = نام و هدف کافی است؛ بقیه را همان‌طور که هست می‌شود گذاشت.
group-practice = مرکز
group-name = نام گروه
group-name-hint = هر که دعوت می‌شود این نام را می‌بیند.
group-purpose = هدف
group-purpose-hint = در یکی دو جمله: برای چه کنار هم می‌نشینیم؟
group-capacity = ظرفیت
group-capacity-hint = ۳ تا ۱۵ نفر
group-admission = پذیرش
group-open-words = در میانهٔ راه هم می‌شود پیوست.
group-closed-words = کسانی که با هم آغاز می‌کنند، تا پایان با هم می‌مانند.
group-meets = کجا
group-place = اتاق یا لینک اتاق
group-place-hint = اگر برخط است، لینک اتاق گفت‌وگو
group-profile = این گروه برای کیست
group-profile-words = تنها درمانگر و تسهیل‌گر این را می‌بینند.
group-focus = دغدغهٔ مشترک
group-focus-hint = مانند اضطراب، سوگ، کمک خواستن
group-age-from = از سن
group-age-to = تا سن
group-severity-any = گفته نشده
group-later = بعداً
group-then = سپس چه می‌شود
group-then-invite = دعوت‌نامه می‌سازید: لینک، کد و کارت چاپی.
group-then-admit = هر که پیوست منتظر می‌ماند تا شما بپذیرید.
group-then-plan = زمان جلسهٔ نخست را می‌گذارید.
group-invitations = دعوت‌نامه‌ها
group-settings = تنظیمات گروه
group-capacity-least = { $n ->
    [0] ۳ تا ۱۵ نفر
   *[other] ۳ تا ۱۵ نفر. { $n } جا پر است و کمتر از آن نمی‌شود.
}
group-capacity-taken = { $n } جا پر است و جای کسی که مکث کرده هم نگه داشته می‌شود؛ ظرفیت نمی‌تواند کمتر از { $n } باشد.
group-seats = { $n } عضو از { $of }

member-nameless = بی‌نام
member-you = شما
members-title = اعضا
members-present = در گروه
members-none = هنوز کسی نیست. هر که پذیرفته شود اینجا دیده می‌شود.
members-since = از
members-seat = صندلی { $n }
members-no-phone = بدون گوشی
members-more = بیشتر
members-joined = پیوست:
members-waiting-none = کسی منتظر نیست. هر که با دعوت‌نامه بپیوندد اینجا دیده می‌شود.
members-waiting-words = تا نپذیرید چیزی از گروه نمی‌بینند، و گروه هم چیزی از آن‌ها.
members-waiting-therapist = درمانگر گروه آن‌ها را می‌پذیرد. تا آن زمان چیزی از گروه نمی‌بینند.
members-admit = پذیرفتن
members-not-now = حالا نه
members-told-nothing = هنوز چیزی نگفته است.
members-their-page = صفحهٔ خودش
members-decline = نپذیرفتن
members-decline-words = این شخص به گروه نمی‌آید و دیگر منتظر نمی‌ماند.
name-alike = در این گروه کس دیگری هم همین نام را دارد. یک حرف یا نام خانوادگی به آن اضافه کنید، یا اگر همین را می‌خواهید دوباره بفرستید.
members-remove = کنار گذاشتن از گروه
members-remove-words = این شخص از همین حالا چیزی از گروه نمی‌بیند. آنچه نوشته است از خودش می‌ماند.
members-reason = دلیل
members-add = افزودن کسی که گوشی ندارد
members-add-name = نامی که در گروه با آن خوانده شود
members-add-hint = نام خودش یا نامی که دوست دارد. حساب و گذرواژه نمی‌خواهد.
members-add-button = افزودن
members-gone = دیگر در گروه نیستند
members-link = ساختن لینک ورود
members-link-words = برای کسی که راه ورود را گم کرده است. لینک پیشین او از کار می‌افتد.

link-heading = لینک ورود برای
link-once = این لینک تنها همین یک بار نشان داده می‌شود
link-words = { $hours ->
    [one] یک بار و تا { $hours } ساعت کار می‌کند. هر که آن را باز کند و دکمه را بزند به جای این عضو وارد می‌شود.
   *[other] یک بار و تا { $hours } ساعت کار می‌کند. هر که آن را باز کند و دکمه را بزند به جای این عضو وارد می‌شود.
}
link-copy = رونوشت
link-copied = رونوشت شد
link-closed = بدون سه کلمهٔ بازیابی، آنچه پیش‌تر بی‌نام نوشته‌اند و گروه‌های مرکزهای دیگر برای هر که این لینک را به کار ببرد بسته می‌ماند. با استفاده از لینک، ورودهای دیگرشان پایان می‌یابد.
link-care = تنها به دست خودش برسد.
link-care-words = رودررو بدهید یا از راهی بفرستید که تنها خودش می‌خواند.
link-back = برگشت به اعضا

group-capacity-range = گنجایش گروه از ۳ تا ۱۵ نفر است.
group-age-unlikely = لطفاً سن را با عدد بنویسید، از ۰ تا ۱۲۰.
group-ages-out-of-order = سن پایانی نمی‌تواند کمتر از سن آغازین باشد.

members-facilitator = همکاری برای تسهیل‌گری
members-facilitator-who = از کارکنان مرکز
members-facilitator-button = تسهیل‌گر این گروه شود

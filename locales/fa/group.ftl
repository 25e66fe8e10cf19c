### گروه‌درمانی: شکل دادن، اعضا و لینک ورود.

role-therapist = درمانگر
role-facilitator = تسهیل‌گر
role-member = عضو
membership-invited = دعوت‌شده
membership-waiting = منتظر پذیرش
membership-active = عضو
membership-paused = در وقفه
membership-graduated = دوره را تمام کرده
membership-left = رفته
membership-removed = کنار گذاشته‌شده
admission-undo-late = دو دقیقهٔ پس‌گرفتن گذشته است و این عضو در گروه می‌ماند. از صفحهٔ عضو می‌توانید برایش وقفه بگذارید یا عضویتش را تمام کنید.
admission-undo-acted = چیزی در گروه به نام این عضو ثبت شده است و پذیرش را دیگر نمی‌شود پس گرفت. از صفحهٔ عضو می‌توانید برایش وقفه بگذارید یا عضویتش را تمام کنید.
membership-not-now = وضع این عضو در همین فاصله تغییر کرده است. فهرست را دوباره ببینید.
group-full = همهٔ جاهای گروه پر است. اول جایی باز کنید یا ظرفیت را در تنظیمات گروه بیشتر کنید.
severity-mild = خفیف
severity-moderate = متوسط
severity-severe = شدید
admission-open = پذیرش باز
admission-closed = پذیرش بسته
meets-in-person = حضوری
meets-online = آنلاین

group-form = گروه تازه
group-form-sub = نام و هدف کافی است؛ بقیه را می‌توانید همین‌طور بگذارید.
group-practice = مرکز
group-name = نام گروه
group-name-hint = کسانی که دعوت می‌کنید این نام را می‌بینند.
group-purpose = هدف
group-purpose-hint = در یکی دو جمله: برای چه دور هم جمع می‌شویم؟
group-capacity = ظرفیت
group-capacity-hint = ۳ تا ۱۵ نفر
group-admission = پذیرش
group-open-words = در میانهٔ راه هم می‌شود عضو شد.
group-closed-words = کسانی که با هم شروع می‌کنند، تا آخر با هم می‌مانند.
group-meets = کجا
group-place = اتاق یا لینک اتاق
group-place-hint = اگر آنلاین است، لینک اتاق گفت‌وگو
group-profile = این گروه برای کیست
group-profile-words = فقط درمانگر و تسهیل‌گر این را می‌بینند.
group-focus = دغدغهٔ مشترک
group-focus-hint = مثل اضطراب، سوگ، کمک خواستن
group-age-from = از سن
group-age-to = تا سن
group-severity-any = گفته نشده
group-later = بعداً
group-then = بعد چه می‌شود
group-then-invite = دعوت‌نامه می‌سازید: لینک، کد و کارت چاپی.
group-then-admit = کسانی که می‌آیند منتظر می‌مانند تا شما بپذیرید.
group-then-plan = وقت جلسهٔ اول را تعیین می‌کنید.
group-invitations = دعوت‌نامه‌ها
group-settings = تنظیمات گروه
group-capacity-least = { $n ->
    [0] ۳ تا ۱۵ نفر
   *[other] ۳ تا ۱۵ نفر. { $n } جا پر است و کمتر از آن نمی‌شود.
}
group-capacity-taken = { $n } جا پر است (جای عضو در وقفه هم نگه داشته می‌شود)؛ ظرفیت نمی‌تواند کمتر از { $n } باشد.
group-seats = { $n } عضو از { $of }

member-nameless = بی‌نام
member-you = شما
members-title = اعضا
members-present = در گروه
members-none = هنوز کسی نیست. اعضای تازه را اینجا می‌بینید.
members-since = از
members-seat = صندلی { $n }
members-no-phone = بدون گوشی
members-more = بیشتر
members-waits-since = منتظر از
members-waiting-none = کسی منتظر نیست. کسانی که می‌آیند اینجا دیده می‌شوند.
members-waiting-words = تا نپذیرید نه آن‌ها چیزی از گروه می‌بینند و نه گروه چیزی از آن‌ها.
members-waiting-therapist = درمانگر گروه آن‌ها را می‌پذیرد. تا آن موقع چیزی از گروه نمی‌بینند.
members-admit = پذیرش
members-admitted = { $name } در گروه است.
members-undo-admission = پس‌گرفتن
members-undo-words = تا دو دقیقه می‌توانید پذیرش را پس بگیرید، به شرط آنکه هنوز چیزی در گروه به نامش ثبت نشده باشد. بعد دوباره منتظر می‌ماند.
members-not-now = حالا نه
members-told-nothing = هنوز چیزی نگفته است.
members-their-page = صفحهٔ خودش
members-decline = نپذیرفتن
members-decline-words = به گروه نمی‌آید و دیگر منتظر نمی‌ماند.
name-alike = در این گروه کس دیگری هم همین نام را دارد. یک حرف یا نام خانوادگی به آن اضافه کنید، یا اگر همین را می‌خواهید دوباره بفرستید.
members-remove = کنار گذاشتن از گروه
members-remove-words = از همین حالا چیزی از گروه نمی‌بیند. نوشته‌هایش مال خودش می‌ماند.
members-reason = دلیل
members-add = اضافه کردن عضو بدون گوشی
members-add-name = نامش در گروه
members-add-hint = نام خودش یا نامی که دوست دارد. حساب و گذرواژه لازم نیست.
members-add-button = اضافه کن
members-gone = دیگر در گروه نیستند
members-link = ساختن لینک ورود
members-link-words = برای کسی که دیگر نمی‌تواند وارد شود. لینک قبلی‌اش از کار می‌افتد.

link-heading = لینک ورود برای
link-once = این لینک فقط همین یک بار نشان داده می‌شود
link-words = { $hours ->
    [one] یک بار و تا { $hours } ساعت کار می‌کند. هر کس آن را باز کند و دکمه را بزند، به جای این عضو وارد می‌شود.
   *[other] یک بار و تا { $hours } ساعت کار می‌کند. هر کس آن را باز کند و دکمه را بزند، به جای این عضو وارد می‌شود.
}
link-copy = کپی
link-copied = کپی شد
link-closed = بدون سه کلمهٔ بازیابی، نوشته‌های بی‌نام قبلی‌شان و گروه‌های مرکزهای دیگر برای کسی که با این لینک وارد می‌شود بسته می‌ماند. با استفاده از لینک، ورودهای دیگرشان تمام می‌شود.
link-care = فقط برای خودش.
link-care-words = حضوری بدهید یا از راهی بفرستید که فقط خودش می‌خواند.
link-back = بازگشت به اعضا

group-capacity-range = گروه از ۳ تا ۱۵ نفر است.
group-age-unlikely = لطفاً سن را با عدد بنویسید، از ۰ تا ۱۲۰.
group-ages-out-of-order = سن بالا نمی‌تواند کمتر از سن پایین باشد.

members-facilitator = همکار تسهیل‌گر
members-facilitator-who = از همکاران مرکز
members-facilitator-button = تسهیل‌گر این گروه شود

group-ages = سن
group-severity = شدت
settings-parts = بخش‌های تنظیم‌ها
settings-name = نام و هدف
settings-seats = جا و عضوگیری
settings-place = جا و زمان
settings-changes = آخرین تغییرها
settings-changes-none = هنوز چیزی تغییر نکرده است.
settings-unsaved = ذخیره‌نشده:
settings-undo = برگرداندن
settings-kept = تنظیم‌های گروه ذخیره شد.
settings-conflict = نوشتهٔ شما در فرم مانده و چیزی گم نشده است. برای ماندن نوشتهٔ خودتان دوباره ذخیره کنید، فرم را تغییر دهید، یا تنظیم‌های کنونی را نگه دارید.
settings-now = اکنون
settings-yours = نوشتهٔ شما
settings-language-then = زبان دعوت‌نامه‌ها، صفحهٔ بزرگ و یادآوری برای کسانی که حساب ندارند. هر کس زبان صفحهٔ خودش را خودش انتخاب می‌کند.
settings-calendar-then = برنامه‌های ماهانهٔ تازه با این تقویم حساب می‌شوند. برنامه‌های قبلی تغییر نمی‌کنند و هر کس تاریخ‌ها را به تقویم خودش می‌بیند.
settings-place-then = برای هر جلسه‌ای که جای جداگانه ندارد. اگر آنلاین است، لینک اتاق.
settings-zone-then = برای جلسه‌هایی که از این پس برنامه‌ریزی می‌کنید. جلسه‌های برنامه‌ریزی‌شده با همان ساعت قبلی می‌مانند.
settings-areas = آنچه اعضا با خود می‌آورند: انتخاب از فهرست
settings-invited = آنچه فرد دعوت‌شده می‌بیند
settings-then = پس از ذخیره
settings-then-words = برای کسی پیامی فرستاده نمی‌شود. اعضا نام، هدف یا جای تازه را دفعهٔ بعد که گروه را باز کنند می‌بینند. اگر جا یا ساعت یک جلسه عوض می‌شود، همان جلسه را جابه‌جا کنید تا به همه خبر داده شود.
settings-leads = گردانندگان گروه
settings-end = پایان گروه
settings-end-words = اول خداحافظی را برنامه‌ریزی کنید. چیزی پاک نمی‌شود و گروه خواندنی می‌ماند.

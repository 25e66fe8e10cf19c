### واژه‌های دعوت و پیوستن.

invitation-open = باز
invitation-used = پر
invitation-expired = زمانش گذشته
invitation-revoked = باطل

## صفحهٔ دعوت‌نامه‌ها
invitations-title = دعوت‌نامه‌ها
invitation-fresh = دعوت‌نامهٔ تازه آماده است
invitation-fresh-once = لینک تنها همین یک بار دیده می‌شود
invitation-qr = کد دعوت‌نامه، برای دوربین گوشی
invitation-card-how = با دوربین گوشی کد را بخوانید، یا این نشانی را باز کنید:
invitation-link = لینک
invitation-copy = رونوشت
invitation-copied = رونوشت شد
invitation-print-hint = اگر این صفحه را چاپ کنید، تنها کارت دعوت چاپ می‌شود، هر کارت روی نیم برگ.
invitation-for = برای
invitation-until = تا
invitation-admits-now = هر کس لینک را باز کند و بپیوندد، همان دم عضو می‌شود
invitation-admits-later = هر کس می‌پیوندد، منتظر پذیرش درمانگر می‌ماند.
invitation-members = { $n ->
    [one] یک عضو
   *[other] عضو، { $n } جا
}
invitation-facilitators = { $n ->
    [one] یک تسهیل‌گر
   *[other] تسهیل‌گر، { $n } جا
}
invitations-all = همهٔ دعوت‌نامه‌ها
invitations-none = هنوز دعوت‌نامه‌ای ساخته نشده است. وقتی بسازید، اینجا می‌بینید چند جا گرفته شده و تا کی کار می‌کند.
invitation-taken = { $n ->
    [0] هنوز کسی نپیوسته
   *[other] { $n } جا گرفته شده
}
invitation-until-day = تا { $day }
invitation-revoked-on = { $day } باطل شد
invitation-expired-on = { $day } زمانش گذشت
invitation-revoke = باطل‌کردن
invitation-revoke-words = لینک و کد دیگر کار نمی‌کند. هر که پیوسته است می‌ماند.
invitation-revoke-yes = باطل شود
invitation-new = دعوت‌نامهٔ تازه
invitation-one-member = عضو
invitation-one-facilitator = تسهیل‌گر
invitation-seats = چند نفر
invitation-seats-hint = هر نفر یک جا می‌گیرد. جایی که گرفته شد، به کس دیگری نمی‌رسد.
invitation-days-label = تا کی کار کند
invitation-days = { $n ->
    [one] یک روز
   *[other] { $n } روز
}
invitation-admits = بی‌انتظار بپذیر
invitation-admits-hint = هر که لینک را دارد یک‌راست عضو می‌شود.
invitation-facilitator-alone = لینک تسهیل‌گر فقط برای یک نفر است.
invitation-facilitator-week = لینک تسهیل‌گر حداکثر هفت روز کار می‌کند.
invitation-facilitator-waits = لینک تسهیل‌گر برای یک نفر است و حداکثر هفت روز کار می‌کند. کسی که با آن می‌آید، تا شما نپذیرید منتظر می‌ماند.
invitation-make = ساختن دعوت‌نامه

## پیوستن
join-title = دعوت به { $group }
join-invited = دعوت شده‌اید به
join-therapist = درمانگر
join-meets = دیدار
join-role = نقش شما
join-charter = منشور اخلاقی این گروه
join-name = شما را چه صدا کنیم؟
join-name-hint = نام مستعار هم خوب است. ایمیل لازم نیست.
join-name-hint-facilitator = نامی که گروه شما را با آن می‌شناسد.
join-email = ایمیل، اگر می‌خواهید
join-email-hint = با آن هم می‌توانید وارد شوید، مگر حساب دیگری با آن وارد شود. خالی هم می‌تواند بماند.
join-passphrase = گذرواژه
join-passphrase-hint = چهار یا پنج کلمه که تنها شما کنار هم می‌گذارید. اگر گم شد، درمانگرتان راه تازه‌ای می‌دهد.
join-known = با حسابی که اکنون با آن وارد شده‌اید می‌پیوندید.
join-sees = چه کسی چه می‌بیند
join-sees-name = نام شما در اینجا
join-sees-name-who = گروه، پس از پذیرفته‌شدن
join-sees-words = آنچه در جلسه می‌نویسید
join-sees-words-who = گروه و راهبرانش، نه کس دیگر
join-sees-nameless = ایدهٔ بی‌نام
join-sees-nameless-who = در این مرکز هیچ‌کس نمی‌بیند از کیست
join-sees-danger = اگر جانی در خطر باشد، درمانگر شاید ناچار شود کاری بکند.
join-button = می‌پیوندم
join-waits = سپس درمانگر شما را می‌پذیرد. تا آن لحظه شما چیزی از گروه نمی‌بینید و گروه هم چیزی از شما.
join-admitted = با این دعوت‌نامه همان دم پذیرفته می‌شوید.
join-queues = به اندازهٔ جاهای خالی کسانی پیش از شما منتظرند و نوبت با کسی است که زودتر آمده. وقتی جایی برای شما باشد درمانگر شما را می‌پذیرد. تا آن لحظه شما چیزی از گروه نمی‌بینید و گروه هم چیزی از شما.
join-unchanged = بازکردن این صفحه چیزی را عوض نکرده است؛ می‌توانید آن را ببندید.
join-have-account = حساب دارم و با آن وارد می‌شوم
join-have-account-hint = پس از ورود، همین لینک را دوباره باز کنید.

## نگه‌داشتن نام کاربری
keep-title = خوش آمدید
keep-sub = با این نام دوباره وارد می‌شوید. همین یک بار نشان داده می‌شود.
keep-name = نام کاربری شما
keep-hint = این را نگه دارید: عکس بگیرید، بنویسید یا همین صفحه را چاپ کنید.
keep-admitted = اکنون عضو { $group } هستید.
keep-marked = در گروه کس دیگری هم همین نام را دارد. برای اینکه اشتباه نشود، نام شما در گروه این‌طور دیده می‌شود: { $name }
keep-queued = پیش از شما کسانی برای جا در { $group } منتظر بوده‌اند و نوبت با کسی است که زودتر آمده. درخواست شما مانده و درمانگر آن را می‌بیند؛ وقتی جایی باز شود خبرتان می‌کند. تا آن لحظه شما چیزی از گروه نمی‌بینید و گروه هم چیزی از شما.
keep-waiting = درمانگر باید شما را در { $group } بپذیرد. تا آن لحظه شما چیزی از گروه نمی‌بینید و گروه هم چیزی از شما.
keep-go = نگه داشتم، ادامه
keep-lost = اگر گم شد، درمانگرتان یک لینک ورود تازه می‌دهد. هر چه نوشته‌اید سر جایش می‌ماند.

## لینکی که دیگر به جایی نمی‌رسد
gone-title = این دعوت‌نامه به جایی نمی‌رسد
gone-words = شاید زمانش گذشته باشد، جایش پر شده باشد، آن را باطل کرده باشند، یا نشانی کامل نباشد. با باز کردنش چیزی عوض نشده است.
gone-ask = از کسی که آن را به شما داده است، دعوت‌نامهٔ تازه‌ای بخواهید. اگر پیش‌تر پیوسته‌اید، با نام کاربری خود وارد شوید.
gone-sign-in = ورود
invitation-seats-range = برای ۱ تا ۱۵ نفر می‌توان دعوت‌نامه ساخت.

keep-full = همهٔ جاهای { $group } اکنون پر است. درخواست شما مانده و درمانگر آن را می‌بیند؛ اگر جایی باز شود خبرتان می‌کند. تا آن لحظه شما چیزی از گروه نمی‌بینید و گروه هم چیزی از شما.
invitation-closed = پذیرش این گروه بسته است و جلسه‌هایش آغاز شده‌اند. هر که بپیوندد منتظر می‌ماند، و تنها درمانگر می‌تواند با این همه بپذیردش.

invitation-card-title = دعوتی برای شما
invitation-card-until = تا { $day } کار می‌کند.
invitation-card-for = برای:
invitation-cards-each = { $n } کارت چاپ شود، برای هر جا یکی
invitation-card-private = نام و هدف گروه روی کارت نیست.

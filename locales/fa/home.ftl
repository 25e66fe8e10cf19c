### خانه‌ها، صفحهٔ گروه و راه گروه.

welcome-title = خوش آمدید
welcome-heading = جایی که هر صدا شنیده می‌شود
welcome-lead = همدل همراه گروه‌درمانی است: از تشکیل گروه تا خود جلسه.
welcome-heard = هر صدا شنیده می‌شود
welcome-heard-words = و هر کس همیشه می‌تواند رد شود.
welcome-together = هیچ‌کس تنها نیست
welcome-together-words = دغدغه‌ها در میان گذاشته می‌شود.
welcome-ideas = هیچ ایده‌ای گم نمی‌شود
welcome-ideas-words = از گوشی، یا با ثبت تسهیل‌گر.
welcome-stays = همین‌جا می‌ماند
welcome-stays-words = روی سرور خود مرکز.
welcome-invited = دعوت‌نامه دارید؟
welcome-invited-words = لینکی را که درمانگر فرستاده باز کنید، یا کد روی کارت را با دوربین گوشی بخوانید.

home-title = خانه
home-hello = سلام،
home-glad = خوش آمدید.
home-your-groups = گروه‌های شما
home-your-group = گروه شما
home-groups-count = { $n ->
    [one] { $n } گروه
   *[other] { $n } گروه
}
home-members = { $n ->
    [0] هنوز عضوی ندارد
   *[other] { $n } عضو
}
home-live = جلسه در جریان است
home-next-session = جلسهٔ بعدی
home-next-today = جلسهٔ امروز
home-session-number = جلسهٔ { $n }
home-minutes = { $n } دقیقه
home-not-scheduled = جلسه‌ای در پیش نیست
home-see = دیدن
home-waiting = منتظر پذیرش
home-waiting-count = { $n } نفر منتظر پذیرش
home-empty-form = هنوز گروهی نیست. یک نام و یک هدف کافی است؛ حدود سه دقیقه.
home-empty-staff = هنوز در گروهی نیستید. وقتی درمانگری شما را به گروهش اضافه کند، اینجا می‌بینید.
home-empty-member = هنوز در گروهی نیستید. لینک دعوت‌نامه را باز کنید تا گروه را اینجا ببینید.
home-your-next-step = قدم بعدی شما
home-begun = جلسه شروع شده است
home-begun-words = هر وقت آماده بودید وارد شوید. می‌توانید فقط گوش بدهید.
home-enter = رفتن به جلسه
home-come = تا آن موقع کاری لازم نیست
home-come-words = جلسه که شروع شود، دکمهٔ ورود همین‌جاست.
home-no-session = هنوز جلسه‌ای در برنامه نیست. وقتی درمانگر جلسه‌ای بگذارد اینجا می‌بینید.
home-waiting-you = در انتظار پذیرش
home-waiting-you-words = درمانگر از آمدنتان خبر دارد و شما را می‌پذیرد. تا آن موقع نه شما چیزی از گروه می‌بینید و نه گروه چیزی از شما.
home-account-words = زبان، گذرواژه، ورودها

arc-title = مسیر گروه
arc-done = انجام شد:
arc-next = قدم بعد
arc-not-yet = هنوز نه
arc-form = تشکیل گروه
arc-form-done = هدف و ظرفیت
arc-invite = دعوت و آشنایی
arc-invite-waiting = { $n } نفر منتظر پذیرش
arc-invite-members = { $n ->
    [0] هنوز عضوی نیست
   *[other] { $n } عضو
}
arc-charter = منشور اخلاقی
arc-charter-version = نسخهٔ { $n }
arc-schedule = برنامه
arc-schedule-planned = جلسهٔ بعدی در برنامه است
arc-schedule-none-ahead = جلسه‌ای در پیش نیست
arc-sessions = جلسه‌ها
arc-sessions-live = جلسه در جریان است
arc-sessions-held = { $n ->
    [0] هنوز برگزار نشده
   *[other] { $n } جلسه برگزار شده
}

next-live = جلسه در جریان است
next-live-words = گروه در جلسه است.
next-live-button = رفتن به جلسه
next-waiting = { $n ->
    [one] یک نفر منتظر پذیرش است
   *[other] { $n } نفر منتظر پذیرش‌اند
}
next-waiting-words = تا پذیرفته نشوند چیزی از گروه نمی‌بینند.
next-waiting-button = دیدن فهرست انتظار
next-invite = کسی را دعوت کنید
next-invite-words = گروه دست‌کم سه عضو لازم دارد. دعوت‌نامه یک لینک است و یک کارت برای چاپ.
next-invite-button = ساختن دعوت‌نامه
next-planned = جلسهٔ بعدی در برنامه است
next-planned-words = قبل از شروع، صفحهٔ جلسه را ببینید.
next-planned-button = بازکردن صفحهٔ جلسه
next-schedule = برنامه‌ریزی جلسهٔ بعدی
next-schedule-words = روز، ساعت و جا؛ اعضا آن را در صفحهٔ خانه‌شان می‌بینند.
next-schedule-button = برنامه‌ریزی جلسه

group-ahead = جلسه‌های پیش رو
group-ahead-none = هنوز جلسه‌ای در برنامه نیست. وقتی درمانگر جلسه‌ای بگذارد اینجا می‌بینید.
group-ahead-none-staff = هنوز جلسه‌ای در برنامه نیست. جلسهٔ بعدی را اینجا می‌بینید.
group-plan = جلسهٔ تازه
group-held = جلسه‌های برگزارشده ({ $n })
group-charter-none = گروه هنوز منشوری ندارد. وقتی اعضا بر سر آن توافق کنند، اینجاست.
group-people = اعضا، درمانگر و تسهیل‌گر
group-people-all = همهٔ اعضا

arc-charter-proposals = { $n ->
    [one] { $n } پیشنهاد باز
   *[other] { $n } پیشنهاد باز
}
next-charter = منشور اخلاقی را بنویسید
next-charter-words = اعضا بندها را پیشنهاد می‌دهند و بر سرشان توافق می‌کنند؛ شما هم می‌توانید چند بند آماده پیشنهاد کنید.
next-charter-button = بازکردن منشور
home-charter-answers = { $n ->
    [one] یکی در انتظار پاسخ شماست
   *[other] { $n } تا در انتظار پاسخ شماست
}
home-charter-write = نوشتن منشور
home-charter-see = دیدن منشور
home-charter-unsigned = امضای شما مانده است
home-charter-answer = { $n ->
    [one] یک پیشنهاد برای منشور در انتظار پاسخ شماست
   *[other] { $n } پیشنهاد برای منشور در انتظار پاسخ شماست
}
home-charter-answer-words = تا شما موافق نباشید چیزی پذیرفته نمی‌شود. عجله‌ای نیست.
home-charter-answer-button = خواندن و پاسخ
home-charter-sign = منشور را بخوانید و امضا کنید
home-charter-sign-words = آنچه اعضای گروه شما بر سر آن توافق کرده‌اند.
home-charter-sign-button = خواندن منشور

next-closing = جمع‌بندی جلسهٔ { $n } را بفرستید
next-closing-words = جلسه با جمع‌بندی کامل می‌شود؛ اعضا آن را در صفحهٔ خانه‌شان می‌خوانند.
next-goes-out = جمع‌بندی جلسهٔ { $n } به‌زودی فرستاده می‌شود
next-goes-out-words = تا آن موقع می‌توانید آن را پس بگیرید.
next-goes-out-button = دیدن جمع‌بندی

home-offer = پیشنهادی برای شما هست
home-offer-see = دیدن پیشنهاد

word-title = شاید کسی به صحبت نیاز دارد
word-none = این روزها نشانه‌ای نیست که کسی به صحبت نیاز داشته باشد.
word-silent = در جلسه‌های { $earlier } و { $later } صحبت نکرد.
word-silent-reading = بعضی‌ها با گوش دادن همراهی می‌کنند. یک جملهٔ کوتاه کافی است: خوب است که هستید.
word-missed = در جلسه‌های { $earlier } و { $later } نبود و خبر نداده بود.
word-missed-reading = هزار دلیل می‌تواند داشته باشد. همین که بداند جایش در گروه هست، شاید کافی باشد.
word-see-session = دیدن آن جلسه
word-not-needed = لازم نیست
word-rule = این از کجا می‌آید؟
word-rule-silent = ساکت: در دو جلسهٔ آخری که آمده، نوبتی به اندازهٔ دو ثانیه یا بیشتر نداشته است. جلسه‌ای که نوبت‌هایش ثبت نشده، یا کمتر از ده دقیقه در آن بوده، حساب نمی‌شود.
word-rule-missed = نیامده: در دو جلسهٔ آخرِ عضویتش نبوده و خبر هم نداده است.
word-rule-away = «لازم نیست» آن را کنار می‌گذارد، تا جلسهٔ دیگری دوباره همان را نشان دهد. فقط درمانگر این را می‌بیند.
home-promised = { $group }: چیزی که فقط به درمانگرتان نشان می‌دهید پیش همان درمانگر می‌ماند. اگر درمانگر دیگری گروه را تحویل بگیرد، نمی‌بیند کدام دغدغه‌های بی‌نامِ قبلی از شما بوده، حال‌ها و پاسخ‌های قبلی‌تان را هم نمی‌بیند، و نه اینکه خواسته بودید صحبت کنید، و نه نامه‌ها و جواب‌هایتان را. خودتان می‌توانید دغدغه‌ای را به او نشان بدهید و از او هم بخواهید که با شما صحبت کند.

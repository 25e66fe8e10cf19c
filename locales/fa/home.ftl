### خانه‌ها، صفحهٔ گروه و راه گروه.

welcome-title = خوش آمدید
welcome-heading = جایی که هر صدا شنیده می‌شود
welcome-lead = همدل همراه جلسه‌های گروه‌درمانی است: از شکل‌گرفتن گروه تا خود جلسه.
welcome-heard = هر صدا شنیده می‌شود
welcome-heard-words = و هر کس همیشه می‌تواند رد شود.
welcome-together = هیچ‌کس تنها نیست
welcome-together-words = دغدغه‌ها در میان گذاشته می‌شود.
welcome-ideas = هیچ ایده‌ای گم نمی‌شود
welcome-ideas-words = از گوشی یا به دست تسهیل‌گر.
welcome-stays = همین‌جا می‌ماند
welcome-stays-words = روی دستگاه خود مرکز.
welcome-invited = دعوت‌نامه دارید؟
welcome-invited-words = لینکی را که درمانگر فرستاده است باز کنید، یا کد روی کارت را با دوربین گوشی بخوانید.

home-title = خانه
home-hello = سلام،
home-glad = خوب است که سر زدید.
home-your-groups = گروه‌های شما
home-your-group = گروه شما
home-groups-count = { $n ->
    [one] { $n } گروه
   *[other] { $n } گروه
}
home-members = { $n ->
    [0] هنوز بی‌عضو
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
home-waiting-none = کسی منتظر نیست. هر کس با دعوت‌نامه بپیوندد اینجا دیده می‌شود.
home-empty-form = هنوز گروهی نیست. گروه با یک نام و یک هدف آغاز می‌شود؛ حدود سه دقیقه.
home-empty-staff = هنوز در گروهی نیستید. وقتی درمانگری شما را به گروهش دعوت کند، آن گروه اینجا دیده می‌شود.
home-empty-member = هنوز در گروهی نیستید. لینک دعوت‌نامه را باز کنید تا گروه اینجا دیده شود.
home-your-next-step = گام بعدی شما
home-begun = جلسه آغاز شده است
home-begun-words = هر وقت آماده بودید وارد شوید. بی‌صدا هم می‌شود بود.
home-enter = رفتن به جلسه
home-come = تا آن زمان کاری نیست
home-come-words = جلسه که آغاز شود، همین‌جا دکمهٔ ورود می‌آید.
home-no-session = هنوز جلسه‌ای در پیش نیست. وقتی درمانگر جلسه‌ای بگذارد اینجا دیده می‌شود.
home-waiting-you = در انتظار پذیرش
home-waiting-you-words = درمانگر خبر دارد که شما پیوسته‌اید و شما را می‌پذیرد. تا آن زمان نه شما چیزی از گروه می‌بینید و نه گروه چیزی از شما.
home-account-words = زبان، گذرواژه، ورودها

arc-title = راه گروه
arc-done = انجام شد:
arc-next = گام بعد
arc-not-yet = هنوز نه
arc-form = شکل‌گیری
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
arc-schedule-planned = جلسهٔ بعدی گذاشته شده
arc-schedule-none-ahead = جلسه‌ای در پیش نیست
arc-sessions = جلسه‌ها
arc-sessions-live = جلسه در جریان است
arc-sessions-held = { $n ->
    [0] هنوز برگزار نشده
   *[other] { $n } جلسه برگزار شده
}

next-live = جلسه در جریان است
next-live-words = گروه کنار هم است.
next-live-button = رفتن به جلسه
next-waiting = { $n ->
    [one] یک نفر منتظر پذیرش است
   *[other] { $n } نفر منتظر پذیرش‌اند
}
next-waiting-words = تا پذیرفته نشوند چیزی از گروه نمی‌بینند.
next-waiting-button = دیدن منتظران
next-invite = کسی را دعوت کنید
next-invite-words = گروه دست‌کم سه عضو می‌خواهد. دعوت‌نامه یک لینک است، با کارت چاپی.
next-invite-button = ساختن دعوت‌نامه
next-planned = جلسهٔ بعدی گذاشته شده است
next-planned-words = قبل از آغاز، صفحهٔ جلسه را ببینید.
next-planned-button = بازکردن صفحهٔ جلسه
next-schedule = زمان جلسهٔ بعدی را بگذارید
next-schedule-words = روز، ساعت و جا؛ اعضا آن را در خانهٔ خود می‌بینند.
next-schedule-button = گذاشتن جلسه

group-ahead = جلسه‌های پیش رو
group-ahead-none = هنوز جلسه‌ای در پیش نیست. وقتی درمانگر جلسه‌ای بگذارد اینجا دیده می‌شود.
group-ahead-none-staff = هنوز جلسه‌ای در پیش نیست. جلسهٔ بعدی گروه اینجا دیده می‌شود.
group-plan = جلسهٔ تازه
group-held = جلسه‌های برگزارشده ({ $n })
group-charter-none = گروه هنوز منشوری ندارد. وقتی اعضا منشور را بپذیرند اینجا دیده می‌شود.
group-people = اعضا و راهبران
group-people-all = همهٔ اعضا

arc-charter-proposals = { $n ->
    [one] { $n } پیشنهاد باز
   *[other] { $n } پیشنهاد باز
}
next-charter = منشور اخلاقی را بنویسید
next-charter-words = اعضا بندها را پیشنهاد می‌کنند و بر سرشان توافق می‌کنند؛ شما هم می‌توانید چند بند برای شروع پیش بگذارید.
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
next-closing-words = جلسه با جمع‌بندی کامل می‌شود؛ اعضا آن را در خانهٔ خود می‌خوانند.

home-offer = پیشنهادی برای شما هست
home-offer-see = دیدن پیشنهاد
home-charters = منشورهای در دست نوشتن
home-charter-read = خواندن

word-title = شاید حرفی لازم باشد
word-none = این روزها نشانه‌ای نیست که کسی حرفی لازم داشته باشد.
word-silent = در جلسه‌های { $earlier } و { $later } نوبتی نداشت.
word-silent-reading = شاید شیوهٔ گوش‌دادن او باشد. یک جملهٔ کوتاه کافی است: خوب است که هستید.
word-missed = در جلسه‌های { $earlier } و { $later } نبود و خبری نداده بود.
word-missed-reading = می‌تواند هزار دلیل داشته باشد. همین که بداند جایش در گروه هست، کافی است.
word-see-session = دیدن آن جلسه
word-not-needed = لازم نیست
word-rule = این از کجا می‌آید؟
word-rule-silent = بی‌نوبت: در دو جلسهٔ آخری که آمده، نوبتی به‌اندازهٔ دو ثانیه یا بیشتر نداشته است. جلسه‌ای که نوبت‌هایش ثبت نشده، یا کمتر از ده دقیقه در آن بوده، به حساب نمی‌آید.
word-rule-missed = نیامده: در دو جلسهٔ آخرِ عضویتش نبوده و از پیش خبری نداده است.
word-rule-away = «لازم نیست» آن را کنار می‌گذارد، تا جلسهٔ دیگری دوباره همان را نشان دهد. فقط درمانگر این را می‌بیند.
home-promised = { $group }: آنچه فقط به درمانگرتان نشان می‌دهید پیش همان درمانگر می‌ماند. اگر درمانگر دیگری گروه را به دست بگیرد، نمی‌بیند که دغدغه‌های بی‌نامِ قبلی از شما بوده‌اند و حال‌ها و پاسخ‌های قبلی شما را هم نمی‌بیند، و نه اینکه خواسته بودید حرف بزنید. خودتان می‌توانید دغدغه‌ای را به او نشان بدهید و از او هم بخواهید که با شما حرف بزند.

### جمع‌بندی جلسه: نوشتن، فرستادن، خواندن؛ و یادداشت‌های خصوصی درمانگر.

closing-title = جمع‌بندی
closing-later = هنوز زود است
closing-not-yet = جمع‌بندی را از مرحلهٔ «جمع‌بندی» جلسه به بعد می‌شود نوشت.
closing-nothing = لطفاً اول چند جمله جمع‌بندی بنویسید. نوشته‌تان سر جایش است.
closing-unchanged = اعضا همین متن را دارند. برای ارسال دوباره، چیزی را تغییر دهید.
closing-point-refused = نکتهٔ { $n }: { $why }
closing-points-many = هر جمع‌بندی حداکثر { $max } نکته دارد. شاید بشود دو تا را یکی کرد.
closing-to-session = رفتن به جلسه

closing-summary = جمع‌بندی
closing-summary-hint = با هم چه کردیم، به زبانی که اعضا بتوانند با خود ببرند.
closing-points = نکات روان‌شناختی
closing-points-hint = هر کدام یک فکر. اعضا یک فهرست کوتاه می‌بینند.
closing-point = نکتهٔ { $n }
closing-point-first = یک نکته
closing-point-another = نکتهٔ دیگر، اگر خواستید
closing-point-up = نکتهٔ { $n } بالاتر برود
closing-point-down = نکتهٔ { $n } پایین‌تر برود
closing-point-out = حذف نکتهٔ { $n }
closing-save = ذخیرهٔ پیش‌نویس

closing-who = چه کسانی می‌بینند
closing-who-all = { $n ->
    [one] تنها عضو گروه.
   *[other] هر { $n } عضو گروه.
}
closing-who-some = { $n } نفر از { $of } عضو: کسانی که روز جلسه در گروه بودند.
closing-who-none = هنوز هیچ‌کس: هیچ‌کدام از اعضای امروز، روز جلسه در گروه نبود.
closing-who-facilitator = { $name }، تسهیل‌گر شما، هم می‌بیند.
closing-who-later = اگر بعداً اصلاحش کنید، نسخهٔ { $next } می‌شود؛ نسخهٔ { $now } را هنوز می‌شود خواند.
closing-send = ارسال برای اعضا
closing-send-version = ارسال نسخهٔ { $n }
closing-therapist-sends = شما هم می‌توانید پیش‌نویس بنویسید؛ درمانگر آن را می‌فرستد.
closing-was-sent = نسخهٔ { $n } ارسال شد، { $time }.
closing-correct-words = تغییرهای پایین، پیش‌نویس نسخهٔ { $next } است و تا نفرستید کسی نمی‌بیند.
closing-version-sent = نسخهٔ { $n } ارسال شد
closing-as-read = همان‌طور که اعضا می‌بینند

closing-from = از جلسه
closing-from-words = چیزهایی که در جلسه ثبت شد. پیکان یک خط را به جمع‌بندی می‌برد؛ هیچ چیز خودبه‌خود نمی‌رود.
closing-from-none = در این جلسه چیزی ثبت نشده است.
closing-from-people = چه کسانی اینجا بودند
closing-from-people-line = { $n ->
    [one] یک عضو اینجا بود.
   *[other] { $n } عضو اینجا بودند.
}
closing-from-charter = بند منشور که گروه مرور کرد
closing-from-concerns = دغدغه‌هایی که درباره‌شان صحبت شد
closing-from-solutions = راه‌حل‌های برگزیده
closing-from-commitments = قرارها
closing-from-commitment-of = از { $name }
closing-from-questions = سؤال‌های بارش فکری
closing-from-ideas = ایده‌ها
closing-from-ideas-count = { $n ->
    [0] بدون ایده
   *[other] { $n } ایده
}
closing-inside = در جمع‌بندی هست
closing-take = بردن به جمع‌بندی

draft-saved = ذخیره شد، { $time }
draft-none = هنوز چیزی نوشته نشده
draft-of-version = پیش‌نویس { $n } از نسخهٔ { $version }، ارسال‌نشده
draft-saving = در حال ذخیره…
draft-waiting = هنوز ذخیره نشده؛ در همین برگه نگه داشته می‌شود
draft-refused = ذخیره نشد؛ دلیلش را پایین ببینید
draft-conflict = دو متن هست؛ یکی را انتخاب کنید
draft-asked = ده دقیقه گذشت. دکمهٔ ذخیره را بزنید و گذرواژه را دوباره بنویسید.
closing-earlier = پیش‌نویس‌های قبلی
closing-asides = { $n ->
    [one] یک متن کنار گذاشته شده است، چون هم‌زمان متن دیگری نوشته شد.
   *[other] { $n } متن کنار گذاشته شده است، چون هم‌زمان متن دیگری نوشته شد.
}

drafts-words = هر پیش‌نویس همان‌طور که بود. فقط درمانگر و تسهیل‌گر گروه می‌توانند بخوانند.
drafts-back = بازگشت به نوشتن
drafts-none = هنوز پیش‌نویسی نیست.
draft-aside = کنار گذاشته‌شده
draft-aside-words = هم‌زمان با متن دیگری نوشته شد و جای آن را نگرفت. هر چه لازم دارید از همین‌جا بردارید.
draft-stands = متن فعلی

conflict-title = دو متن هست
conflict-words = در همین فاصله متن دیگری ذخیره شد، در برگه یا دستگاهی دیگر یا توسط همکارتان. هیچ‌کدام از دست نرفته است.
conflict-not-sent = چیزی برای اعضا فرستاده نشد.
conflict-note-words = در همین فاصله متن دیگری در برگه یا دستگاهی دیگر ذخیره شد. هر دو اینجاست.
conflict-theirs = متن ذخیره‌شده
conflict-mine = متن شما
conflict-mine-kept = در پیش‌نویس‌های قبلی هم هست.
conflict-both = هر دو با هم
conflict-keep-mine = متن من بماند
conflict-keep-theirs = متن ذخیره‌شده بماند

closing-older = نسخهٔ قبلی
closing-to-newest = نسخهٔ { $n } تازه‌تر است
closing-to-earlier = نسخهٔ { $n }
closing-version-at = نسخهٔ { $n }، { $time }
closing-changed = تغییرها از نسخهٔ { $n } تا اینجا
closing-changed-before = قبلاً
closing-changed-now = الان
closing-back-to-desk = بازگشت به نوشتن
closing-waits = درمانگر هنوز جمع‌بندی این جلسه را نفرستاده است. وقتی بفرستد همین‌جاست.
closing-not-that-day = جمع‌بندی این جلسه فقط برای کسانی است که آن روز در گروه بودند.
closing-unreadable = این متن را دیگر نمی‌شود خواند.
closing-print = چاپ
closing-print-hint = این صفحه برای چاپ است.
closing-print-title = جمع‌بندی جلسهٔ { $n }
closing-print-care = حرف‌های گروه در گروه می‌ماند؛ این برگه هم.

closing-below = هیچ چیز از این خط پایین‌تر فرستاده نمی‌شود
notes-title = یادداشت‌های خصوصی شما
notes-words = مهروموم‌شده و فقط مال شما: نه تسهیل‌گر می‌خواند، نه مرکز، و در دفتر گروه هم نیست.
notes-open = بازکردن با گذرواژه
notes-yours = فقط مال شما.
notes-yours-words = این یادداشت با کلید خود شما مهروموم می‌شود. هیچ‌کس دیگری در مرکز آن را نمی‌خواند و فقط در خروجی خودتان می‌آید.
notes-no-name-guard = اگر نام عضو دیگری در آن باشد، فعلاً هشداری نمی‌بینید.
notes-on-session = دربارهٔ این جلسه
notes-on-member = دربارهٔ این عضو
notes-hint = هر چند ثانیه ذخیره می‌شود.
notes-backstage = از پشت صحنه
notes-backstage-words = پیام‌هایی که در جلسه بین شما و تسهیل‌گر رد و بدل شد و نگه داشتید.
notes-again = ده دقیقه گذشته است. گذرواژه را بنویسید؛ نوشته‌تان همین‌جاست و با همان دکمه ذخیره می‌شود.
notes-kept-words = نوشتهٔ شما
notes-again-save = ذخیره

closing-home-unsent-words = جلسه با جمع‌بندی کامل می‌شود.
closing-home-last = آخرین جمع‌بندی
closing-home-read = خواندن همه‌اش
closing-write = نوشتن جمع‌بندی
closing-soon = جمع‌بندی نوشته شده و ساعت { $time } فرستاده می‌شود.
closing-too-large = این متن بلندتر از حد است و ذخیره نشد. در همین برگه هست؛ کمی کوتاه‌ترش کنید.
closing-running = جلسه هنوز در جریان است. آن را تمام می‌کنید و جمع‌بندی را می‌فرستید؟
closing-end-and-publish = پایان جلسه و ارسال
closing-goes-out = ساعت { $time } فرستاده می‌شود
closing-goes-out-words = تا آن موقع جز درمانگر و تسهیل‌گر کسی آن را نمی‌بیند. آنچه پایین‌تر تغییر می‌دهید در آن نمی‌آید.
closing-take-back = پس‌گرفتن

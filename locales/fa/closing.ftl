### جمع‌بندی جلسه: نوشتن، فرستادن، خواندن؛ و یادداشت‌های خصوصی درمانگر.

closing-title = جمع‌بندی
closing-later = هنوز زود است
closing-not-yet = جمع‌بندی از مرحلهٔ پایانی جلسه به بعد نوشته می‌شود.
closing-nothing = برای فرستادن، چند جمله جمع‌بندی لازم است. آنچه نوشته‌اید سر جایش است.
closing-unchanged = این همان است که اعضا دارند. اگر چیزی را تغییر دهید می‌شود آن را فرستاد.
closing-point-refused = نکتهٔ { $n }: { $why }
closing-points-many = برای یک جمع‌بندی، حداکثر { $max } نکته. شاید دوتا از آن‌ها یکی شود.
closing-to-session = رفتن به جلسه

closing-summary = جمع‌بندی
closing-summary-hint = با هم چه کردیم، با واژه‌هایی که هر عضو بتواند به خانه ببرد.
closing-points = نکات روان‌شناختی
closing-points-hint = هر کدام یک فکر. اعضا آن‌ها را در فهرستی کوتاه می‌بینند.
closing-point = نکتهٔ { $n }
closing-point-first = یک نکته
closing-point-another = نکته‌ای دیگر، اگر هست
closing-point-up = نکتهٔ { $n } یک جا بالاتر
closing-point-down = نکتهٔ { $n } یک جا پایین‌تر
closing-point-out = برداشتن نکتهٔ { $n }
closing-save = نگه‌داشتن پیش‌نویس

closing-who = چه کسانی می‌بینند
closing-who-all = { $n ->
    [one] تنها عضو گروه.
   *[other] هر { $n } عضو گروه.
}
closing-who-some = { $n } نفر از { $of } عضو: آن‌ها که روز جلسه در گروه بودند.
closing-who-none = هنوز هیچ عضوی: روز جلسه کسی از اعضای امروز در گروه نبود.
closing-who-facilitator = { $name }، تسهیل‌گر شما، هم می‌بیند.
closing-who-later = اصلاح بعدی نسخهٔ { $next } می‌شود؛ نسخهٔ { $now } خواندنی می‌ماند.
closing-send = فرستادن برای اعضا
closing-send-version = فرستادن نسخهٔ { $n }
closing-therapist-sends = پیش‌نویس را شما هم می‌نویسید؛ فرستادن با درمانگر است.
closing-was-sent = نسخهٔ { $n } فرستاده شد، { $time }.
closing-correct-words = آنچه پایین تغییر دهید پیش‌نویس نسخهٔ { $next } است و تا نفرستید کسی نمی‌بیند.
closing-version-sent = نسخهٔ { $n } فرستاده شد
closing-as-read = همان‌طور که اعضا می‌خوانند

closing-from = از جلسه
closing-from-words = از آنچه در جلسه ثبت شد. پیکان یک خط را به جمع‌بندی می‌برد؛ هیچ چیز خودبه‌خود نمی‌رود.
closing-from-none = از این جلسه چیزی ثبت نشده است.
closing-from-people = چه کسانی اینجا بودند
closing-from-people-line = { $n ->
    [one] یک عضو اینجا بود.
   *[other] { $n } عضو اینجا بودند.
}
closing-from-charter = بند منشور که پیش روی گروه بود
closing-from-concerns = دغدغه‌هایی که در میان بود
closing-from-solutions = راه‌حل‌های برگزیده
closing-from-commitments = قرارها
closing-from-commitment-of = از { $name }
closing-from-questions = پرسش‌های بارش فکری
closing-from-ideas = ایده‌ها
closing-from-ideas-count = { $n ->
    [0] بدون ایده
   *[other] { $n } ایده
}
closing-inside = در جمع‌بندی هست
closing-take = بردن به جمع‌بندی

draft-saved = ذخیره شد، { $time }
draft-none = هنوز چیزی نوشته نشده
draft-of-version = پیش‌نویس { $n } از نسخهٔ { $version }، فرستاده نشده
draft-saving = در حال ذخیره…
draft-waiting = هنوز ذخیره نشده؛ در همین برگه نگه داشته شده است
draft-refused = ذخیره نشد؛ دلیلش پایین آمده است
draft-conflict = دو متن هست؛ یکی را برگزینید
draft-asked = ده دقیقه گذشت؛ با دکمهٔ نگه‌داشتن، گذرواژه را دوباره بگویید
closing-earlier = پیش‌نویس‌های پیشین
closing-asides = { $n ->
    [one] یک متن کنار گذاشته شده است، چون هم‌زمان متن دیگری نوشته شد.
   *[other] { $n } متن کنار گذاشته شده است، چون هم‌زمان متن دیگری نوشته شد.
}

drafts-words = هر پیش‌نویس همان‌طور که بود. تنها درمانگر و تسهیل‌گر گروه آن‌ها را می‌خوانند.
drafts-back = بازگشت به نوشتن
drafts-none = هنوز پیش‌نویسی نیست.
draft-aside = کنار گذاشته‌شده
draft-aside-words = هم‌زمان با متن دیگری نوشته شد و جای آن را نگرفت. هر چه از آن لازم است از همین‌جا بردارید.
draft-stands = همین که اکنون هست

conflict-title = دو متن هست
conflict-words = در این میان متن دیگری ذخیره شد، در برگه یا دستگاهی دیگر یا به دست همکارتان. هیچ‌کدام از میان نرفته است.
conflict-not-sent = چیزی برای اعضا فرستاده نشد.
conflict-note-words = در این میان متن دیگری در برگه یا دستگاهی دیگر ذخیره شد. هر دو اینجاست.
conflict-theirs = متن ذخیره‌شده
conflict-mine = متن شما
conflict-mine-kept = در پیش‌نویس‌های پیشین هم نگه داشته شد.
conflict-both = هر دو با هم
conflict-keep-mine = متن من بماند
conflict-keep-theirs = متن ذخیره‌شده بماند

closing-older = نسخه‌ای پیشین
closing-to-newest = نسخهٔ { $n } تازه‌تر است
closing-to-earlier = نسخهٔ { $n }
closing-version-at = نسخهٔ { $n }، { $time }
closing-changed = از نسخهٔ { $n } تا اینجا چه تغییر کرد
closing-changed-before = پیش‌تر
closing-changed-now = اکنون
closing-back-to-desk = بازگشت به نوشتن
closing-waits = درمانگر هنوز جمع‌بندی این جلسه را نفرستاده است. وقتی بفرستد همین‌جاست.
closing-not-that-day = جمع‌بندی این جلسه برای کسانی است که آن روز در گروه بودند.
closing-unreadable = واژه‌های این متن دیگر خواندنی نیست.
closing-print = چاپ
closing-print-hint = این صفحه برای کاغذ است.
closing-print-title = جمع‌بندی جلسهٔ { $n }
closing-print-care = آنچه در گروه گفته می‌شود در گروه می‌ماند؛ این برگه هم.

closing-below = پایین این خط هیچ چیز فرستاده نمی‌شود
notes-title = یادداشت‌های خصوصی شما
notes-words = مهرشده، و تنها از آن شما: نه تسهیل‌گر، نه مرکز، نه دفتر گروه.
notes-open = بازکردن با گذرواژه
notes-yours = تنها شما.
notes-yours-words = این یادداشت با کلید خود شما مهر می‌شود. هیچ‌کس دیگری در مرکز آن را نمی‌خواند و در هیچ خروجی‌ای جز خروجی خود شما نیست.
notes-no-name-guard = اگر نام عضو دیگری در آن بیاید، فعلاً هشداری نمی‌بینید.
notes-on-session = دربارهٔ این جلسه
notes-on-member = دربارهٔ این عضو
notes-hint = هر چند ثانیه ذخیره می‌شود.
notes-backstage = از پشت صحنه
notes-backstage-words = خط‌هایی که در جلسه میان شما و تسهیل‌گر رد و بدل شد و نگه داشتید.
notes-again = ده دقیقه گذشته است. گذرواژه را بنویسید؛ آنچه نوشته بودید همین‌جاست و با همان دکمه ذخیره می‌شود.
notes-kept-words = آنچه نوشته‌اید
notes-again-save = ذخیره

closing-home-unsent = جمع‌بندی‌های نفرستاده
closing-home-unsent-words = جلسه با جمع‌بندی کامل می‌شود.
closing-home-begun = پیش‌نویس دارد
closing-home-write = نوشتن
closing-home-last = آخرین جمع‌بندی
closing-home-read = خواندن همه‌اش
closing-write = نوشتن جمع‌بندی
closing-read-it = خواندن جمع‌بندی
closing-too-large = این متن بلندتر از جای آن است و ذخیره نشد. در همین برگه هست؛ کمی کوتاه‌ترش کنید.

closing-running = جلسه هنوز در جریان است. آن را تمام می‌کنید و جمع‌بندی را می‌فرستید؟
closing-end-and-publish = پایان جلسه و ارسال
closing-goes-out = ساعت { $time } فرستاده می‌شود
closing-goes-out-words = تا آن موقع جز درمانگر و تسهیل‌گر کسی آن را نمی‌بیند. آنچه پایین‌تر تغییر می‌دهید در آن نمی‌آید.
closing-take-back = پس‌گرفتن

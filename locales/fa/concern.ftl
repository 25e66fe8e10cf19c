### واژه‌های «تنها نیستید»: دغدغه‌ها و «من هم می‌شناسم».

concern-title = دغدغه‌ها
concern-in-the-middle = در میان
concern-was-in-the-middle = در میان بوده است
concern-nameless = بی‌نام
concern-by-staff = ، به ثبت تسهیل‌گر
concern-is-tender = حساس
concern-tender-note = این دغدغه شاید سنگین باشد. هر وقت آماده بودید بازش کنید؛ باز نکردن هم پذیرفته است.
concern-tender-on = حساس است
concern-tender-off = دیگر حساس نیست

## آنچه از پاسخ‌ها گفته می‌شود
concern-endorsements-not-yet = هنوز کسی نگفته است که این را می‌شناسد.
concern-endorsements-someone = کسی اینجا هم این را می‌شناسد.
concern-endorsements-several = چند نفر از ما هم این را می‌شناسند.
concern-endorsements-number = { $n } نفر از ما هم این را می‌شناسند.
concern-endorsements-many = بسیاری از ما هم این را می‌شناسند.
concern-elsewhere = در گروه‌های دیگر هم کسانی با این زندگی می‌کنند.

## گوشی عضو
concern-say = من هم می‌شناسم
concern-say-hint = اینکه چه کسی گفته است به هیچ‌کس نشان داده نمی‌شود، به درمانگر و تسهیل‌گر هم نه؛ پاسخ‌ها با هم گفته می‌شوند. تا ظهر فردا می‌توانید پس بگیرید و تا آن وقت فقط خود سرور می‌تواند بداند. بعد از آن هیچ‌کس نمی‌تواند، پس نه در نسخهٔ داده‌هایتان می‌آید و نه با آن‌ها پاک می‌شود.
concern-said = گفته‌اید: من هم می‌شناسم
concern-unsay = پس می‌گیرم
concern-this-is-yours = این دغدغهٔ خود شماست.
concern-own = دغدغه‌های شما
concern-own-staff = آنچه شما گذاشته‌اید
concern-own-hint = فقط خودتان این بخش را می‌بینید.
concern-own-named = با نام شما
concern-own-nameless = بی نام شما برای گروه
concern-laid-for = برای { $name }
concern-edit = ویرایش
concern-your-words = نوشتهٔ شما
concern-save = نگه‌داشتن تغییر
concern-take-back = برداشتن
concern-take-back-hint = نوشته‌تان برای همیشه پاک می‌شود و اگر در میان باشد، همان لحظه از همهٔ صفحه‌ها می‌رود. اگر بی‌نام باشد، از فهرست تسهیل‌گر با مرحلهٔ بعد یا همراه تغییرهای دیگر می‌رود تا کسی نفهمد کار شما بوده است.
concern-take-back-yes = دغدغه‌ام را برمی‌دارم
concern-you-took-back = این را برداشته‌اید.
concern-change-waits = این تغییر را شما و درمانگرتان همین حالا می‌بینید. تسهیل‌گر آن را همراه تغییرهای دیگر یا با مرحلهٔ بعد می‌بیند تا کسی نفهمد کار شما بوده است.
concern-not-shown-to-new = این را قبل از آمدن درمانگر تازه گذاشته‌اید. او نمی‌بیند که این از شماست.
concern-show-to-new = به درمانگر تازه‌ام هم نشان بده
concern-aside-title = درمانگر این دغدغه را کنار گذاشته است
concern-aside-only-you = این یادداشت را فقط شما و درمانگر می‌بینید.

## گذاشتن
concern-lay = دغدغه‌ای را در میان بگذارم
concern-lay-staff = دغدغه‌ای را بگذارید، از خودتان یا از زبان یک عضو
concern-words = چه چیزی بر دلتان سنگینی می‌کند؟
concern-words-staff = دغدغه، به زبان خود او
concern-a-little = اندکی هم برای حالا بس است.
concern-placeholder = به زبان خودتان…
concern-whose = نام
concern-named = با نام من
concern-named-true = درمانگر و تسهیل‌گر همین حالا نام شما را کنار آن می‌بینند، و اعضای گروه وقتی که به میان بیاید.
concern-named-staff = کنار آن نام او می‌آید، و اینکه شما ثبت کرده‌اید.
concern-nameless-to-group = بی نام من برای گروه
concern-nameless-true = فقط درمانگر می‌تواند ببیند که این از شماست؛ نه تسهیل‌گر می‌بیند و نه هیچ عضو دیگری.
concern-nameless-staff = فقط درمانگر نام او را می‌بیند. از زبان یک عضو، فقط خود درمانگر می‌تواند بی‌نام ثبت کند.
concern-lay-for = از زبانِ
concern-lay-for-me = خودم
concern-tender-check = شاید برای بعضی‌ها سنگین باشد
concern-tender-check-hint = دیگران اول یادداشتی می‌بینند و اگر خواستند بازش می‌کنند.
concern-lay-button = همین را می‌گذارم

## میز تسهیل‌گر
concern-none-yet = هنوز دغدغه‌ای نیست. از گوشی‌ها می‌آیند، یا همین‌جا ثبتشان کنید.
concern-list-order = ترتیب این فهرست معنایی ندارد.
concern-bring = به میان بیاید
concern-bring-again = دوباره به میان بیاید
concern-leave = از میان برود
concern-open = بازکردن پاسخ‌ها
concern-open-hint = پاسخ‌های «من هم می‌شناسم» جمع می‌شوند. با بازکردن، یا وقتی از میان برود، با هم گفته می‌شوند. چه کسی گفته است به شما هم نشان داده نمی‌شود.
concern-opened-hint = پاسخ‌ها باز شده‌اند. آنچه از این پس بیاید وقتی گفته می‌شود که از میان برود.
concern-brainstorm = بارش فکری بر این دغدغه
concern-cards = کارت‌های کاغذی
concern-cards-hint = چند کارت «من هم می‌شناسم» جمع شد؟ { $n ->
    [one] اینجا یک نفر بدون گوشی است.
   *[other] اینجا { $n } نفر بدون گوشی هستند.
} کارت‌ها به پاسخ‌های گوشی‌ها افزوده می‌شوند.
concern-cards-field = تعداد کارت‌ها
concern-cards-keep = ثبت
concern-with-cards = { $n ->
    [one] با یک کارت کاغذی
   *[other] با { $n } کارت کاغذی
}

## تنها درمانگر
concern-author-is = از { $name } · فقط شما می‌بینید
concern-promised-to-another = قبل از اینکه شما این گروه را راهبری کنید گذاشته شده است: نویسنده‌اش خود را به همکارتان نشان داده، نه به شما.
concern-waiting-title = بی‌نام، فقط نزد شما
concern-waiting-hint = تسهیل‌گر این‌ها را با مرحلهٔ بعد می‌بیند، یا وقتی سه تا شده باشند. شما می‌توانید همین حالا به میان بیاورید.
concern-waits = هنوز فقط شما می‌بینید
concern-therapist = درمانگر
concern-theme = آنچه با دیگران مشترک است
concern-theme-hint = اگر دست‌کم پنج نفر در دو گروه دیگرِ این مرکز با همین زندگی کنند، گروه این را در یک جمله می‌خواند.
concern-theme-none = چیزی انتخاب نشده
concern-theme-new = یا عنوانی تازه
concern-theme-keep = نگه‌داشتن
concern-aside = کنار گذاشتن
concern-was-set-aside = کنار گذاشته‌اید؛ تا پایان جلسه می‌شود برگرداند.
concern-put-back = برگرداندن به فهرست
concern-aside-reason = چرا کنار گذاشته می‌شود
concern-aside-hint = فقط نویسندهٔ دغدغه این را می‌خواند. بعد از آن دیگر در فهرست‌ها نیست.

## چرا نشد
concern-not-live = جلسه در جریان نیست؛ دغدغهٔ تازه یا تغییر دیگر جا نمی‌گیرد.
concern-no-choice = لطفاً بگویید با نام شما باشد یا بی نام شما برای گروه. نوشته‌تان همین‌جاست.
concern-only-the-therapist = از زبان یک عضو، فقط درمانگر می‌تواند بی‌نام ثبت کند؛ کس دیگری نباید بداند از کیست.
concern-not-yours = فقط دغدغهٔ خودتان را می‌توانید تغییر دهید یا بردارید.
concern-changed = این دغدغه در همین فاصله تغییر کرده است. نوشتهٔ شما همین‌جاست؛ آن را با آنچه الان هست بسنجید.
concern-stays-in-the-middle = تا وقتی در میان است، نوشته‌اش می‌ماند. برداشتن آن همیشه با شماست.
concern-gone = این دغدغه برداشته یا کنار گذاشته شده است.
concern-your-own = این دغدغهٔ خود شماست و شما از پیش در آن هستید.
concern-not-in-the-middle = این دغدغه دیگر در میان نیست.
concern-not-here = اول بگویید که اینجا هستید.
concern-frozen = ظهر فردای جلسه گذشته است؛ دیگر هیچ‌کس نمی‌تواند بداند پاسخ از کیست، پس نمی‌شود آن را پس گرفت.
concern-too-many-cards = این‌قدر آدمِ بدون گوشی اینجا نیست. تعداد کارت‌ها را دوباره ببینید.
concern-no-number = لطفاً تعداد کارت‌ها را با عدد بنویسید.

## پس از جلسه
concern-see = دغدغه‌های این جلسه
concern-page-staff = آنچه در میان بود و آنچه گذاشته شد.
concern-page-member = آنچه گروه در میان گذاشت.
concern-page-middle = در میان بود
concern-page-none = چیزی در میان نبود.
concern-page-laid = گذاشته شد و به میان نیامد

## دیوار
concern-tender-wall = دغدغه‌ای حساس در میان است
concern-tender-wall-words = هر کس بخواهد، آن را روی گوشی خود باز می‌کند.

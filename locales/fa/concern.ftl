### واژه‌های «تنها نیستید»: دغدغه‌ها و «من هم می‌شناسم».

concern-title = دغدغه‌ها
concern-in-the-middle = دغدغهٔ اکنون
concern-was-in-the-middle = درباره‌اش صحبت شد
concern-nameless = بی‌نام
concern-by-staff = ، ثبت درمانگر یا تسهیل‌گر
concern-is-tender = حساس
concern-tender-note = این دغدغه شاید سنگین باشد. هر وقت آماده بودید بازش کنید؛ باز نکردن هم اشکالی ندارد.
concern-tender-on = علامت حساس بگذار
concern-tender-off = دیگر حساس نیست

## آنچه از پاسخ‌ها گفته می‌شود
concern-endorsements-not-yet = هنوز کسی نگفته است که این را می‌شناسد.
concern-endorsements-someone = کسی اینجا هم این را می‌شناسد.
concern-endorsements-several = چند نفر از ما هم این را می‌شناسند.
concern-endorsements-number = { $n } نفر از ما هم این را می‌شناسند.
concern-endorsements-many = خیلی از ما هم این را می‌شناسند.
concern-elsewhere = در گروه‌های دیگر هم کسانی با این دغدغه زندگی می‌کنند.

## گوشی عضو
concern-say = من هم می‌شناسم
concern-say-hint = هیچ‌کس نمی‌بیند چه کسی گفته است، درمانگر و تسهیل‌گر هم نه؛ پاسخ‌ها با هم نشان داده می‌شوند. تا ظهر فردا می‌توانید پس بگیرید و تا آن موقع فقط خود سرور می‌تواند بداند. بعد از آن هیچ‌کس نمی‌تواند بداند، برای همین نه در نسخهٔ داده‌هایتان می‌آید و نه با آن‌ها پاک می‌شود.
concern-said = گفته‌اید: من هم می‌شناسم
concern-unsay = پس گرفتن
concern-this-is-yours = این دغدغهٔ خود شماست.
concern-own = دغدغه‌های شما
concern-own-staff = چیزی که شما در میان گذاشته‌اید
concern-own-hint = این بخش را فقط خودتان می‌بینید.
concern-own-named = با نام شما
concern-own-nameless = بدون نام شما برای گروه
concern-laid-for = برای { $name }
concern-edit = ویرایش
concern-your-words = نوشتهٔ شما
concern-save = ذخیره
concern-take-back = پس گرفتن
concern-take-back-hint = نوشته‌تان برای همیشه پاک می‌شود و اگر الان دغدغهٔ گروه باشد، همان لحظه از همهٔ صفحه‌ها می‌رود. اگر بی‌نام باشد، با مرحلهٔ بعد یا همراه تغییرهای دیگر از فهرست تسهیل‌گر می‌رود تا کسی نفهمد کار شما بوده است.
concern-take-back-yes = دغدغه‌ام را پس می‌گیرم
concern-you-took-back = این را پس گرفته‌اید.
concern-change-waits = این تغییر را شما و درمانگرتان همین الان می‌بینید. تسهیل‌گر آن را همراه تغییرهای دیگر یا با مرحلهٔ بعد می‌بیند تا کسی نفهمد کار شما بوده است.
concern-not-shown-to-new = این را قبل از آمدن درمانگر تازه در میان گذاشته‌اید. او نمی‌بیند که این از شماست.
concern-show-to-new = به درمانگر تازه هم نشان بده
concern-aside-title = درمانگر این دغدغه را کنار گذاشته است
concern-aside-only-you = این یادداشت را فقط شما و درمانگر می‌بینید.

## گذاشتن
concern-lay = در میان گذاشتن یک دغدغه
concern-lay-staff = دغدغه‌ای را در میان بگذارید، از خودتان یا از زبان یک عضو
concern-words = چه چیزی روی دلتان سنگینی می‌کند؟
concern-words-staff = دغدغه، به زبان خودش
concern-a-little = کمی هم برای الان کافی است.
concern-placeholder = به زبان خودتان…
concern-whose = نام
concern-named = با نام من
concern-named-true = درمانگر و تسهیل‌گر همین الان نام شما را می‌بینند؛ اعضا وقتی که این در گروه مطرح شود.
concern-named-staff = نام او کنارش می‌آید، و اینکه شما ثبت کرده‌اید.
concern-nameless-to-group = بدون نام من برای گروه
concern-nameless-true = فقط درمانگر می‌بیند که این از شماست. تسهیل‌گر و اعضای دیگر نمی‌بینند.
concern-nameless-staff = فقط درمانگر نام او را می‌بیند. از زبان یک عضو، فقط خود درمانگر می‌تواند بی‌نام ثبت کند.
concern-lay-for = از زبانِ
concern-lay-for-me = خودم
concern-tender-check = شاید برای بعضی‌ها سنگین باشد
concern-tender-check-hint = دیگران اول یک یادداشت می‌بینند و اگر خواستند بازش می‌کنند.
concern-lay-button = در میان می‌گذارم

## میز تسهیل‌گر
concern-none-yet = هنوز دغدغه‌ای نیست. از گوشی‌ها می‌آید، یا همین‌جا ثبت کنید.
concern-list-order = بدون ترتیب خاص.
concern-bring = همین را مطرح کنیم
concern-bring-again = دوباره مطرح کنیم
concern-leave = گفت‌وگوی این تمام شد
concern-open = بازکردن پاسخ‌ها
concern-open-hint = پاسخ‌های «من هم می‌شناسم» جمع می‌شوند. وقتی بازشان کنید، یا گفت‌وگوی این دغدغه تمام شود، با هم نشان داده می‌شوند. شما هم نمی‌بینید چه کسی گفته است.
concern-opened-hint = پاسخ‌ها باز شده‌اند. پاسخ‌های تازه وقتی نشان داده می‌شوند که گفت‌وگوی این دغدغه تمام شود.
concern-begin-on = شروع از یکی از دغدغه‌های امروز
concern-cards = کارت‌های کاغذی
concern-cards-hint = چند کارت «من هم می‌شناسم» جمع شد؟ { $n ->
    [one] اینجا یک نفر بدون گوشی است.
   *[other] اینجا { $n } نفر بدون گوشی هستند.
} کارت‌ها به پاسخ‌های گوشی‌ها اضافه می‌شوند.
concern-cards-field = تعداد کارت‌ها
concern-cards-keep = ثبت
concern-with-cards = { $n ->
    [one] با یک کارت کاغذی
   *[other] با { $n } کارت کاغذی
}

## تنها درمانگر
concern-author-is = از { $name } · فقط شما می‌بینید
concern-promised-to-another = قبل از اینکه شما درمانگر این گروه شوید در میان گذاشته شده است: نویسنده خودش را به همکارتان نشان داده، نه به شما.
concern-waiting-title = بی‌نام، فقط شما می‌بینید
concern-waiting-hint = تسهیل‌گر این‌ها را با مرحلهٔ بعد می‌بیند، یا وقتی سه تا شده باشند. شما می‌توانید همین الان یکی را مطرح کنید.
concern-waits = فعلاً فقط شما می‌بینید
concern-therapist = درمانگر
concern-theme = نقطهٔ مشترک با دیگران
concern-theme-hint = اگر دست‌کم پنج نفر در دو گروه دیگرِ این مرکز با همین زندگی کنند، گروه یک جمله درباره‌اش می‌بیند.
concern-theme-none = چیزی انتخاب نشده
concern-theme-new = یا عنوان تازه
concern-theme-keep = ذخیره
concern-aside = کنار گذاشتن
concern-was-set-aside = کنار گذاشته‌اید. تا پایان جلسه می‌شود برگرداند.
concern-put-back = برگرداندن به فهرست
concern-aside-reason = چرا کنار می‌گذارید
concern-aside-hint = فقط نویسندهٔ دغدغه این را می‌خواند. بعد از آن دیگر در فهرست‌ها نیست.

## چرا نشد
concern-not-live = جلسه در جریان نیست؛ الان نمی‌شود دغدغه‌ای در میان گذاشت یا تغییر داد.
concern-no-choice = لطفاً بگویید با نام شما باشد یا بدون نام شما برای گروه. نوشته‌تان همین‌جاست.
concern-only-the-therapist = از زبان یک عضو، فقط درمانگر می‌تواند بی‌نام ثبت کند؛ کس دیگری نباید بداند از کیست.
concern-not-yours = فقط دغدغهٔ خودتان را می‌توانید تغییر دهید یا پس بگیرید.
concern-changed = این دغدغه در همین فاصله تغییر کرده است. نوشتهٔ شما همین‌جاست؛ آن را با متن فعلی مقایسه کنید.
concern-stays-in-the-middle = تا وقتی گروه درباره‌اش صحبت می‌کند نمی‌شود متنش را عوض کرد. پس گرفتنش همیشه با شماست.
concern-gone = این دغدغه پس گرفته یا کنار گذاشته شده است.
concern-your-own = این دغدغهٔ خود شماست؛ شما از قبل جزو آن هستید.
concern-not-in-the-middle = گفت‌وگو دربارهٔ این دغدغه تمام شده است.
concern-not-here = اول بگویید که اینجا هستید.
concern-frozen = ظهر فردای جلسه گذشته است. دیگر هیچ‌کس نمی‌داند پاسخ مال کیست، پس نمی‌شود آن را پس گرفت.
concern-too-many-cards = این‌قدر آدم بدون گوشی اینجا نیست. لطفاً تعداد کارت‌ها را دوباره ببینید.
concern-no-number = لطفاً تعداد کارت‌ها را با عدد بنویسید.

## پس از جلسه
concern-see = دغدغه‌های این جلسه
concern-page-staff = دغدغه‌هایی که درباره‌شان صحبت شد، و آن‌هایی که نوبتشان نشد.
concern-page-member = دغدغه‌هایی که گروه درباره‌شان صحبت کرد.
concern-page-middle = درباره‌شان صحبت شد
concern-page-none = دربارهٔ دغدغه‌ای صحبت نشد.
concern-page-laid = نوبتشان نشد

## صفحهٔ بزرگ
concern-tender-wall = دربارهٔ دغدغهٔ حساسی صحبت می‌کنیم
concern-tender-wall-words = اگر خواستید، روی گوشی خودتان بازش کنید.

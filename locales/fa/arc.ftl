### واژه‌های کمان جلسه: مرحله‌ها، ساعت، برنامه، حضور.

## مرحله‌ها
stage-arrive = ورود و احوال
stage-open = آغاز
stage-round = دور گفت‌وگو
stage-explore = کندوکاو
stage-brainstorm = بارش فکری
stage-weigh = سود و زیان
stage-close = جمع‌بندی
stage-arrive-words = می‌نشینیم و می‌گوییم حالمان چطور است.
stage-open-words = منشور را مرور می‌کنیم و یادمان می‌آید دفعهٔ پیش چه با خود بردیم.
stage-round-words = نوبت به همه می‌رسد. اگر خواستید صحبت کنید، اگر نه رد شوید.
stage-explore-words = دربارهٔ یک دغدغه حرف می‌زنیم؛ گوش می‌دهیم و می‌پرسیم، بی‌عجله برای راه‌حل.
stage-brainstorm-words = هر چه به ذهنتان می‌رسد بگویید؛ فعلاً نقد نمی‌کنیم.
stage-weigh-words = سود و زیان هر ایده را کنار هم می‌گذاریم.
stage-close-words = می‌گوییم چه با خود می‌بریم و چطور از هم جدا می‌شویم.

## ساعت
stage-of = مرحلهٔ { $n } از { $of }
stage-within = از { $n } دقیقه
stage-due = { $n } دقیقهٔ برنامه گذشت
stage-over-one = یک دقیقه بیشتر از برنامه
stage-over = { $n } دقیقه بیشتر از برنامه
stage-spent = { $n } از { $of }
stage-minutes = دقیقه
stage-skipped = رد شد

## جابه‌جایی
arc-here = مرحله‌های جلسه
stage-next = بعدی: { $stage }
stage-others = مرحلهٔ دیگر
stage-back = بازگشت به { $stage }
stage-again = دوباره { $stage }
stage-skip = رد شدن از { $skipped } و رفتن به { $stage }
stage-to = رفتن به مرحله‌ای دیگر
stage-go = برو
stage-moved = همین الان مرحله عوض شد. وضع تازه را می‌بینید.
stage-moved-by = { $name } همین الان جلسه را به «{ $stage }» برد.
stage-nothing-there = در آن جای برنامه مرحله‌ای نیست.
stage-not-live = این جلسه در جریان نیست.
stage-tender = موضوع حساس
stage-tender-on = علامت حساس بگذار
stage-tender-off = دیگر حساس نیست
stage-tender-hint = اعضا اول یک یادداشت آرام می‌بینند.
stage-tender-note = این موضوع شاید سنگین باشد
stage-tender-words = می‌توانید فقط گوش بدهید، رد شوید یا کمی بیرون بروید. لازم نیست بگویید چرا.

## برنامه
plan-title = برنامهٔ جلسه
plan-change = تغییر برنامه
plan-see = برنامهٔ جلسه
plan-sub = جلسه { $n } دقیقه است. مرحله‌ها به همین ترتیب می‌آیند.
plan-been = تا اینجا:
plan-comma = ،
plan-stage = مرحلهٔ { $n }
plan-row-minutes = دقیقه‌های مرحلهٔ { $n }
plan-none = هیچ
plan-now = الان
plan-hint = برای حذف یک مرحله «هیچ» را انتخاب کنید. یک مرحله می‌تواند چند بار بیاید.
plan-keep = این برنامه الگوی گروه باشد
plan-keep-hint = جلسه‌های بعدی گروه با همین برنامه شروع می‌شوند، به اندازهٔ طول خودشان.
plan-save = ذخیرهٔ برنامه
plan-minutes = هر مرحله از ۱ تا ۴۸۰ دقیقه است. لطفاً عددها را ببینید.
plan-steps = برنامه از ۱ تا ۱۲ مرحله دارد.
plan-present = مرحلهٔ فعلی سر جایش می‌ماند؛ دقیقه‌هایش را می‌توانید عوض کنید.
plan-whole = { $n } دقیقه

## حضور
attends-expected = هنوز خبر نداده
attends-present = اینجاست
attends-was = حاضر بود
attends-late = { $n } دقیقه دیرتر آمد
attends-left = رفت
attends-left-at = ساعت { $time } رفت
attends-absent = نیامد
attends-by-staff = ثبت درمانگر یا تسهیل‌گر
attends-no-phone = بدون گوشی
roll-title = چه کسانی اینجا هستند
roll-was = حضور
roll-count = { $n } از { $of } نفر
roll-arrived = { $n } نفر از { $of } نفر آمدند
attendance-change = تغییر
attendance-here-now = اینجاست
attendance-arrived-at = آمد، ساعت
attendance-left-at = رفت، ساعت
attendance-is-here = اینجاست
attendance-has-left = رفت
attendance-is-absent = نمی‌آید
attendance-is-expected = هنوز معلوم نیست
attendance-outside = این ساعت بیرون از جلسه است. لطفاً ساعتی بین آغاز و پایان جلسه بنویسید، یا تا همین الان اگر جلسه در جریان است.
attendance-left-first = این ساعت قبل از آمدنش است.
attendance-never-here = اول بنویسید کی آمد.
attendance-own-phone = با گوشی خودش آمده و این کار را خودش انجام می‌دهد.
session-figures-closed = عددهای این جلسه بسته شده است و دیگر عوض نمی‌شود.
attendance-not-here = الان در جلسه نیستند. اگر هستند، لطفاً اول در «چه کسانی اینجا هستند» ثبت کنید.
attendance-has-spoken = در این جلسه صحبت کرده‌اند، پس حضور داشته‌اند. ساعت رفتنشان را بنویسید، یا اول نوبت‌هایشان را حذف کنید.
presence-here = گوشی وصل است
presence-away = گوشی کنار است
presence-gone = از گوشی خبری نیست
phone-leave = باید بروم
phone-leave-words = لازم نیست بگویید چرا. هر وقت خواستید می‌توانید برگردید.
phone-leave-yes = می‌روم

## عذرخواستن از نیامدن
attends-regrets = گفته که نمی‌آید
roll-ahead = چه کسانی می‌آیند
regrets-ask = نمی‌توانم بیایم
regrets-words = همین که خبر بدهید کافی است. اگر چیزی بنویسید، فقط درمانگر و تسهیل‌گر می‌خوانند؛ گروه اینجا چیزی از آن نمی‌بیند.
regrets-word = اگر بخواهید، یک جمله
regrets-send = خبر بده که نمی‌آیم
regrets-sent = گفته‌اید که این بار نمی‌آیید
regrets-sent-words = درمانگر خبر دارد. اگر برنامه‌تان عوض شد، باز هم می‌توانید بیایید.
regrets-noted-for-you = درمانگر یا تسهیل‌گر به جای شما ثبت کرده است.
regrets-take-back = می‌توانم بیایم
regrets-not-now = این جلسه تمام شده یا لغو شده است.
regrets-here = این عضو به جلسه آمده؛ دیگر لازم نیست خبر بدهد که نمی‌آید.
regrets-their-own = خودش خبر داده است؛ دیگران نمی‌توانند آن را عوض کنند.
regrets-said-themselves = خودش خبر داده است. اگر بیاید، این خبر خودش پاک می‌شود.
regrets-note-word = پیغامش
regrets-note = خبر داده که نمی‌آید
regrets-note-back = حذف این خبر

## کجایند
where-title = الان کجا هستید؟
where-label = نشانی، یا هر چیزی که کمک کند پیدایتان کنیم
where-placeholder = مثلاً: خانه، خیابان گلستان
where-words = اگر خواستید بنویسید. فقط درمانگر آن را می‌بیند، برای وقتی که کمک لازم باشد. با پایان جلسه پاک می‌شود.
where-say = ثبت
where-said = جای شما:
where-only-therapist = فقط درمانگر می‌بیند · تغییر
where-later = اگر بخواهید، به درمانگر بگویید کجا هستید
where-not-here = این را فقط وقتی در جلسه هستید می‌توانید ثبت کنید.
where-in-one-room = این گروه در یک اتاق جمع می‌شود؛ لازم نیست بگویید کجا هستید.
where-their-own = خودشان با گوشی خودشان ثبت کرده‌اند؛ همان می‌ماند.
where-for = ثبت اینکه الان کجا هستند
where-for-whom = { $name } الان کجاست
where-for-words = چیزی که عضو بدون گوشی به شما می‌گوید. بعد از این فقط درمانگر می‌تواند آن را بخواند، با نشان «ثبت درمانگر یا تسهیل‌گر». با پایان جلسه پاک می‌شود.
where-for-kept = قبلاً چیزی ثبت شده است. نوشتهٔ شما جای آن می‌آید؛ اگر خالی بگذارید حذف می‌شود.
where-all-title = اعضا کجا هستند
where-all-words = فقط شما می‌بینید، و با پایان جلسه پاک می‌شود.
where-none = هنوز کسی نگفته کجاست.
undo-back-to = پس‌گرفتن: بازگشت به { $where }
undo-end = پس‌گرفتنِ پایان
undo-end-words = تا دو دقیقه. مرحله‌ای که جلسه در آن تمام شد ادامه پیدا می‌کند؛ نوبت‌ها و دست‌ها از نو شروع می‌شوند و صفحهٔ بزرگ را دوباره باز می‌کنید.
undo-too-late = بیش از دو دقیقه گذشته و دیگر نمی‌شود آن را پس گرفت. وضعیت کنونی را می‌بینید.
plan-of = از { $n } دقیقه
plan-adds-up = جور است
plan-left = دقیقه مانده
plan-over = دقیقه زیاد است
plan-took = دفعهٔ پیش { $n } دقیقه شد
plan-less = یک دقیقه کمتر برای مرحلهٔ { $n }
plan-more = یک دقیقه بیشتر برای مرحلهٔ { $n }
plan-up = مرحلهٔ { $n } یکی بالاتر
plan-down = مرحلهٔ { $n } یکی پایین‌تر
plan-question = پرسش دور گفت‌وگو
plan-question-hint = وقتی دور شروع شود، همه آن را روی گوشی و روی پرده می‌بینند.

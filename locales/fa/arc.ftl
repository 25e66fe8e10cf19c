### واژه‌های کمان جلسه: مرحله‌ها، ساعت، برنامه، حضور.

## مرحله‌ها
stage-arrive = ورود و احوال
stage-open = آغاز
stage-round = دور گفت‌وگو
stage-explore = کندوکاو
stage-brainstorm = بارش فکری
stage-weigh = سود و زیان
stage-close = جمع‌بندی
stage-arrive-words = می‌نشینیم و می‌گوییم با چه حالی آمده‌ایم.
stage-open-words = منشور در دست است؛ به یاد می‌آوریم بار پیش چه با خود بردیم.
stage-round-words = نوبت به همه می‌رسد. هر کس بخواهد می‌گوید، هر کس نخواهد رد می‌شود.
stage-explore-words = یک دغدغه در میان است؛ می‌شنویم و می‌پرسیم، بی‌شتاب برای راه‌حل.
stage-brainstorm-words = هر چه به ذهن می‌رسد گفته می‌شود؛ هنوز هیچ‌کس نقد نمی‌کند.
stage-weigh-words = سود و زیان هر راه را کنار هم می‌گذاریم.
stage-close-words = می‌گوییم چه با خود می‌بریم و چطور از هم جدا می‌شویم.

## ساعت
stage-of = مرحلهٔ { $n } از { $of }
stage-within = از { $n } دقیقه
stage-due = { $n } دقیقهٔ برنامه گذشت
stage-over-one = یک دقیقه بیش از برنامه
stage-over = { $n } دقیقه بیش از برنامه
stage-spent = { $n } از { $of }
stage-minutes = دقیقه
stage-skipped = رد شد
stage-not-reached = به آن نرسیدیم

## جابه‌جایی
arc-here = مرحله‌های جلسه
stage-next = بعدی: { $stage }
stage-others = راه‌های دیگر
stage-back = برگشت به { $stage }
stage-again = یک بار دیگر { $stage }
stage-skip = گذشتن از { $skipped } و رفتن به { $stage }
stage-to = رفتن به مرحله‌ای دیگر
stage-go = برویم
stage-moved = مرحله در این میان عوض شد. آنچه اکنون هست را می‌بینید.
stage-moved-by = { $name } هم‌زمان جلسه را به «{ $stage }» برد. اکنون همان را می‌بینید.
stage-nothing-there = برنامه در آنجا مرحله‌ای ندارد.
stage-not-live = این جلسه در جریان نیست.
stage-tender = موضوع حساس
stage-tender-on = موضوع حساس است
stage-tender-off = دیگر حساس نیست
stage-tender-hint = اعضا پیش از آن یادداشتی نرم می‌بینند.
stage-tender-note = آنچه اکنون می‌آید شاید سنگین باشد
stage-tender-words = می‌توانید تنها گوش بدهید، رد شوید یا کمی بیرون بروید. لازم نیست دلیلش را بگویید.

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
plan-now = اکنون
plan-hint = برای برداشتن یک مرحله «هیچ» را برگزینید. یک مرحله می‌تواند چند بار بیاید.
plan-keep = همین را الگوی گروه نگه دار
plan-keep-hint = جلسه‌های بعدی گروه با همین برنامه، به اندازهٔ طول خودشان، آغاز می‌شوند.
plan-save = نگه داشتن برنامه
plan-minutes = هر مرحله ۱ تا ۴۸۰ دقیقه می‌خواهد. لطفاً عددها را ببینید.
plan-steps = برنامه از یک تا دوازده مرحله دارد.
plan-present = مرحلهٔ کنونی سر جای خود می‌ماند؛ دقیقه‌هایش را می‌توانید عوض کنید.
plan-whole = { $n } دقیقه

## حضور
attends-expected = در راه
attends-present = اینجاست
attends-was = حاضر بود
attends-late = { $n } دقیقه پس از آغاز آمد
attends-left = رفت
attends-left-at = ساعت { $time } رفت
attends-absent = نیامد
attends-by-staff = به ثبت راهبران
attends-no-phone = بی‌گوشی
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
attendance-outside = این ساعت بیرون از جلسه است. لطفاً ساعتی از آغاز تا پایان جلسه بنویسید، یا تا همین حالا اگر جلسه در جریان است.
attendance-left-first = این ساعت پیش از آمدن اوست.
attendance-never-here = نخست بنویسید کی آمد.
attendance-own-phone = با گوشی خودش آمده است و این کار را خودش انجام می‌دهد.
session-figures-closed = عددهای این جلسه بسته شده است و دیگر عوض نمی‌شود.
attendance-not-here = الان در جلسه نیستند. اگر هستند، لطفاً اول در «چه کسانی اینجا هستند» ثبت کنید.
attendance-has-spoken = در این جلسه صحبت کرده‌اند، پس حضور داشته‌اند. می‌توانید ساعت رفتنشان را بنویسید، یا اول نوبت‌هایشان را بردارید.
presence-here = گوشی وصل است
presence-away = گوشی کنار است
presence-gone = از گوشی خبری نیست
phone-leave = باید بروم
phone-leave-words = لازم نیست دلیلش را بگویید. هر وقت بخواهید می‌توانید برگردید.
phone-leave-yes = می‌روم

## عذرخواستن از نیامدن
attends-regrets = گفته که نمی‌آید
roll-ahead = چه کسانی می‌آیند
regrets-ask = نمی‌توانم بیایم
regrets-words = همین که خبر بدهید کافی است. اگر چیزی بنویسید، تنها درمانگر و تسهیل‌گر آن را می‌خوانند؛ گروه اینجا چیزی از آن نمی‌بیند.
regrets-word = اگر بخواهید، یک جمله
regrets-send = خبر می‌دهم که نمی‌آیم
regrets-sent = گفته‌اید که این بار نمی‌آیید
regrets-sent-words = درمانگر خبر دارد. اگر برنامه عوض شد، هر وقت بخواهید می‌توانید بیایید.
regrets-noted-for-you = راهبران به جای شما ثبت کرده‌اند.
regrets-take-back = می‌توانم بیایم
regrets-not-now = این جلسه پایان یافته یا لغو شده است.
regrets-here = کسی که به جلسه آمده، دیگر خبرِ نیامدن لازم ندارد.
regrets-their-own = خودش خبر داده است؛ دیگران آن را عوض نمی‌کنند.
regrets-said-themselves = خودش خبر داده است. اگر بیاید، خبرش خودبه‌خود برداشته می‌شود.
regrets-note-word = پیغامش
regrets-note = خبر داده که نمی‌آید
regrets-note-back = برداشتن این خبر

## کجایند
where-title = الان کجا هستید؟
where-label = نشانی، یا هر چه پیدا کردنتان را آسان کند
where-placeholder = مثلاً: خانه، خیابان گلستان
where-words = دل‌بخواهی است. تنها درمانگر آن را می‌بیند، برای وقتی که کمک لازم باشد. با پایان جلسه پاک می‌شود.
where-say = ثبت
where-said = جای شما:
where-only-therapist = تنها درمانگر می‌بیند · تغییر
where-later = اگر بخواهید، به درمانگر بگویید کجا هستید
where-not-here = این را تنها کسی که در جلسهٔ در جریان است می‌تواند ثبت کند.
where-in-one-room = این گروه در یک اتاق می‌نشیند؛ لازم نیست بگویید کجا هستید.
where-their-own = خودشان این را با گوشی خودشان گفته‌اند؛ همان می‌ماند.
where-for = ثبت اینکه الان کجا هستند
where-for-whom = { $name } الان کجاست
where-for-words = آنچه کسی که گوشی ندارد به شما می‌گوید. بعد از این تنها درمانگر آن را می‌خواند، با نشان «به ثبت راهبران»، و با پایان جلسه پاک می‌شود.
where-for-kept = از پیش چیزی ثبت شده است. آنچه بنویسید جای آن را می‌گیرد؛ اگر خالی بگذارید، پس گرفته می‌شود.
where-all-title = اعضا کجا هستند
where-all-words = تنها شما می‌بینید، و با پایان جلسه پاک می‌شود.
where-none = هنوز کسی نگفته است کجاست.

undo-back-to = پس‌گرفتن: بازگشت به { $where }
undo-end = پس‌گرفتنِ پایان
undo-end-words = تا دو دقیقه. مرحله‌ای که جلسه در آن تمام شد ادامه پیدا می‌کند؛ نوبت‌ها و دست‌ها از نو شروع می‌شوند و دیوار را دوباره باز می‌کنید.
undo-too-late = بیش از دو دقیقه گذشته و دیگر نمی‌شود آن را پس گرفت. وضعیت کنونی را می‌بینید.

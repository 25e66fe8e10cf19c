### جانشینی برای یک جلسه: همکاری به جای درمانگر یا تسهیل‌گر می‌نشیند، تنها در همان جلسه.

membership-substitute = جانشین
substitution-title = جانشین در این جلسه
substitution-short = جانشین
substitution-line = در این جلسه { $name } جانشین { $of } است.
substitution-line-was = در این جلسه { $name } جانشین { $of } بود.
substitution-row = { $name } به جای { $of }
substitution-sees = هر چه را در این جلسه فقط به درمانگر نشان بدهید، { $name } هم تا ظهر روز بعد می‌بیند.
substitution-shares = در این جلسه { $name } جانشین { $of } است. اگر این را نشان بدهید، { $name } هم تا ظهر روز بعد می‌بیند؛ بعد از آن فقط { $of }.
substitution-sub = وقتی درمانگر یا تسهیل‌گر نمی‌تواند به جلسه‌ای بیاید، همکاری از مرکز می‌تواند همان یک بار جانشینش شود.
substitution-now = چه کسی جانشین است
substitution-withdraw = لغو جانشینی
substitution-whose = چه کسی نمی‌تواند بیاید؟
substitution-colleague = چه کسی جانشین می‌شود؟
substitution-facilitates = تسهیل‌گر همین گروه
substitution-name = تعیین جانشین
substitution-change = دیدن و تغییر جانشین
substitution-back = بازگشت
substitution-ask = اگر شما یا تسهیل‌گر نمی‌توانید به این جلسه بیایید، همکاری می‌تواند همین یک بار جانشین شود.
substitution-nobody = فعلاً همکاری در مرکز نیست که بتواند جانشین باشد. همکاران تازه را اینجا می‌بینید؛ تا آن موقع می‌توانید جلسه را جابه‌جا کنید.

## آنچه از آن برمی‌آید
substitution-then = یعنی چه
substitution-then-there = جانشین در این جلسه همان نقش را دارد: جلسه را اداره می‌کند، و جانشین درمانگر جمع‌بندی را هم می‌نویسد.
substitution-then-only = از گروه چیز دیگری نمی‌بیند: نه جلسه‌های دیگر، نه صفحهٔ اعضا، نه یادداشت‌های درمانگر.
substitution-then-notified = اعضا از قبل و در خود جلسه نام او را می‌بینند.
substitution-then-until = تا ظهر روز بعد از جلسه برای نوشتن جمع‌بندی وقت دارد. تا پایان جلسه می‌توانید لغوش کنید.

## نمی‌شود
substitution-not-now = این جلسه تمام شده یا لغو شده است. دیگر نمی‌شود جانشین را تغییر داد.
substitution-no-such-seat = این شخص دیگر در گروه نیست. فهرست را دوباره ببینید.
substitution-taken = در همین فاصله جانشینی تعیین شده است.
substitution-not-they = این همکار نمی‌تواند جانشین شود. کس دیگری را انتخاب کنید.
substitution-busy = این همکار در همین جلسه جانشین کس دیگری است.
substitution-elsewhere = ایشان همان وقت جلسهٔ دیگری دارند.
substitution-despite = باز هم انتخاب شود

## به خود جانشین
substitution-you = در این جلسه شما جانشین { $of } هستید
substitution-you-see = این جلسه و هر چه در آن است تا ظهر روز بعد برای شما باز است؛ از گروه چیز دیگری نمی‌بینید.
substitution-home = شما جانشین { $of } هستید
substitution-home-until = تا { $time } برای شما باز است.
substitution-home-open = رفتن به جلسه

## وقتی مرکز کسی را تعیین می‌کند و آنچه از آن می‌ماند
substitution-self-words = اگر خودتان جانشین می‌شوید، بگویید چرا و گذرواژه‌تان را بنویسید. دلیل را درمانگر گروه می‌خواند؛ درمانگر و اعضا باخبر می‌شوند، حتی اگر لغوش کنید.
substitution-self-reason = چرا خودتان جانشین می‌شوید
substitution-self-reason-hint = فقط اگر خودتان را تعیین می‌کنید. فقط درمانگر گروه آن را می‌خواند.
substitution-self-passphrase = گذرواژهٔ شما، اگر خودتان را تعیین می‌کنید
substitution-passphrase-asked = برای تعیین خودتان، لطفاً گذرواژه‌تان را یک بار دیگر بنویسید.
substitution-notice-title = جانشینی تعیین شده است
substitution-notice-self = { $name } که در مرکز کار می‌کند، { $time } بدون درخواست درمانگر خودش را جانشین { $of } در این جلسه کرد.
substitution-notice-named = مرکز { $time } برای این جلسه { $name } را جانشین { $of } کرد.
substitution-notice-back = { $time } لغو شد.
substitution-notice-reason = دلیلی که گفته شد:
substitution-notice-read = این را خواندم

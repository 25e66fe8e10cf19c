### پیام‌ها: درخواست صحبت، و نامهٔ درمانگر به یک عضو.

messages-title = پیام‌ها
messages-sub = نامه‌های درمانگرتان، و وقت‌هایی که خواسته‌اید صحبت کنید.
messages-sub-therapist = چه کسی می‌خواهد با شما صحبت کند، و نامه‌های شما به اعضا.
messages-none = هنوز پیامی نیست. اگر درمانگرتان برایتان بنویسد، اینجا و در صفحهٔ خانه‌تان می‌بینید. در صفحهٔ خانه یا آخر هر جلسه می‌توانید بگویید که می‌خواهید با او صحبت کنید.
messages-none-staff = اینجا فقط درمانگر گروه می‌نویسد و می‌خواند.
messages-words-none = الان کسی نخواسته با شما صحبت کند.
messages-write = نوشتن برای یک عضو
messages-write-words = نامه‌ای کوتاه برای یک نفر. او می‌تواند یک بار جواب بدهد.
messages-write-none = در این گروه هنوز کسی حساب ندارد.
message-word-yours = بعد از جلسهٔ { $n } خواستید صحبت کنید
message-word-yours-between = { $day } خواستید صحبت کنید
message-word-between = بین جلسه‌ها
message-word-seen = درمانگرتان این را می‌بیند.

letter-write = نوشتن
letter-write-to = نوشتن برای { $name }
letter-to = نامه به { $name }
letter-from = نامه‌ای از { $name }
letter-words = نامهٔ شما
letter-words-hint = چند جمله کافی است، حداکثر { $max } حرف. بعد از فرستادن دیگر عوض نمی‌شود.
letter-sealed = فقط { $name } و شما آن را می‌خوانید: نه تسهیل‌گر، نه مرکز، و نه درمانگری که بعداً گروه را تحویل بگیرد.
letter-notice = در صفحهٔ خانه‌اش می‌آید. اگر یادآوری را روشن کرده باشد، خبر کوتاهی هم می‌رود که نمی‌گوید از کیست و دربارهٔ چیست.
letter-send = ارسال نامه
letter-cancel = نفرستم
letter-unanswered = جوابی نداده است. لازم هم نیست جواب بدهد.
letter-answer = جواب شما
letter-answer-open = جواب می‌دهم
letter-answer-hint = فقط { $name } می‌خواند. یک بار می‌توانید جواب بدهید، و اگر هم نخواهید لازم نیست.
letter-answer-send = ارسال جواب
letter-answer-of = { $name } جواب داد
letter-answer-yours = جواب دادید
letter-put-away = خواندم
letter-read-below = پایین‌تر در همین صفحه است.
letter-gone = این شخص دیگر عضو گروه نیست و نامه فرستاده نشد.
letter-no-account = این عضو حساب ندارد و نامه به دستش نمی‌رسد. می‌توانید تماس بگیرید یا قبل از جلسه چند کلمه با او صحبت کنید.
letter-answered-already = قبلاً به این نامه جواب داده‌اید و همان جواب می‌ماند.
letter-closed = دیگر نمی‌شود به این نامه جواب داد: الان درمانگر دیگری گروه را هدایت می‌کند، یا شما دیگر در گروه نیستید.

## On the home of staff

waits-title = منتظر شماست
waits-none = الان چیزی منتظر شما نیست.
waits-word = { $name } از جلسهٔ { $n } می‌خواهد با شما صحبت کند.
waits-word-between = { $name } می‌خواهد با شما صحبت کند.
waits-answer = { $name } به نامهٔ شما جواب داد.
waits-joined = { $n ->
    [one] { $n } نفر منتظر ورود به گروه است.
   *[other] { $n } نفر منتظر ورود به گروه هستند.
}
waits-regrets = { $n ->
    [one] { $n } نفر نمی‌تواند بیاید: { $when }
   *[other] { $n } نفر نمی‌توانند بیایند: { $when }
}
waits-closing = جمع‌بندی جلسهٔ { $n } هنوز نوشته نشده است.
waits-closing-begun = جمع‌بندی جلسهٔ { $n } پیش‌نویس دارد و هنوز فرستاده نشده است.
waits-goes-out = جمع‌بندی جلسهٔ { $n } ساعت { $time } فرستاده می‌شود.
waits-proposals = { $n ->
    [one] { $n } پیشنهاد برای منشور باز است.
   *[other] { $n } پیشنهاد برای منشور باز است.
}
waits-read = خواندن
waits-write = نوشتن

## The notice outside

mail-letter-subject = پیامی برای شما
mail-letter = چیز تازه‌ای برای شما در صفحه‌تان هست.
text-letter = چیز تازه‌ای برای شما در صفحه‌تان هست.

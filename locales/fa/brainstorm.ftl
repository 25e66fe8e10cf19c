### واژه‌های بارش فکری: ایده‌ها و آنچه خود آدم با ایده‌اش می‌کند.

idea-refused-over = گردآوری ایده‌ها به پایان رسیده است؛ ایدهٔ تازه یا تغییر دیگر جا نمی‌گیرد.
idea-refused-not-yours = تنها ایدهٔ خودتان را می‌توانید تغییر دهید یا بردارید.
idea-refused-changed = این ایده در این میان تغییر کرده است. نوشتهٔ شما همین‌جاست؛ آن را با آنچه اکنون هست بسنجید.
idea-refused-withdrawn = این ایده برداشته شده است. اگر می‌خواهید، نخست آن را برگردانید.
idea-refused-no-such-seat = کسی با این شماره در گروه نیست.
brainstorm-aloud-needs-names = ایدهٔ بی‌نام همیشه در سکوت نوشته می‌شود.
brainstorm-nothing-to-open = این ایده‌ها باز هستند؛ چیزی برای بازکردن نمانده است.

idea-logged = ، به ثبت تسهیل‌گر
idea-from-group = از گروه، به ثبت تسهیل‌گر
idea-taken-back = این ایده برداشته شد.

idea-edit = ویرایش
idea-your-words = نوشتهٔ شما
idea-save = نگه‌داشتن تغییر
idea-take-back = برداشتن
idea-bring-back = برگرداندن
idea-only-you = فقط شما می‌بینید
idea-you-took-back = این را برداشته‌اید
idea-stands-now = اکنون چنین است:

refused-title = هنوز ثبت نشد
refused-kept = نوشتهٔ شما همین‌جاست و گم نشده است.
refused-yours = نوشتهٔ شما
refused-again = دوباره بفرستید
refused-back = بازگشت به جلسه

### قرارها: چه کسی، چه کاری، تا کی، و از کجا می‌فهمیم. و آنچه از آن شد.

commitment-title = قرار
commitment-make = قراری با خودم می‌گذارم
commitment-make-staff = پیشنهاد قرار به یکی از اعضا
commitment-whose = برای چه کسی
commitment-whose-hint = به عضوی که گوشی دارد پیشنهاد می‌شود و خودش می‌پذیرد یا نه. برای عضو بدون گوشی، همان را که گفت بنویسید.
commitment-choose = انتخاب کنید
commitment-what = چه کاری؟
commitment-what-staff = قرار، به زبان خود او
commitment-what-placeholder = کوچک و روشن، مثل «یک شب با خواهرم قدم می‌زنم»
commitment-when = تا کی؟
commitment-by-next = تا جلسهٔ بعد
commitment-by-a-day = تا یک روز مشخص
commitment-day = تا چه روزی
commitment-by-day = تا { $day }
commitment-sign = از کجا می‌فهمیم که شد؟
commitment-sign-is = نشانه:
commitment-idea = از کدام ایده؟
commitment-idea-none = از هیچ‌کدام
commitment-true = گروه این قرار را با نام شما می‌بیند؛ روی پردهٔ اتاق فقط خودش هست، بی‌نام. اینکه چه از آن شد را شما و درمانگر و تسهیل‌گر می‌بینید؛ گروه فقط اگر خودتان بخواهید.
commitment-true-staff = تا پذیرفته نشود، فقط خودش و شما آن را می‌بینید. اگر نپذیرد، گروه چیزی نمی‌بیند.
commitment-send = قرار می‌گذارم
commitment-send-staff = پیشنهاد می‌دهم

commitment-over = این جلسه تمام شده است؛ قرار تازه در جلسهٔ بعد جا دارد.
commitment-early = گروه هنوز به «قرار» نرسیده است. وقتی همه به آن برسند، جای قرارها همین‌جاست.
commitment-whose-missing = بگویید این قرار برای کدام عضو است.
commitment-not-yours = فقط صاحب قرار می‌تواند از آن بگوید.
commitment-not-taken = این قرار پذیرفته نشده یا کنار گذاشته شده است.
commitment-stale = این قرار در همین فاصله تغییر کرده است. نوشتهٔ شما همین‌جاست؛ آن را با آنچه الان هست بسنجید.
commitment-past = این روز گذشته است. روزی از امروز به بعد را انتخاب کنید.
commitment-nothing = یکی از سه پاسخ را انتخاب کنید.
commitment-taken-back = صاحب این قرار نوشته‌اش را پس گرفته است.

commitment-offered = پیشنهاد شده
commitment-offered-staff = پیشنهاد شده است و هنوز پاسخی نیامده.
commitment-declined = این بار نه
commitment-for-you = پیشنهادی برای شما
commitment-for-you-words = می‌توانید بپذیرید یا نه. هر دو خوب است و دلیل نمی‌خواهد.
commitment-accept = می‌پذیرم
commitment-decline = این بار نه
commitment-see = دیدن قرار
commitment-back = بازگشت
commitment-let-go = کنار گذاشتن این قرار
commitment-let-go-words = از فهرست‌ها برداشته می‌شود. کنار گذاشتن هم تصمیمی است.
commitment-let-go-yes = کنارش می‌گذارم
commitment-let-go-done = این قرار کنار گذاشته شده است.

commitments-here = قرارهای این جلسه
commitments-count = { $n ->
    [one] { $n } قرار
   *[other] { $n } قرار
}
commitments-none = هنوز قراری نیست. هر کس بخواهد چیزی کوچک با خود می‌برد.
commitments-none-staff = هنوز قراری نیست. اعضا خودشان می‌گذارند، یا شما پیشنهاد می‌دهید.
commitments-taken = آنچه دفعهٔ پیش با خود بردیم
commitments-taken-words = هر کس بخواهد می‌گوید چه شد. هیچ پاسخی بهتر از دیگری نیست.
commitments-taken-staff = پاسخ‌ها را شما و صاحب قرار می‌بینید؛ گروه فقط آنچه را صاحبش خواسته است. بپرسید چه کسی دوست دارد از آن بگوید.
commitments-yours = قرارهای شما
commitments-earlier = قرارهای قبلی

outcome-done = انجام شد
outcome-not-yet = هنوز نه
outcome-changed = تغییر کرد
outcome-how = از این قرار چه شد؟
outcome-how-staff = از این قرار چه شد، به گفتهٔ خودش؟
outcome-any = هر پاسخی خوب است. اگر بخواهید، در آغاز جلسه از آن می‌گویید.
outcome-what-now = الان چنین است
outcome-word = یک کلمه درباره‌اش
outcome-add-word = افزودن یک کلمه
outcome-save = نگه‌داشتن
outcome-tell = گروه هم این پاسخ و نوشته را ببیند
outcome-tell-staff = خودش می‌خواهد که گروه هم این را ببیند
outcome-shared = گروه هم می‌بیند
outcome-shared-by-owner = صاحب قرار خواسته است که گروه این را بداند.
outcome-true = تا این را نزنید، پاسخ و نوشته را فقط صاحب قرار، درمانگر و تسهیل‌گر می‌بینند. با هر پاسخ از نو پرسیده می‌شود.
outcome-history = آنچه گفته شد
outcome-before = قبل از آن:

line-title = یک جمله برای جلسهٔ بعد
line-placeholder = چیزی که دلتان می‌خواهد با خود بیاورید
line-only-you = فقط شما می‌بینید؛ نه گروه و نه درمانگر. در جلسهٔ بعد روی گوشی خودتان نشان داده می‌شود.
line-only-you-live = فقط شما این را می‌بینید. اگر خواستید، در گروه بگویید.
line-keep = نگه‌داشتن
line-brought = می‌خواستید این را بیاورید
line-put-away = کنار گذاشتن

### قرارها: چه کسی، چه کاری، تا کی، و از کجا می‌فهمیم. و آنچه از آن شد.

commitment-title = قرار
commitment-make = گذاشتن یک قرار
commitment-make-staff = پیشنهاد قرار به یکی از اعضا
commitment-whose = برای چه کسی
commitment-whose-hint = به عضوی که گوشی دارد پیشنهاد می‌شود و خودش تصمیم می‌گیرد. برای عضو بدون گوشی، همان را که گفت بنویسید.
commitment-choose = انتخاب کنید
commitment-everyone = همهٔ کسانی که با گوشی اینجا هستند، به هر کدام یک پیشنهاد
commitment-what = چه کاری می‌کنید؟
commitment-what-staff = قرار، به زبان خود او
commitment-what-placeholder = کوچک و مشخص، مثل «یک شب با خواهرم قدم می‌زنم»
commitment-when = تا کی؟
commitment-by-next = تا جلسهٔ بعد
commitment-by-a-day = تا یک تاریخ
commitment-day = تاریخ
commitment-by-day = تا { $day }
commitment-sign = از کجا می‌فهمیم انجام شد؟
commitment-sign-is = نشانه:
commitment-idea = از کدام ایده؟
commitment-idea-none = هیچ‌کدام
commitment-true = گروه این قرار را با نام شما می‌بیند؛ روی صفحهٔ اتاق بدون نام می‌آید. نتیجه‌اش را شما، درمانگر و تسهیل‌گر می‌بینید؛ گروه فقط اگر خودتان بخواهید.
commitment-true-staff = تا نپذیرد، فقط خودش و شما می‌بینید. اگر نپذیرد، گروه چیزی نمی‌بیند.
commitment-send = این قرار را می‌گذارم
commitment-send-staff = پیشنهاد قرار

commitment-over = این جلسه تمام شده است. قرار تازه را در جلسهٔ بعد بگذارید.
commitment-early = هنوز نوبت قرارها نشده است. وقتی برسد، همین‌جا می‌آید.
commitment-whose-missing = لطفاً یکی از اعضا را انتخاب کنید.
commitment-nobody-by-phone = الان کسی با گوشی در جلسه نیست. لطفاً یکی از اعضا را انتخاب کنید.
commitment-not-yours = فقط صاحب قرار می‌تواند بگوید چه شد.
commitment-not-taken = این قرار پذیرفته نشده یا کنار گذاشته شده است.
commitment-stale = این قرار در همین فاصله تغییر کرده است. نوشتهٔ شما همین‌جاست؛ آن را با متن فعلی مقایسه کنید.
commitment-past = این روز گذشته است. لطفاً امروز یا روزی دیرتر انتخاب کنید.
commitment-nothing = لطفاً یکی از سه پاسخ را انتخاب کنید.
commitment-taken-back = صاحب این قرار نوشته‌اش را پس گرفته است.

commitment-offered = پیشنهاد شده
commitment-offered-staff = پیشنهاد شده؛ هنوز جوابی نیامده.
commitment-declined = این بار نه
commitment-for-you = پیشنهادی برای شما
commitment-for-you-words = می‌توانید بپذیرید یا نه. هر دو خوب است و دلیل لازم نیست.
commitment-accept = می‌پذیرم
commitment-decline = این بار نه
commitment-see = دیدن قرار
commitment-back = بازگشت
commitment-let-go = کنار گذاشتن این قرار
commitment-let-go-words = از فهرست‌ها حذف می‌شود. کنار گذاشتن هم یک تصمیم است.
commitment-let-go-yes = کنار بگذار
commitment-let-go-done = این قرار کنار گذاشته شده است.

commitments-here = قرارهای این جلسه
commitments-count = { $n ->
    [one] { $n } قرار
   *[other] { $n } قرار
}
commitments-none = هنوز قراری نیست. اگر خواستید، یک چیز کوچک با خودتان ببرید.
commitments-none-staff = هنوز قراری نیست. اعضا خودشان می‌گذارند، یا شما پیشنهاد می‌دهید.
commitments-taken = آنچه دفعهٔ پیش با خود بردیم
commitments-taken-words = اگر خواستید بگویید چه شد. هیچ پاسخی بهتر از دیگری نیست.
commitments-taken-staff = پاسخ‌ها را شما و صاحب قرار می‌بینید؛ گروه فقط آن‌هایی را که صاحبش خواسته است. بپرسید چه کسی دوست دارد بگوید.
commitments-yours = قرارهای شما
commitments-earlier = قرارهای قبلی

outcome-done = انجام شد
outcome-not-yet = هنوز نه
outcome-changed = تغییر کرد
outcome-how = این قرار چه شد؟
outcome-how-staff = این قرار چه شد، به زبان خودش؟
outcome-any = هر پاسخی خوب است. اگر خواستید، اول جلسه درباره‌اش بگویید.
outcome-what-now = قرار الان چیست
outcome-word = چند کلمه درباره‌اش
outcome-add-word = چند کلمه اضافه کنید
outcome-save = ذخیره
outcome-tell = گروه هم پاسخ و نوشته‌ام را ببیند
outcome-tell-staff = خودش می‌خواهد گروه هم این را ببیند
outcome-shared = گروه هم می‌بیند
outcome-shared-by-owner = صاحب قرار خواسته است گروه این را ببیند.
outcome-true = تا این را نزنید، پاسخ و نوشته را فقط صاحب قرار، درمانگر و تسهیل‌گر می‌بینند. با هر پاسخ دوباره می‌پرسیم.
outcome-history = آنچه گفته شد
outcome-before = قبلاً:

line-title = یک جمله برای جلسهٔ بعد
line-placeholder = چیزی که دوست دارید در جلسه بگویید
line-only-you = فقط شما می‌بینید؛ نه گروه و نه درمانگر. در جلسهٔ بعد روی گوشی خودتان می‌آید.
line-only-you-live = فقط شما این را می‌بینید. اگر خواستید، در گروه بگویید.
line-keep = ذخیره
line-brought = می‌خواستید این را بگویید
line-put-away = کنار گذاشتن

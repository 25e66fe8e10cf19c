### منشور اخلاقی: بندها، پیشنهادها، پاسخ‌ها، نسخه‌ها، امضاها.

charter-title = منشور اخلاقی
charter-of = منشور اخلاقی { $group }
charter-none-yet = چیزی که اعضا با هم و به زبان خودشان بر سر آن توافق می‌کنند. تا همهٔ اعضا موافق نباشند، چیزی اینجا نمی‌آید.
charter-version = نسخهٔ { $n }
charter-versions = نسخه‌ها
charter-counts-now = نسخهٔ فعلی
charter-articles = بندها
charter-ratified-at = توافق همه در { $day }
charter-former-member = عضو قبلی
charter-words-taken-back = این نوشته پس گرفته شده است.
charter-newer = نسخهٔ تازه‌تری از منشور هست. لطفاً قبل از امضا آن را بخوانید.

charter-empty = گروه همهٔ بندها را حذف کرده است. هر کس می‌تواند بند تازه‌ای پیشنهاد کند.
charter-article-otherwise = پیشنهاد تغییر
charter-article-change = تغییر متن
charter-article-move = جابه‌جا کردن
charter-article-remove = حذف
charter-article-proposed = برای این بند پیشنهادی هست

charter-draft = پیشنهادها
charter-draft-count = { $n ->
    [one] { $n } پیشنهاد باز
   *[other] { $n } پیشنهاد باز
}
charter-draft-words = وقتی همهٔ اعضا با همهٔ پیشنهادهای باز موافق باشند، این‌ها با هم نسخهٔ { $n } می‌شوند.
charter-draft-none = پیشنهاد بازی نیست. هر کس در گروه، هر وقت خواست، می‌تواند پیشنهاد بدهد.
charter-draft-first = هنوز پیشنهادی نیست. با کلمه‌های خودتان شروع کنید، یا با بندی که گروه‌های دیگر با آن شروع کرده‌اند.
charter-propose-own = پیشنهاد یک بند
charter-answered = { $of ->
    [0] هنوز عضوی نیست که جواب بدهد
   *[other] { $n } نفر از { $of } نفر پاسخ داده‌اند
}
charter-asks-you = در انتظار پاسخ شما
charter-takes-two = برای توافق دست‌کم دو عضو لازم است. تا آن موقع پیشنهادها همین‌جا می‌مانند.

charter-starters = بندهای آماده
charter-starters-see = دیدن بندها
charter-starters-words = گروه‌های دیگر با این‌ها شروع کرده‌اند. هر کدام را که دوست دارید درباره‌اش حرف بزنید علامت بزنید تا پیشنهاد شود. تا همهٔ اعضا موافق نباشند، هیچ‌کدام بند منشور نیست.
charter-starters-propose = پیشنهاد بندهای علامت‌خورده
charter-starters-none = لطفاً دست‌کم یک بند را علامت بزنید.
charter-go-through = { $n ->
    [one] پاسخ به تنها پیشنهادی که منتظر شماست
   *[other] پاسخ به { $n } پیشنهادی که منتظر شماست
}
charter-is-this-all = همین‌ها کافی است؟
charter-is-this-all-words = به همه پاسخ داده‌اید. وقتی همهٔ اعضا با همه موافق باشند، نسخهٔ { $n } می‌شود. اگر چیزی کم است، همین حالا پیشنهادش کنید.

charter-sign-title = خواندن و امضا
charter-sign-again = نسخهٔ { $n } منتظر امضای شماست
charter-sign-since = از نسخهٔ { $n } که امضا کردید تا حالا، این‌ها عوض شده است.
charter-sign-words = اعضا بر سر این بندها توافق کرده‌اند. با امضا می‌گویم: من هم پایبندم.
charter-sign-as = امضا با نام { $name }
charter-sign-unhurried = عجله‌ای نیست. اگر چیزی به دلتان نمی‌نشیند، اول پیشنهاد تغییر بدهید.
charter-signatures = امضاها
charter-signatures-count = { $n ->
    [0] هنوز هیچ‌کس
   *[other] { $n } نفر
}
charter-unsigned = هنوز امضا نکرده‌اند
charter-on-paper = روی کاغذ
charter-paper = روی کاغذ امضا کرده
charter-paper-words = برای کسی که نسخهٔ چاپی را جلوی شما امضا کرده است.
charter-paper-enter = ثبت امضا
charter-print = چاپ
charter-print-hint = این صفحه برای دیوار ساخته شده است: با مرورگر خود چاپش کنید.

charter-compared = از نسخهٔ { $from } تا نسخهٔ { $to } چه تغییر کرده است
charter-came-from = از کجا آمد
charter-came-from-words = پیشنهادهایی که این نسخه شدند، هر کدام با گفت‌وگویش.
charter-compare-with = مقایسه با نسخهٔ { $n }
charter-became-added = بند { $n }، تازه
charter-became-removed = حذف شد
charter-became-reworded = بند { $n }، با متن تازه
charter-became-moved = بند { $n }، قبلاً بند { $was }
charter-became-same = بند { $n }، بدون تغییر

proposal-title = پیشنهاد
proposal-new = پیشنهاد تازه
proposal-new-words = وقتی همهٔ اعضا با آن موافق باشند، بخشی از منشور می‌شود.
proposal-add = یک بند تازه
proposal-change = تغییر بند { $n }
proposal-remove = حذف بند { $n }
proposal-move = جابه‌جا کردن بند { $n }
proposal-text = متن بند
proposal-text-hint = یکی دو جمله، همان‌طور که خودتان می‌گویید.
proposal-place = جای تازه
proposal-place-unknown = لطفاً جایی را از فهرست انتخاب کنید.
proposal-reason = چرا
proposal-reason-hint = گفت‌وگو دربارهٔ پیشنهاد شما با این شروع می‌شود.
proposal-seen-by = همهٔ گروه، درمانگر و تسهیل‌گر این را با نام شما می‌بینند.
proposal-make = پیشنهاد می‌کنم
proposal-not-now = حالا نه
proposal-see-other = خواندن آن پیشنهاد
proposal-by = پیشنهاد
proposal-now = حالا
proposal-before = قبل از آن
proposal-proposed = پیشنهاد
proposal-proposed-again = پیشنهاد، متن { $n }
proposal-moves-to = بند { $n } می‌شود.
proposal-ratified = در منشور آمده است
proposal-withdrawn = پس گرفته شده
proposal-kept = نوشته‌تان هنوز سر جایش هست.
proposal-kept-here = این نوشتهٔ شماست تا از دست نرود:
proposal-what-answer = پاسخ شما چیست؟
proposal-your-answer = پاسخ شما
proposal-say-why = به زبان خودتان
proposal-say-why-hint = اگر نگرانی دارید یا نمی‌توانید با آن کنار بیایید، لازم است.
proposal-give-answer = ارسال پاسخ
proposal-change-answer = تغییر پاسخ
proposal-no-hurry = تا وقتی همه موافق شوند می‌توانید عوضش کنید. عجله‌ای نیست: می‌شود اول درباره‌اش صحبت کرد.
proposal-staff = شما هم در گفت‌وگو هستید؛ پاسخ را فقط اعضا می‌دهند.
proposal-answered = { $n ->
    [0] از { $of } نفر هنوز کسی پاسخ نداده است
   *[other] { $n } نفر از { $of } نفر پاسخ داده‌اند
}
proposal-answers = پاسخ‌ها
proposal-has-answered = پاسخ داده است
proposal-not-yet = هنوز نه
proposal-opens-together = پاسخ‌ها برای همه با هم باز می‌شود: وقتی همه پاسخ داده باشند، یا زودتر، وقتی درمانگر یا تسهیل‌گر آن‌ها را باز کند. درمانگر نمی‌تواند به جای شما پاسخ بدهد.
proposal-agreed-waits = همه موافق‌اند. وقتی همه با پیشنهادهای باز دیگر هم موافق باشند، در منشور می‌آید.
proposal-open = بازکردن پاسخ‌ها برای همه
proposal-entered = شفاهی گفته؛ درمانگر یا تسهیل‌گر ثبت کرده
proposal-spoken = ثبت پاسخ شفاهی یک عضو
proposal-spoken-words = برای عضوی که بدون گوشی اینجاست. کنار پاسخ نوشته می‌شود که شما ثبت کرده‌اید.
proposal-spoken-who = پاسخ چه کسی
proposal-spoken-answer = پاسخ
proposal-say-why-spoken = به زبان خودش
proposal-say-why-hint-spoken = اگر نگرانی دارد یا نمی‌تواند با آن کنار بیاید، لازم است.
proposal-spoken-enter = ثبت پاسخ
proposal-said = آنچه گفته شد
proposal-said-none = هنوز کسی چیزی نگفته است.
proposal-say = چیزی بگویید
proposal-say-button = ارسال
proposal-your-words = نوشتهٔ شما
proposal-reword = پیشنهاد متن دیگر
proposal-reword-hint = از همه یک بار دیگر پرسیده می‌شود. متن قبلی را هنوز می‌شود خواند.
proposal-reword-button = پیشنهاد این متن
proposal-earlier = متن‌های قبلی
proposal-earlier-words = پاسخ به متن‌های قبلی حساب نمی‌شود.
proposal-wording = متن { $n }
proposal-withdraw = پس گرفتن این پیشنهاد
proposal-withdraw-words = دیگر از گروه درباره‌اش پرسیده نمی‌شود. گفت‌وگویش را هنوز می‌شود خواند.
proposal-withdraw-yes = پس می‌گیرم
proposal-next = پیشنهاد بعدی
proposal-place-of = پیشنهاد { $n } از { $of }
proposal-is-this-all-words = این آخرین پیشنهادی است که منتظر شماست. وقتی همهٔ اعضا با همه موافق باشند، نسخهٔ { $n } می‌شود.
proposal-is-this-all-more = چیزی کم است: اول آن را پیشنهاد کنم

answer-agree = موافقم
answer-agree-means = همان‌طور که اینجا نوشته شده.
answer-concern = یک نگرانی دارم
answer-concern-means = می‌گویید چیست و گروه آن را می‌شنود.
answer-cannot = نمی‌توانم با آن کنار بیایم
answer-cannot-means = تا وقتی نتوانید با آن کنار بیایید، پذیرفته نمی‌شود. پایین‌تر می‌توانید متن دیگری پیشنهاد کنید.
answer-none = لطفاً یکی از سه پاسخ را انتخاب کنید.

proposal-refused-closed = این پیشنهاد دیگر باز نیست.
proposal-refused-reworded = متن در همین فاصله عوض شده است. لطفاً متن تازه را بخوانید و به آن پاسخ بدهید یا آن را تغییر دهید.
proposal-refused-not-yours = فقط کسی که پیشنهاد داده می‌تواند آن را پس بگیرد.
proposal-refused-not-counted = فقط اعضا پاسخ می‌دهند.
proposal-refused-by-their-hand = این عضو خودش پاسخ داده است؛ فقط خودش می‌تواند آن را عوض کند.
proposal-refused-proposed = در همین فاصله کس دیگری هم برای این بند پیشنهادی داده است. هر دو اینجاست: اول نوشتهٔ او را بخوانید، بعد مال خودتان را بفرستید یا کنار بگذارید.
proposal-refused-no-article = این بند دیگر در منشور نیست.
proposal-refused-unchanged = همین حالا هم همین‌طور است.

starter-confidence = آنچه اینجا گفته می‌شود، همین‌جا می‌ماند.
starter-confidence-why = وقتی بدانیم چه کسی می‌شنود، راحت‌تر حرف می‌زنیم.
starter-listening = بی‌داوری گوش می‌دهیم.
starter-listening-why = لازم نیست کسی از حسش دفاع کند.
starter-passing = هر کس، هر وقت، می‌تواند رد شود.
starter-passing-why = وقتی بشود ساکت ماند، حرف زدن راحت‌تر است.
starter-feelings = حس‌هایمان را همان‌طور که هست می‌گوییم، سخت‌هایش را هم.
starter-feelings-why = حرفی که گفته نشود بین ما می‌ماند.
starter-hope = در روزهای سخت به هم امید می‌دهیم.
starter-hope-why = کسی اینجا هست که از همین راه گذشته است.
starter-oneself = هر کس از خودش می‌گوید و تا نپرسند نصیحت نمی‌کند.
starter-oneself-why = آدم اول می‌خواهد فهمیده شود، بعد کمک بگیرد.
starter-time = سر وقت می‌آییم؛ هر کس دیر رسید آرام وارد می‌شود و خوش آمده است.
starter-time-why = آغاز جلسه مال همه است.
starter-farewell = هر کس از گروه می‌رود، در یک جلسه خداحافظی می‌کند.
starter-farewell-why = رفتنِ بی‌خداحافظی برای همه سخت است.

charter-to-session = بازگشت به جلسه‌ای که در جریان است
charter-together = با هم نگاه کنیم
charter-article = بند { $n }
charter-whole = همهٔ منشور
charter-write = نوشتن منشور با هم
charter-not-in-room = هنوز منشوری نیست. می‌توانید همین حالا با هم بنویسید.
charter-agreed-here = در همین جلسه بر سر نسخهٔ { $n } توافق شد. آن را بخوانید و امضا کنید.
charter-show-whole = نشان دادن منشور به همه
charter-put-away = بستن منشور
charter-bring-up = نشان دادن یک بند
charter-bring-up-one = نشان بده
doorstep-title = قبل از اینکه وارد شوید
doorstep-words = گروه بر سر این بندها توافق کرده است. با امضا می‌گویم: من هم پایبندم.
doorstep-sit-in = این بار بدون امضا می‌آیم
doorstep-sit-in-words = کسی پشت در نمی‌ماند. دفعهٔ بعد دوباره می‌پرسیم. درمانگر و تسهیل‌گر می‌بینند که هنوز امضا نکرده‌اید.
doorstep-sits-in = هنوز منشور را امضا نکرده‌اید. هر وقت خواستید بخوانید و امضا کنید.
charter-proposals = { $n ->
    [one] { $n } پیشنهاد باز
   *[other] { $n } پیشنهاد باز
}

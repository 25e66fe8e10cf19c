### گوشی در جلسه: نوار پایین، آنچه باز می‌کند، و نوبت.

dock-title = همیشه دم دست
dock-hand = دست بالا
dock-hand-up = دست پایین
dock-speaking = نوبت شماست
dock-more = بیشتر
dock-back = بازگشت
dock-support = کمک می‌خواهم
more-title = بیشتر
more-back = بازگشت به جلسه
all-ideas = همهٔ ایده‌ها
all-title = همهٔ ایده‌های این بارش فکری

floor-yours = نوبت با شماست
floor-yours-words = هر قدر لازم است وقت بگذارید. سکوت هم خوب است.
floor-done = حرفم تمام شد

idea-details = جزئیات
idea-weighed = { $benefits ->
    [0] هنوز بی سود
   *[other] { $benefits } سود
}، { $costs ->
    [0] هنوز بی زیان
   *[other] { $costs } زیان
}
dots-still = { $n ->
    [0] رأیی نمانده است
   *[other] { $n } رأی مانده است
}

step-title = یک قدم کوچک برای این هفته
step-from = از کدام ایده
step-yours = قدم شما
step-sign-add = از کجا می‌فهمیم که شد؟ (اختیاری)
step-not-now = این بار نه
step-not-now-words = هیچ اشکالی ندارد. قرار می‌تواند بعدتر هم بیاید، یا اصلاً نیاید.
step-after-all = می‌خواهم قراری بگذارم
step-who-sees = چه کسی این را می‌بیند
concern-who-sees = هیچ‌کس نمی‌بیند چه کسی زده است.
concern-who-sees-more = این چطور نگه داشته می‌شود؟

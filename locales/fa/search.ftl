### جست‌وجو.

search-title = جست‌وجو
search-label = نام گروه، نام یک نفر، یا جلسه
search-hint = یک نام، «جلسهٔ ۵» یا یک روز. فقط در چیزهایی می‌گردیم که اجازهٔ دیدنشان را دارید.
search-button = جست‌وجو
search-empty = یک نام یا چند کلمه بنویسید.
search-long = این نوشته خیلی بلند است. یک نام یا دو کلمه کافی است.
search-nothing = چیزی پیدا نشد. املا را ببینید یا کلمه‌های کمتری بنویسید.
search-groups = گروه‌ها
search-people = افراد
search-sessions = جلسه‌ها
search-count = { $n } نتیجه
search-more = { $n } نتیجهٔ دیگر هم هست. با یک کلمهٔ دیگر دقیق‌تر می‌شود.

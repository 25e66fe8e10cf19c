//! The closings of the demo's past sessions, oldest first, a different one for each evening. The newest session's is still a draft.

/// Summary and psychological points.
pub(super) type DemoClosing = (&'static str, &'static [&'static str]);

/// Of the group that learns to ask for help.
pub(super) const ASKING: &[DemoClosing] = &[
    (
        "نخستین بار کنار هم نشستیم. بیشترمان گفتیم که تا دم در دودل بوده‌ایم. قرارهای گروه را خواندیم و هر کس با یک جمله گفت چه چیزی او را به اینجا آورده است.",
        &["دودلی در آغاز نشانهٔ بی‌میلی نیست؛ نشانهٔ این است که کار برایمان مهم است."],
    ),
    (
        "از خستگیِ همیشه قوی بودن گفتیم. دو نفر از ما گفتند که حتی در بیماری هم کار دیگران را انجام داده‌اند، و در اتاق کسی تعجب نکرد.\n\nدر پایان هر کس یک جا را نام برد که آنجا لازم نیست قوی باشد؛ چند نفر هنوز چنین جایی نداشتند.",
        &[
            "قوی بودن گاهی راهی است برای اینکه کسی نپرسد حالمان چطور است.",
            "گروه می‌تواند نخستین جایی باشد که در آن لازم نیست از پسِ همه‌چیز برآییم.",
        ],
    ),
    (
        "امشب از خشم گفتیم؛ از خشمی که وقتی «نه» نگفته‌ایم در ما می‌ماند. تمرین کردیم که یک خواستهٔ کوچک را بی‌عذرخواهی بگوییم. خنده هم بود، و خوب بود.",
        &["پشت خشم اغلب خواسته‌ای است که به زبان نیامده.", "«نه» گفتن به یک کار، «نه» گفتن به آدم روبه‌رو نیست."],
    ),
    (
        "یکی از ما این هفته از خواهرش کمک خواسته بود و برایمان گفت چه شد: نه آن‌قدر که می‌ترسید سخت بود، نه آن‌قدر که می‌خواست آسان. بیشترِ وقت را به همین دادیم و دیدیم که هر کس چه چیزی از آن را در خودش می‌شناسد.",
        &["امید از دیگری هم به ما می‌رسد: آنچه یک نفر از سر گذرانده، برای بقیه شدنی‌تر می‌شود."],
    ),
    (
        "امشب کنار یک پرسش ماندیم: چطور از کسی کمک بخواهیم و حس نکنیم سربار او هستیم. چند نفر از ما شرمش را می‌شناختند، و پیش از آنکه دنبال راه بگردیم گذاشتیم همین شنیده شود.\n\nبعد چند راه را کنار هم گذاشتیم و سبک‌سنگین کردیم. دو تایش با ما به خانه آمد: از یک نفر مشخص بخواهیم، و برای روزهای سخت کلمه‌ای قرار بگذاریم.",
        &[
            "شرم تا پنهان است بزرگ می‌شود؛ وقتی کسی می‌گوید «من هم می‌شناسم» کوچک‌تر.",
            "خواستن، راهی برای اعتماد کردن است. خواستهٔ کوچک و روشن زودتر شنیده می‌شود تا اشاره.",
        ],
    ),
];

/// Of the evening group.
pub(super) const GRIEVING: &[DemoClosing] = &[
    (
        "We said the names of the people we miss, and one thing each of them would have laughed about. It was quiet for a long time after that, and nobody hurried us.",
        &["Silence in a group can be a way of holding something together."],
    ),
    (
        "Tonight it was about the things people say: that time heals, that one must be strong. We collected what we would rather hear. “I don’t know what to say, and I am here” was the one that all of us wrote down.",
        &[
            "Consolation that comes too early sounds like a request to stop.",
            "What helps is rarely the right sentence; it is a person who stays.",
        ],
    ),
    (
        "Tonight we spoke about the first holidays without the person who used to plan them. Nobody had to have an answer, and for a while nobody had one.\n\nThen small things came: to keep one custom and let one go, to tell a friend in advance which hour will be the hard one.",
        &["Grief has no timetable. A good hour is not a betrayal.", "Naming the hard hour beforehand makes it a little smaller."],
    ),
];

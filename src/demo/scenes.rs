//! The texts of the demo. People and troubles are invented.

use super::closings::{self, DemoClosing};
use crate::brainstorm::points;
use crate::brainstorm::points::PointKind::{Benefit, Cost, Question};
use crate::commitment::Outcome;
use crate::kit::i18n::Locale;
use crate::practice::help::{CrisisHelp, CrisisNumber};

pub(super) struct DemoGroup {
    pub name: &'static str,
    pub purpose: &'static str,
    pub locale: Locale,
    pub place: &'static str,
    pub members: &'static [(&'static str, Locale)],
    /// The paused member, and the one who has graduated.
    pub paused: &'static str,
    pub graduated: &'static str,
    /// The farewell message of the second of the members.
    pub goodbye: &'static str,
    pub articles: &'static [&'static str],
    /// A rewording of the last article, and its reason.
    pub proposed: &'static str,
    pub reason: &'static str,
    /// The published closings, oldest first.
    pub closings: &'static [DemoClosing],
    /// The closing still in draft; the question and ideas of its session, which is the last one held.
    pub begun: &'static str,
    pub asked: &'static str,
    pub recalled: &'static [&'static str],
    /// Points on these ideas: the idea, the kind, the author (an index among the members), the words.
    pub weighed: &'static [(usize, points::PointKind, usize, &'static str)],
    /// How many dots each idea had in all; the kept ones had most.
    pub dotted: &'static [i32],
    pub kept: &'static [usize],
    /// The concerns: the author (an index among the members), whether under their name, the words. The first is in the middle.
    pub concerns: &'static [(usize, bool, &'static str)],
    pub question: &'static str,
    /// The author (an index among the members; none for the group as such), and the words.
    pub ideas: &'static [(Option<usize>, &'static str)],
    /// Members absent from both past sessions, and those who only listened (indexes among the members).
    pub away: &'static [usize],
    pub listens: &'static [usize],
    /// The commitments of the session before.
    pub took: &'static [DemoCommitment],
    /// The therapist's letter to the first of the members, and the answer.
    pub letter: &'static str,
    pub answer: &'static str,
    /// The individual note on the second of the members.
    pub note: &'static str,
}

/// A member's commitment.
pub(super) struct DemoCommitment {
    pub member: usize,
    pub what: &'static str,
    pub sign: Option<&'static str>,
    /// Its outcome, with a word.
    pub became: Option<(Outcome, Option<&'static str>)>,
    /// Whether the group sees the outcome.
    pub shown: bool,
    /// Its wording since it changed.
    pub now: Option<&'static str>,
}

const fn took(member: usize, what: &'static str) -> DemoCommitment {
    DemoCommitment { member, what, sign: None, became: None, shown: false, now: None }
}

/// The note under the demo's crisis numbers.
const CRISIS_NOTE: &str = "این مرکز نمونه است و شماره‌های آن ساختگی‌اند.\nاگر جان کسی در خطر است، همین حالا با اورژانس کشور خود تماس بگیرید.\n\nThis practice is a demo and its numbers are made up. If a life is in danger, call your country's emergency services now.";

/// Crisis help with numbers that are reserved for fiction and lead nowhere.
pub(super) fn crisis_help() -> CrisisHelp {
    let number = |name: &str, number: &str, hours: &str| CrisisNumber {
        name: name.to_owned(),
        number: number.to_owned(),
        hours: Some(hours.to_owned()),
    };
    CrisisHelp {
        numbers: vec![
            number("خط بحران (ساختگی)", "+1 202 555 0123", "شبانه‌روز؛ در نمونه کسی پاسخ نمی‌دهد"),
            number("تلفن مرکز (ساختگی)", "+1 202 555 0140", "شنبه تا چهارشنبه، ۹ تا ۲۰"),
        ],
        note: Some(CRISIS_NOTE.to_owned()),
        version: 1,
    }
}

/// Members who get a sign-in link: both attend the session in progress.
pub(super) const GUESTS: [(&str, Locale); 2] = [("مریم", Locale::Fa), ("Sara K.", Locale::En)];

pub(super) const ALL: [DemoGroup; 2] = [
    DemoGroup {
        name: "حلقهٔ دوشنبه",
        purpose: "یاد گرفتن کمک خواستن، کنار کسانی که می‌دانند چقدر سخت است",
        locale: Locale::Fa,
        place: "اتاق ۲",
        members: &[
            ("مریم", Locale::Fa),
            ("رضا", Locale::Fa),
            ("Sara K.", Locale::En),
            ("کیان", Locale::Fa),
            ("پریسا", Locale::Fa),
            ("نوید", Locale::Fa),
        ],
        paused: "سهراب",
        graduated: "هستی",
        goodbye: "از شما یاد گرفتم که می‌شود چیزی خواست و دوست داشته شد. دلم برای دوشنبه‌ها تنگ می‌شود.",
        articles: &[
            "آنچه اینجا گفته می‌شود، همین‌جا می‌ماند.",
            "بی‌داوری گوش می‌دهیم.",
            "هر کس، هر وقت، می‌تواند رد شود.",
            "در روزهای سخت به هم امید می‌دهیم.",
            "سر وقت می‌آییم. پس از ده دقیقه در بسته است.",
        ],
        proposed: "سر وقت می‌آییم. هر که دیر رسید آرام وارد می‌شود و خوش آمده است.",
        reason: "کار من ساعت شش تمام می‌شود. دو بار در ماشین نشستم، چون در بسته بود.",
        closings: closings::ASKING,
        begun: "این هفته از سکوت گفتیم؛ از وقتی که می‌خواهیم حرف بزنیم و واژه نمی‌آید.",
        asked: "وقتی واژه نمی‌آید، چه کمک می‌کند؟",
        recalled: &["روی کاغذ نوشتن", "یک کلمه به‌جای یک جمله", "اینکه کسی منتظر بماند"],
        weighed: &[
            (0, Benefit, 3, "پیش از گفتن، خودم می‌فهمم چه می‌خواهم."),
            (0, Cost, 1, "کاغذ در خانه می‌ماند و کسی می‌خواندش."),
            (0, Question, 2, "Does it have to be shown to anybody?"),
            (1, Benefit, 0, "یک کلمه را همیشه می‌شود گفت."),
            (1, Benefit, 4, "دیگران می‌دانند که باید بپرسند."),
            (1, Cost, 2, "It may be misunderstood."),
            (2, Benefit, 1, "کسی عجله ندارد؛ پس من هم ندارم."),
            (2, Cost, 3, "سکوت برای بعضی سنگین است."),
        ],
        dotted: &[3, 7, 5],
        kept: &[1, 2],
        concerns: &[
            (3, true, "وقتی کمک لازم دارم زبانم بند می‌آید. می‌ترسم سربار باشم."),
            (4, false, "شب‌ها بیدار می‌مانم و به کسی نمی‌گویم."),
            (2, true, "I say yes to everything, and then I am angry at everyone."),
        ],
        question: "چطور کمک بخواهیم، بی‌آنکه حس کنیم سربار دیگرانیم؟",
        ideas: &[
            (Some(2), "Ask for one evening, not for help"),
            (Some(0), "در خانه کلمه‌ای قرار بگذاریم که یعنی «ده دقیقه لازم دارم»"),
            (Some(3), "پیش از تماس، جمله‌مان را روی کاغذ بنویسیم"),
            (Some(5), "هر شب پنج دقیقه با خواهرم قدم بزنم"),
            (None, "از یک نفر مشخص بخواهیم، نه از همه"),
        ],
        away: &[5],
        listens: &[4],
        took: &[
            DemoCommitment {
                became: Some((Outcome::Done, None)), ..took(0, "یک شب با خواهرم از دلتنگی‌ام بگویم")
            },
            DemoCommitment {
                sign: Some("تلفن را که برداشتم"), ..took(0, "برای تماس با پدرم وقتی آرام پیدا کنم")
            },
            DemoCommitment {
                became: Some((Outcome::NotYet, Some("هفته‌ای شلوغ بود؛ هنوز می‌خواهمش."))),
                ..took(1, "از همکارم بخواهم یک روز جای من بماند")
            },
            DemoCommitment {
                became: Some((Outcome::Done, Some("Ten minutes, and it was enough."))),
                shown: true,
                ..took(2, "Ask Mina for one evening this week")
            },
            DemoCommitment {
                became: Some((Outcome::Changed, Some("با صدای ضبط‌شده آسان‌تر بود."))),
                shown: true,
                now: Some("برای دوستم پیام صوتی بفرستم"),
                ..took(3, "برای دوستم نامه بنویسم")
            },
        ],
        letter: "مریم عزیز، گفتید که یک شب با خواهرتان از دلتنگی‌تان حرف زده‌اید. خواستم بگویم قدم کوچکی نبود.\n\nاگر این هفته سخت گذشت، لازم نیست تا دوشنبه تنها نگهش دارید.",
        answer: "ممنون که نوشتید. هنوز سخت است، ولی این بار زودتر گفتم.",
        note: "رضا این بار زودتر از همیشه حرف زد. از همکارش هنوز کمک نخواسته، ولی می‌خواهد. وقتی کسی شتابش نمی‌دهد، کلمه‌هایش روشن‌تر است.\n\nدفعهٔ بعد بپرسم چه چیزی خواستن را کمی آسان‌تر می‌کند.",
    },
    DemoGroup {
        name: "Evening circle",
        purpose: "The first year of grief, one evening at a time",
        locale: Locale::En,
        place: "Room 1",
        members: &[("Maya", Locale::En), ("Daniel", Locale::En), ("Ruth", Locale::En), ("Omid", Locale::Fa)],
        paused: "Grace",
        graduated: "Thomas",
        goodbye: "A year ago I could not say her name. Thank you for every evening on which I could.",
        articles: &["What is said here stays here.", "We listen without judging.", "Everyone can pass, any time."],
        proposed: "Everyone can pass, any time, without saying why.",
        reason: "Last week I passed and felt I owed you a reason.",
        closings: closings::GRIEVING,
        begun: "We began with the sentence that two of you brought: that evenings are longer now.",
        asked: "What do we do with a long evening?",
        recalled: &["Light a lamp before it is dark", "Call one person, not everybody"],
        weighed: &[
            (0, Benefit, 0, "The evening does not come over me."),
            (0, Cost, 2, "It reminds me of how we did it together."),
            (1, Benefit, 1, "One voice is enough."),
            (1, Question, 3, "شاید همان شب خانه نباشد؟"),
        ],
        dotted: &[5, 7],
        kept: &[0, 1],
        concerns: &[],
        question: "",
        ideas: &[],
        away: &[],
        listens: &[3],
        took: &[
            DemoCommitment { became: Some((Outcome::Done, None)), ..took(0, "Light a candle at dinner on Sunday") },
            DemoCommitment { sign: Some("I called before eight"), ..took(1, "Call my brother once") },
            DemoCommitment { became: Some((Outcome::NotYet, None)), ..took(2, "Open the box with the letters") },
        ],
        letter: "Dear Maya, you lit the candle on Sunday, and told us that it was quieter afterwards than you had feared. I am glad you had that evening.\n\nIf the next ones are harder, you don’t have to wait for the circle to say so.",
        answer: "Thank you. It helps to know that someone saw it.",
        note: "Daniel spoke early, in few words, and stayed with them. There is a call to a brother that needs a good hour, and no hurry.\n\nAsk next time how the evenings are.",
    },
];

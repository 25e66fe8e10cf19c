//! What can be chosen in an intake. Each choice has a code that is kept and a word that is read; the lists are short, so that nobody
//! has to look for themselves in a catalogue, and beside each list there is room for one's own words.

use std::collections::BTreeSet;

use crate::key;
use crate::kit::locale::MessageKey;

/// A choice among a few.
pub trait CodedChoice: Copy + Ord + 'static {
    /// All of them, in the order in which they are shown (an ordered scale: from its least to its most).
    const ALL: &'static [Self];
    /// What is kept and sent.
    fn code(self) -> &'static str;
    /// The word for it.
    fn key(self) -> MessageKey;

    /// The one with this code.
    fn coded(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $one:ident $code:literal $word:expr,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {$(
            $(#[$of])*
            $one,
        )+}

        impl CodedChoice for $name {
            const ALL: &'static [Self] = &[$(Self::$one),+];

            fn code(self) -> &'static str {
                match self { $(Self::$one => $code),+ }
            }

            fn key(self) -> MessageKey {
                match self { $(Self::$one => $word),+ }
            }
        }
    )+};
}

choices! {
    /// A band of ages, the youngest first.
    AgeBand {
        /// Under 18.
        Under18 "under-18" key!("age-under-18"),
        /// 18 to 24.
        To24 "18-24" key!("age-18-24"),
        /// 25 to 34.
        To34 "25-34" key!("age-25-34"),
        /// 35 to 44.
        To44 "35-44" key!("age-35-44"),
        /// 45 to 54.
        To54 "45-54" key!("age-45-54"),
        /// 55 to 64.
        To64 "55-64" key!("age-55-64"),
        /// 65 and over.
        From65 "65-over" key!("age-65-over"),
    }
    /// What brings somebody.
    Area {
        /// Worry and fear.
        Anxiety "anxiety" key!("area-anxiety"),
        /// Low mood.
        LowMood "low-mood" key!("area-low-mood"),
        /// Grief.
        Grief "grief" key!("area-grief"),
        /// Loneliness.
        Loneliness "loneliness" key!("area-loneliness"),
        /// Partnership and friendship.
        Relations "relations" key!("area-relations"),
        /// Family.
        Family "family" key!("area-family"),
        /// Work or study.
        Work "work" key!("area-work"),
        /// What one thinks of oneself.
        SelfWorth "self-worth" key!("area-self-worth"),
        /// Anger.
        Anger "anger" key!("area-anger"),
        /// Something terrible that happened.
        Past "past" key!("area-past"),
        /// Body and illness.
        Body "body" key!("area-body"),
        /// Habits that do not let go.
        Habits "habits" key!("area-habits"),
        /// Far from home.
        Away "away" key!("area-away"),
    }
    /// What somebody hopes for.
    Goal {
        /// To be heard.
        Heard "heard" key!("goal-heard"),
        /// To say what was never said.
        Say "say" key!("goal-say"),
        /// To know oneself.
        Know "know" key!("goal-know"),
        /// Ways through hard days.
        Ways "ways" key!("goal-ways"),
        /// To be closer to others.
        Closer "closer" key!("goal-closer"),
        /// To carry it more lightly.
        Lighter "lighter" key!("goal-lighter"),
    }
    /// Earlier experience of such groups, from none to much.
    Experience {
        /// Never.
        Never "never" key!("experience-never"),
        /// A few sessions.
        Some "some" key!("experience-some"),
        /// A whole course, or more.
        Much "much" key!("experience-much"),
    }
    /// How heavy it is, in the candidate's plain words; it is read beside the severity, and never counted as one.
    Load {
        /// Light enough to carry.
        Light "light" key!("load-light"),
        /// Heavy on some days.
        SomeDays "some-days" key!("load-some-days"),
        /// Heavy on most days.
        MostDays "most-days" key!("load-most-days"),
        /// More than one can carry alone.
        TooMuch "too-much" key!("load-too-much"),
    }
    /// The language somebody speaks most easily.
    Tongue {
        /// Persian.
        Persian "fa" key!("tongue-persian"),
        /// English.
        English "en" key!("tongue-english"),
        /// Another, in their own word.
        Another "another" key!("tongue-another"),
    }
}

impl AgeBand {
    /// The ages in it, in years.
    pub fn years(self) -> std::ops::RangeInclusive<i32> {
        match self {
            Self::Under18 => 0..=17,
            Self::To24 => 18..=24,
            Self::To34 => 25..=34,
            Self::To44 => 35..=44,
            Self::To54 => 45..=54,
            Self::To64 => 55..=64,
            Self::From65 => 65..=120,
        }
    }

    /// Whether somebody in it can be of an age from here to there.
    pub fn meets(self, (from, to): (Option<i32>, Option<i32>)) -> bool {
        from.is_none_or(|from| *self.years().end() >= from) && to.is_none_or(|to| *self.years().start() <= to)
    }
}

impl Experience {
    /// Whether there is any.
    pub fn any(self) -> bool {
        self != Self::Never
    }
}

impl Area {
    /// Several as one text, to be sealed.
    pub fn list(of: &BTreeSet<Self>) -> String {
        of.iter().map(|one| one.code()).collect::<Vec<_>>().join(" ")
    }

    /// Undoes [`Area::list`]; what is no area any more is left out.
    pub fn listed(text: &str) -> BTreeSet<Self> {
        text.split(' ').filter_map(Self::coded).collect()
    }
}

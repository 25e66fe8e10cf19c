//! The choices of an intake. Each has a code that is kept and a word that is read. The lists are short, so that no one has to look for
//! themselves in a catalogue, and beside each list there is room for one's own words.

use std::collections::BTreeSet;

use crate::key;
use crate::kit::locale::MessageKey;

/// A short list of choices.
pub trait CodedChoice: Copy + Ord + 'static {
    /// In the order in which they are shown; an ordered scale runs from its least to its most.
    const ALL: &'static [Self];
    /// The value that is kept and sent.
    fn code(self) -> &'static str;
    fn key(self) -> MessageKey;

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
    /// Age bands, the youngest first.
    AgeBand {
        Under18 "under-18" key!("age-under-18"),
        To24 "18-24" key!("age-18-24"),
        To34 "25-34" key!("age-25-34"),
        To44 "35-44" key!("age-35-44"),
        To54 "45-54" key!("age-45-54"),
        To64 "55-64" key!("age-55-64"),
        From65 "65-over" key!("age-65-over"),
    }
    /// What brings a person.
    Area {
        /// Worry and fear.
        Anxiety "anxiety" key!("area-anxiety"),
        LowMood "low-mood" key!("area-low-mood"),
        Grief "grief" key!("area-grief"),
        Loneliness "loneliness" key!("area-loneliness"),
        /// Partnership and friendship.
        Relations "relations" key!("area-relations"),
        Family "family" key!("area-family"),
        /// Work or study.
        Work "work" key!("area-work"),
        /// What one thinks of oneself.
        SelfWorth "self-worth" key!("area-self-worth"),
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
    /// What a person hopes for.
    Goal {
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
        Never "never" key!("experience-never"),
        /// A few sessions.
        Some "some" key!("experience-some"),
        /// A whole course, or more.
        Much "much" key!("experience-much"),
    }
    /// How heavy it is, in the candidate's plain words. It is read beside the severity, and never counted as one.
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
    /// The language a person speaks most easily.
    Tongue {
        Persian "fa" key!("tongue-persian"),
        English "en" key!("tongue-english"),
        /// Another, in the person's own word.
        Another "another" key!("tongue-another"),
    }
}

impl AgeBand {
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

    /// Whether some of its ages are in this range.
    pub fn overlaps(self, (from, to): (Option<i32>, Option<i32>)) -> bool {
        from.is_none_or(|from| *self.years().end() >= from) && to.is_none_or(|to| *self.years().start() <= to)
    }
}

impl Experience {
    pub fn any(self) -> bool {
        self != Self::Never
    }
}

impl Area {
    /// Joins several into one text, to be sealed.
    pub fn list(of: &BTreeSet<Self>) -> String {
        of.iter().map(|one| one.code()).collect::<Vec<_>>().join(" ")
    }

    /// Reverses [`Area::list`]; codes that are no longer an area are left out.
    pub fn listed(text: &str) -> BTreeSet<Self> {
        text.split(' ').filter_map(Self::coded).collect()
    }
}

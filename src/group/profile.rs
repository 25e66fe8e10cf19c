//! Whom a group is meant for, in the same choices as a person's profile.

use std::collections::BTreeSet;

use crate::key;
use crate::kit::coded::CodedChoice;

crate::coded! {
    /// Age bands, the youngest first.
    pub enum AgeBand {
        Under18 = "under-18" => key!("age-under-18"),
        To24 = "18-24" => key!("age-18-24"),
        To34 = "25-34" => key!("age-25-34"),
        To44 = "35-44" => key!("age-35-44"),
        To54 = "45-54" => key!("age-45-54"),
        To64 = "55-64" => key!("age-55-64"),
        From65 = "65-over" => key!("age-65-over"),
    }
    /// What brings a person.
    pub enum Area {
        /// Worry and fear.
        Anxiety = "anxiety" => key!("area-anxiety"),
        LowMood = "low-mood" => key!("area-low-mood"),
        Grief = "grief" => key!("area-grief"),
        Loneliness = "loneliness" => key!("area-loneliness"),
        /// Partnership and friendship.
        Relations = "relations" => key!("area-relations"),
        Family = "family" => key!("area-family"),
        /// Work or study.
        Work = "work" => key!("area-work"),
        /// What one thinks of oneself.
        SelfWorth = "self-worth" => key!("area-self-worth"),
        Anger = "anger" => key!("area-anger"),
        /// Something terrible that happened.
        Past = "past" => key!("area-past"),
        /// Body and illness.
        Body = "body" => key!("area-body"),
        /// Habits that do not let go.
        Habits = "habits" => key!("area-habits"),
        /// Far from home.
        Away = "away" => key!("area-away"),
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

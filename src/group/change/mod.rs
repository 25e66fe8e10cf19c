//! What changes in a group's settings, kept with who changed it and when.

pub mod store;

use chrono::{DateTime, Utc};

use super::profile::Area;
use super::{AdmissionPolicy, Group, Meets, MembershipId, Severity};
use crate::key;
use crate::kit::coded::CodedChoice;
use crate::kit::i18n::numbers::digits;
use crate::kit::i18n::{Calendar, Locale, hours};
use crate::person::zone;

crate::coded! {
    /// A setting of a group.
    pub enum GroupField {
        Name = "name" => key!("group-name"),
        Purpose = "purpose" => key!("group-purpose"),
        Language = "language" => key!("field-language"),
        Calendar = "calendar" => key!("field-calendar"),
        Capacity = "capacity" => key!("group-capacity"),
        Admission = "admission" => key!("group-admission"),
        Meets = "meets" => key!("group-meets"),
        Place = "place" => key!("group-place"),
        Zone = "zone" => key!("field-zone"),
        Focus = "focus" => key!("group-focus"),
        Areas = "areas" => key!("profile-areas"),
        Ages = "ages" => key!("group-ages"),
        Severity = "severity" => key!("group-severity"),
    }
}

/// A range as text, its ends apart by an en dash; `None` when both are open.
fn range<T>((from, to): (Option<T>, Option<T>), text: impl Fn(T) -> String) -> Option<String> {
    if from.is_none() && to.is_none() {
        return None;
    }
    Some(format!("{}–{}", from.map(&text).unwrap_or_default(), to.map(&text).unwrap_or_default()))
}

impl GroupField {
    /// The value as it is kept, in codes and Latin digits.
    fn of(self, group: &Group) -> Option<String> {
        match self {
            Self::Name => Some(group.name.clone()),
            Self::Purpose => Some(group.purpose.clone()),
            Self::Language => Some(group.locale.code().to_owned()),
            Self::Calendar => Some(group.calendar.code().to_owned()),
            Self::Capacity => Some(group.capacity.to_string()),
            Self::Admission => Some(group.admission.code().to_owned()),
            Self::Meets => Some(group.meets.code().to_owned()),
            Self::Place => group.place.clone(),
            Self::Zone => Some(group.time_zone.name().to_owned()),
            Self::Focus => group.focus.clone(),
            Self::Areas => (!group.areas.is_empty()).then(|| Area::list(&group.areas)),
            Self::Ages => range(group.ages, |age| age.to_string()),
            Self::Severity => range(group.severity, |one| one.code().to_owned()),
        }
    }

    /// A kept value as people read it.
    fn shown(self, kept: &str, locale: Locale) -> String {
        fn named<T: CodedChoice>(code: &str, locale: Locale) -> String {
            T::coded(code).map(|one| locale.text(one.to_key())).unwrap_or_default()
        }
        match self {
            Self::Name | Self::Purpose | Self::Place | Self::Focus => kept.to_owned(),
            Self::Language => {
                Locale::ALL.into_iter().find(|one| one.code() == kept).map(|one| one.own_name().to_owned()).unwrap_or_default()
            }
            Self::Calendar => named::<Calendar>(kept, locale),
            Self::Capacity | Self::Ages => digits(kept, locale),
            Self::Admission => named::<AdmissionPolicy>(kept, locale),
            Self::Meets => named::<Meets>(kept, locale),
            Self::Zone => hours::city(zone(kept), locale),
            Self::Areas => Area::listed(kept).into_iter().map(|one| locale.text(one.key())).collect::<Vec<_>>().join(" · "),
            Self::Severity => kept.split('–').map(|code| named::<Severity>(code, locale)).collect::<Vec<_>>().join(" – "),
        }
    }
}

/// A setting with two values: before and after, or theirs and one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: GroupField,
    was: Option<String>,
    became: Option<String>,
}

impl Difference {
    /// The first value as people read it, a dash where nothing was stated.
    pub fn was(&self, locale: Locale) -> String {
        self.shown(self.was.as_deref(), locale)
    }

    /// The second value, likewise.
    pub fn became(&self, locale: Locale) -> String {
        self.shown(self.became.as_deref(), locale)
    }

    fn shown(&self, kept: Option<&str>, locale: Locale) -> String {
        kept.map_or_else(|| "–".to_owned(), |kept| self.field.shown(kept, locale))
    }
}

/// The settings that differ, in the order of the form.
pub fn differences(was: &Group, became: &Group) -> Vec<Difference> {
    let of = |field: GroupField| Difference { field, was: field.of(was), became: field.of(became) };
    GroupField::ALL.into_iter().map(of).filter(|one| one.was != one.became).collect()
}

/// A change as it was made.
#[derive(Clone, Debug)]
pub struct GroupChange {
    pub at: DateTime<Utc>,
    pub by: MembershipId,
    pub what: Difference,
}

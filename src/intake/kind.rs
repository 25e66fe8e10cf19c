//! Finds the dimensions in which a person would be the only one in a group: being the only one can make a person feel alone.

use super::answer::SpokenLanguage;
use super::gower::Dimension;
use super::{AgeBand, Experience, Profile};
use crate::group::Severity;

/// The least number of others whose answer must be known before a person counts as the only one.
pub const FEWEST_OTHERS: usize = 2;

/// A dimension in which a person is the only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnlyOne {
    /// Of this age.
    Age(AgeBand),
    /// No one else names any of the areas that bring this person.
    Areas,
    /// In how severe it is.
    Severity(Severity),
    /// With experience of groups, or without.
    Experience(bool),
    /// With this language.
    Language(SpokenLanguage),
}

/// The dimensions in which a person would be the only one among these others. A dimension counts only where this person and at least
/// [`FEWEST_OTHERS`] others have answered.
pub fn alone<'a>(one: &Profile, others: impl Iterator<Item = &'a Profile> + Clone) -> Vec<OnlyOne> {
    let mut found = Vec::new();
    let mut look = |is: Option<OnlyOne>, same: &dyn Fn(&Profile) -> Option<bool>| {
        let Some(is) = is else { return };
        let known: Vec<bool> = others.clone().filter_map(same).collect();
        if known.len() >= FEWEST_OTHERS && !known.contains(&true) {
            found.push(is);
        }
    };
    look(one.age.map(OnlyOne::Age), &|other| Some(other.age? == one.age?));
    look((!one.areas.is_empty()).then_some(OnlyOne::Areas), &|other| {
        (!other.areas.is_empty()).then(|| !other.areas.is_disjoint(&one.areas))
    });
    look(one.severity.map(OnlyOne::Severity), &|other| Some(other.severity? == one.severity?));
    let any = one.experience.map(Experience::any);
    look(any.map(OnlyOne::Experience), &|other| Some(other.experience?.any() == any?));
    look(one.language.clone().map(OnlyOne::Language), &|other| Some(other.language.as_ref()? == one.language.as_ref()?));
    found
}

impl OnlyOne {
    pub fn dimension(&self) -> Dimension {
        match self {
            Self::Age(_) => Dimension::Age,
            Self::Areas => Dimension::Areas,
            Self::Severity(_) => Dimension::Severity,
            Self::Experience(_) => Dimension::Experience,
            Self::Language(_) => Dimension::Language,
        }
    }
}

//! A candidate beside what the group is meant for. It is a comparison of its own, in words: nobody is measured against a plan.

use std::collections::BTreeSet;

use super::answer::SpokenLanguage;
use super::{AgeBand, Area, CodedChoice, Profile, Tongue};
use crate::group::{Group, Severity};
use crate::kit::locale::Locale;

/// How somebody stands to one thing that the group is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionFit {
    /// Within it.
    Within,
    /// Partly.
    Partly,
    /// Outside.
    Outside,
    /// The group does not say whom it is meant for in this.
    NotMeant,
    /// It is not known of them.
    NotKnown,
}

/// Whom a group is meant for.
#[derive(Clone, Debug, Default)]
pub struct GroupCriteria {
    /// From and to, in years.
    pub ages: (Option<i32>, Option<i32>),
    /// From and to.
    pub severity: (Option<Severity>, Option<Severity>),
    pub areas: BTreeSet<Area>,
    pub language: Option<Tongue>,
}

impl GroupCriteria {
    /// Whom this group is meant for.
    pub fn of(group: &Group) -> Self {
        let language = match group.locale {
            Locale::Fa => Tongue::Persian,
            Locale::En => Tongue::English,
        };
        Self { ages: group.ages, severity: group.severity, areas: group.areas.clone(), language: Some(language) }
    }

    /// The age bands that it reaches.
    pub fn bands(&self) -> Vec<AgeBand> {
        if self.ages == (None, None) {
            return Vec::new();
        }
        AgeBand::ALL.iter().copied().filter(|band| band.meets(self.ages)).collect()
    }

    /// Whether it reaches this severity.
    pub fn reaches(&self, severity: Severity) -> bool {
        let (from, to) = self.severity;
        self.severity != (None, None) && from.is_none_or(|from| from <= severity) && to.is_none_or(|to| severity <= to)
    }

    /// How a candidate stands to the ages.
    pub fn age(&self, of: &Profile) -> CriterionFit {
        stand(self.ages != (None, None), of.age, |band| {
            // A band that reaches over the edge: some of its ages are meant, some are not.
            let (first, last) = (*band.years().start(), *band.years().end());
            let inside = |age: i32| self.ages.0.is_none_or(|from| from <= age) && self.ages.1.is_none_or(|to| age <= to);
            match (band.meets(self.ages), inside(first) && inside(last)) {
                (true, true) => CriterionFit::Within,
                (true, false) => CriterionFit::Partly,
                (false, _) => CriterionFit::Outside,
            }
        })
    }

    /// How a candidate stands to the severity.
    pub fn severity(&self, of: &Profile) -> CriterionFit {
        stand(
            self.severity != (None, None),
            of.severity,
            |one| if self.reaches(one) { CriterionFit::Within } else { CriterionFit::Outside },
        )
    }

    /// How a candidate stands to the focus: every one of its areas, some, or none.
    pub fn areas(&self, of: &Profile) -> CriterionFit {
        stand(!self.areas.is_empty(), (!of.areas.is_empty()).then_some(&of.areas), |areas| match self.areas.intersection(areas).count() {
            0 => CriterionFit::Outside,
            n if n == self.areas.len() => CriterionFit::Within,
            _ => CriterionFit::Partly,
        })
    }

    /// How a candidate stands to the language.
    pub fn language(&self, of: &Profile) -> CriterionFit {
        stand(self.language.is_some(), of.language.as_ref(), |one| {
            if self.language.is_some_and(|ours| *one == SpokenLanguage::Ours(ours)) { CriterionFit::Within } else { CriterionFit::Outside }
        })
    }
}

fn stand<T>(meant: bool, known: Option<T>, look: impl FnOnce(T) -> CriterionFit) -> CriterionFit {
    match (meant, known) {
        (false, _) => CriterionFit::NotMeant,
        (true, None) => CriterionFit::NotKnown,
        (true, Some(one)) => look(one),
    }
}

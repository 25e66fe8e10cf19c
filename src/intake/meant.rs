//! A candidate beside what the group is meant for. It is a comparison of its own, in words: no one is measured against a plan.

use std::collections::BTreeSet;

use super::answer::SpokenLanguage;
use super::{AgeBand, Area, Profile, Tongue};
use crate::group::{Group, Severity};
use crate::kit::i18n::Locale;

/// How a person fits one criterion of the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionFit {
    Within,
    Partly,
    Outside,
    /// The group has no such criterion.
    NotMeant,
    /// It is not known of the person.
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
    pub fn of(group: &Group) -> Self {
        let language = match group.locale {
            Locale::Fa => Tongue::Persian,
            Locale::En => Tongue::English,
        };
        Self { ages: group.ages, severity: group.severity, areas: group.areas.clone(), language: Some(language) }
    }

    /// The age bands that overlap its ages.
    pub fn bands(&self) -> Vec<AgeBand> {
        if self.ages == (None, None) {
            return Vec::new();
        }
        AgeBand::ALL.iter().copied().filter(|band| band.overlaps(self.ages)).collect()
    }

    /// Whether it includes this severity.
    pub fn reaches(&self, severity: Severity) -> bool {
        let (from, to) = self.severity;
        self.severity != (None, None) && from.is_none_or(|from| from <= severity) && to.is_none_or(|to| severity <= to)
    }

    pub fn age(&self, of: &Profile) -> CriterionFit {
        judge(self.ages != (None, None), of.age, |band| {
            // Of a band that crosses an edge, some ages are meant and some are not.
            let (first, last) = (*band.years().start(), *band.years().end());
            let inside = |age: i32| self.ages.0.is_none_or(|from| from <= age) && self.ages.1.is_none_or(|to| age <= to);
            match (band.overlaps(self.ages), inside(first) && inside(last)) {
                (true, true) => CriterionFit::Within,
                (true, false) => CriterionFit::Partly,
                (false, _) => CriterionFit::Outside,
            }
        })
    }

    pub fn severity(&self, of: &Profile) -> CriterionFit {
        judge(
            self.severity != (None, None),
            of.severity,
            |one| if self.reaches(one) { CriterionFit::Within } else { CriterionFit::Outside },
        )
    }

    /// How a candidate fits the focus: all of its areas, some, or none.
    pub fn areas(&self, of: &Profile) -> CriterionFit {
        judge(!self.areas.is_empty(), (!of.areas.is_empty()).then_some(&of.areas), |areas| match self.areas.intersection(areas).count() {
            0 => CriterionFit::Outside,
            n if n == self.areas.len() => CriterionFit::Within,
            _ => CriterionFit::Partly,
        })
    }

    pub fn language(&self, of: &Profile) -> CriterionFit {
        judge(self.language.is_some(), of.language.as_ref(), |one| {
            if self.language.is_some_and(|ours| *one == SpokenLanguage::Ours(ours)) { CriterionFit::Within } else { CriterionFit::Outside }
        })
    }
}

fn judge<T>(meant: bool, known: Option<T>, look: impl FnOnce(T) -> CriterionFit) -> CriterionFit {
    match (meant, known) {
        (false, _) => CriterionFit::NotMeant,
        (true, None) => CriterionFit::NotKnown,
        (true, Some(one)) => look(one),
    }
}

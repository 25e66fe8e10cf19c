//! How similar two people are by their answers: J. C. Gower (1971), "A general coefficient of similarity and some of its properties",
//! Biometrics 27. Each dimension has a similarity from 0 to 1. The similarity of two people is the mean over the dimensions that are known
//! of both: what is missing is left out together with its weight. Every dimension weighs the same.
//!
//! * An ordered scale (age band, severity, experience): 1 − difference of ranks ÷ range. The range is the whole scale's, not the
//!   sample's, so that no one's figure changes because another person joined.
//! * A nominal one (language): 1 when it is the same, else 0.
//! * A set (focus areas, goals): shared ÷ named by either (Jaccard), as one dimension. Gower does so with characters whose shared
//!   absence says nothing; kept as one dimension, a long list does not outweigh the rest.

use std::collections::BTreeSet;

use super::Profile;
use super::choices::CodedChoice;
use crate::group::Severity;
use crate::key;
use crate::kit::i18n::MessageKey;

/// Two people are compared only when this many dimensions are known of both.
pub const FEWEST_DIMENSIONS: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    Age,
    Areas,
    Severity,
    Goals,
    Experience,
    Language,
}

impl Dimension {
    /// In the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Age, Self::Areas, Self::Severity, Self::Goals, Self::Experience, Self::Language];

    pub fn key(self) -> MessageKey {
        match self {
            Self::Age => key!("fit-age"),
            Self::Areas => key!("fit-areas"),
            Self::Severity => key!("fit-severity"),
            Self::Goals => key!("fit-goals"),
            Self::Experience => key!("fit-experience"),
            Self::Language => key!("fit-language"),
        }
    }

    /// Its formula in words.
    pub fn formula(self) -> MessageKey {
        match self {
            Self::Age => key!("fit-formula-age"),
            Self::Severity => key!("fit-formula-severity"),
            Self::Experience => key!("fit-formula-experience"),
            Self::Areas => key!("fit-formula-areas"),
            Self::Goals => key!("fit-formula-goals"),
            Self::Language => key!("fit-formula-language"),
        }
    }

    /// How similar two people are in it; `None` when it is not known of both.
    pub fn between(self, one: &Profile, other: &Profile) -> Option<f64> {
        match self {
            Self::Age => Some(by_rank(one.age?, other.age?)),
            Self::Areas => jaccard(&one.areas, &other.areas),
            Self::Severity => Some(ordered(rank(one.severity?), rank(other.severity?), rank(Severity::Severe))),
            Self::Goals => jaccard(&one.goals, &other.goals),
            Self::Experience => Some(by_rank(one.experience?, other.experience?)),
            Self::Language => Some(f64::from(u8::from(one.language.as_ref()? == other.language.as_ref()?))),
        }
    }
}

fn rank(severity: Severity) -> usize {
    Severity::ALL.iter().position(|one| *one == severity).unwrap_or(0)
}

fn by_rank<T: CodedChoice>(one: T, other: T) -> f64 {
    let rank = |of: T| T::CHOICES.iter().position(|choice| *choice == of).unwrap_or(0);
    ordered(rank(one), rank(other), T::CHOICES.len() - 1)
}

/// The similarity on an ordered scale from 0 to `top`.
pub fn ordered(one: usize, other: usize, top: usize) -> f64 {
    1.0 - part(one.abs_diff(other), top)
}

/// `None` where a set is empty: then it is not known.
fn jaccard<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> Option<f64> {
    (!one.is_empty() && !other.is_empty()).then(|| part(one.intersection(other).count(), one.union(other).count()))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few")]
fn part(of: usize, all: usize) -> f64 {
    of as f64 / all as f64
}

/// `None` without a value.
#[expect(clippy::cast_precision_loss, reason = "counts of a few")]
pub fn mean(of: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, n) = of.into_iter().fold((0.0, 0_usize), |(sum, n), one| (sum + one, n + 1));
    (n > 0).then(|| sum / n as f64)
}

/// The similarity of two people, by dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairLikeness(pub [Option<f64>; 6]);

impl PairLikeness {
    pub fn of(one: &Profile, other: &Profile) -> Self {
        Self(Dimension::ALL.map(|dimension| dimension.between(one, other)))
    }

    /// How many dimensions are known of both.
    pub fn known(&self) -> usize {
        self.0.iter().flatten().count()
    }

    /// Gower's similarity of the two; `None` when fewer than [`FEWEST_DIMENSIONS`] are known of both.
    pub fn similarity(&self) -> Option<f64> {
        if self.known() < FEWEST_DIMENSIONS { None } else { mean(self.0.into_iter().flatten()) }
    }
}

/// Scales a similarity to 0 to 100.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
pub fn hundred(similarity: f64) -> u8 {
    (similarity.clamp(0.0, 1.0) * 100.0).round() as u8
}

//! One dimension, drawn: where members and candidate are on its scale. Only counts, words and marks; no colour judges.

use super::Profile;
use super::answer::SpokenLanguage;
use super::choices::{AgeBand, Area, Experience, Goal, Tongue};
use super::fit::ProfiledMember;
use super::gower::{Dimension, hundred};
use super::kind::OnlyOne;
use super::meant::GroupCriteria;
use crate::group::Severity;
use crate::kit::i18n::MessageKey;

/// A number of a table; `None` where it is not known of both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell(pub Option<f64>);

impl Cell {
    /// With two decimals.
    pub fn text(&self) -> Option<String> {
        self.0.map(|value| format!("{value:.2}"))
    }

    /// From 0 to 100.
    pub fn hundred(&self) -> Option<u8> {
        self.0.map(hundred)
    }
}

/// The name of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A word of the app.
    Ours(MessageKey),
    /// A person's own word.
    Own(String),
}

/// One position on a scale, or one element of a set.
#[derive(Clone, Debug)]
pub struct Column {
    pub label: Label,
    /// The members in it.
    pub names: Vec<Option<String>>,
    /// Whether the candidate is in it.
    pub them: bool,
    /// Whether the group is meant for it.
    pub meant: bool,
}

#[derive(Clone, Debug)]
pub struct Strip {
    pub dimension: Dimension,
    /// On an ordered scale all of them, else those that a person named or the group is meant for.
    pub columns: Vec<Column>,
    /// How many members have not answered.
    pub unknown: usize,
    /// Whether the candidate has not answered; `false` without a candidate.
    pub them_unknown: bool,
    /// The mean similarity, from 0 to 100.
    pub figure: Option<u8>,
    /// The numbers behind the figure: each member's similarity.
    pub numbers: Vec<(Option<String>, Cell)>,
    /// Whether a person would be the only one in it.
    pub alone: bool,
}

impl Strip {
    pub fn is_ordered(&self) -> bool {
        matches!(self.dimension, Dimension::Age | Dimension::Severity | Dimension::Experience)
    }

    /// Whether one person can be in several columns.
    pub fn is_set(&self) -> bool {
        matches!(self.dimension, Dimension::Areas | Dimension::Goals)
    }

    /// Whether there is something to say about it in words.
    pub fn has_words(&self, members: &usize) -> bool {
        self.them_unknown || self.unknown > 0 || (!self.is_set() && self.answered(*members) > 1)
    }

    /// The column with the most members, and how many; `None` with fewer than two, or when two columns hold as many.
    pub fn most(&self) -> Option<(&Label, usize)> {
        let most = self.columns.iter().max_by_key(|column| column.names.len())?;
        let n = most.names.len();
        (n > 1 && self.columns.iter().filter(|column| column.names.len() == n).count() == 1).then_some((&most.label, n))
    }

    /// How many members have answered.
    pub fn answered(&self, members: usize) -> usize {
        members.saturating_sub(self.unknown)
    }
}

/// Draws a dimension of a group, with a candidate or without one.
pub fn draw(dimension: Dimension, members: &[ProfiledMember], candidate: Option<&Profile>, meant: &GroupCriteria) -> Strip {
    let columns = match dimension {
        Dimension::Age => {
            let bands = meant.bands();
            scale(&AgeBand::ALL, AgeBand::key, members, candidate, |of, one| of.age == Some(one), |one| bands.contains(&one))
        }
        Dimension::Severity => {
            let at = |of: &Profile, one| of.severity == Some(one);
            scale(&Severity::ALL, Severity::key, members, candidate, at, |one| meant.reaches(one))
        }
        Dimension::Experience => {
            scale(&Experience::ALL, Experience::key, members, candidate, |of, one| of.experience == Some(one), |_| false)
        }
        Dimension::Areas => {
            let at = |of: &Profile, one| of.areas.contains(&one);
            set(scale(&Area::ALL, Area::key, members, candidate, at, |one| meant.areas.contains(&one)))
        }
        Dimension::Goals => set(scale(&Goal::ALL, Goal::key, members, candidate, |of, one| of.goals.contains(&one), |_| false)),
        Dimension::Language => set(languages(members, candidate, meant)),
    };
    let known = |of: &Profile| match dimension {
        Dimension::Age => of.age.is_some(),
        Dimension::Severity => of.severity.is_some(),
        Dimension::Experience => of.experience.is_some(),
        Dimension::Areas => !of.areas.is_empty(),
        Dimension::Goals => !of.goals.is_empty(),
        Dimension::Language => of.language.is_some(),
    };
    Strip {
        dimension,
        columns,
        unknown: members.iter().filter(|one| !known(&one.profile)).count(),
        them_unknown: candidate.is_some_and(|of| !known(of)),
        figure: None,
        numbers: Vec::new(),
        alone: false,
    }
}

impl Strip {
    /// Adds the figure, the numbers behind it, and whether a person would be the only one.
    pub fn with(mut self, mean: Option<f64>, numbers: Vec<(Option<String>, Cell)>, alone: &[OnlyOne]) -> Self {
        self.figure = mean.map(hundred);
        self.numbers = numbers;
        self.alone = alone.iter().any(|one| one.dimension() == self.dimension);
        self
    }
}

fn scale<T: Copy>(
    all: &[T],
    key: impl Fn(T) -> MessageKey,
    members: &[ProfiledMember],
    candidate: Option<&Profile>,
    at: impl Fn(&Profile, T) -> bool,
    meant: impl Fn(T) -> bool,
) -> Vec<Column> {
    let column = |one: T| Column {
        label: Label::Ours(key(one)),
        names: members.iter().filter(|member| at(&member.profile, one)).map(|member| member.name.clone()).collect(),
        them: candidate.is_some_and(|of| at(of, one)),
        meant: meant(one),
    };
    all.iter().map(|one| column(*one)).collect()
}

/// Keeps what a person named or the group is meant for; the most shared comes first, and equals keep the order of the list.
fn set(mut columns: Vec<Column>) -> Vec<Column> {
    columns.retain(|column| !column.names.is_empty() || column.them || column.meant);
    columns.sort_by_key(|column| std::cmp::Reverse(column.names.len()));
    columns
}

fn languages(members: &[ProfiledMember], candidate: Option<&Profile>, meant: &GroupCriteria) -> Vec<Column> {
    let at = |of: &Profile, one| of.language == Some(SpokenLanguage::Ours(one));
    let ours = [Tongue::Persian, Tongue::English];
    let mut columns = scale(&ours, Tongue::key, members, candidate, at, |one| meant.language == Some(one));
    let mut others: Vec<(&String, &String)> = members
        .iter()
        .map(|one| &one.profile)
        .chain(candidate)
        .filter_map(|of| match &of.language {
            Some(SpokenLanguage::Other(folded, written)) => Some((folded, written)),
            _ => None,
        })
        .collect();
    others.sort_by_key(|(folded, _)| *folded);
    others.dedup_by_key(|(folded, _)| *folded);
    for (folded, written) in others {
        let same = |of: &Profile| matches!(&of.language, Some(SpokenLanguage::Other(other, _)) if other == folded);
        columns.push(Column {
            label: Label::Own(written.clone()),
            names: members.iter().filter(|one| same(&one.profile)).map(|one| one.name.clone()).collect(),
            them: candidate.is_some_and(same),
            meant: false,
        });
    }
    columns
}

//! A candidate beside the group, and the group by itself: figures, what goes into them, and what they say in words.

use super::gower::{Dimension, PairLikeness, hundred, mean};
use super::kind::{OnlyOne, alone};
use super::{CodedChoice, Profile};
use crate::group::MembershipId;

/// A candidate is compared with at least so many members.
pub const FEWEST_MEMBERS: usize = 2;
/// Three people make three pairs; with fewer a group has no figure.
pub const FEWEST_IN_GROUP: usize = 3;
/// From this mean on, people are called alike in a dimension.
pub const ALIKE: f64 = 0.75;
/// Below this mean they are called unlike.
pub const UNLIKE: f64 = 0.5;

/// A person with their comparable answers.
#[derive(Clone, Debug)]
pub struct ProfiledMember {
    pub id: MembershipId,
    /// Their name in the group; `None` when it was withdrawn.
    pub name: Option<String>,
    pub profile: Profile,
}

/// A candidate compared with one member.
#[derive(Clone, Debug)]
pub struct MemberComparison {
    pub id: MembershipId,
    pub name: Option<String>,
    pub pair: PairLikeness,
}

/// A candidate compared with the group.
#[derive(Clone, Debug)]
pub struct Fit {
    pub beside: Vec<MemberComparison>,
    /// The dimensions in which the candidate would be the only one.
    pub alone: Vec<OnlyOne>,
}

impl Fit {
    pub fn of(candidate: &Profile, members: &[ProfiledMember]) -> Self {
        let beside = members
            .iter()
            .map(|one| MemberComparison { id: one.id, name: one.name.clone(), pair: PairLikeness::of(candidate, &one.profile) })
            .collect();
        Self { beside, alone: alone(candidate, members.iter().map(|one| &one.profile)) }
    }

    /// The figure: the mean Gower similarity to the members, from 0 to 100. `None` while too little is known.
    pub fn figure(&self) -> Option<u8> {
        let known: Vec<f64> = self.beside.iter().filter_map(|one| one.pair.similarity()).collect();
        if known.len() < FEWEST_MEMBERS { None } else { mean(known).map(hundred) }
    }

    /// How many members the figure includes.
    pub fn counted(&self) -> usize {
        self.beside.iter().filter(|one| one.pair.similarity().is_some()).count()
    }

    /// The mean similarity in one dimension; `None` while fewer than two members can be compared in it.
    pub fn in_dimension(&self, dimension: Dimension) -> Option<f64> {
        let known: Vec<f64> = self.beside.iter().filter_map(|one| one.pair.0[dimension as usize]).collect();
        if known.len() < FEWEST_MEMBERS { None } else { mean(known) }
    }

    /// In what they are alike, and in what unlike, the most so first.
    pub fn says(&self) -> FigureWords {
        FigureWords::of(Dimension::ALL.into_iter().filter_map(|dimension| Some((dimension, self.in_dimension(dimension)?))))
    }
}

/// The dimensions that a figure's sentence names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureWords {
    pub alike: Vec<Dimension>,
    pub unlike: Vec<Dimension>,
    /// Whether any dimension is known.
    pub known: bool,
}

impl FigureWords {
    fn of(means: impl Iterator<Item = (Dimension, f64)>) -> Self {
        let mut means: Vec<_> = means.collect();
        means.sort_by(|one, other| other.1.total_cmp(&one.1));
        let alike = means.iter().filter(|(_, mean)| *mean >= ALIKE).map(|(dimension, _)| *dimension).collect();
        let unlike = means.iter().rev().filter(|(_, mean)| *mean < UNLIKE).map(|(dimension, _)| *dimension).collect();
        Self { alike, unlike, known: !means.is_empty() }
    }
}

/// A group by itself: all pairs of its members.
#[derive(Clone, Debug)]
pub struct GroupLikeness {
    pairs: Vec<(usize, usize, PairLikeness)>,
    size: usize,
}

impl GroupLikeness {
    pub fn of<'a>(people: impl IntoIterator<Item = &'a Profile>) -> Self {
        let people: Vec<&Profile> = people.into_iter().collect();
        let pairs = (0..people.len())
            .flat_map(|one| (one + 1..people.len()).map(move |other| (one, other)))
            .map(|(one, other)| (one, other, PairLikeness::of(people[one], people[other])))
            .collect();
        Self { pairs, size: people.len() }
    }

    /// The group's figure: the mean Gower similarity of all pairs, from 0 to 100. `None` while too little is known.
    pub fn figure(&self) -> Option<u8> {
        if self.counted() < FEWEST_IN_GROUP { None } else { mean(self.similarities()).map(hundred) }
    }

    fn similarities(&self) -> impl Iterator<Item = f64> {
        self.pairs.iter().filter_map(|(_, _, pair)| pair.similarity())
    }

    /// How many people the figure includes.
    pub fn counted(&self) -> usize {
        (0..self.size).filter(|at| self.pairs.iter().any(|(a, b, pair)| (a == at || b == at) && pair.similarity().is_some())).count()
    }

    /// How many pairs the figure includes.
    pub fn counted_pairs(&self) -> usize {
        self.similarities().count()
    }

    /// The mean similarity in one dimension; `None` while fewer than three pairs can be compared in it.
    pub fn in_dimension(&self, dimension: Dimension) -> Option<f64> {
        let known: Vec<f64> = self.pairs.iter().filter_map(|(_, _, pair)| pair.0[dimension as usize]).collect();
        if known.len() < FEWEST_IN_GROUP { None } else { mean(known) }
    }

    /// The dimensions in which the group is alike, and those in which it is unlike, the strongest first.
    pub fn says(&self) -> FigureWords {
        FigureWords::of(Dimension::ALL.into_iter().filter_map(|dimension| Some((dimension, self.in_dimension(dimension)?))))
    }

    /// One person's mean similarity to the others, by index.
    pub fn of_one(&self, at: usize) -> Option<f64> {
        mean(self.pairs.iter().filter(|(a, b, _)| *a == at || *b == at).filter_map(|(_, _, pair)| pair.similarity()))
    }
}

/// Each person who is the only one of their kind in a group, and in what.
pub fn alone_in(people: &[ProfiledMember]) -> Vec<(&ProfiledMember, Vec<OnlyOne>)> {
    let others = |at: usize| people.iter().enumerate().filter(move |(n, _)| *n != at).map(|(_, one)| &one.profile);
    people.iter().enumerate().map(|(at, one)| (one, alone(&one.profile, others(at)))).filter(|(_, alone)| !alone.is_empty()).collect()
}

/// What one more person would change.
#[derive(Clone, Debug)]
pub struct FitChange {
    /// The group's figure with this person.
    pub then: Option<u8>,
    /// In what they would be the only one.
    pub alone: Vec<OnlyOne>,
    /// Who would no longer be the only one, and in what.
    pub no_longer: Vec<(Option<String>, OnlyOne)>,
}

impl FitChange {
    pub fn with(candidate: &ProfiledMember, members: &[ProfiledMember]) -> Self {
        let then = GroupLikeness::of(members.iter().map(|one| &one.profile).chain([&candidate.profile])).figure();
        let mut all = members.to_vec();
        all.push(candidate.clone());
        let after = alone_in(&all);
        let mut no_longer = Vec::new();
        for (one, was) in alone_in(members) {
            let still = after.iter().find(|(other, _)| other.id == one.id).map(|(_, alone)| alone.as_slice()).unwrap_or_default();
            no_longer.extend(was.into_iter().filter(|alone| !still.contains(alone)).map(|alone| (one.name.clone(), alone)));
        }
        Self { then, alone: alone(&candidate.profile, members.iter().map(|one| &one.profile)), no_longer }
    }
}

/// How many people chose each item of a list.
pub fn counts<T: CodedChoice>(people: &[ProfiledMember], chose: impl Fn(&Profile, T) -> bool) -> Vec<(T, usize)> {
    T::CHOICES.iter().map(|one| (*one, people.iter().filter(|person| chose(&person.profile, *one)).count())).collect()
}

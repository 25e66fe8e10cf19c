//! Tidying: twins are merged. Both authors and both words stay; taken apart, each is what it was.

pub mod routes;
pub mod store;

use std::collections::{HashMap, HashSet};

use super::{BoardStep, IdeaId};
use crate::key;
use crate::kit::locale::MessageKey;

/// Why nothing is merged or taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeRefusal {
    /// Only while the board is tidied.
    NotNow,
    /// An idea is not its own twin.
    Same,
    /// What was taken back is nobody's twin.
    Withdrawn,
    /// One of them has become a twin meanwhile.
    Merged,
}

impl MergeRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("tidy-refused-not-now"),
            Self::Same => key!("tidy-refused-same"),
            Self::Withdrawn => key!("tidy-refused-withdrawn"),
            Self::Merged => key!("tidy-refused-merged"),
        }
    }
}

/// An idea's state, as far as merging goes.
#[derive(Clone, Copy, Debug)]
pub struct MergeCandidate {
    pub id: IdeaId,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// The idea under which it stands.
    pub merged_into: Option<IdeaId>,
}

/// Whether an idea goes under another; not when it is there already.
pub fn merge(phase: BoardStep, idea: MergeCandidate, into: MergeCandidate) -> Result<bool, MergeRefusal> {
    if phase != BoardStep::Tidy {
        Err(MergeRefusal::NotNow)
    } else if idea.id == into.id {
        Err(MergeRefusal::Same)
    } else if idea.merged_into == Some(into.id) {
        Ok(false)
    } else if idea.merged_into.is_some() || into.merged_into.is_some() {
        Err(MergeRefusal::Merged)
    } else if idea.withdrawn || into.withdrawn {
        Err(MergeRefusal::Withdrawn)
    } else {
        Ok(true)
    }
}

/// Whether an idea stands by itself again; not when it does already.
///
/// # Errors
/// [`MergeRefusal::NotNow`].
pub fn part(phase: BoardStep, idea: MergeCandidate) -> Result<bool, MergeRefusal> {
    if phase == BoardStep::Tidy { Ok(idea.merged_into.is_some()) } else { Err(MergeRefusal::NotNow) }
}

/// Where an idea stands.
#[derive(Clone, Copy, Debug)]
pub struct MergeState {
    pub id: IdeaId,
    /// The idea under which it stands.
    pub above: Option<IdeaId>,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// Which shown idea stands under which. An idea with its twins lives as long as one of them was not taken back.
#[derive(Clone, Debug, Default)]
pub struct MergeTree(HashMap<IdeaId, MergeState>);

impl MergeTree {
    /// The idea under which one stands in the end: itself, when it is nobody's twin.
    pub fn head(&self, id: IdeaId) -> IdeaId {
        let mut at = id;
        // Never longer than there are ideas, whatever the table says.
        for _ in 0..self.0.len() {
            match self.0.get(&at).and_then(|stand| stand.above) {
                Some(above) => at = above,
                None => break,
            }
        }
        at
    }

    /// Every idea that stands under this one in the end, and itself.
    pub fn family(&self, head: IdeaId) -> Vec<IdeaId> {
        self.0.keys().copied().filter(|id| self.head(*id) == head).collect()
    }

    /// Whether it stands by itself.
    pub fn is_head(&self, id: IdeaId) -> bool {
        self.0.get(&id).is_some_and(|stand| stand.above.is_none())
    }

    /// Whether an idea stands by itself and not all of its words were taken back: then it is weighed, and dots go to it.
    pub fn lives(&self, id: IdeaId) -> bool {
        self.is_head(id) && self.family(id).iter().any(|id| !self.0[id].withdrawn)
    }

    /// All such ideas.
    pub fn heads(&self) -> impl Iterator<Item = IdeaId> {
        let heads: HashSet<IdeaId> = self.0.values().filter(|stand| !stand.withdrawn).map(|stand| self.head(stand.id)).collect();
        heads.into_iter()
    }

    /// How many such ideas there are.
    pub fn living(&self) -> usize {
        self.heads().count()
    }

    /// The ideas of families in which every word was taken back.
    pub fn dead(&self) -> Vec<IdeaId> {
        let heads: HashSet<IdeaId> = self.heads().collect();
        self.0.keys().copied().filter(|id| !heads.contains(&self.head(*id))).collect()
    }
}

impl FromIterator<MergeState> for MergeTree {
    fn from_iter<I: IntoIterator<Item = MergeState>>(ideas: I) -> Self {
        Self(ideas.into_iter().map(|stand| (stand.id, stand)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one() -> MergeCandidate {
        MergeCandidate { id: IdeaId::random(), withdrawn: false, merged_into: None }
    }

    #[test]
    fn twins_are_merged_while_the_board_is_tidied() {
        let (idea, into) = (one(), one());
        assert_eq!(merge(BoardStep::Tidy, idea, into), Ok(true));
        for phase in [BoardStep::Gather, BoardStep::Weigh, BoardStep::Narrow, BoardStep::Commit, BoardStep::Done] {
            assert_eq!(merge(phase, idea, into), Err(MergeRefusal::NotNow), "{phase:?}");
            assert_eq!(part(phase, MergeCandidate { merged_into: Some(into.id), ..idea }), Err(MergeRefusal::NotNow), "{phase:?}");
        }
        assert_eq!(merge(BoardStep::Tidy, idea, idea), Err(MergeRefusal::Same));
        assert_eq!(merge(BoardStep::Tidy, MergeCandidate { withdrawn: true, ..idea }, into), Err(MergeRefusal::Withdrawn));
        assert_eq!(merge(BoardStep::Tidy, idea, MergeCandidate { withdrawn: true, ..into }), Err(MergeRefusal::Withdrawn));
    }

    #[test]
    fn what_is_merged_is_merged_once_and_never_in_a_ring() {
        let (idea, into, other) = (one(), one(), one());
        let merged = MergeCandidate { merged_into: Some(into.id), ..idea };
        assert_eq!(merge(BoardStep::Tidy, merged, into), Ok(false), "the same again");
        assert_eq!(merge(BoardStep::Tidy, merged, other), Err(MergeRefusal::Merged));
        assert_eq!(merge(BoardStep::Tidy, into, merged), Err(MergeRefusal::Merged), "another console was faster, the other way round");
        assert_eq!(merge(BoardStep::Tidy, merged, MergeCandidate { withdrawn: true, ..into }), Ok(false));
        assert_eq!((part(BoardStep::Tidy, merged), part(BoardStep::Tidy, idea)), (Ok(true), Ok(false)));
    }

    #[test]
    fn a_twin_with_twins_brings_them_along_and_takes_them_away() {
        let [a, b, c, d] = [(); 4].map(|()| IdeaId::random());
        let kin = |rows: &[(IdeaId, Option<IdeaId>, bool)]| -> MergeTree {
            rows.iter().map(|(id, above, withdrawn)| MergeState { id: *id, above: *above, withdrawn: *withdrawn }).collect()
        };
        let merged = kin(&[(a, None, true), (b, Some(a), true), (c, Some(b), false), (d, None, false)]);
        assert_eq!([a, b, c, d].map(|id| merged.head(id)), [a, a, a, d]);
        assert_eq!((merged.family(a).len(), merged.living(), merged.dead()), (3, 2, vec![]));
        assert_eq!([a, b, c, d].map(|id| merged.lives(id)), [true, false, false, true], "one of its words is left");
        let apart = kin(&[(a, None, true), (b, None, true), (c, Some(b), false), (d, None, true)]);
        assert_eq!((apart.head(c), apart.family(a), apart.living()), (b, vec![a], 1));
        assert_eq!([a, b, d].map(|id| apart.lives(id)), [false, true, false]);
        assert!(!apart.lives(IdeaId::random()));
    }
}

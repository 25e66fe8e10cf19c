//! Tidying: staff merge similar ideas ("twins"). Both authors and both texts stay; after a split each idea is what it was.

pub mod routes;
pub mod store;

use std::collections::{HashMap, HashSet};

use super::{BoardStep, IdeaId};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{Refusal, RefusalKind};

/// Why a merge or split is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeRefusal {
    /// Allowed only in [`BoardStep::Tidy`].
    NotNow,
    /// An idea cannot be merged into itself.
    Same,
    /// A withdrawn idea cannot be merged.
    Withdrawn,
    /// One of the ideas is merged already.
    Merged,
}

impl Refusal for MergeRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotNow => key!("tidy-refused-not-now"),
            Self::Same => key!("tidy-refused-same"),
            Self::Withdrawn => key!("tidy-refused-withdrawn"),
            Self::Merged => key!("tidy-refused-merged"),
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Merged => RefusalKind::Conflict,
            _ => RefusalKind::Invalid,
        }
    }
}

/// The part of an idea's state that merging needs.
#[derive(Clone, Copy, Debug)]
pub struct MergeCandidate {
    pub id: IdeaId,
    pub withdrawn: bool,
    /// The idea it was merged into.
    pub merged_into: Option<IdeaId>,
}

/// Whether to merge an idea into another; false when that is so already.
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

/// Whether to split an idea off again; false when it is not merged.
///
/// # Errors
/// [`MergeRefusal::NotNow`].
pub fn split(phase: BoardStep, idea: MergeCandidate) -> Result<bool, MergeRefusal> {
    if phase == BoardStep::Tidy { Ok(idea.merged_into.is_some()) } else { Err(MergeRefusal::NotNow) }
}

/// An idea's place in the merge tree.
#[derive(Clone, Copy, Debug)]
pub struct MergeState {
    pub id: IdeaId,
    /// The idea it was merged into.
    pub above: Option<IdeaId>,
    pub withdrawn: bool,
}

/// Which shown idea is merged into which. A root with its merged ideas (its family) is active as long as one of them is not withdrawn.
#[derive(Clone, Debug, Default)]
pub struct MergeTree(HashMap<IdeaId, MergeState>);

impl MergeTree {
    /// The root an idea is merged into, directly or through others; itself when it is not merged.
    pub fn root(&self, id: IdeaId) -> IdeaId {
        let mut at = id;
        // Bounded by the number of ideas, so that a cycle in the table cannot loop forever.
        for _ in 0..self.0.len() {
            match self.0.get(&at).and_then(|state| state.above) {
                Some(above) => at = above,
                None => break,
            }
        }
        at
    }

    /// A root and all ideas merged into it, directly or through others.
    pub fn family(&self, root: IdeaId) -> Vec<IdeaId> {
        self.0.keys().copied().filter(|id| self.root(*id) == root).collect()
    }

    /// Whether the idea is shown and not merged into another.
    pub fn is_root(&self, id: IdeaId) -> bool {
        self.0.get(&id).is_some_and(|state| state.above.is_none())
    }

    /// Whether an idea is a root whose family is not all withdrawn: members weigh it and give dots to it.
    pub fn is_active(&self, id: IdeaId) -> bool {
        self.is_root(id) && self.family(id).iter().any(|id| !self.0[id].withdrawn)
    }

    /// All active roots.
    pub fn active_roots(&self) -> impl Iterator<Item = IdeaId> {
        let active_roots: HashSet<IdeaId> = self.0.values().filter(|state| !state.withdrawn).map(|state| self.root(state.id)).collect();
        active_roots.into_iter()
    }

    pub fn active_count(&self) -> usize {
        self.active_roots().count()
    }

    /// The ideas of families in which every idea is withdrawn.
    pub fn withdrawn_ideas(&self) -> Vec<IdeaId> {
        let active_roots: HashSet<IdeaId> = self.active_roots().collect();
        self.0.keys().copied().filter(|id| !active_roots.contains(&self.root(*id))).collect()
    }
}

impl FromIterator<MergeState> for MergeTree {
    fn from_iter<I: IntoIterator<Item = MergeState>>(ideas: I) -> Self {
        Self(ideas.into_iter().map(|state| (state.id, state)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one() -> MergeCandidate {
        MergeCandidate { id: IdeaId::random(), withdrawn: false, merged_into: None }
    }

    #[test]
    fn ideas_are_merged_only_while_tidying() {
        let (idea, into) = (one(), one());
        assert_eq!(merge(BoardStep::Tidy, idea, into), Ok(true));
        for phase in [BoardStep::Gather, BoardStep::Weigh, BoardStep::Narrow, BoardStep::Commit, BoardStep::Done] {
            assert_eq!(merge(phase, idea, into), Err(MergeRefusal::NotNow), "{phase:?}");
            assert_eq!(split(phase, MergeCandidate { merged_into: Some(into.id), ..idea }), Err(MergeRefusal::NotNow), "{phase:?}");
        }
        assert_eq!(merge(BoardStep::Tidy, idea, idea), Err(MergeRefusal::Same));
        assert_eq!(merge(BoardStep::Tidy, MergeCandidate { withdrawn: true, ..idea }, into), Err(MergeRefusal::Withdrawn));
        assert_eq!(merge(BoardStep::Tidy, idea, MergeCandidate { withdrawn: true, ..into }), Err(MergeRefusal::Withdrawn));
    }

    #[test]
    fn an_idea_is_merged_once_and_never_in_a_cycle() {
        let (idea, into, other) = (one(), one(), one());
        let merged = MergeCandidate { merged_into: Some(into.id), ..idea };
        assert_eq!(merge(BoardStep::Tidy, merged, into), Ok(false), "the same again");
        assert_eq!(merge(BoardStep::Tidy, merged, other), Err(MergeRefusal::Merged));
        assert_eq!(merge(BoardStep::Tidy, into, merged), Err(MergeRefusal::Merged), "another request merged them the other way round");
        assert_eq!(merge(BoardStep::Tidy, merged, MergeCandidate { withdrawn: true, ..into }), Ok(false));
        assert_eq!((split(BoardStep::Tidy, merged), split(BoardStep::Tidy, idea)), (Ok(true), Ok(false)));
    }

    #[test]
    fn an_idea_keeps_its_own_merged_ideas_when_merged_and_split() {
        let [a, b, c, d] = [(); 4].map(|()| IdeaId::random());
        let merge_tree = |rows: &[(IdeaId, Option<IdeaId>, bool)]| -> MergeTree {
            rows.iter().map(|(id, above, withdrawn)| MergeState { id: *id, above: *above, withdrawn: *withdrawn }).collect()
        };
        let merged = merge_tree(&[(a, None, true), (b, Some(a), true), (c, Some(b), false), (d, None, false)]);
        assert_eq!([a, b, c, d].map(|id| merged.root(id)), [a, a, a, d]);
        assert_eq!((merged.family(a).len(), merged.active_count(), merged.withdrawn_ideas()), (3, 2, vec![]));
        assert_eq!([a, b, c, d].map(|id| merged.is_active(id)), [true, false, false, true], "one of its merged ideas is not withdrawn");
        let apart = merge_tree(&[(a, None, true), (b, None, true), (c, Some(b), false), (d, None, true)]);
        assert_eq!((apart.root(c), apart.family(a), apart.active_count()), (b, vec![a], 1));
        assert_eq!([a, b, d].map(|id| apart.is_active(id)), [false, true, false]);
        assert!(!apart.is_active(IdeaId::random()));
    }
}

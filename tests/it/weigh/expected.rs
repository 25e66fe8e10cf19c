//! The expected state of a board, for the model.

use std::collections::BTreeMap;

use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Idea {
    pub id: Uuid,
    pub author: usize,
    pub text: String,
    pub version: i32,
    pub withdrawn: bool,
    pub above: Option<usize>,
}

/// The expected state.
#[derive(Default)]
pub struct Model {
    pub phase: usize,
    pub ideas: Vec<Idea>,
    /// By kind: the idea, and the text.
    pub points: Vec<(usize, usize, String)>,
    /// The number of the round, and whether it is open.
    pub round: i32,
    pub opened: bool,
    /// The person, and the idea.
    pub dots: BTreeMap<(usize, usize), i32>,
    pub sums: BTreeMap<(i32, usize), i32>,
    pub kept: Vec<usize>,
}

impl Model {
    pub fn head(&self, mut at: usize) -> usize {
        while let Some(above) = self.ideas[at].above {
            at = above;
        }
        at
    }

    pub fn family(&self, head: usize) -> Vec<usize> {
        (0..self.ideas.len()).filter(|at| self.head(*at) == head).collect()
    }

    pub fn lives(&self, at: usize) -> bool {
        self.ideas[at].above.is_none() && self.family(at).iter().any(|one| !self.ideas[*one].withdrawn)
    }

    pub fn living(&self) -> usize {
        (0..self.ideas.len()).filter(|at| self.lives(*at)).count()
    }

    pub fn kept_heads(&self) -> usize {
        let mut heads: Vec<usize> = self.kept.iter().map(|at| self.head(*at)).filter(|head| self.lives(*head)).collect();
        heads.sort_unstable();
        heads.dedup();
        heads.len()
    }

    pub fn clear_dead(&mut self) {
        let dead: Vec<usize> = (0..self.ideas.len()).filter(|at| !self.lives(self.head(*at))).collect();
        self.dots.retain(|(_, idea), _| !dead.contains(idea));
        self.kept.retain(|idea| !dead.contains(idea));
    }
}

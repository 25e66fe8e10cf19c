//! Compares a model of a board's steps with the program, with several people at once: merging loses nothing, going back loses nothing, and
//! no one ever has more dots than the allowance.

use hamdel::kit::i18n::Locale;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::expected::{Idea, Model};
use super::{apart, dots, go, keep, merge, open_dots, say};
use crate::support;
use crate::world::{Browser, Member, World};

const PEOPLE: usize = 3;
const CASES: usize = 6;
const STEPS: usize = 60;
const K: i32 = 3;
const PHASES: [&str; 6] = ["gather", "tidy", "weigh", "narrow", "commit", "done"];

#[derive(Clone, Copy, Debug)]
enum Step {
    Add(usize),
    Edit(usize, usize),
    TakeBack(usize, usize),
    BringBack(usize, usize),
    Merge(usize, usize),
    Apart(usize),
    Say(usize, usize, usize),
    Dots(usize, usize, i32),
    Open,
    Again,
    Keep(usize, bool),
    Go(usize, usize),
    /// One step forward: otherwise the later steps would be too rare.
    On,
}

fn step() -> impl Strategy<Value = Step> {
    let (who, any) = (0..PEOPLE, 0..100_usize);
    prop_oneof![
        4 => who.clone().prop_map(Step::Add),
        2 => (who.clone(), any.clone()).prop_map(|(who, which)| Step::Edit(who, which)),
        1 => (who.clone(), any.clone()).prop_map(|(who, which)| Step::TakeBack(who, which)),
        1 => (who.clone(), any.clone()).prop_map(|(who, which)| Step::BringBack(who, which)),
        4 => (any.clone(), any.clone()).prop_map(|(which, into)| Step::Merge(which, into)),
        2 => any.clone().prop_map(Step::Apart),
        4 => (who.clone(), any.clone(), 0..3_usize).prop_map(|(who, which, kind)| Step::Say(who, which, kind)),
        9 => (who, any.clone(), 0..=K).prop_map(|(who, which, many)| Step::Dots(who, which, many)),
        2 => Just(Step::Open),
        1 => Just(Step::Again),
        3 => (any.clone(), proptest::bool::ANY).prop_map(|(which, kept)| Step::Keep(which, kept)),
        2 => (0..PHASES.len(), 0..PHASES.len()).prop_map(|(seen, to)| Step::Go(seen, to)),
        7 => Just(Step::On),
    ]
}

/// Random steps may omit some of these, so each happens here once, with the four ideas that every case begins with.
const WHOLE_BOARD: [Step; 15] = [
    Step::On,
    Step::Merge(0, 1),
    Step::Apart(0),
    Step::Merge(0, 1),
    Step::On,
    Step::Say(0, 1, 0),
    Step::On,
    Step::Dots(0, 1, 2),
    Step::Dots(1, 2, 1),
    Step::Dots(2, 3, 1),
    Step::Open,
    Step::Keep(1, true),
    Step::Keep(2, true),
    Step::On,
    Step::Go(4, 0),
];

struct Stage<'a> {
    world: &'a World,
    staff: &'a Browser,
    people: &'a [Member],
    board: String,
    model: Model,
}

impl Stage<'_> {
    fn pick(&self, which: usize) -> Option<usize> {
        (!self.model.ideas.is_empty()).then(|| which % self.model.ideas.len())
    }

    async fn take(&mut self, step: Step) {
        let phase = PHASES[self.model.phase];
        match step {
            Step::Add(who) => {
                let (id, text) = (Uuid::new_v4(), format!("idea {}", Uuid::new_v4()));
                let reply = self.people[who].browser.idea(&self.board, id, &text).await;
                assert_eq!(reply.status, if phase == "gather" { 200 } else { 422 });
                if reply.status == 200 {
                    self.model.ideas.push(Idea { id, author: who, text, version: 1, withdrawn: false, above: None });
                }
            }
            Step::Edit(who, which) => {
                let Some(at) = self.pick(which) else { return };
                let idea = self.model.ideas[at].clone();
                let text = format!("words {}", Uuid::new_v4());
                let fields = [("text", text.as_str()), ("version", &*idea.version.to_string())];
                let reply = self.people[who].browser.fragment(&format!("/entries/{}", idea.id), &fields).await;
                let expected = match (idea.author == who, ["gather", "tidy"].contains(&phase) && !idea.withdrawn) {
                    (false, _) => 403,
                    (true, false) => 422,
                    (true, true) => 200,
                };
                assert_eq!(reply.status, expected);
                if expected == 200 {
                    self.model.ideas[at].text = text;
                    self.model.ideas[at].version += 1;
                }
            }
            Step::TakeBack(who, which) | Step::BringBack(who, which) => {
                let Some(at) = self.pick(which) else { return };
                let (idea, withdrawn) = (self.model.ideas[at].clone(), matches!(step, Step::TakeBack(..)));
                let act = if withdrawn { "withdrawal" } else { "restoration" };
                let reply = self.people[who].browser.fragment(&format!("/entries/{}/{act}", idea.id), &[]).await;
                let expected = match (idea.author == who, withdrawn || ["gather", "tidy"].contains(&phase)) {
                    (false, _) => 403,
                    (true, false) => 422,
                    (true, true) => 200,
                };
                assert_eq!(reply.status, expected);
                if expected == 200 && idea.withdrawn != withdrawn {
                    self.model.ideas[at].withdrawn = withdrawn;
                    self.model.ideas[at].version += 1;
                    if withdrawn {
                        self.model.clear_dead();
                    }
                }
            }
            Step::Merge(which, into) => {
                let (Some(at), Some(into)) = (self.pick(which), self.pick(into)) else { return };
                let (idea, other) = (self.model.ideas[at].clone(), self.model.ideas[into].clone());
                let reply = merge(self.staff, &self.board, idea.id, other.id).await;
                let expected = if phase != "tidy" || at == into {
                    422
                } else if idea.above == Some(into) {
                    200
                } else if idea.above.is_some() || other.above.is_some() {
                    409
                } else if idea.withdrawn || other.withdrawn {
                    422
                } else {
                    200
                };
                assert_eq!(reply.status, expected, "{}", reply.body);
                if expected == 200 {
                    self.model.ideas[at].above = Some(into);
                }
            }
            Step::Apart(which) => {
                let Some(at) = self.pick(which) else { return };
                let reply = apart(self.staff, self.model.ideas[at].id).await;
                assert_eq!(reply.status, if phase == "tidy" { 200 } else { 422 });
                if phase == "tidy" {
                    self.model.ideas[at].above = None;
                }
            }
            Step::Say(who, which, kind) => {
                let Some(at) = self.pick(which) else { return };
                let (text, code) = (format!("point {}", Uuid::new_v4()), ["benefit", "cost", "question"][kind]);
                let idea = self.model.ideas[at].id;
                let reply = say(&self.people[who].browser, &self.board, Uuid::new_v4(), idea, code, &text).await;
                assert_eq!(reply.status, if phase == "weigh" && self.model.lives(at) { 200 } else { 422 });
                if reply.status == 200 {
                    self.model.points.push((at, kind, text));
                }
            }
            Step::Dots(who, which, many) => {
                let Some(at) = self.pick(which) else { return };
                let round = self.model.round;
                let reply = dots(&self.people[who].browser, &self.board, round, self.model.ideas[at].id, many).await;
                let family = self.model.family(at);
                let of = |here: bool| -> i32 {
                    let mine = self.model.dots.iter().filter(|((whose, idea), _)| *whose == who && family.contains(idea) == here);
                    mine.map(|(_, many)| many).sum()
                };
                let (here, elsewhere) = (of(true), of(false));
                let expected = if phase != "narrow" {
                    422
                } else if self.model.opened {
                    409
                } else if !self.model.lives(at) || (many > here && many + elsewhere > K) {
                    422
                } else {
                    200
                };
                assert_eq!(reply.status, expected, "{many} where {here} are, {elsewhere} elsewhere: {}", reply.body);
                if expected == 200 {
                    // A dot may be withdrawn from either of the merged ideas: only their sum is shown.
                    self.model.dots.retain(|(whose, idea), _| *whose != who || !family.contains(idea));
                    if many > 0 {
                        self.model.dots.insert((who, at), many);
                    }
                }
            }
            Step::Open => {
                let reply = open_dots(self.staff, &self.board, self.model.round).await;
                let mut givers: Vec<usize> = self.model.dots.keys().map(|(who, _)| *who).collect();
                givers.dedup();
                let expected = if phase != "narrow" || (!self.model.opened && givers.len() < 3) { 422 } else { 200 };
                assert_eq!(reply.status, expected, "{givers:?}: {}", reply.body);
                if expected == 200 && !self.model.opened {
                    self.model.opened = true;
                    for ((_, idea), many) in std::mem::take(&mut self.model.dots) {
                        *self.model.sums.entry((self.model.round, self.model.head(idea))).or_default() += many;
                    }
                }
            }
            Step::Again => {
                let (round, k) = (self.model.round.to_string(), K.to_string());
                let path = format!("/brainstorms/{}/dots/rounds", self.board);
                let reply = self.staff.fragment(&path, &[("round", &round), ("dots", &k)]).await;
                let expected = if phase == "narrow" && self.model.opened { 200 } else { 422 };
                assert_eq!(reply.status, expected, "{}", reply.body);
                if expected == 200 {
                    self.model.round += 1;
                    self.model.opened = false;
                }
            }
            Step::Keep(which, kept) => {
                let Some(at) = self.pick(which) else { return };
                let reply = keep(self.staff, self.model.ideas[at].id, kept).await;
                let family = self.model.family(self.model.head(at));
                let is_kept = self.model.kept.iter().any(|one| family.contains(one));
                let fits = !kept || is_kept || self.model.kept_heads() < 4;
                let expected = if phase == "narrow" && self.model.lives(at) && fits { 200 } else { 422 };
                assert_eq!(reply.status, expected, "{}", reply.body);
                if expected == 200 && is_kept != kept {
                    if kept {
                        self.model.kept.push(at);
                    } else {
                        self.model.kept.retain(|one| !family.contains(one));
                    }
                }
            }
            Step::Go(seen, to) => self.go(seen, to).await,
            Step::On => self.go(self.model.phase, (self.model.phase + 1) % PHASES.len()).await,
        }
    }

    async fn go(&mut self, seen: usize, to: usize) {
        let reply = go(self.staff, &self.board, PHASES[seen], PHASES[to]).await;
        let expected = if self.model.phase == to {
            200
        } else if self.model.phase != seen {
            409
        } else if PHASES[to] == "commit" && self.model.kept_heads() < self.model.living().min(2) {
            422
        } else {
            200
        };
        assert_eq!(reply.status, expected, "{}", reply.body);
        if expected == 200 {
            if self.model.phase != to && PHASES[to] == "narrow" && self.model.round == 0 {
                self.model.round = 1;
            }
            self.model.phase = to;
        }
    }

    /// Every text that was ever written is present, in its place.
    async fn holds(&self) {
        let board = &self.board;
        let all = |query: &str| query.replace("{}", board);
        let rows: Vec<String> = self
            .world
            .all(&all("select concat_ws(' ', id, withdrawn, coalesce(merged_into::text, '-')) from entry where is_idea and brainstorm_id = '{}' order by number"))
            .await;
        let expected: Vec<String> = self
            .model
            .ideas
            .iter()
            .map(|idea| {
                let above = idea.above.map_or("-".to_owned(), |above| self.model.ideas[above].id.to_string());
                format!("{} {} {above}", idea.id, if idea.withdrawn { "t" } else { "f" })
            })
            .collect();
        assert_eq!(rows, expected);
        let points: Vec<String> = self
            .world
            .all(&all("select concat_ws(' ', idea_id, kind) from entry where not is_idea and brainstorm_id = '{}' order by number"))
            .await;
        let kinds = ["benefit", "cost", "question"];
        assert_eq!(
            points,
            self.model.points.iter().map(|(at, kind, _)| format!("{} {}", self.model.ideas[*at].id, kinds[*kind])).collect::<Vec<_>>()
        );
        let most: i64 = self
            .world
            .one(&all("select coalesce(max(n), 0) from (select count(*) n from dot where brainstorm_id = '{}' group by round, tag) t"))
            .await;
        assert!(most <= i64::from(K));
        let given: i64 = self.world.one(&all("select count(*) from dot where brainstorm_id = '{}'")).await;
        assert_eq!(given, i64::from(self.model.dots.values().sum::<i32>()));
        let sums: i64 = self.world.one(&all("select coalesce(sum(sum), 0) from dot_sum where brainstorm_id = '{}'")).await;
        assert_eq!(sums, i64::from(self.model.sums.values().sum::<i32>()));
        let kept: i64 = self.world.one(&all("select count(*) from solution where brainstorm_id = '{}'")).await;
        assert_eq!(kept, i64::try_from(self.model.kept.len()).expect("small"));
    }

    /// And every participant sees it.
    async fn is_seen(&self, session: &str) {
        let page = self.people[0].browser.get(&format!("/sessions/{session}/live")).await.body;
        for idea in self.model.ideas.iter().filter(|idea| !idea.withdrawn) {
            assert!(page.contains(&idea.text), "{} is lost", idea.text);
        }
        if self.model.phase >= 2 {
            for (at, _, text) in &self.model.points {
                assert_eq!(page.contains(text.as_str()), self.model.lives(self.model.head(*at)), "{text}");
            }
        }
    }
}

#[sqlx::test(migrations = false)]
async fn random_steps_lose_nothing_and_give_no_one_extra_dots(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let mut runner = support::steps();
    for case in 0..CASES {
        let group = practice.group(Locale::En, 15).await;
        let mut people = Vec::new();
        for at in 0..PEOPLE {
            people.push(group.member(&format!("Member {at}")).await);
        }
        let session = group.live().await;
        for one in &people {
            one.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
        }
        let board = group.board(&session, "aloud-named").await;
        let mut stage = Stage { world: &world, staff: group.therapist(), people: &people, board, model: Model::default() };
        let steps = proptest::collection::vec(step(), STEPS).new_tree(&mut runner).expect("steps").current();
        for first in [Step::Add(0), Step::Add(1), Step::Add(2), Step::Add(0)] {
            stage.take(first).await;
        }
        if case == 0 {
            for step in WHOLE_BOARD {
                stage.take(step).await;
                stage.holds().await;
            }
            assert_eq!((stage.model.ideas[0].above, stage.model.sums.len(), stage.model.kept_heads()), (Some(1), 3, 2));
        }
        for step in steps {
            println!("{step:?}");
            stage.take(step).await;
            stage.holds().await;
        }
        // All people at once.
        stage.go(stage.model.phase, 3).await;
        let round = stage.model.round;
        if stage.model.opened {
            stage.take(Step::Again).await;
        }
        let round = round.max(stage.model.round);
        if let Some(idea) = (0..stage.model.ideas.len()).find(|at| stage.model.lives(*at)) {
            let id = stage.model.ideas[idea].id;
            let board = &stage.board;
            let all = people.iter().flat_map(|one| (0..=K).map(move |many| dots(&one.browser, board, round, id, many)));
            let replies = futures_util::future::join_all(all).await;
            assert!(replies.iter().all(|reply| [200, 422].contains(&reply.status)));
            let most: i64 = world.one("select coalesce(max(n), 0) from (select count(*) n from dot group by round, tag) t").await;
            assert!(most <= i64::from(K));
        }
        stage.is_seen(&session).await;
    }
}

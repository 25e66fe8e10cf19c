//! Compares a model of the draft with the program: random proposals, answers, amendments, arrivals and departures. No version is ratified
//! without the agreement of every active member, no answer is lost or doubled, and no version changes.

use std::collections::BTreeMap;

use hamdel::charter::draft::settle::after_roster;
use hamdel::group::store::{StateChange, set_state};
use hamdel::group::{GroupId, MembershipId, MembershipState, Role};
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use hamdel::practice::PracticeId;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{answer, reword, send};
use crate::support;
use crate::world::{Member, TestGroup, World};

const PEOPLE: usize = 4;
const CASES: usize = 6;
const STEPS: usize = 40;

/// The indices of a person and a proposal, and the act.
#[derive(Clone, Copy, Debug)]
enum Step {
    Add(usize),
    Change(usize, usize),
    Remove(usize, usize),
    Reword(usize, usize),
    Withdraw(usize, usize),
    Answer(usize, usize, usize),
    /// Every member agrees to one proposal: otherwise unanimous agreement would be too rare.
    AllAgree(usize),
    Come(usize),
    Pause(usize),
    Leave(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let (who, any) = (0..PEOPLE, 0..100_usize);
    prop_oneof![
        2 => who.clone().prop_map(Step::Add),
        1 => (who.clone(), any.clone()).prop_map(|(who, which)| Step::Change(who, which)),
        1 => (who.clone(), any.clone()).prop_map(|(who, which)| Step::Remove(who, which)),
        2 => (who.clone(), any.clone()).prop_map(|(who, which)| Step::Reword(who, which)),
        1 => (who.clone(), any.clone()).prop_map(|(who, which)| Step::Withdraw(who, which)),
        6 => (who.clone(), any.clone(), 0..4_usize).prop_map(|(who, which, what)| Step::Answer(who, which, what)),
        5 => any.prop_map(Step::AllAgree),
        2 => who.clone().prop_map(Step::Come),
        1 => who.clone().prop_map(Step::Pause),
        1 => who.prop_map(Step::Leave),
    ]
}

#[derive(Clone, Debug)]
struct Open {
    id: String,
    author: usize,
    revision: i32,
    /// The article that it is about; `None` for a new one.
    line: Option<Uuid>,
    brings_words: bool,
}

/// The expected state.
#[derive(Default)]
struct Model {
    active: [bool; PEOPLE],
    open: Vec<Open>,
    /// By proposal, revision and person.
    answers: BTreeMap<(String, i32, usize), &'static str>,
    versions: i64,
}

impl Model {
    fn is_agreed(&self) -> bool {
        let active: Vec<usize> = (0..PEOPLE).filter(|who| self.active[*who]).collect();
        let agrees = |one: &Open, who: usize| self.answers.get(&(one.id.clone(), one.revision, who)) == Some(&"agree");
        active.len() >= 2 && !self.open.is_empty() && self.open.iter().all(|one| active.iter().all(|who| agrees(one, *who)))
    }

    fn settle(&mut self) {
        if self.is_agreed() {
            self.versions += 1;
            self.open.clear();
        }
    }

    fn answered(&mut self, at: usize, who: usize, what: &'static str) {
        let one = &self.open[at];
        self.answers.insert((one.id.clone(), one.revision, who), what);
    }
}

struct Stage<'a> {
    world: &'a World,
    group: &'a TestGroup<'a>,
    people: &'a [Member],
    practice: PracticeId,
    model: Model,
}

impl Stage<'_> {
    async fn roster(&mut self, who: usize, state: MembershipState) {
        let app = &self.world.app;
        let mut tx = Tx::for_practice(&app.pool, self.practice.0).await.expect("a transaction");
        let change = StateChange {
            membership: MembershipId(self.people[who].membership.parse().expect("an id")),
            group: GroupId(self.group.id.parse().expect("an id")),
            practice: self.practice,
            role: Role::Member,
            state,
            reason: None,
            by: None,
        };
        set_state(&mut tx, &app.vault, &change, after_roster, app.clock.now()).await.expect("a change");
        tx.commit().await.expect("a commit");
        self.model.active[who] = state == MembershipState::Active;
        self.model.settle();
    }

    async fn lines(&self) -> Vec<Uuid> {
        let newest = "(select id from charter_version where group_id = '{}' order by number desc limit 1)".replace("{}", &self.group.id);
        self.world.all(&format!("select line from charter_article where version_id = {newest} order by place")).await
    }

    async fn propose(&mut self, who: usize, act: &'static str, line: Option<Uuid>) {
        let id = Uuid::new_v4().to_string();
        let (text, about) = (format!("words {id}"), line.map(|line| line.to_string()).unwrap_or_default());
        let mut fields = vec![("id", id.as_str()), ("act", act)];
        if act != "remove" {
            fields.push(("text", &text));
        }
        if line.is_some() {
            fields.push(("line", &about));
        }
        let reply = send(self.group, &self.people[who].browser, &fields).await;
        let taken = line.is_some() && self.model.open.iter().any(|one| one.line == line);
        let expected = match (self.model.active[who], taken) {
            (false, _) => 404,
            (true, true) => 409,
            (true, false) => 303,
        };
        assert_eq!(reply.status, expected, "{}", reply.body);
        if expected == 303 {
            self.model.open.push(Open { id, author: who, revision: 1, line, brings_words: act != "remove" });
            self.model.answered(self.model.open.len() - 1, who, "agree");
            self.model.settle();
        }
    }

    async fn answer(&mut self, who: usize, at: usize, what: &'static str, behind: i32) {
        let one = self.model.open[at].clone();
        let words = if what == "agree" { "" } else { "because" };
        let reply = answer(self.group, &self.people[who].browser, &one.id, one.revision - behind, what, words).await;
        let expected = match (self.model.active[who], behind) {
            (false, _) => 404,
            (true, 0) => 303,
            (true, _) => 409,
        };
        assert_eq!(reply.status, expected, "{}", reply.body);
        if expected == 303 {
            self.model.answered(at, who, what);
            self.model.settle();
        }
    }

    async fn take(&mut self, step: Step) {
        let pick = |which: usize, of: usize| (of > 0).then(|| which % of);
        match step {
            Step::Add(who) => self.propose(who, "add", None).await,
            Step::Change(who, which) | Step::Remove(who, which) => {
                let lines = self.lines().await;
                let act = if matches!(step, Step::Change(..)) { "change" } else { "remove" };
                if let Some(at) = pick(which, lines.len()) {
                    self.propose(who, act, Some(lines[at])).await;
                }
            }
            Step::Reword(who, which) => {
                let Some(at) = pick(which, self.model.open.len()) else { return };
                let one = self.model.open[at].clone();
                let text = format!("other words {}", Uuid::new_v4());
                let reply = reword(self.group, &self.people[who].browser, &one.id, one.revision, &text).await;
                let expected = match (self.model.active[who], one.brings_words) {
                    (false, _) => 404,
                    (true, false) => 422,
                    (true, true) => 303,
                };
                assert_eq!(reply.status, expected);
                if expected == 303 {
                    self.model.open[at].revision += 1;
                    self.model.answered(at, who, "agree");
                    self.model.settle();
                }
            }
            Step::Withdraw(who, which) => {
                let Some(at) = pick(which, self.model.open.len()) else { return };
                let one = self.model.open[at].clone();
                let path = format!("/groups/{}/charter/proposals/{}/withdrawal", self.group.id, one.id);
                let reply = self.people[who].browser.post(&path, &[]).await;
                let expected = match (self.model.active[who], one.author == who) {
                    (false, _) => 404,
                    (true, false) => 403,
                    (true, true) => 303,
                };
                assert_eq!(reply.status, expected);
                if expected == 303 {
                    self.model.open.remove(at);
                    self.model.settle();
                }
            }
            Step::Answer(who, which, what) => {
                if let Some(at) = pick(which, self.model.open.len()) {
                    let (what, behind) = [("agree", 0), ("concern", 0), ("cannot", 0), ("agree", 1)][what];
                    self.answer(who, at, what, behind).await;
                }
            }
            Step::AllAgree(which) => {
                for who in (0..PEOPLE).filter(|who| self.model.active[*who]).collect::<Vec<_>>() {
                    let Some(at) = pick(which, self.model.open.len()) else { return };
                    self.answer(who, at, "agree", 0).await;
                }
            }
            Step::Come(who) => self.roster(who, MembershipState::Active).await,
            Step::Pause(who) => self.roster(who, MembershipState::Paused).await,
            Step::Leave(who) => self.roster(who, MembershipState::Left).await,
        }
    }

    async fn holds(&self) {
        let group = &self.group.id;
        assert_eq!(self.world.count(&format!("charter_version where group_id = '{group}'")).await, self.model.versions);
        let kept = format!(
            "select concat_ws(' ', proposal_id, revision, member, answer) from charter_answer where group_id = '{group}' order by 1"
        );
        let kept: Vec<String> = self.world.all(&kept).await;
        let mut expected: Vec<String> = self
            .model
            .answers
            .iter()
            .map(|((proposal, revision, who), what)| format!("{proposal} {revision} {} {what}", self.people[*who].membership))
            .collect();
        expected.sort();
        assert_eq!(kept, expected);
    }

    /// The content of each version, by number.
    async fn versions(&self) -> Vec<String> {
        let all = format!(
            "select md5(v::text || coalesce((select string_agg(a::text, '|' order by a.place) from charter_article a where a.version_id = v.id), ''))
             from charter_version v where v.group_id = '{}' order by v.number",
            self.group.id
        );
        self.world.all(&all).await
    }
}

#[sqlx::test(migrations = false)]
async fn every_version_is_what_every_member_agreed_to(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let mut runner = support::steps();
    for case in 0..CASES {
        let group = practice.group(Locale::En, 15).await;
        let mut people = Vec::new();
        for at in 0..PEOPLE {
            people.push(group.member(&format!("Member {at}")).await);
        }
        let practice_id = PracticeId(world.one("select id from practice").await);
        let model = Model { active: [true; PEOPLE], ..Model::default() };
        let mut stage = Stage { world: &world, group: &group, people: &people, practice: practice_id, model };
        let steps = proptest::collection::vec(step(), STEPS).new_tree(&mut runner).expect("steps").current();
        if case == 0 {
            for step in [Step::Add(0), Step::AllAgree(0)] {
                stage.take(step).await;
                stage.holds().await;
            }
            assert_eq!(stage.model.versions, 1, "a unanimous proposal is ratified");
        }
        let mut known: Vec<String> = Vec::new();
        for step in steps {
            println!("{step:?}");
            stage.take(step).await;
            stage.holds().await;
            let now = stage.versions().await;
            assert_eq!(now[..known.len()], known[..], "a ratified version has changed");
            known = now;
        }
    }
}

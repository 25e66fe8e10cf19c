//! A practice with groups, each with a session in progress and a board, made by the crate's own stores.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use hamdel::brainstorm::store::NewBoard;
use hamdel::brainstorm::{self, BrainstormId, Manner};
use hamdel::group::actor::{self, Actor};
use hamdel::group::store::NewMembership;
use hamdel::group::{self, AdmissionPolicy, Group, GroupId, Meets, MembershipId, MembershipState, Role};
use hamdel::kit::clock::Clock;
use hamdel::kit::db::{self, Tx};
use hamdel::kit::i18n::{Calendar, Locale};
use hamdel::kit::vault::{Master, Vault};
use hamdel::person::{self, NewPerson, PersonId, sign_in};
use hamdel::practice::{self, Practice, PracticeId, StaffRole};
use hamdel::private_postgres::Cluster;
use hamdel::session::{self, Session, SessionId, SessionState};
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;

/// A group with its session in progress.
pub struct Made {
    /// The session.
    pub session: Uuid,
    /// Its board.
    pub board: Uuid,
    /// A sign-in cookie of each person: the facilitator's first.
    pub cookies: Vec<String>,
    /// Their seats.
    pub seats: Vec<Uuid>,
}

/// Where the installation's key is.
pub fn key_file(home: &Path) -> PathBuf {
    home.join("master")
}

/// Makes it all; of each group's listeners the first are at a console.
pub async fn make(cluster: &Cluster, home: &Path, groups: u16, listeners: u16, consoles: u16) -> Vec<Made> {
    let options = cluster.url().parse().expect("an address");
    db::migrate(&options).await.expect("the schema");
    let pool = db::connect(db::pool_options(PgPoolOptions::new().max_connections(1)), options).await.expect("the pool");
    let vault = Vault::new(Master::from_file(&key_file(home), true).expect("a key"));
    let now = Clock::system().now();
    let practice = Practice {
        id: PracticeId::random(),
        name: "آزمون".to_owned(),
        locale: Locale::Fa,
        calendar: Calendar::Jalali,
        time_zone: chrono_tz::Asia::Tehran,
        version: 1,
    };
    let mut tx = Tx::for_practice(&pool, practice.id.0).await.expect("a transaction");
    vault.check(&mut tx).await.expect("the key's check");
    practice::store::insert(&mut tx, &vault, &practice, now).await.expect("a practice");
    let mut stage = Stage { tx, vault, practice: practice.id, now };
    let mut made = Vec::new();
    for number in 0..groups {
        made.push(stage.group(number, listeners, consoles).await);
    }
    stage.tx.commit().await.expect("kept");
    pool.close().await;
    made
}

struct Stage {
    tx: Tx,
    vault: Vault,
    practice: PracticeId,
    now: DateTime<Utc>,
}

impl Stage {
    async fn group(&mut self, number: u16, listeners: u16, consoles: u16) -> Made {
        let group = Group {
            id: GroupId::random(),
            practice: self.practice,
            name: format!("گروه {number}"),
            purpose: "سنجش".to_owned(),
            focus: None,
            ages: (None, None),
            severity: (None, None),
            areas: BTreeSet::new(),
            locale: Locale::Fa,
            capacity: 15,
            admission: AdmissionPolicy::Open,
            meets: Meets::InPerson,
            place: None,
            time_zone: chrono_tz::Asia::Tehran,
            calendar: Calendar::Jalali,
            ended_at: None,
            trial_until: None,
            version: 1,
        };
        group::store::insert(&mut self.tx, &self.vault, &group, self.now).await.expect("a group");
        let mut cookies = Vec::new();
        let mut seats = Vec::new();
        for seat in 0..listeners {
            // Every other member reads English, so that each idea is rendered for three kinds of readers.
            let locale = if seat > 1 && seat % 2 == 0 { Locale::En } else { Locale::Fa };
            let role = if seat < consoles { Role::Facilitator } else { Role::Member };
            let sitting = self.seat(&group, &format!("نام {number} {seat}"), role, locale).await;
            let secret = sign_in::begin(&mut self.tx, sitting.person(), "Browser", None, self.now).await.expect("a sign-in");
            cookies.push(format!("hamdel={}", secret.reveal()));
            seats.push(sitting);
        }
        let session = self.session(&group).await;
        for sitting in &seats {
            session::attendance::store::enter(&mut self.tx, session, *sitting, self.now).await.expect("entered");
        }
        let board =
            NewBoard {
                id: BrainstormId::random(), session, question: "چه کنیم؟", manner: Manner::Aloud, named: true, concern: None
            };
        brainstorm::store::insert_board(&mut self.tx, &self.vault, seats[0], &board, self.now).await.expect("a board");
        let seats = seats.iter().map(|seat| seat.membership().0).collect();
        Made { session: session.0, board: board.id.0, cookies, seats }
    }

    async fn seat(&mut self, group: &Group, name: &str, role: Role, locale: Locale) -> Actor {
        let person = NewPerson {
            id: PersonId::random(),
            name: name.to_owned(),
            email: None,
            passphrase: None,
            locale,
            calendar: locale.calendar(),
            time_zone: group.time_zone,
        };
        let staff = role.is_staff();
        person::insert(&mut self.tx, &self.vault, &person, self.now).await.expect("a person");
        practice::store::grant_access(&mut self.tx, person.id, self.practice, staff).await.expect("standing");
        if staff {
            practice::store::employ(&mut self.tx, self.practice, person.id, StaffRole::Facilitator, self.now).await.expect("a post");
        }
        let id = MembershipId::random();
        let new = NewMembership {
            id,
            group: group.id,
            practice: self.practice,
            person: Some(person.id),
            role,
            state: MembershipState::Active,
            name,
            invitation: None,
        };
        group::store::insert_membership(&mut self.tx, &self.vault, &new, self.now).await.expect("a seat");
        actor::store::in_group(&mut self.tx, person.id, group.id).await.expect("a database").expect("an actor")
    }

    async fn session(&mut self, group: &Group) -> SessionId {
        let at = self.now - TimeDelta::minutes(5);
        let session = Session {
            id: SessionId::random(),
            practice: self.practice,
            group: group.id,
            number: 0,
            local_start: at.with_timezone(&group.time_zone).naive_local(),
            time_zone: group.time_zone,
            starts_at: at.with_timezone(&group.time_zone),
            minutes: 90,
            place: None,
            question: None,
            state: SessionState::Live,
            started_at: Some(at),
            ended_at: None,
            frozen_at: None,
            closing_due_at: None,
            version: 1,
        };
        session::store::insert(&mut self.tx, &self.vault, &session, self.now).await.expect("a session");
        session.id
    }
}

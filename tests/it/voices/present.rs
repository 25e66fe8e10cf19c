//! Presence, computed a second time: random sessions, minute by minute, compared with the page of voices.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::gone::present;
use super::tap;
use crate::world::{Member, TestGroup, World};

const MINUTES: usize = 40;

/// A correction of a member's attendance.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Noted {
    Nothing,
    Absent,
    /// The member arrived in one minute, and left in another.
    Came(usize, Option<usize>),
}

/// A member's session as rows of minutes.
struct Raster {
    away: [bool; MINUTES],
    spoke: [bool; MINUTES],
    first_turn: Option<usize>,
    noted: Noted,
}

impl Raster {
    fn new() -> Self {
        Self { away: [false; MINUTES], spoke: [false; MINUTES], first_turn: None, noted: Noted::Nothing }
    }

    fn is_gone(&self) -> bool {
        matches!(self.noted, Noted::Absent | Noted::Came(_, Some(_)))
    }

    fn enters(&mut self, now: usize) {
        self.noted = match self.noted {
            Noted::Nothing => Noted::Came(self.first_turn.unwrap_or(now), None),
            Noted::Absent => Noted::Came(now, None),
            Noted::Came(first, left) => {
                self.away[left.unwrap_or(now).min(now)..now].fill(true);
                Noted::Came(first, None)
            }
        };
    }

    fn is_noted(&mut self, noted: Noted) {
        self.away.fill(false);
        self.noted = noted;
    }

    /// Whether it can be recorded.
    fn left(&mut self, at: usize) -> bool {
        let first = match (self.noted, self.first_turn) {
            (Noted::Came(first, _), _) | (Noted::Nothing, Some(first)) => first,
            _ => return false,
        };
        if at >= first {
            self.noted = Noted::Came(first, Some(at));
        }
        at >= first
    }

    fn minutes(&self) -> usize {
        let here = |minute: usize| match self.noted {
            Noted::Nothing => self.first_turn.is_some_and(|first| minute >= first),
            Noted::Absent => false,
            Noted::Came(first, left) => minute >= first && left.is_none_or(|left| minute < left) && !self.away[minute],
        };
        (0..MINUTES).filter(|minute| here(*minute) || self.spoke[*minute]).count()
    }
}

/// Cuts the open turn at minute `at`.
fn cut(rasters: &mut [Raster], open: &mut Option<(usize, usize, Uuid)>, at: usize) {
    if let Some((who, from, _)) = open.take() {
        rasters[who].spoke[from.min(at)..at].fill(true);
    }
}

async fn evening(world: &World, group: &TestGroup<'_>, people: &[Member], seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    let began = world.app.clock.now();
    let session = group.live().await;
    let staff = group.therapist();
    let mut rasters: Vec<Raster> = people.iter().map(|_| Raster::new()).collect();
    let mut open: Option<(usize, usize, Uuid)> = None;
    let mut story = Vec::new();
    for now in 0..MINUTES {
        for _ in 0..random.random_range(0..3) {
            let who = random.random_range(0..people.len());
            let speaks = open.is_some_and(|(speaks, ..)| speaks == who);
            let at = random.random_range(0..=now);
            let clock = (began + TimeDelta::minutes(i64::try_from(at).expect("few"))).with_timezone(&chrono_tz::Asia::Tehran);
            let clock = clock.format("%H:%M").to_string();
            let says = async |fields: &[(&str, &str)]| {
                staff.post(&format!("/sessions/{session}/attendance/{}", people[who].membership), fields).await.status
            };
            let act = random.random_range(0..8);
            story.push((now, who, act, at));
            let (mut ends, mut expected, mut status) = (None, 303, 303);
            let raster = &mut rasters[who];
            match act {
                0 | 1 => {
                    people[who].browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
                    raster.enters(now);
                }
                2 => {
                    people[who].browser.post(&format!("/sessions/{session}/departure"), &[]).await;
                    if !raster.is_gone() {
                        raster.left(now);
                    }
                    ends = Some(now);
                }
                3 => {
                    status = says(&[("said", "here"), ("entered", &clock)]).await;
                    raster.is_noted(Noted::Came(at, None));
                }
                4 => {
                    status = says(&[("said", "left"), ("left", &clock)]).await;
                    ends = Some(at);
                    if !raster.left(at) {
                        (ends, expected) = (None, 422);
                    }
                }
                5 if now % 2 == 0 => {
                    status = says(&[("said", "absent")]).await;
                    raster.is_noted(Noted::Absent);
                    ends = Some(now);
                }
                5 => {
                    status = says(&[("said", "expected")]).await;
                    match raster.first_turn {
                        None => raster.is_noted(Noted::Nothing),
                        Some(_) => expected = 422,
                    }
                }
                _ => {
                    let id = Uuid::new_v4();
                    let before = open.map(|(_, _, turn)| turn.to_string()).unwrap_or_default();
                    status = tap(staff, &session, id, &people[who].membership, &before, 0).await.status;
                    expected = if raster.is_gone() { 422 } else { 200 };
                    if expected == 200 && !speaks {
                        cut(&mut rasters, &mut open, now);
                        open = Some((who, now, id));
                        rasters[who].first_turn.get_or_insert(now);
                    }
                }
            }
            assert_eq!(status, expected, "seed {seed}: {story:?}");
            if let Some(at) = ends.filter(|_| speaks) {
                cut(&mut rasters, &mut open, at);
            }
        }
        world.app.clock.advance(TimeDelta::minutes(1));
    }
    cut(&mut rasters, &mut open, MINUTES);
    for (member, raster) in people.iter().zip(&rasters) {
        let page = present(staff, &session, &member.membership).await;
        let by_hand = if raster.minutes() == 0 { "0:00".to_owned() } else { format!("{}:00", raster.minutes()) };
        assert_eq!(page, by_hand, "seed {seed}: {:?} of {story:?}", raster.noted);
    }
    staff.post(&format!("/sessions/{session}/end"), &[]).await;
}

#[sqlx::test(migrations = false)]
async fn presence_in_random_sessions_equals_a_model_counted_by_minutes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let people = [group.member("Maya").await, group.member("Omid").await, group.member("Noor").await];
    for seed in 0..6 {
        evening(&world, &group, &people, seed).await;
    }
}

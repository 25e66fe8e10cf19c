//! A handover: there is one therapist at every moment, and the former therapist's notes stay theirs. And one account has different roles in
//! different groups.

use chrono::TimeDelta;
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use hamdel::person::{self, NewPerson, PersonId, sign_in};
use hamdel::practice::{self, PracticeId, StaffRole};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::at;
use crate::world::{Browser, PASSPHRASE, World};

/// A therapist of the practice in addition to its founder.
pub async fn another(world: &World, name: &str) -> Browser {
    let app = &world.app;
    let locale = Locale::En;
    let new = NewPerson {
        id: PersonId::random(),
        name: name.to_owned(),
        email: None,
        passphrase: None,
        locale,
        calendar: locale.calendar(),
        time_zone: chrono_tz::Tz::Europe__Berlin,
    };
    let practice = PracticeId(world.one::<Uuid>("select id from practice").await);
    let mut tx = Tx::for_practice(&app.pool, practice.0).await.expect("a transaction");
    person::insert(&mut tx, &app.vault, &new, app.clock.now()).await.expect("an account");
    practice::store::grant_access(&mut tx, new.id, practice, true).await.expect("access");
    practice::store::employ(&mut tx, practice, new.id, StaffRole::Therapist, app.clock.now()).await.expect("a post");
    let link = sign_in::make_link(&mut tx, new.id, TimeDelta::hours(1), app.clock.now()).await.expect("a link");
    tx.commit().await.expect("a commit");
    let browser = world.browser(locale);
    assert_eq!(browser.post(&link, &[]).await.status, 303);
    browser
}

#[sqlx::test(migrations = false)]
async fn a_group_is_handed_over_and_notes_stay_with_their_author(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let notes = at(&group, &maya.membership, "/private-notes");
    let (id, page) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let save = [("id", &*id), ("page", &page), ("text", "she smiled today"), ("passphrase", PASSPHRASE)];
    assert_eq!(practice.therapist.post(&notes, &save).await.status, 303);
    let nora = another(&world, "Nora").await;
    let base = format!("/groups/{}", group.id);
    assert_eq!(nora.get(&base).await.status, 404);
    let staff: String = world.one("select id::text from staff where role = 'therapist'").await;
    assert!(practice.therapist.get(&format!("{base}/handover")).await.body.contains("Nora"));
    let fields = [("staff", staff.as_str()), ("stays", "true")];
    assert_eq!(maya.browser.post(&format!("{base}/therapist"), &fields).await.status, 403);
    assert_eq!(practice.therapist.post(&format!("{base}/therapist"), &fields).await.status, 303);
    let leads = format!("membership where group_id = '{}' and role = 'therapist' and state = 'active'", group.id);
    assert_eq!(world.count(&leads).await, 1);
    assert_eq!(nora.get(&format!("{base}/ending")).await.status, 200, "she leads");
    assert_eq!(practice.therapist.get(&format!("{base}/ending")).await.status, 403, "the former therapist runs the console");
    assert_eq!(practice.therapist.get(&format!("{base}/members")).await.status, 200);
    // Only the former therapist reads what they wrote.
    let theirs = nora.get(&notes).await;
    assert!(!theirs.body.contains("she smiled today"), "{}", theirs.body);
    assert_eq!(practice.therapist.get(&notes).await.status, 404);
    // After a handover back, the notes are there for their author.
    let first: String = world.one("select id::text from staff where role = 'administrator'").await;
    assert!(
        !practice.therapist.get(&format!("{base}/members")).await.body.contains("لیلا کریمی ("),
        "one person's two memberships get no mark"
    );
    assert_eq!(nora.post(&format!("{base}/therapist"), &[("staff", &first)]).await.location(), "/");
    assert_eq!(nora.get(&base).await.status, 404, "a therapist who does not stay is gone");
    assert!(practice.therapist.get(&notes).await.body.contains("she smiled today"));
    assert_eq!(world.count(&leads).await, 1);
}

#[sqlx::test(migrations = false)]
async fn content_shared_with_a_therapist_stays_with_them_until_its_author_shares_it_again(
    options: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = crate::concern::Table::new(&world, &group, &["Robin", "Wren", "Ash"]).await;
    let (robin, session) = (table.member(0), format!("/sessions/{}", table.session));
    assert!(robin.get("/").await.body.contains("stays with that person"), "each member reads it in advance");
    let id = table.laid(robin, "I am ashamed of it", "nameless").await;
    let mood = [("value", "4"), ("word", "thallium"), ("share", "true")];
    assert_eq!(robin.post(&format!("{session}/check-in"), &mood).await.status, 303);
    let answers = [("value", "6"), ("heard", "9"), ("safe", "9"), ("belonging", "9"), ("hope", "9"), ("share", "true"), ("wish", "true")];
    assert_eq!(robin.post(&format!("{session}/check-out"), &answers).await.status, 303);
    table.end().await;
    let (concerns, shared) = (format!("{session}/concerns"), format!("{session}/check-ins"));
    let sees = async |reader: &Browser| {
        let (concerns, shared) = (reader.get(&concerns).await.body, reader.get(&shared).await.body);
        assert!(concerns.contains("I am ashamed of it"), "its text stays with the group");
        (concerns.contains("Robin\u{2069} · only you see this"), shared.contains("thallium") && shared.contains("Robin"))
    };
    assert_eq!(sees(&practice.therapist).await, (true, true));
    let waits = "would like a word with you";
    assert!(practice.therapist.get("/").await.body.contains(waits));
    let nora = another(&world, "Nora").await;
    let base = format!("/groups/{}", group.id);
    let [hers, first]: [String; 2] = [
        world.one("select id::text from staff where role = 'therapist'").await,
        world.one("select id::text from staff where role = 'administrator'").await,
    ];
    assert!(practice.therapist.get(&format!("{base}/handover")).await.body.contains("stays with you"), "the page says so");
    assert_eq!(practice.therapist.post(&format!("{base}/therapist"), &[("staff", &hers)]).await.status, 303);
    assert_eq!(sees(&nora).await, (false, false), "nothing was addressed to her");
    assert!(nora.get(&concerns).await.body.contains("not to you"), "and reads why");
    // She does not see a contact request either, until it is addressed to her.
    let answer = format!("{session}/contact-requests/{}/answer", table.members[0].membership);
    assert!(!nora.get("/").await.body.contains(waits) && !nora.get(&shared).await.body.contains("We talked"));
    assert_eq!(nora.post(&answer, &[]).await.status, 404);
    let (ask, home) = (format!("{session}/contact-request"), robin.get("/").await.body);
    assert!(home.contains("You asked your previous therapist") && home.contains(&format!("action=\"{ask}\"")), "{home}");
    assert!(!table.member(1).get("/").await.body.contains("You asked your previous therapist"));
    assert_eq!((table.member(1).post(&ask, &[]).await.status, nora.post(&ask, &[]).await.status), (404, 403));
    for _ in 0..2 {
        assert_eq!(robin.post(&ask, &[]).await.location(), "/", "twice counts once");
    }
    assert!(nora.get("/").await.body.contains(waits) && !robin.get("/").await.body.contains("You asked your previous therapist"));
    assert_eq!(nora.post(&answer, &[]).await.status, 303);
    // Only its author can share it with her.
    assert!(robin.get(&concerns).await.body.contains("Show my new therapist too"));
    let show = format!("/concerns/{id}/showing");
    assert!([403, 404].contains(&table.member(1).fragment(&show, &[]).await.status));
    assert_eq!(nora.fragment(&show, &[]).await.status, 403);
    for _ in 0..2 {
        assert_eq!(robin.fragment(&show, &[]).await.status, 200, "twice counts once");
    }
    assert_eq!(sees(&nora).await, (true, false));
    assert!(!robin.get(&concerns).await.body.contains("Show my new therapist too"));
    // After the handover back, the first therapist reads again what was shared with them.
    assert_eq!(nora.post(&format!("{base}/therapist"), &[("staff", &first)]).await.status, 303);
    assert!(sees(&practice.therapist).await.1);
}

#[sqlx::test(migrations = false)]
async fn one_account_has_its_own_role_in_each_of_two_groups(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (first, second) = (practice.group(Locale::En, 8).await, practice.group(Locale::En, 8).await);
    let leila = first.facilitator("Leila").await;
    let (link, _) = second.invite("1", true).await;
    assert_eq!(leila.browser.post(&link, &[("name", "Leila, as a member")]).await.location(), "/");
    for (group, staff) in [(&first, true), (&second, false)] {
        let base = format!("/groups/{}", group.id);
        assert_eq!(leila.browser.get(&base).await.status, 200);
        assert_eq!(leila.browser.get(&format!("{base}/members")).await.status, if staff { 200 } else { 403 });
        let line = leila.browser.post(&format!("{base}/line"), &[("text", "a line")]).await.status;
        assert_eq!(line == 403, staff, "she acts as a member where she is one");
    }
    // A pause in one group leaves the other unchanged.
    let seat: String = world.one(&format!("select id::text from membership where group_id = '{}' and role = 'member'", second.id)).await;
    assert_eq!(practice.therapist.post(&at(&second, &seat, "/pause"), &[]).await.status, 303);
    assert_eq!(leila.browser.get(&format!("/groups/{}", second.id)).await.status, 404);
    assert_eq!(leila.browser.get(&format!("/groups/{}/members", first.id)).await.status, 200);
    let maya = first.member("Maya").await;
    let (link, _) = second.invite("1", true).await;
    assert_eq!(maya.browser.post(&link, &[("name", "Mahsa")]).await.location(), "/");
    let home = maya.browser.get("/").await.body;
    assert!(home.contains(&first.id) && home.contains(&second.id), "both are on her home");
    assert!(!practice.therapist.get(&format!("/groups/{}/members", first.id)).await.body.contains("Mahsa"), "each by its own name");
}

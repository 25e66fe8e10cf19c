//! Substitution for one session: who may be named and by whom, what the substitute can access and until when, and that members are
//! notified.

mod live;
mod naming;
mod notice;

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::climate::bare;
use crate::closing::Tab;
use crate::staff::{accept_offer, offer};
use crate::world::{Browser, PASSPHRASE, Reply, TestGroup, World};

/// The therapist of every test.
pub const LEILA: &str = "لیلا کریمی";

/// The value of the option in the form that begins with this text.
pub fn option(page: &str, words: &str) -> Option<String> {
    let pattern = regex::Regex::new(&format!(r#"<option value="([^"]+)"[^>]*>\s*{}"#, regex::escape(words))).expect("a pattern");
    pattern.captures(page).map(|found| found[1].to_owned())
}

/// Names a substitute for the member called `whose`, by the page's own form.
pub async fn asks(by: &Browser, path: &str, whose: &str, colleague: &str) -> Reply {
    let page = by.get(path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let (whose, colleague) = (option(&page.body, whose).expect("a seat"), option(&page.body, colleague).expect("a colleague"));
    by.post(path, &[("id", &Uuid::new_v4().to_string()), ("whose", &whose), ("colleague", &colleague)]).await
}

/// The group's therapist names Kian.
pub async fn named(by: &Browser, session: &str, whose: &str) {
    let path = format!("/sessions/{session}/substitutions");
    let reply = asks(by, &path, whose, "Kian").await;
    assert_eq!((reply.status, reply.location()), (303, path.as_str()), "{}", reply.body);
}

async fn kian(world: &World, administrator: &Browser, role: &str) -> Browser {
    accept_offer(world, &offer(administrator, role).await.0, "Kian", "kian@example.org").await
}

/// Everything of a group that is not this one session.
async fn sees_nothing_else(guest: &Browser, group: &TestGroup<'_>, other: &str) {
    for path in ["", "/members", "/charter", "/year", "/climate", "/own", "/leaving", "/reminders"] {
        assert_eq!(guest.get(&format!("/groups/{}{path}", group.id)).await.status, 404, "{path}");
    }
    for path in ["", "/live", "/closing", "/voices", "/concerns", "/check-ins"] {
        assert_eq!(guest.get(&format!("/sessions/{other}{path}")).await.status, 404, "{path}");
    }
    assert!(!guest.get("/groups").await.body.contains("نیلوفر"));
}

#[sqlx::test(migrations = false)]
async fn a_substitute_leads_one_session_and_loses_access_at_noon(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    let mut members = Vec::new();
    for name in ["Robin", "Wren", "Ash"] {
        members.push(group.member(name).await);
    }
    let before = crate::closing::held(&group).await;
    let guest = kian(&world, &practice.therapist, "therapist").await;
    let session = group.planned().await;
    let path = format!("/sessions/{session}");
    assert_eq!(guest.get(&path).await.status, 404);
    assert!(practice.therapist.get(&path).await.body.contains(&format!("href=\"{path}/substitutions\"")));
    named(&practice.therapist, &session, LEILA).await;

    // Before it.
    let home = guest.get("/").await.body;
    assert!(bare(&home).contains(&format!("You stand in for {LEILA}")) && home.contains(&format!("href=\"{path}\"")), "{home}");
    let page = guest.get(&path).await;
    assert_eq!(page.status, 200);
    let shown = bare(&page.body);
    assert!(shown.contains(&format!("In this session you stand in for {LEILA}")) && shown.contains("Robin"));
    assert!(
        !shown.contains("href=\"/groups/") && !shown.contains("/time\"") && !shown.contains("/slips\"") && !shown.contains("/cancel\"")
    );
    sees_nothing_else(&guest, &group, &before).await;
    let members_page = practice.therapist.get(&format!("/groups/{}/members", group.id)).await.body;
    assert!(!members_page.contains("Kian</bdi>"), "it gives no membership");
    for place in [&*path, "/"] {
        let shown = bare(&members[0].browser.get(place).await.body);
        assert!(shown.contains(&format!("In this session Kian stands in for {LEILA}.")), "{place}");
        assert!(shown.contains("Kian can see too, until noon the next day"), "{place}");
    }

    // During it.
    let started = guest.post(&format!("{path}/start"), &[]).await;
    assert_eq!(started.location(), format!("{path}/live"), "{}", started.body);
    let console = guest.get(&format!("{path}/live")).await.body;
    assert!(!console.contains(&format!("href=\"/groups/{}\"", group.id)), "the link to the group is not shown");
    let staff_seats = regex::Regex::new(r#"<bdi class="seat-name">([^<]+)</bdi>"#).expect("a pattern");
    let seats: Vec<_> = staff_seats.captures_iter(&console).map(|found| found[1].to_owned()).collect();
    assert!(seats.contains(&"Kian".to_owned()) && !seats.contains(&LEILA.to_owned()), "{seats:?}");
    for member in &members {
        member.browser.post(&format!("{path}/attendance"), &[]).await;
    }
    let phone = bare(&members[0].browser.get(&format!("{path}/live")).await.body);
    assert!(phone.contains(&format!("In this session Kian stands in for {LEILA}.")));
    let line = [("id", &*Uuid::new_v4().to_string()), ("text", "stay with shame")];
    assert_eq!(guest.fragment(&format!("{path}/backstage"), &line).await.status, 200);
    let seat: String = world.one("select id::text from membership where state = 'substitute'").await;
    assert_eq!(crate::voices::tap(&guest, &session, Uuid::new_v4(), &seat, "", 0).await.status, 200, "their turn is theirs");
    assert_eq!(guest.fragment(&format!("{path}/stage"), &[("seen", "1"), ("to", "7")]).await.status, 200);
    let mood = [("value", "3"), ("word", ""), ("share", "true"), ("wish", "true")];
    let form = bare(&members[0].browser.get(&format!("{path}/check-out")).await.body);
    assert!(
        form.contains(&format!("In this session Kian stands in for {LEILA}. If you show this, Kian can see it too")),
        "explained beside the tick"
    );
    assert_eq!(members[0].browser.post(&format!("{path}/check-out"), &mood).await.status, 303);
    assert_eq!(guest.post(&format!("{path}/end"), &[]).await.status, 303);
    let shared = guest.get(&format!("{path}/check-ins")).await;
    assert!(shared.status == 200 && shared.body.contains("Robin"), "what was shared with the therapist that day");
    assert_eq!(guest.get(&format!("/sessions/{before}/check-ins")).await.status, 404, "and of no other day");

    // Afterwards, until noon.
    let desk = Tab::open(&guest, &session).await;
    assert_eq!(desk.publish(Uuid::new_v4(), "We sat together.", &[]).await.status, 303);
    assert_eq!(crate::closing::goes_out(&world).await, 1);
    assert!(members[0].browser.get(&format!("{path}/closing")).await.body.contains("We sat together."));
    assert_eq!(guest.get(&format!("{path}/private-notes")).await.status, 404);
    assert!(!guest.get(&path).await.body.contains("private-notes"));
    world.app.clock.advance(TimeDelta::hours(24));
    hamdel::app::freeze(&world.app).await.expect("a database");
    guest.sign_in("kian@example.org", PASSPHRASE).await;
    practice.therapist.sign_in("leila@example.org", PASSPHRASE).await;
    for rest in ["", "/live", "/closing", "/check-ins", "/voices"] {
        assert_eq!(guest.get(&format!("{path}{rest}")).await.status, 404, "{rest}");
    }
    assert!(!guest.get("/").await.body.contains(&path), "and their home no longer shows it");
    let voices = practice.therapist.get(&format!("{path}/voices")).await.body;
    assert!(voices.contains("Kian") && voices.contains("standing in"), "who spoke stays readable");
    assert!(practice.therapist.get(&format!("{path}/closing/drafts")).await.body.contains("Kian"));
}

#[sqlx::test(migrations = false)]
async fn members_are_notified_in_their_language(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let maya = group.member("مایا").await;
    let sina = group.facilitator("سینا").await;
    kian(&world, &practice.therapist, "facilitator").await;
    let session = group.planned().await;
    named(&practice.therapist, &session, "سینا").await;
    let path = format!("/sessions/{session}");
    group.start(&session).await;
    for place in [&*path, "/", &format!("{path}/live")] {
        let shown = bare(&maya.browser.get(place).await.body);
        assert!(shown.contains("در این جلسه Kian جانشین سینا است."), "{place}: {shown}");
        assert!(!shown.contains("فقط به درمانگر نشان"), "a facilitator sees nothing that is the therapist's");
    }
    assert_eq!(sina.browser.get(&path).await.status, 200, "the replaced therapist keeps their membership");
}

//! The whereabouts of an online member: for the therapist alone, and deleted with the session.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use hamdel::session::ending;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{PASSPHRASE, TestGroup, World};

const PLACE: &str = "12 Rose Street, thallium bell";

async fn online(world: &World, group: &TestGroup<'_>) {
    world.execute(&format!("update therapy_group set meets = 'online' where id = '{}'", group.id)).await.expect("online");
}

#[sqlx::test(migrations = false)]
async fn whereabouts_are_asked_online_only_and_visible_to_the_therapist_only(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.live().await;
    let page = format!("/sessions/{session}");
    let (say, live, mine) = (format!("{page}/whereabouts"), format!("{page}/live"), format!("{page}/mine"));
    maya.browser.post(&format!("{page}/attendance"), &[]).await;
    assert!(!maya.browser.get(&live).await.body.contains("where-form"), "members in one room are not asked");
    assert!(maya.browser.fragment(&say, &[("text", PLACE)]).await.body.contains("meets in one room"));
    online(&world, &group).await;
    assert_eq!(omid.browser.fragment(&say, &[("text", PLACE)]).await.status, 422, "nor members who have not entered");
    let asked = maya.browser.get(&live).await.body;
    assert!(asked.contains("Where are you now?") && asked.contains("deleted when the session ends"), "the field names who can see it");
    let mut therapists = group.therapist().follow(&live).await;
    let mut others = [facilitator.browser.follow(&live).await, omid.browser.follow(&live).await];
    let reply = maya.browser.fragment(&say, &[("text", PLACE)]).await;
    assert!(reply.status == 200 && reply.body.contains("thallium"), "{}", reply.body);
    therapists.until("mine").await;
    for path in [&live, &mine, &say] {
        assert!(group.therapist().get(path).await.body.contains("thallium"), "the therapist at {path}");
    }
    assert!(maya.browser.get(&mine).await.body.contains("thallium"), "and who entered it");
    assert_eq!(world.count("whereabouts where position('thallium'::bytea in text) > 0").await, 0, "sealed");
    assert_eq!((facilitator.browser.get(&say).await.status, omid.browser.get(&say).await.status), (403, 403));
    for (who, browser) in [("facilitator", &facilitator.browser), ("member", &omid.browser)] {
        for path in [&live, &mine, &page, &format!("{page}/voices")] {
            assert!(!browser.get(path).await.body.contains("thallium"), "{who} at {path}");
        }
    }
    // The next event on all other streams is the next change for everyone: they received nothing of this.
    group.therapist().post(&format!("{page}/tender"), &[("tender", "true")]).await;
    for stream in &mut others {
        let event = stream.event().await.expect("a stream that continues");
        assert!(event.name != "mine" && event.data.contains("tender") || event.data.contains("may be heavy"), "{event:?}");
    }
    // An empty text withdraws it. A text that is too long is refused within the form and, without a script, given back.
    assert_eq!(maya.browser.post(&say, &[("text", " ")]).await.location(), live);
    assert_eq!(world.count("whereabouts").await, 0);
    let long = "x".repeat(161);
    let refused = maya.browser.fragment(&say, &[("text", &long)]).await;
    assert!(refused.status == 422 && refused.body.starts_with("<p class=\"error\" role=\"alert\">"), "{}", refused.body);
    assert!(maya.browser.post(&say, &[("text", &long)]).await.body.contains(&long));
    assert_eq!(group.therapist().post(&say, &[("text", PLACE)]).await.status, 403, "those who lead are not asked");
}

#[sqlx::test(migrations = false)]
async fn whereabouts_are_deleted_with_the_session_however_it_ends(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    online(&world, &group).await;
    for by_itself in [false, true] {
        let session = group.live().await;
        let page = format!("/sessions/{session}");
        maya.browser.post(&format!("{page}/attendance"), &[]).await;
        maya.browser.post(&format!("{page}/whereabouts"), &[("text", PLACE)]).await;
        assert_eq!(world.count("whereabouts").await, 1);
        let mut stream = group.therapist().listen(&format!("{page}/stream?after=1000")).await;
        stream.event().await.expect("the board");
        if by_itself {
            world.app.clock.advance(TimeDelta::hours(4));
            assert_eq!(ending::close_left_open(&world.app, &[], hamdel::app::LAST_ACTS).await.expect("a database"), 1);
            group.therapist().sign_in("leila@example.org", PASSPHRASE).await;
        } else {
            group.therapist().post(&format!("{page}/end"), &[]).await;
            stream.until("mine").await;
        }
        assert_eq!(world.count("whereabouts").await, 0);
        let mine = group.therapist().get(&format!("{page}/mine")).await;
        assert!(
            mine.status == 200 && mine.body.contains("#whereabouts") && !mine.body.contains("thallium"),
            "an open console deletes it too"
        );
    }
}

#[sqlx::test(migrations = false)]
async fn staff_record_whereabouts_for_a_member_without_a_phone(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let maya = group.member("Maya").await;
    let parvin = uuid::Uuid::new_v4().to_string();
    group.therapist().post(&format!("/groups/{}/members", group.id), &[("id", &parvin), ("name", "Parvin")]).await;
    online(&world, &group).await;
    let session = group.live().await;
    let page = format!("/sessions/{session}");
    let (note, all) = (format!("{page}/whereabouts/{parvin}"), format!("{page}/whereabouts"));
    assert_eq!(facilitator.browser.post(&note, &[("text", PLACE)]).await.status, 422, "not before they are here");
    group.therapist().post(&format!("{page}/attendance/{parvin}"), &[("said", "here")]).await;
    let offered = facilitator.browser.get(&format!("{page}/check-in/{parvin}")).await.body;
    assert!(offered.contains(&note), "offered where staff record the mood");
    let long = "x".repeat(161);
    let refused = facilitator.browser.post(&note, &[("text", &long)]).await;
    assert!(refused.status == 422 && refused.body.contains(&long) && refused.body.contains("role=\"alert\""));
    assert_eq!(facilitator.browser.post(&note, &[("text", PLACE)]).await.location(), format!("{page}/live"));
    let read = group.therapist().get(&all).await.body;
    assert!(read.contains("thallium") && read.contains("entered by staff"), "marked: {read}");
    let again = facilitator.browser.get(&note).await.body;
    assert!(again.contains("already entered") && !again.contains("thallium"), "its writer is not shown the text again");
    assert_eq!(world.count("audit_entry where subject_kind = 'whereabouts' and action = 'whereabouts_noted'").await, 1);
    facilitator.browser.post(&note, &[("text", "")]).await;
    assert_eq!(world.count("whereabouts").await, 0, "an empty text withdraws it");
    maya.browser.post(&format!("{page}/attendance"), &[]).await;
    maya.browser.post(&all, &[("text", PLACE)]).await;
    let theirs = facilitator.browser.post(&format!("{all}/{}", maya.membership), &[("text", "elsewhere")]).await;
    assert!(theirs.status == 422 && theirs.body.contains("entered this themselves"), "a member's own text is kept");
    assert!(group.therapist().get(&all).await.body.contains("thallium"));
}

#[sqlx::test(migrations = false)]
async fn whereabouts_that_staff_record_reach_the_substitute_and_not_the_absent_therapist(
    options: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let sina = group.facilitator("Sina").await;
    let parvin = uuid::Uuid::new_v4().to_string();
    group.therapist().post(&format!("/groups/{}/members", group.id), &[("id", &parvin), ("name", "Parvin")]).await;
    online(&world, &group).await;
    let kian =
        crate::staff::accept_offer(&world, &crate::staff::offer(group.therapist(), "therapist").await.0, "Kian", "kian@example.org").await;
    let session = group.live().await;
    let page = format!("/sessions/{session}");
    crate::substitute::named(group.therapist(), &session, crate::substitute::LEILA).await;
    group.therapist().post(&format!("{page}/attendance/{parvin}"), &[("said", "here")]).await;
    let mut stream = kian.follow(&format!("{page}/live")).await;
    let leilas = "personal_change p join membership m on m.id = p.membership_id where m.role = 'therapist' and m.state = 'active'";
    let changes = async || world.one::<i64>(&format!("select coalesce(sum(p.seq), 0)::bigint from {leilas}")).await;
    let before = changes().await;
    assert_eq!(sina.browser.post(&format!("{page}/whereabouts/{parvin}"), &[("text", PLACE)]).await.status, 303);
    stream.until("mine").await;
    assert!(kian.get(&format!("{page}/mine")).await.body.contains("thallium"));
    assert_eq!(changes().await, before, "and not the absent therapist");
}

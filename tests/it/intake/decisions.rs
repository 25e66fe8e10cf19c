//! Admitting, keeping on the waiting list, and declining, each with a private note of the therapist.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{answer_step, candidate};
use crate::world::{Member, Reply, TestGroup, World};

async fn decides(group: &TestGroup<'_>, of: &Member, id: Uuid, decision: &str, note: &str) -> Reply {
    let path = format!("/groups/{}/members/{}/decision", group.id, of.membership);
    group.therapist().post(&path, &[("id", &id.to_string()), ("decision", decision), ("note", note)]).await
}

async fn state(world: &World, of: &Member) -> String {
    world.one(&format!("select state from membership where id = '{}'", of.membership)).await
}

#[sqlx::test(migrations = false)]
async fn each_decision_has_its_own_considerate_page(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    let (robin, wren, ash) =
        (candidate(&world, &group, "Robin").await, candidate(&world, &group, "Wren").await, candidate(&world, &group, "Ash").await);
    let own = format!("/groups/{}/intake", group.id);
    let together = format!("/groups/{}/fit", group.id);
    answer_step(&robin.browser, &group, "goals", "0", &[("words", "to breathe")]).await;
    assert!(robin.browser.get(&own).await.body.contains("You’re on the list"));

    // Kept waiting: a place with a date; the same form sent again is the same decision.
    let id = Uuid::new_v4();
    for _ in 0..2 {
        assert_eq!(decides(&group, &robin, id, "keep_waiting", "In spring, perhaps").await.location(), together);
    }
    assert_eq!(world.count("admission_decision").await, 1);
    let other = decides(&group, &robin, id, "keep_waiting", "In spring, or in summer").await;
    assert!(other.status == 409 && other.body.contains("In spring, or in summer"), "{}", other.body);
    assert_eq!(world.count("admission_decision").await, 1, "another note is not reported as saved");
    assert_eq!(state(&world, &robin).await, "waiting");
    assert!(robin.browser.get(&own).await.body.contains("place on the waiting list"));
    assert!(robin.browser.get("/").await.body.contains("On the waiting list since"));
    for one in [&wren, &ash] {
        decides(&group, one, Uuid::new_v4(), "keep_waiting", "").await;
    }
    let order = async || {
        let page = group.therapist().get(&together).await.body;
        let list = page.split("id=\"list\"").nth(1).expect("a list").to_owned();
        let mut at: Vec<(usize, &str)> =
            ["Robin", "Wren", "Ash"].map(|name| (list.find(&format!("<bdi>{name}")).expect("a name"), name)).into();
        at.sort_unstable();
        at.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(order().await, ["Robin", "Wren", "Ash"], "in the order of joining the list");
    let place = |of: &Member| format!("/groups/{}/members/{}/waiting-place", group.id, of.membership);
    group.therapist().post(&place(&ash), &[("way", "earlier")]).await;
    assert_eq!(order().await, ["Robin", "Ash", "Wren"]);
    group.therapist().post(&place(&robin), &[("way", "later")]).await;
    group.therapist().post(&place(&ash), &[("way", "earlier")]).await;
    assert_eq!(order().await, ["Ash", "Robin", "Wren"], "the first place is kept");

    // Declined: no longer waiting; their home and page say it, and they can withdraw their answers.
    assert_eq!(decides(&group, &robin, Uuid::new_v4(), "not_this_group", "The grief group fits better").await.status, 303);
    assert_eq!(state(&world, &robin).await, "removed");
    let home = robin.browser.get("/").await.body;
    assert!(home.contains("There’s an answer for you") && home.contains(&own));
    let page = robin.browser.get(&own).await.body;
    assert!(page.contains("Not this group, this time") && page.contains("to breathe") && page.contains("/help"));
    assert!(!page.contains("grief group fits"), "the note is not shown to them");
    assert_eq!(answer_step(&robin.browser, &group, "goals", "1", &[("words", "more")]).await.status, 409, "no answer is accepted now");
    robin.browser.post(&format!("{own}/withdrawal"), &[]).await;
    assert_eq!(world.count("intake_part").await, 0);
    assert_eq!(robin.browser.get(&format!("/groups/{}", group.id)).await.status, 404);

    // Admitted: in the group at once, and off the list.
    assert_eq!(decides(&group, &ash, Uuid::new_v4(), "admit", "").await.status, 303);
    assert_eq!(state(&world, &ash).await, "active");
    assert_eq!(world.count("waiting_place").await, 1);
    assert_eq!(ash.browser.get(&format!("/groups/{}", group.id)).await.status, 200);

    // Only a waiting person can be decided about.
    let again = decides(&group, &ash, Uuid::new_v4(), "not_this_group", "a word").await;
    assert_eq!(again.status, 422);
    assert_eq!(state(&world, &ash).await, "active");
}

#[sqlx::test(migrations = false)]
async fn a_full_group_admits_no_one_and_keeps_the_note(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    for name in ["Ann", "Ben", "Carol"] {
        group.member(name).await;
    }
    let robin = candidate(&world, &group, "Robin").await;
    let full = decides(&group, &robin, Uuid::new_v4(), "admit", "A good fit").await;
    assert_eq!(full.status, 422);
    assert!(full.body.contains("All seats are taken") && full.body.contains("A good fit"));
    assert_eq!((state(&world, &robin).await.as_str(), world.count("admission_decision").await), ("waiting", 0));
    assert_eq!(decides(&group, &robin, Uuid::new_v4(), "keep_waiting", &"a".repeat(500)).await.status, 422, "a note has a maximum length");
    // Only the author reads the note, under their own key.
    decides(&group, &robin, Uuid::new_v4(), "keep_waiting", "Ask again in spring").await;
    let fit = format!("/groups/{}/members/{}/fit", group.id, robin.membership);
    assert!(group.therapist().get(&fit).await.body.contains("Ask again in spring"));
    // A later therapist of the group sees the decision, and not the note.
    world
        .execute(
            "update admission_decision set decided_by = (select id from membership where role = 'member' and state = 'active' limit 1)",
        )
        .await
        .expect("another hand");
    let page = group.therapist().get(&fit).await.body;
    assert!(page.contains("kept on the waiting list") && !page.contains("Ask again in spring"));
}

#[sqlx::test(migrations = false)]
async fn a_decision_on_the_members_page_is_recorded_too(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    let (robin, wren) = (candidate(&world, &group, "Robin").await, candidate(&world, &group, "Wren").await);
    for one in [&robin, &wren] {
        decides(&group, one, Uuid::new_v4(), "keep_waiting", "").await;
    }
    let member = |of: &Member, act: &str| format!("/groups/{}/members/{}/{act}", group.id, of.membership);
    for _ in 0..2 {
        assert_eq!(group.therapist().post(&member(&robin, "admission"), &[]).await.status, 303);
    }
    assert_eq!(group.therapist().post(&member(&wren, "removal"), &[]).await.status, 303);
    let about = |of: &Member, decision| format!("admission_decision where membership_id = '{}' and decision = '{decision}'", of.membership);
    assert_eq!(world.count(&about(&robin, "admit")).await, 1, "once for a double click");
    assert_eq!(world.count(&about(&wren, "not_this_group")).await, 1);
    assert_eq!(world.count("waiting_place").await, 0, "only waiting people have a place on the list");
    // A pause is not a decision about a candidate.
    group.therapist().post(&member(&robin, "pause"), &[]).await;
    group.therapist().post(&member(&robin, "removal"), &[]).await;
    assert_eq!(world.count("admission_decision").await, 4);
}

#[sqlx::test(migrations = false)]
async fn admitting_to_a_closed_group_needs_confirmation_and_an_ended_group_admits_no_one(
    options: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 4).await;
    group.member("Ann").await;
    let session = group.live().await;
    let (robin, wren) = (candidate(&world, &group, "Robin").await, candidate(&world, &group, "Wren").await);
    world.execute(&format!("update therapy_group set admission = 'closed' where id = '{}'", group.id)).await.expect("a group");
    let fit = group.therapist().get(&format!("/groups/{}/members/{}/fit", group.id, robin.membership)).await.body;
    assert!(fit.contains("closed to new people"), "the page says it in advance");
    let refused = decides(&group, &robin, Uuid::new_v4(), "admit", "").await;
    assert!(refused.status == 422 && state(&world, &robin).await == "waiting", "not by accident");
    let path = format!("/groups/{}/members/{}/decision", group.id, robin.membership);
    let said = [("id", &*Uuid::new_v4().to_string()), ("decision", "admit"), ("closed_too", "true")];
    assert_eq!(group.therapist().post(&path, &said).await.status, 303, "but with confirmation");
    assert_eq!(state(&world, &robin).await, "active");
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(group.therapist().post(&format!("/groups/{}/ending", group.id), &[("when", "now")]).await.status, 303);
    assert_eq!(decides(&group, &wren, Uuid::new_v4(), "keep_waiting", "").await.status, 409, "an ended group is read-only");
}

#[sqlx::test(migrations = false)]
async fn the_waiting_list_is_one_card_a_person_and_each_reading_is_recorded(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 4).await;
    let (robin, wren) = (candidate(&world, &group, "Robin").await, candidate(&world, &group, "Wren").await);
    answer_step(&robin.browser, &group, "goals", "0", &[("words", "to breathe again")]).await;
    let list = format!("/groups/{}/members", group.id);
    let page = group.therapist().get(&list).await.body;
    assert!(page.contains("to breathe again") && page.contains("They have not told anything yet."), "{page}");
    for of in [&robin, &wren] {
        assert!(page.contains(&format!(r#"class="likeness" href="{list}/{}/fit""#, of.membership)), "each card has its likeness: {page}");
    }
    let read = |of: &Member| format!("audit_entry where action = 'intake_read' and subject_id = '{}'", of.membership);
    assert_eq!((world.count(&read(&robin)).await, world.count(&read(&wren)).await), (1, 1));

    // "Not now" keeps the person waiting and comes back to the list; "Admit" takes one press.
    let not_now = [("id", &*Uuid::new_v4().to_string()), ("decision", "keep_waiting"), ("from_list", "true")];
    let path = format!("{list}/{}", wren.membership);
    assert_eq!(group.therapist().post(&format!("{path}/decision"), &not_now).await.location(), list);
    let page = group.therapist().get(&list).await.body;
    assert!(page.contains("On the waiting list since"), "{page}");
    assert_eq!(group.therapist().post(&format!("{path}/admission"), &[]).await.location(), list);
    assert_eq!((state(&world, &wren).await, state(&world, &robin).await), ("active".to_owned(), "waiting".to_owned()));
}

#[sqlx::test(migrations = false)]
async fn admitting_all_leaves_out_who_was_told_not_now(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 5).await;
    let (robin, wren) = (candidate(&world, &group, "Robin").await, candidate(&world, &group, "Wren").await);
    decides(&group, &robin, Uuid::new_v4(), "keep_waiting", "").await;
    assert_eq!(group.therapist().post(&format!("/groups/{}/admissions", group.id), &[]).await.status, 303);
    assert_eq!((state(&world, &robin).await, state(&world, &wren).await), ("waiting".to_owned(), "active".to_owned()));
}

#[sqlx::test(migrations = false)]
async fn an_admission_is_undone_until_they_act_or_two_minutes_are_over(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    let (sina, robin) = (group.facilitator("Sina").await, candidate(&world, &group, "Robin").await);
    let (members, undoing) =
        (format!("/groups/{}/members", group.id), format!("/groups/{}/members/{}/admission/undoing", group.id, robin.membership));
    let second = || world.app.clock.advance(chrono::TimeDelta::seconds(1));
    decides(&group, &robin, Uuid::new_v4(), "keep_waiting", "").await;
    let since: String = world.one("select since::text from waiting_place").await;
    let waits_since = async || {
        let page = group.therapist().get(&members).await.body;
        page.split_once("waiting since").map(|(_, rest)| rest.chars().take(80).collect::<String>()).expect("a card")
    };
    let card = waits_since().await;
    for _ in 0..2 {
        second();
        group.admit(&robin).await;
        assert!(group.therapist().get(&members).await.body.contains(&undoing));
        assert!(!sina.browser.get(&members).await.body.contains(&undoing), "the therapist's act");
        // What they have read does not count.
        for path in ["/", "/messages", &format!("/groups/{}", group.id), &format!("/groups/{}/charter", group.id)] {
            assert_eq!(robin.browser.get(path).await.status, 200, "{path}");
        }
        second();
        for _ in 0..2 {
            assert_eq!(group.therapist().post(&undoing, &[]).await.location(), members, "twice counts once");
        }
        assert_eq!(state(&world, &robin).await, "waiting");
        assert_eq!(robin.browser.get(&format!("/groups/{}", group.id)).await.status, 404);
        assert_eq!(world.one::<String>("select since::text from waiting_place").await, since, "on the list again, since the same day");
        assert_eq!(waits_since().await, card, "nor does the card say that they came later");
    }
    assert_eq!(world.count("membership where seat is not null and role = 'member'").await, 0);
    let changes = format!("select state from membership_change where membership_id = '{}' order by at", robin.membership);
    assert_eq!(world.all::<String>(&changes).await, ["waiting", "active", "waiting", "active", "waiting"], "dated changes");
    assert_eq!(world.count("audit_entry where action = 'member_admission_undone'").await, 2);
    // They act as a member.
    second();
    group.admit(&robin).await;
    assert_eq!(robin.browser.post(&format!("/groups/{}/contact-request", group.id), &[]).await.status, 303);
    let refused = group.therapist().post(&undoing, &[]).await;
    assert!(refused.status == 422 && refused.body.contains("is already linked to them"), "{}", refused.body);
    // The time is over.
    world.execute("delete from contact_request").await.expect("no act");
    world.app.clock.advance(chrono::TimeDelta::minutes(2));
    assert!(!group.therapist().get(&members).await.body.contains(&undoing));
    let late = group.therapist().post(&undoing, &[]).await;
    assert!(late.status == 422 && late.body.contains("two minutes"), "{}", late.body);
    assert_eq!(state(&world, &robin).await, "active");
    // Whom staff added was not admitted from the list.
    let ash = [("id", &*Uuid::new_v4().to_string()), ("name", "Ash")];
    assert_eq!(group.therapist().post(&members, &ash).await.status, 303);
    assert!(!group.therapist().get(&members).await.body.contains("admission/undoing"));
}

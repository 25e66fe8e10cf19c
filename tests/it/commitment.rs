//! Commitments: made, offered, answered; their outcomes; and the opening of the next session.

mod kept;
mod opens;

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::weigh;
use crate::world::{Browser, Reply, TestGroup, World};

/// Makes a commitment, as the page's script does.
pub async fn make(who: &Browser, board: &str, id: &str, fields: &[(&str, &str)]) -> Reply {
    let fields: Vec<(&str, &str)> = [("id", id)].into_iter().chain(fields.iter().copied()).collect();
    who.fragment(&format!("/brainstorms/{board}/commitments"), &fields).await
}

/// A board at which the group has reached the step of choosing.
pub async fn choosing(group: &TestGroup<'_>, session: &str) -> String {
    let board = group.board(session, "aloud-named").await;
    assert_eq!(weigh::go(group.therapist(), &board, "gather", "commit").await.status, 200);
    board
}

/// Records the outcome of a commitment.
pub async fn say(who: &Browser, id: &str, fields: &[(&str, &str)]) -> Reply {
    who.post(&format!("/commitments/{id}/outcomes"), fields).await
}

fn fresh() -> String {
    Uuid::new_v4().to_string()
}

#[sqlx::test(migrations = false)]
async fn a_member_makes_a_commitment_and_the_group_sees_it(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let board = choosing(&group, &session).await;
    let stream = format!("/sessions/{session}/stream");
    let mut events = wren.browser.listen(&stream).await;
    let id = fresh();
    let fields = [("what", "swim with my sister"), ("sign", "we both laughed"), ("whose", wren.membership.as_str())];
    let reply = make(&robin.browser, &board, &id, &fields).await;
    assert_eq!((reply.status, reply.header("hamdel-kept")), (200, id.as_str()));
    assert!(reply.body.contains(&format!("id=\"commitment-{id}\"")));
    let received = events.until_data("swim with my sister").await.data;
    assert!(received.contains("<bdi>Robin</bdi>") && received.contains("we both laughed"), "no one commits another person: {received}");
    // A double submit stores one; other text under the same id, or an id of another person, is refused.
    for _ in 0..3 {
        assert_eq!(make(&robin.browser, &board, &id, &fields).await.status, 200);
    }
    assert_eq!(world.count("commitment").await, 1);
    assert_eq!(make(&robin.browser, &board, &id, &[("what", "something else")]).await.status, 409);
    assert_eq!(make(&wren.browser, &board, &id, &fields).await.status, 409);
    // Without a script: back to the session; an empty form is given back with its input.
    let path = format!("/brainstorms/{board}/commitments");
    let plain = robin.browser.post(&path, &[("id", &fresh()), ("what", "call him"), ("idea", "nonsense")]).await;
    assert_eq!((plain.status, plain.location()), (303, format!("/sessions/{session}/live").as_str()));
    let empty = robin.browser.post(&path, &[("id", &fresh()), ("what", " "), ("sign", "a smile")]).await;
    assert!(empty.status == 422 && empty.body.contains("Please write something here") && empty.body.contains("value=\"a smile\""));
    assert_eq!(make(&robin.browser, &board, &fresh(), &[("what", "")]).await.status, 422);
    // Sealed, and audited without text.
    assert_eq!(world.count("commitment where what::text like '%swim%' or sign::text like '%laughed%'").await, 0);
    assert_eq!(world.count("audit_entry where subject_kind = 'commitment' and action = 'commitment_made'").await, 2);
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    let late = make(&robin.browser, &board, &fresh(), &[("what", "too late")]).await;
    assert!(late.status == 422 && late.body.contains("This session has ended"), "{}", late.body);
}

#[sqlx::test(migrations = false)]
async fn a_day_is_read_in_the_calendar_of_the_form_and_in_any_digits(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let maryam = group.member("مریم").await;
    let session = group.live().await;
    let board = choosing(&group, &session).await;
    let page = maryam.browser.get(&format!("/sessions/{session}/live")).await.body;
    assert!(page.contains("name=\"calendar\" value=\"jalali\"") && page.contains("data-calendar=\"jalali\""));
    // The test's clock shows 3 Azar 1405, 24 November 2026.
    for (fields, due) in [
        ([("calendar", "jalali"), ("year", "۱۴۰۵"), ("month", "۹"), ("day", "۱۰")], Some("2026-12-01")),
        ([("calendar", "jalali"), ("year", "1405"), ("month", "9"), ("day", "3")], Some("2026-11-24")),
        ([("calendar", "gregorian"), ("year", "٢٠٢٦"), ("month", "12"), ("day", "1")], Some("2026-12-01")),
        ([("calendar", "jalali"), ("year", "1405"), ("month", "9"), ("day", "2")], None),
        ([("calendar", "jalali"), ("year", "1405"), ("month", "12"), ("day", "30")], None),
        ([("calendar", "jalali"), ("year", "2026"), ("month", "12"), ("day", "1")], None),
    ] {
        let id = fresh();
        let all: Vec<_> = fields.into_iter().chain([("what", "یک قدم"), ("by", "day")]).collect();
        let reply = make(&maryam.browser, &board, &id, &all).await;
        match due {
            Some(due) => assert_eq!(world.one::<String>(&format!("select due::text from commitment where id = '{id}'")).await, due),
            None => assert!(reply.status == 422 && reply.body.contains("class=\"error\""), "{fields:?}: {}", reply.body),
        }
    }
    let id = fresh();
    assert_eq!(make(&maryam.browser, &board, &id, &[("what", "یک قدم"), ("by", "next"), ("day", "99")]).await.status, 200);
    assert_eq!(world.count(&format!("commitment where id = '{id}' and due is null")).await, 1);
    // The date is shown in the reader's own calendar.
    let page = maryam.browser.get("/").await.body;
    assert!(page.contains("تا ۱۰ آذر") || page.contains("تا \u{2068}۱۰ آذر\u{2069}"), "{page}");
}

#[sqlx::test(migrations = false)]
async fn an_offer_for_everyone_reaches_each_phone_in_the_room_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren, ash) = (group.member("Robin").await, group.member("Wren").await, group.member("Ash").await);
    let sina = group.facilitator("Sina").await;
    let session = group.live().await;
    let board = choosing(&group, &session).await;
    for one in [&robin, &wren, &sina] {
        crate::concern::enter(&one.browser, &session).await;
    }
    let id = fresh();
    let everyone = [("what", "osmium walk"), ("whose", "everyone")];
    for _ in 0..2 {
        assert_eq!(make(&sina.browser, &board, &id, &everyone).await.status, 200, "the same form again changes nothing");
    }
    let owners: Vec<String> = world.all("select owner::text from commitment where status = 'offered' order by owner").await;
    let mut expected = [robin.membership.clone(), wren.membership.clone()];
    expected.sort();
    assert_eq!(owners, expected, "nobody who is elsewhere, and no staff");
    assert!(wren.browser.get("/").await.body.contains("osmium walk") && !ash.browser.get("/").await.body.contains("osmium walk"));
    // A member's own form cannot commit others.
    assert_eq!(make(&robin.browser, &board, &fresh(), &everyone).await.status, 200);
    assert_eq!(world.count("commitment").await, 3);
}

#[sqlx::test(migrations = false)]
async fn an_offer_is_answered_by_the_member_whom_it_is_for(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren, sina) = (group.member("Robin").await, group.member("Wren").await, group.facilitator("Sina").await);
    let session = group.live().await;
    let board = choosing(&group, &session).await;
    let live = format!("/sessions/{session}/live");
    let mut robins = robin.browser.listen(&format!("/sessions/{session}/stream")).await;
    let (taken, left) = (fresh(), fresh());
    for (id, what) in [(&taken, "osmium walk"), (&left, "rhodium letter")] {
        let offered = make(&sina.browser, &board, id, &[("what", what), ("whose", &robin.membership)]).await;
        assert!(offered.status == 200 && offered.body.contains(">Offered<"), "{}", offered.body);
    }
    assert_eq!(make(&sina.browser, &board, &fresh(), &[("what", "whose?")]).await.status, 422, "staff name the member");
    for outsider in [&sina.membership, &group.stranger().await.membership, &fresh()] {
        assert_eq!(make(&sina.browser, &board, &fresh(), &[("what", "whose?"), ("whose", outsider)]).await.status, 422);
    }
    // It arrives on their phone alone.
    robins.until("mine").await;
    assert!(robin.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("osmium walk"));
    assert!(robin.browser.get("/").await.body.contains("osmium walk"), "on their home too");
    for path in [&live, &format!("/sessions/{session}/mine"), "/", &format!("/brainstorms/{board}/commitments")] {
        let page = wren.browser.get(path).await.body;
        assert!(!page.contains("osmium") && !page.contains("rhodium"), "{path}");
    }
    for id in [&taken, &left] {
        assert_eq!(wren.browser.get(&format!("/commitments/{id}")).await.status, 404, "an offer to another member does not exist here");
        for act in ["answer", "outcomes", "withdrawal"] {
            let fields: &[(&str, &str)] = match act {
                "answer" => &[("answer", "accept")],
                "outcomes" => &[("outcome", "done")],
                _ => &[],
            };
            assert_eq!(wren.browser.post(&format!("/commitments/{id}/{act}"), fields).await.status, 404, "{act}");
        }
        let by_staff = sina.browser.post(&format!("/commitments/{id}/answer"), &[("answer", "accept")]).await;
        assert_eq!(by_staff.status, 403, "no one accepts for another");
    }
    for (id, answer) in [(&taken, "accept"), (&left, "decline")] {
        for _ in 0..2 {
            let fields = [("answer", answer), ("back", "live")];
            assert_eq!(robin.browser.post(&format!("/commitments/{id}/answer"), &fields).await.location(), live);
        }
    }
    // The group sees an accepted offer; a declined one leaves no trace.
    let mut wrens = wren.browser.listen(&format!("/sessions/{session}/stream?after=0")).await;
    let received = wrens.until_data("osmium walk").await.data;
    assert!(!received.contains("rhodium") && !wren.browser.get(&live).await.body.contains("rhodium"));
    assert!(sina.browser.get(&live).await.body.contains("Not this time"));
    assert_eq!(wren.browser.get(&format!("/commitments/{left}")).await.status, 404);
    assert_eq!(wren.browser.get(&format!("/commitments/{taken}")).await.status, 200);
    assert_eq!(say(&wren.browser, &taken, &[("outcome", "done")]).await.status, 403, "it is Robin's");
    assert_eq!(say(&sina.browser, &taken, &[("outcome", "done")]).await.status, 403, "members speak for themselves");
    assert_eq!(say(&robin.browser, &left, &[("outcome", "done")]).await.status, 422, "it was not accepted");
    assert_eq!(group.stranger().await.browser.get(&format!("/commitments/{taken}")).await.status, 404);
    // A removed member has no access, and gets 404.
    group.therapist().post(&format!("/groups/{}/members/{}/removal", group.id, robin.membership), &[]).await;
    assert_eq!(robin.browser.get(&format!("/commitments/{taken}")).await.status, 404);
    assert_eq!(say(&robin.browser, &taken, &[("outcome", "done")]).await.status, 404);
}

#[sqlx::test(migrations = false)]
async fn staff_record_a_commitment_for_a_member_without_a_phone(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, sina) = (group.member("Robin").await, group.facilitator("Sina").await);
    group.therapist().post(&format!("/groups/{}/members", group.id), &[("id", &fresh()), ("name", "Zal")]).await;
    let zal: String = world.one("select id::text from membership where person_id is null").await;
    let session = group.live().await;
    let board = choosing(&group, &session).await;
    let id = fresh();
    let made = make(&sina.browser, &board, &id, &[("what", "sit in the garden"), ("whose", &zal)]).await;
    assert!(made.status == 200 && made.body.contains("<bdi>Zal</bdi>") && !made.body.contains(">Offered<"), "{}", made.body);
    assert!(robin.browser.get(&format!("/sessions/{session}/live")).await.body.contains("sit in the garden"));
    assert_eq!(world.count(&format!("commitment where id = '{id}' and owner = '{zal}' and written_by is not null")).await, 1);
    assert_eq!(say(&robin.browser, &id, &[("outcome", "done")]).await.status, 403);
    assert_eq!(say(&sina.browser, &id, &[("outcome", "not_yet"), ("word", "rain")]).await.status, 303);
    let page = sina.browser.get(&format!("/commitments/{id}")).await.body;
    assert!(page.contains("rain") && page.contains("Not yet"));
    let to_robin = robin.browser.get(&format!("/commitments/{id}")).await.body;
    assert!(to_robin.contains("sit in the garden") && !to_robin.contains("rain") && !to_robin.contains("Not yet"), "{to_robin}");
    assert_eq!(sina.browser.post(&format!("/commitments/{id}/withdrawal"), &[]).await.status, 303);
    assert!(!robin.browser.get(&format!("/sessions/{session}/live")).await.body.contains("sit in the garden"));
}

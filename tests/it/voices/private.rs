//! What only staff may see, and what only one person may see: the test searches the bytes of pages and streams.

use chrono::TimeDelta;
use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{send, tap};
use crate::world::World;

/// Text that appears in the staff's picture and nowhere else.
const PICTURE: [&str; 9] = [
    "data-spoken",
    "data-ring",
    "data-list",
    "data-figure",
    "data-hand=",
    "Balance of voices",
    "Not yet heard",
    "Has spoken a lot",
    "has spoken little",
];

#[sqlx::test(migrations = false)]
async fn members_see_the_speaker_and_their_own_place_only(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid, noor) = (group.member("Maya").await, group.member("Omid").await, group.member("Noor").await);
    let session = group.live().await;
    let staff = group.therapist();
    for member in [&maya, &omid, &noor] {
        member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    }
    let mut stream = noor.browser.listen(&format!("/sessions/{session}/stream")).await;
    let mut received = String::new();
    let first = Uuid::new_v4();
    // The session's own clock, which everyone sees, shows another time than the turn.
    world.app.clock.advance(TimeDelta::minutes(5));
    tap(staff, &session, first, &maya.membership, "", 0).await;
    received += &stream.until_data("Maya").await.data;
    world.app.clock.advance(TimeDelta::minutes(17));
    send(&omid.browser, &format!("/sessions/{session}/hands"), &[("kind", "reply")]).await;
    send(staff, &format!("/sessions/{session}/nudges"), &[("whom", &omid.membership), ("kind", "room")]).await;
    let second = Uuid::new_v4();
    tap(staff, &session, second, "", &first.to_string(), 0).await;
    received += &stream.until_data("Nobody is speaking").await.data;
    let console = staff.get(&format!("/sessions/{session}/live")).await.body;
    for mark in PICTURE.iter().take(8) {
        assert!(console.contains(mark), "the staff see {mark}");
    }
    for path in ["live", "mine", "voices"] {
        received += &noor.browser.get(&format!("/sessions/{session}/{path}")).await.body;
    }
    let gone = world.app.events.listeners(hamdel::session::SessionId(session.parse().expect("an id")).0);
    assert_eq!(gone, 1);
    for mark in
        PICTURE.iter().copied().chain(["17:00", "There’s room for you", "Omid", "a short reply to this ·", omid.membership.as_str()])
    {
        assert!(!received.contains(mark), "{mark} reached a member:\n{received}");
    }
    assert!(received.contains("Maya"), "everyone sees the speaker anyway");
    // The kind word is on one phone, by its own event.
    let mine = omid.browser.get(&format!("/sessions/{session}/mine")).await.body;
    assert!(mine.contains("There’s room for you"));
    assert!(!mine.contains("17:00"));
    let own: Vec<String> = world.all("select membership_id::text from personal_change").await;
    assert!(own.contains(&omid.membership));
    // A member's own share: after the session, or live on request; and only their own.
    let share = format!("/sessions/{session}/own-share");
    assert!(!maya.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("17:00"));
    assert_eq!(maya.browser.fragment(&share, &[("live", "true")]).await.status, 204);
    let mine = maya.browser.get(&format!("/sessions/{session}/mine")).await.body;
    assert!(mine.contains("17:00") && mine.contains("5:40"), "17 minutes, and a third of them as an equal share");
    maya.browser.post(&share, &[("live", "false")]).await;
    assert!(!maya.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("17:00"));
    staff.post(&format!("/sessions/{session}/end"), &[]).await;
    assert!(maya.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("17:00"));
    for path in ["live", "mine", "voices"] {
        let page = noor.browser.get(&format!("/sessions/{session}/{path}")).await.body;
        assert!(!page.contains("17:00") && !page.contains("Omid"), "{path}");
    }
    assert!(noor.browser.get(&format!("/sessions/{session}/voices")).await.body.contains("0:00"));
}

#[sqlx::test(migrations = false)]
async fn a_kind_word_is_sent_one_at_a_time_and_only_the_therapist_reads_its_log(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    let staff = group.therapist();
    let path = format!("/sessions/{session}/nudges");
    let mut stream = maya.browser.listen(&format!("/sessions/{session}/stream")).await;
    let id = Uuid::new_v4().to_string();
    let word = [("id", &*id), ("whom", &maya.membership), ("kind", "glad")];
    let replies = join_all((0..8).map(|_| staff.fragment(&path, &word))).await;
    assert!(replies.iter().all(|reply| reply.status == 200), "the same word again is the same word");
    assert_eq!(world.count("nudge").await, 1);
    stream.until("mine").await;
    assert_eq!(
        send(&facilitator.browser, &path, &[("whom", &maya.membership), ("kind", "room")]).await.status,
        409,
        "one unanswered at most"
    );
    assert_eq!(send(&facilitator.browser, &path, &[("whom", &omid.membership), ("kind", "time")]).await.status, 200);
    assert_eq!(send(staff, &path, &[("whom", &facilitator.membership), ("kind", "time")]).await.status, 422, "to members only");
    assert_eq!(send(staff, &path, &[("whom", &maya.membership), ("kind", "scold")]).await.status, 422);
    assert_eq!(send(&maya.browser, &path, &[("whom", &omid.membership), ("kind", "glad")]).await.status, 403);
    for (other, status) in [(&omid.browser, 404), (staff, 404), (&group.stranger().await.browser, 404)] {
        assert_eq!(send(other, &format!("/nudges/{id}/answer"), &[]).await.status, status, "an answer is personal");
    }
    for _ in 0..2 {
        assert_eq!(send(&maya.browser, &format!("/nudges/{id}/answer"), &[]).await.status, 200);
    }
    assert!(!maya.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("It’s good that you’re here"));
    assert_eq!(
        send(&facilitator.browser, &path, &[("whom", &maya.membership), ("kind", "room")]).await.status,
        200,
        "answered: another may follow"
    );
    let voices = format!("/sessions/{session}/voices");
    let (all, own) = (staff.get(&voices).await.body, facilitator.browser.get(&voices).await.body);
    assert!(all.contains("It’s good that you’re here") && all.contains("There’s no hurry") && all.contains("answered"));
    assert!(own.contains("There’s no hurry") && !own.contains("It’s good that you’re here"), "a facilitator sees what they sent");
    // A member in the room without a phone is informed in person.
    let seat = [("id", &*Uuid::new_v4().to_string()), ("name", "Parvin")];
    assert_eq!(staff.post(&format!("/groups/{}/members", group.id), &seat).await.status, 303);
    let parvin: String = world.one("select id::text from membership where person_id is null").await;
    let refused = send(staff, &path, &[("whom", &parvin), ("kind", "glad")]).await;
    assert!(refused.status == 422 && refused.body.contains("without a phone"), "{}", refused.body);
}

#[sqlx::test(migrations = false)]
async fn a_practice_has_kind_words_of_its_own(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (maya, omid) = (group.member("مهتاب").await, group.member("امید").await);
    let session = group.live().await;
    let (staff, words) = (group.therapist(), format!("/sessions/{session}/kind-words"));
    let id = Uuid::new_v4().to_string();
    for _ in 0..2 {
        let added = staff.post(&words, &[("id", &id), ("fa", "چای گرم کنار شماست"), ("en", "Warm tea is beside you")]).await;
        assert_eq!(added.location(), format!("/sessions/{session}/voices#kind-words"));
    }
    assert_eq!(world.count("kind_word").await, 1, "twice counts once");
    assert_eq!(world.count("kind_word where position('tea'::bytea in other_text) > 0").await, 0, "sealed");
    let empty = staff.post(&words, &[("id", &*Uuid::new_v4().to_string()), ("fa", " "), ("en", "")]).await;
    assert!(empty.status == 422 && empty.body.contains("word-refused"), "one of the two is needed: {}", empty.body);
    let long = "x".repeat(161);
    let refused = staff.post(&words, &[("id", &*Uuid::new_v4().to_string()), ("fa", "بمانید"), ("en", &long)]).await;
    assert!(refused.status == 422 && refused.body.contains("بمانید") && refused.body.contains(&long), "the input is kept");
    let page = staff.get(&format!("/sessions/{session}/live")).await.body;
    assert!(page.contains("چای گرم کنار شماست") && page.contains("برای شما جا هست"), "beside the built-in ones");
    let nudges = format!("/sessions/{session}/nudges");
    assert_eq!(send(staff, &nudges, &[("whom", &maya.membership), ("kind", &id)]).await.status, 200);
    assert!(maya.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("چای گرم کنار شماست"));
    maya.browser.post("/language", &[("locale", "en"), ("back", "/")]).await;
    assert!(
        maya.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("Warm tea is beside you"),
        "in the reader's language"
    );
    maya.browser.post("/language", &[("locale", "fa"), ("back", "/")]).await;
    assert!(!omid.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("چای"));
    assert_eq!(staff.post(&format!("{words}/removal"), &[("word", &id)]).await.status, 303);
    assert_eq!(send(staff, &nudges, &[("whom", &omid.membership), ("kind", &id)]).await.status, 422, "removed: no longer offered");
    assert!(maya.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("چای گرم"), "its recipient keeps it");
    assert!(staff.get(&format!("/sessions/{session}/voices")).await.body.contains("چای گرم"), "and so does the log");
    for n in 0..13 {
        let status = staff.post(&words, &[("id", &*Uuid::new_v4().to_string()), ("fa", &format!("کلام {n}"))]).await.status;
        assert_eq!(status, if n < 12 { 303 } else { 422 }, "a short list: {n}");
    }
    assert_eq!(maya.browser.post(&words, &[("id", &id), ("en", "x")]).await.status, 403);
}

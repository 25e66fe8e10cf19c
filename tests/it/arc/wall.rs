//! Backstage is for staff alone; the wall is safe for any onlooker.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{TestGroup, World};
use crate::{charter, voices};

/// Creates the wall. Returns its path.
async fn make(group: &TestGroup<'_>, session: &str) -> String {
    group.therapist().post(&format!("/sessions/{session}/wall"), &[]).await.link("/wall/").expect("an address")
}

#[sqlx::test(migrations = false)]
async fn the_wall_and_members_receive_no_private_or_backstage_content(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let (member, other) = (group.member("Robinette").await, group.member("Mayaline").await);
    let third = group.member("Tamarine").await;
    world.execute("update therapy_group set meets = 'online'").await.expect("online");
    let session = group.live().await;
    let wall = make(&group, &session).await;
    let screen = world.browser(Locale::Fa);
    let page = screen.get(&wall).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("lang=\"en\"") && page.body.contains("data-stage=\"arrive\""), "the wall uses the group's language");
    let stream = format!("/sessions/{session}/stream");
    let mut on_wall = screen.listen(&format!("{wall}/stream")).await;
    let (mut theirs, mut staffs) = (other.browser.listen(&stream).await, facilitator.browser.listen(&stream).await);
    member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    // One private item of every kind.
    let (line, mood) = ("osmium: stay with shame", "iridium");
    let backstage = format!("/sessions/{session}/backstage");
    let id = Uuid::new_v4().to_string();
    let sent = [("id", id.as_str()), ("text", line)];
    let reply = group.therapist().fragment(&backstage, &sent).await;
    assert_eq!((reply.status, reply.header("hamdel-kept")), (200, id.as_str()));
    assert_eq!(group.therapist().fragment(&backstage, &sent).await.status, 200);
    assert_eq!(world.count("backstage_line").await, 1, "the same form twice is one line");
    assert!(staffs.until_data("osmium").await.data.contains("backstage-lines"));
    assert!(facilitator.browser.get(&format!("/sessions/{session}/live")).await.body.contains(line));
    assert_eq!(member.browser.post(&backstage, &[("id", &Uuid::new_v4().to_string()), ("text", "hello")]).await.status, 403);
    member.browser.post(&format!("/sessions/{session}/check-in"), &[("value", "1"), ("word", mood)]).await;
    let board = group.board(&session, "aloud-named").await;
    assert_eq!(member.browser.idea(&board, Uuid::new_v4(), "A walk at noon").await.status, 200);
    let quiet = group.board(&session, "quiet-named").await;
    assert_eq!(member.browser.idea(&quiet, Uuid::new_v4(), "unopened rhodium").await.status, 200);
    // Regrets, whereabouts, a raised hand with its reason, a kind word, and all shares after one member spoke for eight minutes.
    assert_eq!(third.browser.post(&format!("/sessions/{session}/regrets"), &[("word", "tellurium")]).await.status, 303);
    let whereabouts = format!("/sessions/{session}/whereabouts");
    assert_eq!(member.browser.fragment(&whereabouts, &[("text", "ruthenium street")]).await.status, 200);
    let waits = group.member("Noorline").await;
    assert_eq!(voices::send(&waits.browser, &format!("/sessions/{session}/hands"), &[("kind", "reply")]).await.status, 200);
    let word = [("whom", member.membership.as_str()), ("kind", "glad")];
    assert_eq!(voices::send(group.therapist(), &format!("/sessions/{session}/nudges"), &word).await.status, 200);
    let turn = Uuid::new_v4();
    group.therapist().post(&format!("/sessions/{session}/attendance/{}", other.membership), &[("said", "here")]).await;
    // The stage began before the turn, so that its public clock never equals the length of the turn.
    world.app.clock.advance(TimeDelta::seconds(41));
    voices::tap(group.therapist(), &session, turn, &member.membership, "", 0).await;
    world.app.clock.advance(TimeDelta::seconds(500));
    voices::tap(group.therapist(), &session, Uuid::new_v4(), "", &turn.to_string(), 0).await;
    let console = group.therapist().get(&format!("/sessions/{session}/live")).await.body;
    for secret in ["tellurium", "ruthenium", "a short reply", "8:20", "data-ring"] {
        assert!(console.contains(secret), "{secret} exists and must be hidden from others");
    }
    group.therapist().post(&format!("/sessions/{session}/attendance/{}", third.membership), &[("said", "absent")]).await;
    // The last change for everyone: when it arrives, all earlier ones have arrived too.
    assert_eq!(group.therapist().post(&format!("/sessions/{session}/stage"), &[("seen", "1"), ("move", "next")]).await.status, 303);
    let secrets = [
        "osmium",
        mood,
        "rhodium",
        "Backstage",
        "tellurium",
        "can’t make it",
        "ruthenium",
        "Where the members are",
        "It’s good that you’re here",
        "a short reply to this ·",
        "8:20",
        "4:10",
        "data-spoken",
        "data-ring",
        "Balance of voices",
        "Not yet heard",
        "has spoken little",
    ];
    let names = ["a short reply", "Robinette", "Mayaline", "Tamarine", "Sina", "absent", "aria-label=\"The session\""];
    let mut idea_was_seen = false;
    loop {
        let event = on_wall.event().await.expect("a stream that continues");
        assert!(event.name.is_empty(), "the wall receives no personal events: {event:?}");
        for secret in secrets.iter().chain(&names) {
            assert!(!event.data.contains(secret), "{secret} on the wall: {}", event.data);
        }
        assert!(!event.data.contains("<form") && !event.data.contains("token"), "{}", event.data);
        idea_was_seen |= event.data.contains("A walk at noon");
        if event.data.contains("data-stage=\"open\"") {
            break;
        }
    }
    assert!(idea_was_seen || world.count("entry where is_idea").await == 2, "the board may have been hidden before it was published");
    loop {
        let event = theirs.event().await.expect("a stream that continues");
        for secret in secrets {
            assert!(!event.data.contains(secret), "{secret} to a member: {}", event.data);
        }
        if event.data.contains("data-stage=\"open\"") {
            break;
        }
    }
    for (who, body) in [
        ("wall", screen.get(&wall).await.body),
        ("member", other.browser.get(&format!("/sessions/{session}/live")).await.body),
        ("member", other.browser.get(&format!("/sessions/{session}/mine")).await.body),
        ("member", other.browser.get(&format!("/sessions/{session}")).await.body),
    ] {
        for secret in secrets.iter().chain(if who == "wall" { &names[..] } else { &[] }) {
            assert!(!body.contains(secret), "{secret} to the {who}: {body}");
        }
    }
}

#[sqlx::test(migrations = false)]
async fn the_wall_shows_public_content(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (member, second) = (group.member("Omid").await, group.member("Roya").await);
    let proposal = charter::propose(&group, &member.browser, "We listen to the end.").await;
    charter::answer(&group, &second.browser, &proposal, 1, "agree", "").await;
    let session = group.live().await;
    let wall = make(&group, &session).await;
    let screen = world.browser(Locale::En);
    group.therapist().post(&format!("/sessions/{session}/stage"), &[("seen", "1"), ("move", "next")]).await;
    assert!(screen.get(&wall).await.body.contains("We listen to the end."), "the charter is available when a session opens");
    group.therapist().post(&format!("/sessions/{session}/stage"), &[("seen", "2"), ("to", "5")]).await;
    let mut stream = screen.listen(&format!("{wall}/stream?after=999")).await;
    let board = group.board(&session, "aloud-named").await;
    member.browser.idea(&board, Uuid::new_v4(), "A walk at noon").await;
    let event = stream.until_data("A walk at noon").await;
    assert!(event.data.contains("What helps on a hard day?") && !event.data.contains("Omid"), "{}", event.data);
    assert!(!event.data.contains("We listen"), "the charter is replaced");
}

#[sqlx::test(migrations = false)]
async fn a_wall_ends_when_closed_or_replaced_or_when_the_session_ends(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    let screen = world.browser(Locale::En);
    let (first, second) = (make(&group, &session).await, make(&group, &session).await);
    assert_eq!((screen.get(&first).await.status, screen.get(&second).await.status), (303, 200), "a new address revokes the old one");
    let mut stream = screen.listen(&format!("{second}/stream")).await;
    stream.event().await.expect("the wall");
    assert_eq!(group.therapist().post(&format!("/sessions/{session}/wall/revocation"), &[]).await.status, 303);
    assert_eq!(stream.until("gone").await.data, "/wall");
    assert_eq!(screen.get(&second).await.location(), "/wall");
    let third = make(&group, &session).await;
    let mut stream = screen.listen(&format!("{third}/stream")).await;
    stream.event().await.expect("the wall");
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(stream.until("gone").await.data, "/wall");
    assert_eq!((screen.get(&third).await.location(), screen.get(&format!("{third}/stream")).await.location()), ("/wall", "/wall"));
    assert_eq!(screen.get("/wall").await.status, 200);
    assert_eq!(world.count("token where purpose = 'wall'").await, 0);
    assert_eq!(member.browser.post(&format!("/sessions/{session}/wall"), &[]).await.status, 403);
    assert_eq!(
        group.therapist().post(&format!("/sessions/{session}/wall"), &[]).await.location(),
        format!("/sessions/{session}"),
        "the session has ended"
    );
}

#[sqlx::test(migrations = false)]
async fn backstage_messages_are_kept_or_discarded(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    let long = "x".repeat(201);
    let write = async |text: &str| {
        let id = Uuid::new_v4().to_string();
        facilitator.browser.post(&format!("/sessions/{session}/backstage"), &[("id", &id), ("text", text)]).await.status
    };
    assert_eq!((write("Ask Maya next").await, write("").await, write(&long).await), (303, 422, 422));
    let settle = format!("/sessions/{session}/backstage/settlement");
    assert_eq!(group.therapist().post(&settle, &[("keep", "false")]).await.status, 303);
    assert_eq!(world.count("backstage_line").await, 1, "not while the session is live");
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(write("too late").await, 422);
    assert_eq!(facilitator.browser.post(&settle, &[("keep", "false")]).await.status, 403, "for the therapist to decide");
    assert!(group.therapist().get(&format!("/sessions/{session}/backstage")).await.body.contains("Ask Maya next"));
    group.therapist().post(&settle, &[("keep", "true")]).await;
    assert_eq!(world.count("backstage_line where kept").await, 1);
    group.therapist().post(&settle, &[("keep", "false")]).await;
    assert_eq!((world.count("backstage_line").await, world.count("audit_entry where subject_kind = 'backstage'").await), (0, 2));
}

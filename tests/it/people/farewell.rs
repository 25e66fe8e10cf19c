//! Arrivals and farewells: announced in advance, and gentle.

use chrono::TimeDelta;
use hamdel::app;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::at;
use crate::world::{Browser, PASSPHRASE, TestGroup, World};

async fn goes_to(group: &TestGroup<'_>, session: &str, stage: &str, seen: &str) {
    let reply = group.therapist().fragment(&format!("/sessions/{session}/stage"), &[("seen", seen), ("to", stage)]).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
}

async fn enters(browser: &Browser, session: &str) {
    let reply = browser.post(&format!("/sessions/{session}/attendance"), &[("sits_in", "true")]).await;
    assert_eq!(reply.status, 303);
}

#[sqlx::test(migrations = false)]
async fn a_farewell_is_announced_said_in_its_session_and_takes_effect_at_noon(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let session = group.planned().await;
    let (base, leaving) = (format!("/groups/{}", group.id), format!("/groups/{}/leaving", group.id));
    let fields = [("when", session.as_str()), ("reason", "a new job"), ("word", "You held me."), ("shown", "true")];
    assert_eq!(maya.browser.post(&leaving, &fields).await.status, 303);
    let announcement = "says goodbye in session";
    for page in [ruth.browser.get("/").await, ruth.browser.get(&base).await, group.therapist().get(&base).await] {
        assert!(page.body.contains(announcement) && page.body.contains("Maya"), "{}", page.body);
        assert!(!page.body.contains("You held me.") && !page.body.contains("a new job"));
    }
    assert!(maya.browser.get("/").await.body.contains("You say goodbye in session"));
    assert_eq!(group.therapist().post(&at(&group, &maya.membership, "/transition/withdrawal"), &[]).await.status, 403, "hers to withdraw");
    // She changes her mind twice.
    assert_eq!(maya.browser.post(&format!("{leaving}/withdrawal"), &[]).await.status, 303);
    assert!(!ruth.browser.get("/").await.body.contains(announcement));
    assert_eq!(maya.browser.post(&leaving, &fields).await.status, 303);
    group.start(&session).await;
    for one in [&maya, &ruth] {
        enters(&one.browser, &session).await;
    }
    let live = format!("/sessions/{session}/live");
    assert!(ruth.browser.get(&live).await.body.contains("says goodbye."), "while it arrives");
    let mut listening = ruth.browser.listen(&format!("/sessions/{session}/stream?after=0")).await;
    goes_to(&group, &session, "3", "1").await;
    assert!(!ruth.browser.get(&live).await.body.contains("says goodbye."), "a round continues to be a round");
    goes_to(&group, &session, "7", "2").await;
    assert!(listening.until_data("You held me.").await.data.contains("Maya"), "during the closing stage the screens show her message");
    assert!(ruth.browser.get(&live).await.body.contains("You held me."));
    let wall = group.therapist().post(&format!("/sessions/{session}/wall"), &[]).await.link("/wall/").expect("a wall");
    let on_wall = world.browser(Locale::En).get(&wall).await.body;
    assert!(!on_wall.contains("Maya") && !on_wall.contains("You held me."), "the wall names no one");
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(maya.browser.get(&format!("/sessions/{session}/check-out")).await.status, 200, "she can still check out");
    world.app.clock.advance(TimeDelta::hours(24));
    app::freeze(&world.app).await.expect("a database");
    let states: Vec<String> =
        world.all(&format!("select state from membership_change where membership_id = '{}' order by at", maya.membership)).await;
    assert_eq!(states, ["active", "left"]);
    assert_eq!(world.count("transition where settled_at is not null").await, 1);
}

#[sqlx::test(migrations = false)]
async fn a_member_who_misses_their_farewell_stays(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth, omid) = (group.member("Maya").await, group.member("Ruth").await, group.member("Omid").await);
    let session = group.planned().await;
    let graduation = |who: &str| at(&group, who, "/graduation");
    assert_eq!(group.therapist().post(&graduation(&maya.membership), &[]).await.status, 422, "a time is required");
    for one in [&maya, &ruth] {
        assert_eq!(group.therapist().post(&graduation(&one.membership), &[("when", &session)]).await.status, 303);
    }
    group.start(&session).await;
    enters(&ruth.browser, &session).await;
    enters(&omid.browser, &session).await;
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    world.app.clock.advance(TimeDelta::hours(24));
    app::freeze(&world.app).await.expect("a database");
    let state = async |id: &str| world.one::<String>(&format!("select state from membership where id = '{id}'")).await;
    assert_eq!((state(&ruth.membership).await, state(&maya.membership).await), ("graduated".to_owned(), "active".to_owned()));
    practice.therapist.sign_in("leila@example.org", PASSPHRASE).await;
    let page = group.therapist().get(&at(&group, &maya.membership, "/membership")).await.body;
    assert!(page.contains("That session has passed"), "{page}");
    assert_eq!(group.therapist().post(&graduation(&maya.membership), &[("when", "now")]).await.status, 303);
    assert_eq!(state(&maya.membership).await, "graduated");
    assert_eq!(world.count("transition where settled_at is null and withdrawn_at is null").await, 0);
}

#[sqlx::test(migrations = false)]
async fn an_arrival_is_announced_without_a_name_until_admission(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let (link, _) = group.invite("1", false).await;
    let robin = world.browser(Locale::En);
    robin.join(&link, "Robin", PASSPHRASE).await;
    let id: String = world.one("select id::text from membership where state = 'waiting'").await;
    let session = group.planned().await;
    let arrival = at(&group, &id, "/arrival");
    assert_eq!(group.therapist().post(&arrival, &[("session", "nonsense")]).await.status, 422);
    assert_eq!(group.therapist().post(&arrival, &[("session", &session)]).await.status, 303);
    let home = maya.browser.get("/").await.body;
    assert!(home.contains("Someone new joins us") && !home.contains("Robin"), "{home}");
    group.therapist().post(&at(&group, &id, "/admission"), &[]).await;
    let home = maya.browser.get("/").await.body;
    assert!(home.contains("joins us in session") && home.contains("Robin"), "{home}");
    assert!(robin.get("/").await.body.contains("is your first"));
    group.therapist().post(&at(&group, &id, "/transition/withdrawal"), &[]).await;
    assert!(!maya.browser.get("/").await.body.contains("joins us in session"));
}

#[sqlx::test(migrations = false)]
async fn an_ended_group_is_read_only(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    crate::charter::ratified(&group, [&maya.browser, &ruth.browser], "We listen.").await;
    let held = group.live().await;
    let (base, ending) = (format!("/groups/{}", group.id), format!("/groups/{}/ending", group.id));
    assert_eq!(group.therapist().post(&ending, &[("when", "now")]).await.status, 422, "not in the middle of a session");
    group.therapist().post(&format!("/sessions/{held}/end"), &[]).await;
    let last = group.planned().await;
    assert_eq!(group.therapist().post(&ending, &[("when", &last)]).await.status, 303);
    assert!(maya.browser.get("/").await.body.contains("is this group’s last"));
    // Every member may leave a message; an empty one does not count.
    let word = format!("{base}/farewell-word");
    assert_eq!(maya.browser.post(&word, &[("text", "I was glad here.")]).await.status, 303);
    assert_eq!(ruth.browser.post(&word, &[("text", "  ")]).await.status, 303);
    assert!(group.therapist().get(&ending).await.body.contains("I was glad here."));
    let (link, _) = group.invite("1", false).await;
    world.browser(Locale::En).join(&group.invite("1", false).await.0, "Robin", PASSPHRASE).await;
    assert_eq!(group.therapist().post(&ending, &[("when", "now")]).await.status, 303);
    assert_eq!(group.therapist().post(&ending, &[("when", "now")]).await.status, 409, "it has ended");
    let home = maya.browser.get("/").await;
    assert!(home.body.contains("This group ended on"), "{}", home.body);
    for read in [base.clone(), format!("{base}/charter"), format!("/sessions/{held}/closing"), format!("{base}/own")] {
        assert_eq!(maya.browser.get(&read).await.status, 200, "{read}");
    }
    assert_eq!(world.browser(Locale::En).get(&link).await.status, 404);
    assert_eq!(world.count("session where state = 'planned'").await + world.count("membership where state = 'waiting'").await, 0);
    for (browser, path) in [
        (&maya.browser, format!("{base}/charter/proposals")),
        (&maya.browser, format!("{base}/line")),
        (group.therapist(), format!("{base}/sessions")),
        (group.therapist(), format!("{base}/invitations")),
        (group.therapist(), format!("{base}/members")),
        (group.therapist(), at(&group, &maya.membership, "/pause")),
    ] {
        let refused = browser.post(&path, &[]).await;
        assert!(refused.status == 409 && refused.body.contains("This group has ended"), "{path}: {}", refused.status);
    }
    // Nothing is lost, and the last closing can still be written.
    assert_eq!(crate::closing::sent(&group, &held, "We met.").await.status, 303);
    assert!(maya.browser.get(&format!("/sessions/{held}/closing")).await.body.contains("We met."));
    assert_eq!(group.therapist().post(&format!("{ending}/withdrawal"), &[]).await.status, 303);
    assert_eq!(maya.browser.post(&format!("{base}/line"), &[("text", "a line")]).await.status, 303, "open again");
}

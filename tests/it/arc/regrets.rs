//! Regrets: sent in advance, withdrawn, recorded by staff; only those who lead read them.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::World;

const WORD: &str = "palladium, at my mother's";

#[sqlx::test(migrations = false)]
async fn a_member_sends_regrets_and_withdraws_them(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.planned().await;
    let (page, send) = (format!("/sessions/{session}"), format!("/sessions/{session}/regrets"));
    let back = format!("{send}/withdrawal");
    let home = maya.browser.get("/").await.body;
    assert!(home.contains("I can’t come") && home.contains(&format!("action=\"{send}\"")), "from the member's home");
    assert!(
        maya.browser.get(&page).await.body.contains("only your therapist and facilitator read it"),
        "and on the session's page: who reads it"
    );
    for _ in 0..2 {
        assert_eq!(maya.browser.post(&send, &[("word", WORD), ("home", "true")]).await.location(), "/");
    }
    assert_eq!(world.count("regrets").await, 1, "twice counts once");
    assert_eq!(world.count("regrets where position('palladium'::bytea in word) > 0").await, 0, "sealed");
    let home = maya.browser.get("/").await.body;
    assert!(home.contains("You’ve said you can’t come") && home.contains("palladium") && home.contains("I can come after all"));
    for staff in [group.therapist(), &facilitator.browser] {
        let roll = staff.get(&page).await.body;
        assert!(roll.contains("can’t make it") && roll.contains("palladium"), "{roll}");
        assert!(roll.contains("Who’s coming") && roll.contains("one person"), "one of two is expected: {roll}");
    }
    // No one else learns even that there are any.
    for path in ["/".to_owned(), page.clone(), format!("/groups/{}", group.id), format!("{page}/live"), format!("{page}/mine")] {
        let body = omid.browser.get(&path).await.body;
        assert!(
            !body.contains("palladium")
                && !body.contains("can’t make it")
                && !body.split_whitespace().collect::<String>().contains("Maya</bdi></b><small>"),
            "{path}"
        );
    }
    // A refusal gives the text back with the reason.
    let long = "x".repeat(161);
    let refused = omid.browser.post(&send, &[("word", &long)]).await;
    assert!(refused.status == 422 && refused.body.contains(&long) && refused.body.contains("role=\"alert\""), "{}", refused.body);
    assert_eq!(world.count("regrets").await, 1);
    assert_eq!(maya.browser.post(&back, &[]).await.location(), page);
    assert_eq!((world.count("regrets").await, maya.browser.post(&back, &[]).await.status), (0, 303), "nothing is left to withdraw");
    assert!(!group.therapist().get(&page).await.body.contains("palladium"));
    // Regrets without a text are valid too; the last ones count.
    maya.browser.post(&send, &[("word", WORD)]).await;
    maya.browser.post(&send, &[]).await;
    assert_eq!(world.count("regrets where word is null").await, 1);
    for staff in [group.therapist(), &facilitator.browser] {
        assert_eq!(staff.post(&send, &[]).await.status, 403, "staff cannot send regrets on the members' route");
    }
    group.therapist().post(&format!("{page}/cancel"), &[]).await;
    assert_eq!(
        (omid.browser.post(&send, &[]).await.status, maya.browser.post(&back, &[]).await.status),
        (422, 422),
        "the session was cancelled"
    );
}

#[sqlx::test(migrations = false)]
async fn a_member_who_sent_regrets_can_still_attend(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.planned().await;
    let (page, send) = (format!("/sessions/{session}"), format!("/sessions/{session}/regrets"));
    maya.browser.post(&send, &[("word", WORD)]).await;
    group.start(&session).await;
    let console = group.therapist().get(&format!("{page}/live")).await.body;
    assert!(console.contains("palladium") && console.contains("0 of 2"), "the console knows: {console}");
    assert!(maya.browser.get(&format!("{page}/live")).await.body.contains(&format!("href=\"{page}\">I can’t come")), "until they enter");
    let mut stream = group.therapist().listen(&format!("{page}/stream?after=1")).await;
    assert_eq!(omid.browser.post(&send, &[("word", "rhenium")]).await.status, 303, "also during the session");
    stream.until_data("rhenium").await;
    assert_eq!(maya.browser.post(&format!("{page}/attendance"), &[]).await.status, 303);
    assert_eq!(world.count("regrets").await, 1, "entering withdraws them");
    let console = group.therapist().get(&format!("{page}/live")).await.body;
    assert!(!console.contains("palladium") && console.contains("1 of 2"));
    let late = maya.browser.post(&send, &[]).await;
    assert!(late.status == 422 && late.body.contains("isn’t needed any more"), "{}", late.body);
    group.therapist().post(&format!("{page}/end"), &[]).await;
    let after = group.therapist().get(&page).await.body;
    assert!(after.contains("can’t make it") && after.contains("rhenium") && !after.contains(">absent"), "not just absent: {after}");
    assert_eq!(omid.browser.post(&format!("{send}/withdrawal"), &[]).await.status, 422, "the session has ended");
}

#[sqlx::test(migrations = false)]
async fn regrets_that_staff_record_are_marked_as_such(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let without = Uuid::new_v4().to_string();
    group.therapist().post(&format!("/groups/{}/members", group.id), &[("id", &without), ("name", "Nophone")]).await;
    let session = group.planned().await;
    let (page, send) = (format!("/sessions/{session}"), format!("/sessions/{session}/regrets"));
    let staff = group.therapist();
    for member in [&without, &omid.membership] {
        assert_eq!(staff.post(&format!("{send}/{member}"), &[("word", "by telephone")]).await.location(), page);
    }
    let roll = staff.get(&page).await.body;
    assert_eq!(roll.matches("by telephone</bdi> · entered by staff").count(), 2, "{roll}");
    assert_eq!(world.count("audit_entry where subject_kind = 'regrets' and action = 'regrets_noted'").await, 2);
    // A member can withdraw regrets that staff recorded; staff cannot change what a member sent.
    assert!(omid.browser.get(&page).await.body.contains("Your therapist or facilitator entered this for you"));
    assert_eq!(omid.browser.post(&format!("{send}/withdrawal"), &[]).await.status, 303);
    maya.browser.post(&send, &[("word", WORD)]).await;
    for act in [String::new(), "/withdrawal".to_owned()] {
        let refused = staff.fragment(&format!("{send}/{}{act}", maya.membership), &[]).await;
        assert!(refused.status == 422 && refused.body.contains("said so themselves"), "{}", refused.body);
        assert!(!refused.body.contains("hx-partial"), "within the form that asked, whichever target it names");
    }
    assert_eq!(maya.browser.post(&format!("{send}/{}", omid.membership), &[]).await.status, 403);
    assert_eq!(staff.post(&format!("{send}/{}", group.stranger().await.membership), &[]).await.status, 404);
    assert_eq!(staff.fragment(&format!("{send}/{without}/withdrawal"), &[]).await.status, 200);
    assert_eq!(world.count("regrets").await, 1);
    // Regrets can be recorded afterwards, but not for a member who was present.
    group.start(&session).await;
    omid.browser.post(&format!("{page}/attendance"), &[]).await;
    staff.post(&format!("{page}/end"), &[]).await;
    assert_eq!(staff.post(&format!("{send}/{without}"), &[("word", "the bus")]).await.location(), page);
    assert!(staff.get(&page).await.body.contains("the bus</bdi> · entered by staff"));
    assert_eq!(staff.post(&format!("{send}/{}", omid.membership), &[]).await.status, 422);
}

//! The guide before the first session, in both languages.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::at;
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn a_new_member_reads_the_guide_and_the_therapist_sees_that_they_did(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let guide = format!("/groups/{}/preparation", group.id);
    assert!(maya.browser.get("/").await.body.contains(&guide), "the home leads to it");
    let page = maya.browser.get(&guide).await.body;
    for part in ["You can always pass", "where that promise ends", "serious danger", "If you want to leave", "href=\"/help\""] {
        assert!(page.contains(part), "{part}");
    }
    let members = format!("/groups/{}/members", group.id);
    assert!(!group.therapist().get(&members).await.body.contains("has read the guide"), "opening is not reading");
    assert_eq!(group.therapist().post(&format!("{guide}/readings"), &[]).await.status, 403, "by the member's own act");
    assert_eq!(maya.browser.post(&format!("{guide}/readings"), &[]).await.location(), "/");
    assert_eq!(maya.browser.post(&format!("{guide}/readings"), &[]).await.status, 303, "twice counts once");
    assert!(!maya.browser.get("/").await.body.contains(&guide), "the home shows the next step");
    assert_eq!(group.therapist().get(&members).await.body.matches("has read the guide").count(), 1);
    // Staff explain it to a member without a phone, and record that they did.
    let zal = Uuid::new_v4().to_string();
    group.therapist().post(&members, &[("id", &zal), ("name", "Zal")]).await;
    assert_eq!(
        group.therapist().post(&at(&group, &ruth.membership, "/preparation"), &[]).await.status,
        403,
        "never for a member who can do it"
    );
    assert_eq!(group.therapist().post(&at(&group, &zal, "/preparation"), &[]).await.status, 303);
    assert!(group.therapist().get(&at(&group, &zal, "/membership")).await.body.contains("read the guide with us"));
    // A member who attended a session is no longer asked.
    let session = group.live().await;
    ruth.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert!(!ruth.browser.get("/").await.body.contains(&guide));
}

#[sqlx::test(migrations = false)]
async fn a_practice_adds_its_own_sealed_text_per_language(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (fa, en) = (group.member("مریم").await, world.browser(Locale::En));
    let (link, _) = group.invite("1", true).await;
    en.join(&link, "Sara", crate::world::PASSPHRASE).await;
    let guide = format!("/groups/{}/preparation", group.id);
    assert!(!fa.browser.get(&guide).await.body.contains("id=\"added\""), "without a text there is no section for it");
    let words = [("fa", "زنگ سوم را بزنید."), ("en", "Ring the third bell.")];
    assert_eq!(fa.browser.post("/practice/preparation", &words).await.status, 403);
    let long = "x".repeat(1201);
    let refused = practice.therapist.post("/practice/preparation", &[("fa", &long), ("en", "Ring.")]).await;
    assert!(refused.status == 422 && refused.body.contains(&long) && world.count("guide_words").await == 0);
    assert_eq!(practice.therapist.post("/practice/preparation", &words).await.status, 303);
    assert!(fa.browser.get(&guide).await.body.contains("زنگ سوم را بزنید."));
    let english = en.get(&guide).await.body;
    assert!(english.contains("Ring the third bell.") && !english.contains("زنگ سوم"));
    assert_eq!(world.count("guide_words where position('bell' in encode(text, 'escape')) > 0").await, 0, "sealed");
    assert_eq!(practice.therapist.post("/practice/preparation", &[("fa", "زنگ سوم را بزنید.")]).await.status, 303);
    assert!(!en.get(&guide).await.body.contains("Ring the third bell."), "removed");
}

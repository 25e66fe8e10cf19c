//! Letters from a therapist to one member: two people read them, and one answers, once.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Member, Reply, TestGroup, World};

const WORDS: &str = "osmium: it is good that you are here";
const ANSWER: &str = "iridium: thank you for writing";

/// The therapist writes to a member.
pub async fn write(group: &TestGroup<'_>, to: &Member, id: &str, text: &str) -> Reply {
    group.therapist().post(&format!("/groups/{}/members/{}/letters", group.id, to.membership), &[("id", id), ("text", text)]).await
}

#[sqlx::test(migrations = false)]
async fn a_letter_is_read_by_two_people_and_answered_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren, sina) = (group.member("Robin").await, group.member("Wren").await, group.facilitator("Sina").await);
    let id = Uuid::new_v4().to_string();
    let new = format!("/groups/{}/members/{}/letters/new", group.id, robin.membership);
    assert!(group.therapist().get(&new).await.body.contains("Letter to \u{2068}Robin\u{2069}"));
    let long = write(&group, &robin, &id, &"long ".repeat(500)).await;
    assert!(long.status == 422 && long.body.contains("long long") && long.beside("text-error").contains("2,000"), "{}", long.body);
    for (browser, status) in [(&sina.browser, 403), (&robin.browser, 403), (&group.stranger().await.browser, 404)] {
        assert_eq!(browser.get(&new).await.status, status);
    }
    for _ in 0..2 {
        assert_eq!(write(&group, &robin, &id, WORDS).await.location(), format!("/messages#letter-{id}"), "twice counts once");
    }
    assert_eq!(write(&group, &robin, &id, "other words").await.status, 409);
    assert_eq!(write(&group, &sina, &Uuid::new_v4().to_string(), WORDS).await.status, 409, "letters are for members");
    assert_eq!((world.count("member_letter").await, world.count("audit_entry where action = 'letter_sent'").await), (1, 1));
    // Two people read it, and nobody else.
    assert!(robin.browser.get("/").await.body.contains(WORDS) && robin.browser.get("/messages").await.body.contains(WORDS));
    assert!(group.therapist().get("/messages").await.body.contains(WORDS));
    let (answer, reading) = (format!("/groups/{}/letters/{id}/answer", group.id), format!("/groups/{}/letters/{id}/reading", group.id));
    for other in [&wren.browser, &sina.browser] {
        for path in ["/", "/messages", &format!("/groups/{}", group.id)] {
            assert!(!other.get(path).await.body.contains("osmium"), "{path}");
        }
        assert_eq!((other.post(&answer, &[("text", ANSWER)]).await.status, other.post(&reading, &[]).await.status), (404, 404));
    }
    assert_eq!(group.therapist().post(&answer, &[("text", ANSWER)]).await.status, 404, "its writer does not answer it");
    // The answer.
    let long = robin.browser.post(&answer, &[("text", &"long ".repeat(300))]).await;
    assert!(long.status == 422 && long.body.contains("long long") && long.body.contains(WORDS), "{}", long.body);
    for _ in 0..2 {
        assert_eq!(robin.browser.post(&answer, &[("text", ANSWER)]).await.location(), format!("/messages#letter-{id}"));
    }
    let again = robin.browser.post(&answer, &[("text", "a second answer")]).await;
    assert!(again.status == 409 && again.body.contains("already answered") && again.body.contains("a second answer"), "{}", again.body);
    assert!(!robin.browser.get("/").await.body.contains("osmium"), "it is put away with the answer");
    assert!(robin.browser.get("/messages").await.body.contains(ANSWER));
    let home = group.therapist().get("/").await.body;
    assert!(home.contains("answered your letter") && !home.contains("iridium"), "{home}");
    assert!(group.therapist().get("/messages").await.body.contains(ANSWER));
    assert_eq!(group.therapist().post(&reading, &[]).await.location(), "/messages");
    assert!(!group.therapist().get("/").await.body.contains("answered your letter"));
    assert!(!world.log().contains("osmium") && !world.log().contains("iridium"));
    let rows: Vec<String> = world.all("select row_to_json(l)::text from member_letter l").await;
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert!(rows.iter().all(|row| !row.contains(&hex("osmium")) && !row.contains(&hex("iridium"))), "sealed");
}

#[sqlx::test(migrations = false)]
async fn a_letter_is_erased_with_either_key(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    for member in [&robin, &wren] {
        assert_eq!(write(&group, member, &Uuid::new_v4().to_string(), WORDS).await.status, 303);
    }
    let letters = async || group.therapist().get("/messages").await.body.matches(WORDS).count();
    assert_eq!(letters().await, 2);
    let erase = async |owner: &str| {
        world.execute(&format!("delete from keys.wrapped_key where owner_id = '{owner}'")).await.expect("erased");
        world.app.vault.forget();
    };
    erase(&robin.membership).await;
    assert_eq!(letters().await, 1, "the member's key is gone, and their letter with it");
    assert!(!robin.browser.get("/messages").await.body.contains("osmium") && wren.browser.get("/messages").await.body.contains(WORDS));
    erase(&group.id).await;
    assert_eq!(letters().await, 0, "the group's key seals it as well");
    assert!(!wren.browser.get("/messages").await.body.contains("osmium"));
}

#[sqlx::test(migrations = false)]
async fn a_letter_stays_with_its_writer_and_dismisses_the_hint(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    world.app.clock.advance(chrono::TimeDelta::minutes(1));
    for _ in 0..2 {
        crate::closing::held(&group).await;
        world.app.clock.advance(chrono::TimeDelta::minutes(1));
    }
    let home = group.therapist().get("/").await.body;
    let new = format!("/groups/{}/members/{}/letters/new", group.id, robin.membership);
    assert!(home.contains("Missed sessions") && home.contains(&new), "{home}");
    let id = Uuid::new_v4().to_string();
    write(&group, &robin, &id, WORDS).await;
    assert!(!group.therapist().get("/").await.body.contains("Missed sessions"), "the letter was the word");
    // Read without an answer: the therapist learns nothing of it.
    let before = group.therapist().get("/messages").await.body;
    assert_eq!(robin.browser.post(&format!("/groups/{}/letters/{id}/reading", group.id), &[]).await.location(), "/");
    assert!(!robin.browser.get("/").await.body.contains("osmium"));
    assert_eq!(crate::world::without_tokens(&group.therapist().get("/messages").await.body), crate::world::without_tokens(&before));
    // Another therapist takes over.
    let nora = crate::staff::staff_member(&practice, "therapist", Locale::En).await;
    let hers: String = world.one("select id::text from staff where role = 'therapist'").await;
    assert_eq!(group.therapist().post(&format!("/groups/{}/therapist", group.id), &[("staff", &hers)]).await.status, 303);
    for reader in [&nora, group.therapist()] {
        assert!(!reader.get("/messages").await.body.contains("osmium"), "it was between the first therapist, as such, and Robin");
    }
    let late = robin.browser.post(&format!("/groups/{}/letters/{id}/answer", group.id), &[("text", ANSWER)]).await;
    assert!(late.status == 409 && late.body.contains("another therapist leads") && late.body.contains(ANSWER), "{}", late.body);
    assert!(robin.browser.get("/messages").await.body.contains(WORDS), "what was written to a member stays theirs");
}

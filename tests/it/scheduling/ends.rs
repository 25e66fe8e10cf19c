//! The limits of scheduling access: another practice, the end of the staff position, and the end of the group.

use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use hamdel::person::{PersonId, sign_in};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{plans, sessions};
use crate::staff::staff_member;
use crate::world::{Browser, TestGroup, TestPractice, World, without_tokens};

/// Every scheduling act in a group, as a person with access sends it.
async fn try_all(by: &Browser, group: &TestGroup<'_>, session: &str, invitation: &str) -> Vec<(String, u16)> {
    let (base, version) = (format!("/groups/{}", group.id), ("version", "1"));
    let mut answers = Vec::new();
    for path in ["year", "series/new", "sessions/new", "invitations"] {
        let path = format!("{base}/{path}");
        answers.push((path.clone(), by.get(&path).await.status));
    }
    for path in ["time", "slips"] {
        let path = format!("/sessions/{session}/{path}");
        answers.push((path.clone(), by.get(&path).await.status));
    }
    let id = Uuid::new_v4().to_string();
    answers.push(("series".to_owned(), plans(by, group, &id).await.status));
    let one = [("id", id.as_str()), ("date", "1405/10/15"), ("time", "10:00"), ("minutes", "60")];
    answers.push(("session".to_owned(), by.post(&format!("{base}/sessions"), &one).await.status));
    let time = [("date", "1405/10/15"), ("time", "10:00"), ("minutes", "60"), version];
    answers.push(("time".to_owned(), by.post(&format!("/sessions/{session}/time"), &time).await.status));
    answers.push(("cancel".to_owned(), by.post(&format!("/sessions/{session}/cancel"), &[version]).await.status));
    let invite = [("id", id.as_str()), ("role", "member"), ("seats", "1"), ("days", "7")];
    answers.push(("invite".to_owned(), by.post(&format!("{base}/invitations"), &invite).await.status));
    answers.push(("revoke".to_owned(), by.post(&format!("/invitations/{invitation}/revocation"), &[]).await.status));
    answers
}

#[sqlx::test(migrations = false)]
async fn a_person_without_scheduling_access_finds_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let mehri = staff_member(&practice, "secretary", Locale::Fa).await;
    plans(&mehri, &group, &Uuid::new_v4().to_string()).await;
    let (session, (_, invitation)) = (sessions(&world).await[0].clone(), group.invite("1", false).await);
    let another = TestPractice::another(&world, Locale::Fa).await;
    let rows = async || (world.count("session where state = 'planned'").await, world.count("invitation where revoked_at is null").await);
    let member = group.member("مهتاب").await;
    let strangers = [
        ("the secretary of another practice", staff_member(&another, "secretary", Locale::Fa).await),
        ("a therapist without a seat", staff_member(&practice, "therapist", Locale::Fa).await),
        ("a facilitator of other groups", staff_member(&practice, "facilitator", Locale::Fa).await),
        ("a member of another group", group.stranger().await.browser),
    ];
    let before = rows().await;
    for (who, browser) in &strangers {
        for (what, status) in try_all(browser, &group, &session, &invitation).await {
            assert_eq!(status, 404, "{who}: {what}");
        }
        let (real, none) = (format!("/sessions/{session}/time"), format!("/sessions/{}/time", Uuid::new_v4()));
        let pages = [browser.get(&real).await.body.replace(&real, ""), browser.get(&none).await.body.replace(&none, "")];
        assert_eq!(without_tokens(&pages[0]), without_tokens(&pages[1]), "{who}: as if it did not exist");
    }
    for (what, status) in try_all(&member.browser, &group, &session, &invitation).await {
        let expected = if what.ends_with("/year") { 200 } else { 403 };
        assert_eq!(status, expected, "a member: {what}");
    }
    assert_eq!(rows().await, before, "no one changed anything");
    // Access ends with the staff position, at once.
    assert_eq!(mehri.get(&format!("/sessions/{session}/time")).await.status, 200);
    let post: String = world.one("select id::text from staff where role = 'secretary' order by created_at limit 1").await;
    let person: Uuid = world.one(&format!("select person_id from staff where id = '{post}'")).await;
    assert_eq!(practice.therapist.post(&format!("/practice/staff/{post}/removal"), &[]).await.status, 303);
    assert!(mehri.get("/practice/times").await.location().starts_with("/sign-in"), "signed out when her position ended");
    let (app, hour) = (&world.app, chrono::TimeDelta::hours(1));
    let mut tx = Tx::without_practice(&app.pool).await.expect("a transaction");
    let link = sign_in::make_link(&mut tx, PersonId(person), hour, app.clock.now()).await.expect("a link");
    tx.commit().await.expect("a commit");
    let mehri = world.browser(Locale::Fa);
    assert_eq!(mehri.post(&link, &[]).await.status, 303);
    for (what, status) in try_all(&mehri, &group, &session, &invitation).await {
        assert_eq!(status, 404, "after her position: {what}");
    }
    assert_eq!(mehri.get("/practice/times").await.status, 403);
    assert_eq!(rows().await, before);
}

#[sqlx::test(migrations = false)]
async fn a_membership_takes_precedence_over_a_staff_position_and_an_ended_group_is_closed(
    options: PgPoolOptions,
    connect: PgConnectOptions,
) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mehri = staff_member(&practice, "secretary", Locale::En).await;
    // A scheduler who is a member of one of the groups acts as a member in that group.
    let both = staff_member(&practice, "secretary", Locale::En).await;
    let (link, _) = group.invite("1", true).await;
    assert_eq!(both.post(&link, &[("name", "Robin")]).await.location(), "/");
    let session = group.planned().await;
    let (base, time) = (format!("/groups/{}", group.id), format!("/sessions/{session}/time"));
    assert_eq!((both.get(&time).await.status, both.get(&format!("{base}/invitations")).await.status), (403, 403));
    assert_eq!(mehri.get(&time).await.status, 200);
    assert!(!both.get("/practice/times").await.body.contains(&time), "the page links to no refused page");
    assert_eq!(
        practice.therapist.post(&format!("/sessions/{session}/cancel"), &[("version", "1")]).await.location(),
        base,
        "a member as always"
    );
    // An ended group has no scheduling.
    assert!(practice.therapist.get(&base).await.body.contains(&format!("href=\"{base}/invitations\"")));
    let ended = practice.therapist.post(&format!("{base}/ending"), &[("when", "now")]).await;
    assert_eq!(ended.status, 303, "{}", ended.body);
    let before = (world.count("invitation").await, world.count("session").await);
    let id = Uuid::new_v4().to_string();
    let invite = [("id", id.as_str()), ("role", "member"), ("seats", "1"), ("days", "7")];
    let one = [("id", id.as_str()), ("date", "2027/1/5"), ("time", "10:00"), ("minutes", "60")];
    for by in [&mehri, &practice.therapist] {
        assert_eq!(by.post(&format!("{base}/invitations"), &invite).await.status, 409);
        assert_eq!(by.post(&format!("{base}/sessions"), &one).await.status, 409);
        assert!(!by.get(&format!("{base}/invitations")).await.body.contains("name=\"seats\""), "nor is it offered");
    }
    assert_eq!((world.count("invitation").await, world.count("session").await), before);
    assert!(!mehri.get("/practice/times").await.body.contains("گروه نیلوفر"));
    assert!(!practice.therapist.get(&base).await.body.contains(&format!("href=\"{base}/invitations\"")));
}

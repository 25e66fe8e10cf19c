//! Inviting, joining, admitting and leaving, over HTTP.

mod console;
mod joining;

use chrono::TimeDelta;
use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{PASSPHRASE, World, spaced, without_tokens};

#[sqlx::test(migrations = false)]
async fn an_invitation_is_created_listed_and_revoked(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let page = format!("/groups/{}/invitations", group.id);
    assert!(practice.therapist.get(&page).await.body.contains("No invitation yet"));
    let id = Uuid::new_v4().to_string();
    let fields = [("id", id.as_str()), ("role", "member"), ("seats", "۲"), ("days", "7")];
    let made = practice.therapist.post(&page, &fields).await;
    assert_eq!(made.status, 200);
    let link = made.link("/join/").expect("the link, this once");
    assert!(made.body.contains("<svg class=\"qr-code\""));
    assert_eq!(practice.therapist.post(&page, &fields).await.body, made.body, "a double click shows the one that was made");
    world.app.clock.advance(TimeDelta::minutes(1));
    let again = practice.therapist.post(&page, &fields).await;
    assert_eq!((again.status, again.location()), (303, page.as_str()), "the same form again creates nothing new");
    let listed = practice.therapist.get(&page).await;
    assert!(listed.body.contains("Members, 2 seats") && listed.body.contains("nobody has joined yet"));
    assert_eq!(listed.link("/join/"), None, "and never again");
    assert_eq!((world.count("invitation").await, world.count("token where purpose = 'invitation'").await), (1, 1));
    let stored: i64 = world.one("select count(*) from token where encode(hash, 'hex') = 'x' or length(hash) <> 32").await;
    assert_eq!(stored, 0, "stored as a hash only");
    let visitor = world.browser(Locale::En);
    for _ in 0..20 {
        assert_eq!((visitor.get(&link).await.status, visitor.head(&link).await.status), (200, 200));
    }
    assert!(practice.therapist.get(&page).await.body.contains("nobody has joined yet"), "opening takes no seat");
    let revocation = format!("/invitations/{id}/revocation");
    assert_eq!(practice.therapist.post(&revocation, &[]).await.location(), page);
    assert_eq!(practice.therapist.post(&revocation, &[]).await.location(), page, "twice counts once");
    assert!(practice.therapist.get(&page).await.body.contains("revoked"));
    assert_eq!((visitor.get(&link).await.status, visitor.join(&link, "Robin", PASSPHRASE).await.status), (404, 404));
    for seats in ["0", "16", "-1", "many", ""] {
        let fields = [("id", &*Uuid::new_v4().to_string()), ("role", "member"), ("seats", seats), ("days", "7")];
        let refused = practice.therapist.post(&page, &fields).await;
        assert_eq!(refused.status, 422, "{seats:?}");
        assert!(refused.beside("seats-error").contains("1 to 15"), "{seats:?}");
        assert!(spaced(&refused.body).contains(&format!("name=\"seats\" type=\"text\" value=\"{seats}\"")), "{seats:?} is kept");
    }
    assert_eq!(world.count("invitation").await, 1);
}

#[sqlx::test(migrations = false)]
async fn a_link_is_valid_until_the_end_of_a_day_in_the_readers_calendar(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    // It is 3 Azar 1405, 24 November 2026.
    for (locale, typed, ends) in [
        (Locale::Fa, "۱۴۰۵/۹/۱۵", "2026-12-06T20:29:00Z"),
        (Locale::Fa, "١٤٠٥-٠٩-٠٣", "2026-11-24T20:29:00Z"),
        (Locale::En, "2026/12/31", "2026-12-31T20:29:00Z"),
    ] {
        let reads = [("locale", "fa"), ("calendar", locale.calendar().code()), ("time_zone", "Asia/Tehran")];
        assert_eq!(practice.therapist.post("/account/reading", &reads).await.status, 303);
        let group = practice.group(Locale::Fa, 8).await;
        let (page, id) = (format!("/groups/{}/invitations", group.id), Uuid::new_v4().to_string());
        let form = practice.therapist.get(&page).await.body;
        assert!(form.contains(&format!("data-calendar=\"{}\"", locale.calendar().code())) && form.contains("name=\"until\""), "{form}");
        let send = async |id: &str, days: &str, until: &str| {
            let fields = [("id", id), ("role", "member"), ("seats", "1"), ("days", days), ("until", until)];
            practice.therapist.post(&page, &fields).await
        };
        assert_eq!(send(&id, "until", typed).await.status, 200, "{typed}");
        let expires: chrono::DateTime<chrono::Utc> = world.one(&format!("select expires_at from invitation where id = '{id}'")).await;
        assert_eq!(expires, ends.parse::<chrono::DateTime<chrono::Utc>>().unwrap(), "{typed}");
        let (past, far) = if locale == Locale::Fa { ("۱۴۰۵/۹/۲", "۱۴۰۵/۱۲/۱۰") } else { ("2026/11/23", "2027/3/1") };
        for (days, until, field) in
            [("until", past, "until"), ("until", far, "until"), ("until", "", "until"), ("8", "", "days"), ("", "", "days")]
        {
            let refused = send(&Uuid::new_v4().to_string(), days, until).await;
            assert_eq!(refused.status, 422, "{days} {until}");
            assert!(!refused.beside(&format!("{field}-error")).is_empty(), "{days} {until}: {}", refused.body);
            // She reads Persian: her input is given back in the digits of her page.
            let shown: String =
                until.chars().map(|one| one.to_digit(10).and_then(|n| "۰۱۲۳۴۵۶۷۸۹".chars().nth(n as usize)).unwrap_or(one)).collect();
            assert!(
                spaced(&refused.body).contains(&format!("name=\"until\" type=\"text\" value=\"{shown}\"")),
                "the input is kept: {shown}"
            );
        }
        assert_eq!(world.count(&format!("invitation where group_id = '{}'", group.id)).await, 1);
    }
}

#[sqlx::test(migrations = false)]
async fn a_facilitator_invites_but_does_not_admit(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let page = format!("/groups/{}/invitations", group.id);
    let ask = async |role: &str, admits: bool| {
        let id = Uuid::new_v4().to_string();
        let mut fields = vec![("id", id.as_str()), ("role", role), ("seats", "1"), ("days", "1")];
        if admits {
            fields.push(("admits", "true"));
        }
        facilitator.browser.post(&page, &fields).await
    };
    let before = world.count("invitation").await;
    assert_eq!(ask("member", true).await.status, 403);
    assert_eq!(ask("facilitator", false).await.status, 403);
    assert_eq!(ask("therapist", false).await.status, 422);
    assert_eq!(world.count("invitation").await, before, "nothing was created");
    let made = ask("member", false).await;
    let link = made.link("/join/").expect("a plain one");
    let joined = world.browser(Locale::En);
    assert_eq!(joined.join(&link, "Wren", PASSPHRASE).await.status, 200);
    let waiting: String = world.one("select id::text from membership where state = 'waiting'").await;
    let admission = format!("/groups/{}/members/{waiting}/admission", group.id);
    assert_eq!(facilitator.browser.post(&admission, &[]).await.status, 403);
    assert_eq!(world.count("membership where state = 'waiting'").await, 1);
    assert_eq!(joined.get(&format!("/groups/{}", group.id)).await.status, 404, "a waiting person sees nothing of the group");
    assert_eq!(practice.therapist.post(&admission, &[]).await.status, 303);
    assert_eq!(practice.therapist.post(&admission, &[]).await.status, 303, "a double click admits once");
    assert_eq!(
        world.count("membership_change where state = 'active' and membership_id = (select id from membership where role = 'member')").await,
        1
    );
    assert_eq!(joined.get(&format!("/groups/{}", group.id)).await.status, 200);
}

#[sqlx::test(migrations = false)]
async fn every_invalid_link_gets_the_same_bytes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (expired, _) = group.invite("1", false).await;
    world.app.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    let visitor = world.browser(Locale::En);
    assert_eq!(visitor.get(&expired).await.status, 200, "to its last second");
    world.app.clock.advance(TimeDelta::seconds(1));
    practice.therapist.sign_in("leila@example.org", PASSPHRASE).await;
    let (used, _) = group.invite("1", false).await;
    assert_eq!(world.browser(Locale::En).join(&used, "Robin", PASSPHRASE).await.status, 200);
    let (revoked, id) = group.invite("1", false).await;
    practice.therapist.post(&format!("/invitations/{id}/revocation"), &[]).await;
    let unknown = format!("/join/{}", "0f".repeat(32));
    let people = world.count("person").await;
    let mut pages = Vec::new();
    for link in [&used, &expired, &revoked, &unknown, &"/join/x".to_owned()] {
        let got = visitor.get(link).await;
        let posted = visitor.join(link, "Late", PASSPHRASE).await;
        assert_eq!((got.status, posted.status), (404, 404), "{link}");
        for reply in [got, posted] {
            assert!(reply.body.contains("This invitation doesn’t work"));
            pages.push(without_tokens(&reply.body).replace(link.as_str(), "LINK"));
        }
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "the same page, byte for byte");
    assert_eq!(world.count("person").await, people, "and no person was created");
}

#[sqlx::test(migrations = false)]
async fn the_last_seat_of_a_group_is_given_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    for name in ["Robin", "Wren"] {
        group.member(name).await;
    }
    let (link, _) = group.invite("8", false).await;
    for n in 0..8 {
        assert_eq!(world.browser(Locale::En).join(&link, &format!("Waiting {n}"), PASSPHRASE).await.status, 200);
    }
    let waiting: Vec<String> = world.all("select id::text from membership where state = 'waiting'").await;
    assert_eq!(waiting.len(), 8);
    let replies = join_all(
        waiting.iter().map(async |id| practice.therapist.post(&format!("/groups/{}/members/{id}/admission", group.id), &[]).await),
    )
    .await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 303).count(), 1);
    for refused in replies.iter().filter(|reply| reply.status != 303) {
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("All seats are taken"));
    }
    assert_eq!(world.count("membership where role = 'member' and state = 'active'").await, 3);
    assert_eq!(world.count("membership where state = 'waiting'").await, 7);
    let seats: Vec<i32> = world.all("select seat from membership where state = 'active' and role = 'member' order by seat").await;
    assert_eq!(seats, [1, 2, 3]);
    // An invitation that grants admission has no free seat either: its guest waits.
    let (admitting, _) = group.invite("1", true).await;
    assert_eq!(world.browser(Locale::En).join(&admitting, "Ninth", PASSPHRASE).await.status, 200);
    assert_eq!(world.count("membership where state = 'waiting'").await, 8);
}

#[sqlx::test(migrations = false)]
async fn a_removed_member_sees_and_receives_nothing_more(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (member, stays) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let path = format!("/sessions/{session}/stream?after=0");
    let mut leaving = member.browser.listen(&path).await;
    let mut staying = stays.browser.listen(&path).await;
    let removal = format!("/groups/{}/members/{}/removal", group.id, member.membership);
    assert_eq!(stays.browser.post(&removal, &[]).await.status, 403);
    assert_eq!(practice.therapist.post(&removal, &[("reason", "\0")]).await.status, 422, "a reason that cannot be read");
    assert_eq!(practice.therapist.post(&removal, &[("reason", "moved away")]).await.status, 303);
    assert_eq!(leaving.until("gone").await.data, "/sign-in");
    assert!(leaving.is_over().await);
    for gone in [format!("/groups/{}", group.id), format!("/sessions/{session}"), format!("/sessions/{session}/live"), path] {
        assert_eq!(member.browser.get(&gone).await.status, 404, "{gone}");
    }
    assert_eq!(member.browser.get("/account").await.status, 200, "the account stays theirs");
    let board = group.board(&session, "aloud-named").await;
    assert!(staying.until_data("id=\"compose\"").await.data.contains(&board), "the others continue");
    let refused = member.browser.idea(&board, Uuid::new_v4(), "too late").await;
    assert_eq!((refused.status, world.count("entry where is_idea").await), (404, 0));
    let therapist: String = world.one("select id::text from membership where role = 'therapist'").await;
    let own = format!("/groups/{}/members/{therapist}/removal", group.id);
    assert_eq!(practice.therapist.post(&own, &[]).await.status, 403, "a group keeps its therapist");
}

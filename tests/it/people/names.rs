//! Names that look equal, and invisible characters in names.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::at;
use super::handover::another;
use crate::world::{PASSPHRASE, World, plain};

#[sqlx::test(migrations = false)]
async fn staff_are_warned_of_similar_names_and_may_keep_them(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (link, _) = group.invite("8", false).await;
    for name in ["علی", "علي", "عـلی", "ع\u{200C}لی", "\u{202B} علی\u{202C}"] {
        world.app.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.browser(Locale::Fa).join(&link, name, PASSPHRASE).await.status, 200, "{name:?}");
    }
    world.app.clock.advance(TimeDelta::seconds(1));
    let members = format!("/groups/{}/members", group.id);
    let id = Uuid::new_v4().to_string();
    let asked = group.therapist().post(&members, &[("id", &id), ("name", "علی")]).await;
    assert!(asked.status == 422 && asked.beside("name-error").contains("همین نام"), "{}", asked.body);
    assert_eq!(group.therapist().post(&members, &[("id", &id), ("name", "علی"), ("alike", "علی")]).await.status, 303);
    // A waiting person is distinguished by a letter; a member by the seat number, where another member has that name.
    let body = group.therapist().get(&members).await.body;
    for name in ["علی (الف)", "علی (ب)", "عـلی (پ)", "علی (ث)"] {
        assert!(body.contains(&format!("<bdi>{name}</bdi>")), "{name}: {}", plain(&body));
    }
    assert!(body.contains("<bdi>علی</bdi>"), "a mark does not reveal who waits");
    for unseen in [
        "\u{3164}a",
        "a\u{1160}",
        "a\u{2800}b",
        "a\u{FFA0}",
        "\u{E000}",
        "a\u{FFFE}",
        "a\u{E0041}",
        "\u{301}",
        &format!("a{}", "\u{301}".repeat(300)),
    ] {
        let refused = world.browser(Locale::Fa).join(&link, unseen, PASSPHRASE).await;
        assert!(refused.status == 422 && refused.beside("name-error").contains("دیده نمی"), "{unseen:?}: {}", refused.beside("name-error"));
    }
}

#[sqlx::test(migrations = false)]
async fn a_link_does_not_reveal_who_is_in_the_group(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let here = group.member("سارا").await;
    let (link, _) = group.invite("8", false).await;
    // The same answers to the name of a member, to the name of a waiting person, and to an unused name.
    let mut answers = Vec::new();
    for name in ["نوید", "نوید", "سارا", "ســارا", "مهتاب"] {
        world.app.clock.advance(TimeDelta::seconds(1));
        let visitor = world.browser(Locale::Fa);
        let refused = visitor.join(&link, name, "").await;
        assert!(refused.status == 422 && refused.beside("name-error").is_empty(), "{name}: {}", refused.beside("name-error"));
        let joined = visitor.join(&link, name, PASSPHRASE).await;
        assert_eq!(joined.status, 200, "{name}");
        let (user_name, words) = (joined.user_name().expect("a user name"), joined.beside("three"));
        let mut seen = plain(&joined.body).replace(&user_name, "").replace(&words, "");
        for page in ["/".to_owned(), format!("/groups/{}/intake", group.id), "/account".to_owned()] {
            seen += &plain(&visitor.get(&page).await.body).replace(&user_name, "").replace(name, "");
        }
        assert!(!seen.contains("سارا") && !seen.contains(&format!("{name} (")), "{name}: {seen}");
        answers.push(seen);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
    // The therapist can distinguish them; a person admitted at once learns their mark on a page that hides nothing from them.
    let members = practice.therapist.get(&format!("/groups/{}/members", group.id)).await.body;
    assert!(members.contains("<bdi>سارا (ب)</bdi>") && members.contains("<bdi>ســارا (پ)</bdi>"), "{}", plain(&members));
    let (admitting, _) = group.invite("1", true).await;
    world.execute("update membership set state = 'left', seat = null where state = 'waiting'").await.expect("a way out");
    let joined = world.browser(Locale::Fa).join(&admitting, "سارا", PASSPHRASE).await;
    assert!(joined.status == 200 && plain(&joined.body).contains("سارا (۲)"), "{}", plain(&joined.body));
    let members = here.browser.get(&format!("/groups/{}", group.id)).await.body;
    assert!(members.contains("سارا (۱)") && members.contains("سارا (۲)"), "{}", plain(&members));
}

#[sqlx::test(migrations = false)]
async fn equal_names_carry_the_seat_number_on_every_page(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let members = format!("/groups/{}/members", group.id);
    let mut seats = Vec::new();
    for name in ["سارا", "سارا", "ســارا", "مهتاب"] {
        let id = Uuid::new_v4().to_string();
        assert_eq!(group.therapist().post(&members, &[("id", &id), ("name", name), ("alike", name)]).await.status, 303);
        seats.push(id);
    }
    let planned = group.planned().await;
    let slips = format!("/sessions/{planned}/slips");
    let base = format!("/groups/{}", group.id);
    let shown = ["سارا (۱)", "سارا (۲)", "ســارا (۳)"];
    let all = |page: String, body: String| {
        for name in shown {
            assert!(body.contains(name), "{name} on {page}: {}", plain(&body));
        }
        assert!(!body.contains("مهتاب ("), "{page}: no mark where none is needed");
    };
    for page in [members.clone(), slips, format!("{base}/fit")] {
        let body = group.therapist().get(&page).await.body;
        all(page, body);
    }
    group.start(&planned).await;
    for page in [format!("/sessions/{planned}/live"), format!("/sessions/{planned}")] {
        let body = group.therapist().get(&page).await.body;
        all(page, body);
    }
    for page in ["", "/reminders"] {
        let page = at(&group, &seats[1], page);
        assert!(group.therapist().get(&page).await.body.contains("سارا (۲)"), "{page}");
    }
}

#[sqlx::test(migrations = false)]
async fn colleagues_with_equal_names_are_marked_and_keep_their_names(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    world.app.clock.advance(TimeDelta::seconds(1));
    let other = another(&world, "ليلا کريمي").await;
    let base = format!("/groups/{}", group.id);
    for page in [format!("{base}/handover"), "/practice".to_owned(), "/practice/staff".to_owned()] {
        assert!(practice.therapist.get(&page).await.body.contains("ليلا کريمي (ب)"), "{page}");
    }
    let staff: String = world.one("select id::text from staff where role = 'therapist'").await;
    assert_eq!(practice.therapist.post(&format!("{base}/therapist"), &[("staff", &staff), ("stays", "true")]).await.status, 303);
    let members = other.get(&format!("{base}/members")).await.body;
    assert!(members.contains("ليلا کريمي (") && !members.contains(") ("), "{}", plain(&members));
}

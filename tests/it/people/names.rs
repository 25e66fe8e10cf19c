//! Names that look equal, and what cannot be seen in a name.

use chrono::TimeDelta;
use hamdel::kit::locale::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::at;
use super::handover::another;
use crate::town::{PASSPHRASE, Town};

#[sqlx::test(migrations = false)]
async fn a_name_that_looks_like_anothers_is_said_once_and_may_be_kept(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::Fa).await;
    let circle = office.group(Locale::Fa, 8).await;
    let (link, _) = circle.invite("8", false).await;
    assert_eq!(town.browser(Locale::Fa).join(&link, "علی", PASSPHRASE).await.status, 200);
    for (alike, name) in [("علي", "علی"), ("عـلی", "عـلی"), ("ع\u{200C}لی", "ع\u{200C}لی"), ("\u{202B} علی\u{202C}", "علی")]
    {
        town.house.clock.advance(TimeDelta::seconds(1));
        let visitor = town.browser(Locale::Fa);
        let asked = visitor.join(&link, alike, PASSPHRASE).await;
        assert_eq!(asked.status, 422, "{alike:?}");
        assert!(asked.beside("name-error").contains("همین نام"), "{alike:?}: {}", asked.beside("name-error"));
        assert!(asked.body.contains(&format!("name=\"alike\" value=\"{name}\"")), "{alike:?}");
        let other = visitor.post(&link, &[("name", "ع ل ی"), ("alike", name), ("passphrase", PASSPHRASE)]).await;
        assert_eq!(other.status, 422, "another such name is said as well");
        let kept = visitor.post(&link, &[("name", alike), ("alike", name), ("passphrase", PASSPHRASE)]).await;
        assert_eq!(kept.status, 200, "{alike:?}: {}", kept.body);
    }
    town.house.clock.advance(TimeDelta::seconds(1));
    let members = format!("/groups/{}/members", circle.id);
    let id = Uuid::new_v4().to_string();
    let asked = circle.therapist().post(&members, &[("id", &id), ("name", "علی")]).await;
    assert!(asked.status == 422 && asked.beside("name-error").contains("همین نام"), "{}", asked.body);
    assert_eq!(circle.therapist().post(&members, &[("id", &id), ("name", "علی"), ("alike", "علی")]).await.status, 303);
    // Who waits is told apart by a letter; who is here, by the seat where another is here.
    let body = circle.therapist().get(&members).await.body;
    for name in ["علی (الف)", "علی (ب)", "عـلی (پ)", "علی (ث)"] {
        assert!(body.contains(&format!("<bdi>{name}</bdi>")), "{name}: {}", crate::town::plain(&body));
    }
    assert!(body.contains("<bdi>علی</bdi>"), "nobody learns from a mark who waits");
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
        let refused = town.browser(Locale::Fa).join(&link, unseen, PASSPHRASE).await;
        assert!(refused.status == 422 && refused.beside("name-error").contains("دیده نمی"), "{unseen:?}: {}", refused.beside("name-error"));
    }
}

#[sqlx::test(migrations = false)]
async fn equal_names_bear_the_number_of_the_seat_on_every_page_that_shows_them(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::Fa).await;
    let circle = office.group(Locale::Fa, 8).await;
    let members = format!("/groups/{}/members", circle.id);
    let mut seats = Vec::new();
    for name in ["سارا", "سارا", "ســارا", "مهتاب"] {
        let id = Uuid::new_v4().to_string();
        assert_eq!(circle.therapist().post(&members, &[("id", &id), ("name", name), ("alike", name)]).await.status, 303);
        seats.push(id);
    }
    let planned = circle.planned().await;
    let slips = format!("/sessions/{planned}/slips");
    let group = format!("/groups/{}", circle.id);
    let shown = ["سارا (۱)", "سارا (۲)", "ســارا (۳)"];
    let all = |page: String, body: String| {
        for name in shown {
            assert!(body.contains(name), "{name} on {page}: {}", crate::town::plain(&body));
        }
        assert!(!body.contains("مهتاب ("), "{page}: no mark where none is needed");
    };
    for page in [members.clone(), slips, format!("{group}/fit")] {
        let body = circle.therapist().get(&page).await.body;
        all(page, body);
    }
    circle.start(&planned).await;
    for page in [format!("/sessions/{planned}/live"), format!("/sessions/{planned}")] {
        let body = circle.therapist().get(&page).await.body;
        all(page, body);
    }
    for page in ["", "/reminders"] {
        let page = at(&circle, &seats[1], page);
        assert!(circle.therapist().get(&page).await.body.contains("سارا (۲)"), "{page}");
    }
}

#[sqlx::test(migrations = false)]
async fn colleagues_with_one_name_are_told_apart_and_keep_their_name(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::Fa).await;
    let circle = office.group(Locale::Fa, 8).await;
    town.house.clock.advance(TimeDelta::seconds(1));
    let other = another(&town, "ليلا کريمي").await;
    let group = format!("/groups/{}", circle.id);
    for page in [format!("{group}/handover"), "/practice".to_owned(), "/practice/staff".to_owned()] {
        assert!(office.therapist.get(&page).await.body.contains("ليلا کريمي (ب)"), "{page}");
    }
    let staff: String = town.one("select id::text from staff where role = 'therapist'").await;
    assert_eq!(office.therapist.post(&format!("{group}/therapist"), &[("staff", &staff), ("stays", "true")]).await.status, 303);
    let members = other.get(&format!("{group}/members")).await.body;
    assert!(members.contains("ليلا کريمي (") && !members.contains(") ("), "{}", crate::town::plain(&members));
}

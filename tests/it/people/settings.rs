//! The settings of a group: what its therapist changes after creating it, and what an invitation shows of its seats.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{PASSPHRASE, World, plain, spaced};

#[sqlx::test(migrations = false)]
async fn a_full_group_gets_more_seats(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    for name in ["Maya", "Omid", "Ruth"] {
        group.member(name).await;
    }
    let (link, _) = group.invite("1", false).await;
    assert_eq!(world.browser(Locale::En).join(&link, "Wren", PASSPHRASE).await.status, 200);
    let admissions = format!("/groups/{}/admissions", group.id);
    let settings = format!("/groups/{}/settings", group.id);
    let full = practice.therapist.post(&admissions, &[]).await;
    assert!(
        full.body.contains("raise the capacity in the group’s settings") && full.body.contains(&format!("href=\"{settings}\"")),
        "{}",
        full.body
    );
    let page = practice.therapist.get(&settings).await.body;
    assert!(page.contains("3 seats are taken, so it can’t be lower") && page.contains("گروه نیلوفر"), "{}", plain(&page));
    let fields = |version: &'static str, capacity: &'static str| {
        let [name, purpose] = [("name", "Evening group"), ("purpose", "We breathe.")];
        let [locale, calendar, zone] = [("locale", "en"), ("calendar", "gregorian"), ("time_zone", "Asia/Tehran")];
        [
            ("version", version),
            name,
            purpose,
            ("capacity", capacity),
            ("admission", "closed"),
            ("meets", "in_person"),
            locale,
            calendar,
            zone,
        ]
    };
    let keep = async |version, capacity| practice.therapist.post(&settings, &fields(version, capacity)).await;
    for capacity in ["2", "16", "many"] {
        let refused = keep("1", capacity).await;
        assert!(refused.status == 422 && refused.body.contains("value=\"Evening group\""), "{capacity}: {}", refused.body);
    }
    assert_eq!(keep("1", "۴").await.location(), format!("{settings}?kept=true"));
    assert_eq!(keep("1", "4").await.status, 303, "a double press has the wanted result");
    let stale = keep("1", "9").await;
    assert!(stale.status == 409 && stale.body.contains("edited this in the meantime"), "another tab was quicker: {}", stale.body);
    assert!(spaced(&stale.body).contains("<td><bdi>4</bdi></td> <td><bdi>9</bdi></td>"), "both are shown: {}", stale.body);
    let shown = practice.therapist.get(&format!("/groups/{}", group.id)).await.body;
    assert!(shown.contains("Evening group") && shown.contains("We breathe.") && shown.contains("Closed admission"), "{}", plain(&shown));
    assert_eq!(practice.therapist.post(&admissions, &[]).await.status, 303);
    assert_eq!(world.count("membership where role = 'member' and state = 'active'").await, 4);
    let least = keep("2", "3").await;
    assert!(least.status == 422 && least.body.contains("4 seats are taken"), "an occupied seat stays: {}", least.body);
    assert_eq!(world.count("audit_entry where action = 'group_changed' and subject_kind = 'group'").await, 1);
}

#[sqlx::test(migrations = false)]
async fn every_setting_changes_and_what_it_was_is_kept(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    group.planned().await;
    let hour = world.one::<String>("select starts_at::text || time_zone from session").await;
    let settings = format!("/groups/{}/settings", group.id);
    let fields = |zone: &'static str| {
        let [name, purpose, focus] = [("name", "Quartz group"), ("purpose", "We quartz."), ("focus", "quartz")];
        let profile = [("age_from", "18"), ("age_to", "۴۰"), ("severity_from", "mild"), ("severity_to", "moderate"), ("locale", "fa")];
        let place = [("meets", "online"), ("place", "https://quartz.example"), ("time_zone", zone), ("calendar", "jalali")];
        let mut all = vec![("version", "1"), name, purpose, focus, ("capacity", "9"), ("admission", "closed")];
        all.extend(profile.into_iter().chain(place));
        all
    };
    let refused = practice.therapist.post(&settings, &fields("Atlantis")).await;
    assert!(refused.status == 422 && refused.body.contains("https://quartz.example"), "{}", refused.body);
    assert_eq!(practice.therapist.post(&settings, &fields("Europe/London")).await.status, 303);
    let page = spaced(&practice.therapist.get(&settings).await.body);
    for change in [
        "<del><bdi>8</bdi></del> <ins><bdi>9</bdi></ins>",
        "Open admission",
        "18–40",
        "Mild – Moderate",
        "London",
        "https://quartz.example",
    ] {
        assert!(page.contains(change), "{change}: {page}");
    }
    assert!(page.contains("<bdi>لیلا کریمی</bdi> · <time"), "who changed it: {page}");
    assert_eq!(world.count("group_change").await, 12, "each setting but the areas");
    assert_eq!(world.count("group_change where was::text || became::text like '%quartz%'").await, 0, "sealed");
    assert_eq!(world.one::<String>("select starts_at::text || time_zone from session").await, hour, "a planned session keeps its hour");
    let member = group.member("Maya").await;
    assert_eq!(member.browser.get(&settings).await.status, 403);
}

#[sqlx::test(migrations = false)]
async fn an_invitation_shows_how_many_seats_are_free(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 5).await;
    group.member("Maya").await;
    let page = format!("/groups/{}/invitations", group.id);
    assert!(practice.therapist.get(&page).await.body.contains("4 of the 5 seats are free"));
    for (role, seats, warned) in [("member", "4", false), ("member", "9", true), ("facilitator", "1", false)] {
        let id = Uuid::new_v4().to_string();
        let made = practice.therapist.post(&page, &[("id", &id), ("role", role), ("seats", seats), ("days", "7")]).await;
        assert!(made.link("/join/").is_some(), "{}", made.body);
        assert_eq!(made.body.contains("This link is for"), warned, "{role} {seats}");
    }
}

#[sqlx::test(migrations = false)]
async fn the_list_of_members_marks_the_readers_own_line(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (first, second) = (group.member("سارا").await, group.member("سارا").await);
    let base = format!("/groups/{}", group.id);
    for (browser, page, own) in [
        (&first.browser, base.clone(), "<bdi>سارا (۱)</bdi> <small>شما</small>"),
        (&second.browser, base.clone(), "<bdi>سارا (۲)</bdi> <small>شما</small>"),
        (&practice.therapist, base.clone(), "<bdi>لیلا کریمی</bdi> <small>شما</small>"),
        (&practice.therapist, format!("{base}/members"), "<bdi>لیلا کریمی</bdi></b> <small>شما · "),
    ] {
        let body = spaced(&browser.get(&page).await.body);
        assert_eq!((body.matches(own).count(), body.matches("<small>شما").count()), (1, 1), "{page} {own}: {}", plain(&body));
    }
}

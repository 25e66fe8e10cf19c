//! The content of a message: right-to-left in Persian, neutral in both languages, and with a way to unsubscribe.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{IN_TIME, header, planned, read, send, subscribe, world};

/// Words that no message may contain, in any language.
const BANNED: [&str; 16] = [
    "گروه",
    "درمان",
    "جلسه",
    "نیلوفر",
    "روان",
    "لیلا",
    "مریم",
    "مرکز باران",
    "group",
    "therap",
    "session",
    "clinic",
    "Leila",
    "Maya",
    "charter",
    "منشور",
];

pub(super) fn is_neutral(words: &str) {
    for banned in BANNED {
        assert!(!words.to_lowercase().contains(&banned.to_lowercase()), "{banned} in {words}");
    }
}

#[sqlx::test(migrations = false)]
async fn a_persian_reminder_reads_from_right_to_left_and_states_only_the_time(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let member = group.member("مریم").await;
    subscribe(&world, &smtp, &group, &member, "maryam@example.org", &["1440"]).await;
    // 20 hours after 15:00 in Tehran on 3 Azar 1405.
    planned(&world, &group, Locale::Fa, TimeDelta::hours(20)).await;
    send(&world).await;
    let arrived = smtp.taken();
    assert_eq!(arrived.len(), 1);
    let (mail, said) = (&arrived[0], read(&arrived[0]));
    assert!(mail.raw.is_ascii(), "encoded for transport");
    assert_eq!(said.subject, "یادآوری قرار شما");
    assert!(!said.subject.contains(['\u{2068}', '\u{2069}']), "no isolates in a subject");
    let when = "چهارشنبه ۴ آذر ۱۴۰۵ ساعت ۱۱:۰۰";
    assert!(said.text.contains(when) && said.html.contains(when), "{}", said.text);
    assert!(
        said.html.contains(r#"<html lang="fa" dir="rtl">"#) && said.html.contains(r#"<table role="presentation" dir="rtl" align="right""#)
    );
    assert!(said.html.contains("direction:rtl;text-align:right"), "{}", said.html);
    for words in [&said.subject, &said.text, &said.html] {
        is_neutral(words);
    }
    assert_eq!(header(mail, "From").map(|from| from.ends_with("<post@hamdel.example>")), Some(true));
    assert_eq!(header(mail, "Auto-Submitted").as_deref(), Some("auto-generated"));
    assert_eq!(header(mail, "List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
}

#[sqlx::test(migrations = false)]
async fn an_english_reminder_names_the_group_only_on_request(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Maya").await;
    subscribe(&world, &smtp, &group, &member, "maya@example.org", &["1440", "180"]).await;
    planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    send(&world).await;
    let said = read(&smtp.taken()[0]);
    assert_eq!(said.subject, "A reminder of your appointment");
    assert!(said.text.contains("Wednesday 25 November 2026 at 11:00") && said.html.contains(r#"dir="ltr""#), "{}", said.text);
    for words in [&said.subject, &said.text, &said.html] {
        is_neutral(words);
    }
    let page = format!("/groups/{}/reminders", group.id);
    let named = member.browser.post(&format!("{page}/times"), &[("lead", "180"), ("says_group", "true")]).await;
    assert_eq!(named.location(), format!("{page}?kept=true"));
    world.app.clock.advance(TimeDelta::hours(17) + TimeDelta::minutes(1));
    send(&world).await;
    let said = read(&smtp.taken()[0]);
    assert!(said.text.contains("نیلوفر") && said.html.contains("نیلوفر"), "{}", said.text);
    is_neutral(&said.subject);
}

#[sqlx::test(migrations = false)]
async fn a_link_in_the_message_ends_reminders_by_a_button_or_one_click(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    subscribe(&world, &smtp, &group, &maya, "maya@example.org", &["1440", "60"]).await;
    subscribe(&world, &smtp, &group, &omid, "omid@example.org", &["1440", "60"]).await;
    planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    send(&world).await;
    let arrived = smtp.taken();
    let of = |who: &str| arrived.iter().find(|mail| mail.to == who).expect("a message");
    let path = |link: &str| format!("/{}", link.splitn(4, '/').nth(3).expect("a path"));
    // Mail scanners open links: that changes nothing.
    let text = read(of("maya@example.org")).text;
    let link = text.lines().find(|line| line.contains("/reminders/off/")).expect("a link").trim().to_owned();
    let stranger = world.browser(Locale::En);
    for _ in 0..2 {
        let page = stranger.get(&path(&link)).await;
        assert!(
            page.status == 200 && page.body.contains("Opening this page hasn’t changed anything") && !page.body.contains("maya"),
            "{}",
            page.body
        );
    }
    assert_eq!(world.count("reminder_way").await, 2);
    assert_eq!(stranger.post(&path(&link), &[]).await.status, 200);
    assert_eq!(world.count("reminder_way").await, 1);
    let again = stranger.get(&path(&link)).await;
    assert!(again.status == 404 && again.body.contains("doesn’t work any more"), "{}", again.body);
    // RFC 8058: one POST, without cookie, token or origin.
    let one_click = header(of("omid@example.org"), "List-Unsubscribe").expect("a header");
    let one_click = one_click.trim_matches(['<', '>', ' ']).to_owned();
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let post = || {
        let form = "application/x-www-form-urlencoded";
        http.post(&one_click).header("content-type", form).body("List-Unsubscribe=One-Click").send()
    };
    assert_eq!(
        http.get(&one_click).send().await.expect("an answer").status().as_u16(),
        303,
        "opening it leads to the page with the button"
    );
    assert_eq!(world.count("reminder_way").await, 1);
    assert_eq!(post().await.expect("an answer").status().as_u16(), 200);
    assert_eq!(world.count("reminder_way").await, 0);
    assert_eq!(post().await.expect("an answer").status().as_u16(), 404);
    world.app.clock.advance(TimeDelta::hours(19) + TimeDelta::minutes(1));
    assert_eq!((send(&world).await, smtp.ledger().len()), (0, 0), "no one is notified any more");
}

//! The morning mail: asked for, once a day, neutral, and only when something waits.

use chrono::{TimeDelta, Timelike};
use chrono_tz::Tz;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{IN_TIME, read, send, world};
use crate::world::{PASSPHRASE, World};

/// Moves the clock to this hour in Tehran, today or tomorrow.
fn go_to(world: &World, hour: u32) {
    let there = world.app.clock.now().with_timezone(&Tz::Asia__Tehran);
    let minutes = i64::from((hour + 24 - there.hour()) % 24) * 60 - i64::from(there.minute());
    world.app.clock.advance(TimeDelta::minutes(if minutes <= 0 { minutes + 24 * 60 } else { minutes }) + TimeDelta::minutes(5));
}

#[sqlx::test(migrations = false)]
async fn it_comes_once_a_morning_to_who_asks_and_names_nobody(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let leila = group.therapist();
    let (link, _) = group.invite("2", false).await;
    world.browser(Locale::En).join(&link, "Yasaman", PASSPHRASE).await;
    go_to(&world, 8);
    send(&world).await;
    assert!(smtp.taken().is_empty(), "nobody has asked");
    leila.sign_in("leila@example.org", PASSPHRASE).await;
    assert!(leila.get("/account/morning").await.body.contains("leila@example.org"));
    assert_eq!(leila.post("/account/morning", &[("asks", "true")]).await.location(), "/account/morning?kept=true");
    send(&world).await;
    send(&world).await;
    let mails = smtp.taken();
    assert_eq!(mails.len(), 1, "once");
    let mail = read(&mails[0]);
    assert_eq!(mail.subject, "Something waits in Hamdel");
    assert!(mail.text.contains("One thing waits for you"), "{}", mail.text);
    for secret in ["Yasaman", "نیلوفر", &group.id] {
        assert!(!mails[0].raw.contains(secret) && !mail.text.contains(secret) && !mail.html.contains(secret), "{secret}");
    }
    // Not at another hour; on the next morning again, unless it was stopped or nothing waits.
    go_to(&world, 15);
    send(&world).await;
    assert!(smtp.taken().is_empty());
    go_to(&world, 8);
    send(&world).await;
    assert_eq!(smtp.taken().len(), 1);
    leila.sign_in("leila@example.org", PASSPHRASE).await;
    let waits: String = world.one("select id::text from membership where state = 'waiting'").await;
    assert_eq!(leila.post(&format!("/groups/{}/members/{waits}/admission", group.id), &[]).await.status, 303);
    go_to(&world, 8);
    send(&world).await;
    assert!(smtp.taken().is_empty(), "nothing waits");
}

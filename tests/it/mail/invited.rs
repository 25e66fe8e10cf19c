//! A link that is sent by e-mail.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::smtp_server::SmtpMode;
use super::{IN_TIME, read, send, state, world};
use crate::staff::staff_member;
use crate::world::PASSPHRASE;

#[sqlx::test(migrations = false)]
async fn a_link_is_sent_once_and_its_address_is_deleted(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (therapist, page) = (group.therapist(), format!("/groups/{}/invitations", group.id));
    let make = |id: &str, email: &str| {
        let fields =
            [("id", id), ("role", "member"), ("seats", "1"), ("days", "7"), ("email", email)].map(|(name, value)| (name, value.to_owned()));
        let page = page.clone();
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            therapist.post(&page, &fields).await
        }
    };
    let id = Uuid::new_v4().to_string();
    let refused = make(&id, "x@example.org\nBcc: y@example.org").await;
    assert!(refused.status == 422 && refused.body.contains("can’t use this"), "{}", refused.body);
    assert_eq!((make(&id, "reza@example.org").await.status, make(&id, "reza@example.org").await.status), (200, 200));
    send(&world).await;
    send(&world).await;
    let arrived = smtp.taken();
    assert_eq!(arrived.len(), 1, "a double submit is one link, and one message");
    let said = read(&arrived[0]);
    assert!(
        arrived[0].to == "reza@example.org" && said.subject == "لینکی برای شما" && said.html.contains(r#"dir="rtl""#),
        "{}",
        said.subject
    );
    assert!(!said.text.contains("نیلوفر") && !said.html.contains("نیلوفر") && !said.text.contains("گروه"), "{}", said.text);
    let link = said.text.lines().find(|line| line.contains("/join/")).expect("a link").trim();
    let path = format!("/join/{}", link.rsplit('/').next().expect("a token"));
    let guest = world.browser(Locale::Fa);
    assert!(guest.get(&path).await.body.contains("نیلوفر"), "the page names the sender");
    assert_eq!(guest.join(&path, "رضا", PASSPHRASE).await.status, 200);
    assert_eq!(world.count("outbox where recipient is not null").await, 0);
    // A link that was revoked while it waited is not sent.
    let second = Uuid::new_v4().to_string();
    world.app.clock.advance(chrono::TimeDelta::seconds(1));
    smtp.is(SmtpMode::Busy);
    make(&second, "omid@example.org").await;
    send(&world).await;
    therapist.post(&format!("/invitations/{second}/revocation"), &[]).await;
    smtp.is(SmtpMode::Well);
    world.app.clock.advance(chrono::TimeDelta::minutes(2));
    send(&world).await;
    assert_eq!((smtp.ledger().len(), state(&world, "invitation").await), (0, vec!["sent".to_owned(), "withdrawn".to_owned()]));
}

#[sqlx::test(migrations = false)]
async fn a_scheduler_sends_a_link_as_group_staff_do(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::Fa, 8).await;
    let mehri = staff_member(&practice, "secretary", Locale::En).await;
    let (page, id) = (format!("/groups/{}/invitations", group.id), Uuid::new_v4().to_string());
    let fields = [("id", id.as_str()), ("role", "member"), ("seats", "1"), ("days", "7"), ("email", "reza@example.org")];
    assert_eq!((mehri.post(&page, &fields).await.status, mehri.post(&page, &fields).await.status), (200, 200));
    send(&world).await;
    let arrived = smtp.taken();
    assert!(arrived.len() == 1 && arrived[0].to == "reza@example.org" && read(&arrived[0]).text.contains("/join/"));
    assert_eq!(world.count("outbox where recipient is not null").await, 0, "and the address is forgotten");
    let counts = mehri.get("/practice/outbox").await;
    assert!(counts.status == 200 && !counts.body.contains("reza@"), "how many were sent, and no address: {}", counts.body);
}

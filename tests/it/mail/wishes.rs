//! Requesting reminders: the address must be valid and belong to the person.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{IN_TIME, comes_back, number, planned, read, send, subscribe, world};
use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrations = false)]
async fn reminders_are_not_offered_where_no_mail_is_sent(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let page = format!("/groups/{}/reminders", group.id);
    let body = maya.browser.get(&page).await.body;
    assert!(body.contains("doesn’t send e-mail or text messages now") && !body.contains("name=\"address\""), "{body}");
    let asked = maya.browser.post(&page, &[("channel", "mail"), ("address", "maya@example.org"), ("lead", "60")]).await;
    assert_eq!((asked.status, world.count("reminder_way").await, world.count("outbox").await), (409, 0, 0));
    for staff in [format!("/groups/{}/outbox", group.id), "/practice/outbox".to_owned()] {
        assert!(group.therapist().get(&staff).await.body.contains("doesn’t send e-mail or"), "{staff}");
    }
    assert!(group.therapist().get(&format!("/groups/{}/invitations", group.id)).await.body.contains("doesn’t send e-mail now"));
    assert!(group.therapist().get("/demo/mail").await.body.contains("This isn’t a demo"));
}

#[sqlx::test(migrations = false)]
async fn an_address_counts_once_its_code_is_entered(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let page = format!("/groups/{}/reminders", group.id);
    for bad in ["maya", "maya@example.org\r\nBcc: x@example.org", "maya@example.org, x@example.org", "<maya@example.org>"] {
        let refused = maya.browser.post(&page, &[("channel", "mail"), ("address", bad), ("lead", "60")]).await;
        assert!(refused.status == 422 && refused.body.contains("can’t use this"), "{bad:?}: {}", refused.status);
    }
    let refused = maya.browser.post(&page, &[("channel", "mail"), ("address", "maya@example.org")]).await;
    assert!(
        refused.status == 422 && refused.body.contains("at least one of the times") && refused.body.contains("maya@example.org"),
        "{}",
        refused.body
    );
    let ask = [("channel", "mail"), ("address", "maya@example.org"), ("lead", "1440")];
    assert_eq!(maya.browser.post(&page, &ask).await.status, 303);
    send(&world).await;
    let code = number(&smtp.taken()[0]);
    planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    assert_eq!((send(&world).await, smtp.ledger().len()), (0, 0), "an unconfirmed address gets no message");
    let wrong: Vec<_> =
        ["000000", "111111", "222222", "333333", "444444", "555555"].into_iter().filter(|one| *one != code).take(5).collect();
    for (tried, wrong) in (1..).zip(wrong) {
        // A double click counts as one attempt.
        for _ in 0..2 {
            let refused = maya.browser.post(&format!("{page}/code"), &[("code", wrong)]).await;
            assert!(refused.status == 422 && refused.beside("code-error").contains("isn’t the code"), "{}", refused.body);
        }
        assert_eq!(world.one::<i32>("select tries from reminder_way").await, tried);
    }
    let over = maya.browser.post(&format!("{page}/code"), &[("code", &code)]).await;
    assert!(over.status == 422 && over.body.contains("has expired"), "five attempts, and then not even the right code");
    assert_eq!(maya.browser.post(&page, &ask).await.status, 303);
    send(&world).await;
    let late = number(&smtp.taken()[0]);
    world.app.clock.advance(TimeDelta::minutes(31));
    assert_eq!(maya.browser.post(&format!("{page}/code"), &[("code", &late)]).await.status, 422, "half an hour");
    for _ in 0..3 {
        assert_eq!(maya.browser.post(&page, &ask).await.status, 303);
    }
    let refused = maya.browser.post(&page, &ask).await;
    assert!(refused.status == 422 && refused.body.contains("several codes today"), "{}", refused.body);
    world.app.clock.advance(TimeDelta::days(1));
    smtp.taken();
    send(&world).await;
    assert_eq!(smtp.taken().len(), 0, "expired codes are not sent");
    maya.browser.sign_in(&maya.user_name, PASSPHRASE).await;
    subscribe(&world, &smtp, &group, &maya, "maya@example.org", &["1440"]).await;
    let shown = maya.browser.get(&page).await.body;
    assert!(shown.contains("We’ll remind you") && shown.contains("maya@example.org"), "{shown}");
    let hex: String = "maya@example.org".bytes().map(|byte| format!("{byte:02x}")).collect();
    for table in ["reminder_way", "outbox"] {
        let rows: Vec<String> = world.all(&format!("select row_to_json(t)::text from {table} t")).await;
        assert!(!rows.iter().any(|row| row.contains(&hex) || row.contains("maya@")), "sealed in {table}");
    }
    comes_back(&group).await;
    assert!(
        !group.therapist().get(&format!("/groups/{}/members", group.id)).await.body.contains("maya@example.org"),
        "visible to her alone"
    );
    assert_eq!(maya.browser.post(&format!("{page}/end"), &[]).await.status, 303);
    assert_eq!((world.count("reminder_way").await, world.count("token where purpose = 'reminders off'").await), (0, 0), "gone");
}

#[sqlx::test(migrations = false)]
async fn staff_manage_reminders_for_a_member_without_an_account_and_print_slips(options: PgPoolOptions, connect: PgConnectOptions) {
    let (world, smtp) = world(options, connect, IN_TIME).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::Fa, 8).await;
    let staff = group.therapist();
    let maya = group.member("Maya").await;
    let without = Uuid::new_v4().to_string();
    staff.post(&format!("/groups/{}/members", group.id), &[("id", &without), ("name", "Nophone")]).await;
    let session = planned(&world, &group, Locale::En, TimeDelta::hours(20)).await;
    let slips = staff.get(&format!("/sessions/{session}/slips")).await.body;
    assert_eq!(slips.matches("class=\"slip\"").count(), 2, "{slips}");
    assert!(slips.contains("چهارشنبه ۴ آذر ۱۴۰۵ ساعت ۱۱:۰۰"), "in the language of the recipient");
    let page = |member: &str| format!("/groups/{}/members/{member}/reminders", group.id);
    assert!(staff.get(&page(&maya.membership)).await.body.contains("sets their own reminders"));
    let ask = [("channel", "mail"), ("address", "nophone@example.org"), ("lead", "1440")];
    assert_eq!(staff.post(&page(&maya.membership), &ask).await.status, 409, "staff cannot set reminders for a member with an account");
    assert_eq!(staff.post(&page(&without), &ask).await.location(), format!("{}?kept=true", page(&without)));
    send(&world).await;
    let text = read(&smtp.taken()[0]).text;
    let code: String = text.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(staff.post(&format!("{}/code", page(&without)), &[("code", &code)]).await.status, 303);
    send(&world).await;
    let said = read(&smtp.taken()[0]);
    assert!(said.subject == "یادآوری قرار شما" && said.text.contains("۱۱:۰۰"), "as the group reads: {}", said.text);
    assert_eq!(staff.get(&format!("/sessions/{session}/slips")).await.body.matches("class=\"slip\"").count(), 1);
    assert_eq!(world.count("audit_entry where subject_kind = 'reminders'").await, 2);
    assert_eq!(maya.browser.get(&page(&without)).await.status, 403);
}

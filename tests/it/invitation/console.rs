//! A link to the console is for one person and one week, and the person who uses it waits for the therapist.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrations = false)]
async fn a_facilitators_link_is_for_one_person_and_one_week_and_leads_to_waiting(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let page = format!("/groups/{}/invitations", group.id);
    let make = async |seats: &str, days: &str, admits: bool| {
        let id = Uuid::new_v4().to_string();
        let mut fields = vec![("id", id.as_str()), ("role", "facilitator"), ("seats", seats), ("days", days)];
        if admits {
            fields.push(("admits", "true"));
        }
        group.therapist().post(&page, &fields).await
    };
    for (seats, days, beside) in
        [("2", "7", "seats-error"), ("15", "1", "seats-error"), ("1", "14", "days-error"), ("1", "30", "days-error")]
    {
        let refused = make(seats, days, false).await;
        assert!(refused.status == 422 && refused.body.contains(beside), "{seats} for {days}: {}", refused.body);
    }
    assert_eq!(world.count("invitation").await, 0);
    let made = make("1", "7", true).await;
    let link = made.link("/join/").expect("a link");
    assert_eq!(world.count("invitation where not admits").await, 1, "regardless of the tick");
    let sina = world.browser(Locale::En);
    assert!(sina.get(&link).await.body.contains("The therapist then lets you in"), "announced in advance");
    assert_eq!(sina.join(&link, "Sina", PASSPHRASE).await.status, 200);
    assert_eq!(world.count("staff").await, 1, "joining alone creates no staff position");
    assert_eq!(world.count("practice_access where staff").await, 1);
    let base = format!("/groups/{}", group.id);
    for (path, status) in [(base.as_str(), 404), (&format!("{base}/members"), 404), ("/groups", 200), ("/practice/times", 403)] {
        assert_eq!(sina.get(path).await.status, status, "{path}");
    }
    assert_eq!(world.browser(Locale::En).get(&link).await.status, 404, "the one seat is taken");
    let waits: String = world.one("select id::text from membership where state = 'waiting'").await;
    assert!(group.therapist().get(&format!("{base}/members")).await.body.contains("Sina"));
    assert_eq!(group.therapist().post(&format!("{base}/members/{waits}/admission"), &[]).await.status, 303);
    assert_eq!((sina.get(&base).await.status, sina.get("/groups").await.status), (200, 200));
    assert_eq!(world.count("staff where role = 'facilitator'").await, 1);
    // The database backs up the form and the handler, also for older rows.
    for more in ["seats = 2", "admits = true", "expires_at = expires_at + interval '1 day'"] {
        let refused = world.execute(&format!("update invitation set {more} where role = 'facilitator'")).await.expect_err(more);
        assert!(refused.to_string().contains("a_facilitator_comes_alone_within_a_week_and_waits"), "{more}: {refused}");
    }
}

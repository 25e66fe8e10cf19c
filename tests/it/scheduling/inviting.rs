//! A scheduler invites, and does not admit.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::staff::staff_member;
use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrations = false)]
async fn an_invitation_by_a_scheduler_leads_to_waiting(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mehri = staff_member(&practice, "secretary", Locale::En).await;
    let page = format!("/groups/{}/invitations", group.id);
    let form = mehri.get(&page).await.body;
    assert!(form.contains("لیلا کریمی") && !form.contains("name=\"admits\"") && !form.contains("value=\"facilitator\""), "{form}");
    let (id, before) = (Uuid::new_v4().to_string(), world.count("invitation").await);
    let fields = [("id", id.as_str()), ("role", "member"), ("seats", "۲"), ("days", "14")];
    let made = mehri.post(&page, &fields).await;
    let link = made.link("/join/").expect("a link, this once");
    assert!(made.body.contains("<svg class=\"qr-code\"") && made.body.matches("class=\"print-card").count() == 2, "one card for each seat");
    assert_eq!(mehri.post(&page, &fields).await.link("/join/"), Some(link.clone()), "sent twice, created once");
    assert_eq!(world.count("invitation").await, before + 1);
    let row = format!("invitation where id = '{id}' and made_by is null and not admits and role = 'member'");
    assert_eq!(world.count(&format!("{row} and made_at_desk_by = (select person_id from staff where role = 'secretary')")).await, 1);
    assert_eq!(
        world.count(&format!("audit_entry where action = 'invitation_made' and subject_id = '{id}' and actor is not null")).await,
        1
    );
    // The candidate's answers are theirs; the scheduler who handed out the link reads none of them.
    assert!(world.browser(Locale::En).get(&link).await.body.contains("نفس تازه"));
    assert!(!mehri.get(&link).await.body.contains("نفس تازه"));
    assert!(practice.therapist.get(&link).await.body.contains("نفس تازه"), "a group's staff read it");
    let robin = world.browser(Locale::En);
    assert_eq!(robin.join(&link, "Robin", PASSPHRASE).await.status, 200);
    assert_eq!(world.count("membership where state = 'waiting'").await, 1, "only the therapist admits");
    let listed = mehri.get(&page).await.body;
    assert!(listed.contains("1 seat taken") && !listed.contains("Robin"), "how many, never who: {listed}");
    let revocation = format!("/invitations/{id}/revocation");
    assert_eq!(mehri.post(&revocation, &[]).await.location(), page);
    assert_eq!(world.browser(Locale::En).get(&link).await.status, 404);
    assert_eq!(world.count(&format!("audit_entry where action = 'invitation_revoked' and subject_id = '{id}'")).await, 1);
}

#[sqlx::test(migrations = false)]
async fn a_forged_form_cannot_grant_admission(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    for role in ["secretary", "administrator"] {
        let scheduler = staff_member(&practice, role, Locale::En).await;
        let page = format!("/groups/{}/invitations", group.id);
        let before = world.count("invitation").await;
        for (to, admits, answer) in
            [("member", "true", 403), ("facilitator", "false", 403), ("facilitator", "true", 403), ("therapist", "false", 422)]
        {
            let id = Uuid::new_v4().to_string();
            let fields = [("id", id.as_str()), ("role", to), ("seats", "1"), ("days", "7"), ("admits", admits)];
            let refused = scheduler.post(&page, &fields).await;
            assert_eq!((refused.status, refused.link("/join/")), (answer, None), "{role}: {to} {admits}");
        }
        assert_eq!(world.count("invitation").await, before, "{role}: nothing was created");
        let id = Uuid::new_v4().to_string();
        let made = scheduler.post(&page, &[("id", &id), ("role", "member"), ("seats", "1"), ("days", "7"), ("admits", "false")]).await;
        assert_eq!(made.status, 200, "{role}: {}", made.body);
        // The database refuses it too.
        for change in ["admits = true", "role = 'facilitator'", "made_at_desk_by = null"] {
            let refused = world.execute(&format!("update invitation set {change} where id = '{id}'")).await.expect_err(change);
            let constraint = refused.as_database_error().and_then(|error| error.constraint()).unwrap_or_default().to_owned();
            assert!(["the_desk_admits_nobody", "made_at_a_seat_or_at_the_desk"].contains(&constraint.as_str()), "{change}: {constraint}");
        }
    }
}

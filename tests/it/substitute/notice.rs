//! The practice names a substitute without the therapist: never without a notice, and a person who names themselves gives a reason.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{LEILA, asks, kian, option};
use crate::climate::bare;
use crate::staff::{accept_offer, offer};
use crate::world::{Browser, PASSPHRASE, World};

const WHY: &str = "She is in hospital; I asked nobody";

async fn reads(reader: &Browser, notice: &str) -> u16 {
    reader.post(&format!("/notices/{notice}/reading"), &[]).await.status
}

#[sqlx::test(migrations = false)]
async fn a_person_who_names_themselves_gives_a_reason_and_leaves_a_notice(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, robin, sina) = (group.member("Maya").await, group.member("Robin").await, group.facilitator("Sina").await);
    let nika = accept_offer(&world, &offer(&practice.therapist, "administrator").await.0, "Nika", "nika@example.org").await;
    let session = group.planned().await;
    let path = format!("/practice/sessions/{session}/substitutions");
    let page = nika.get(&path).await.body;
    let (whose, own) = (option(&page, LEILA).expect("a seat"), option(&page, "Nika").expect("herself"));
    assert!(page.contains("name=\"reason\"") && page.contains("name=\"passphrase\""), "{page}");
    let id = Uuid::new_v4().to_string();
    let names = async |reason: &str, passphrase: &str| {
        let fields = [("id", &*id), ("whose", &whose), ("colleague", &own), ("reason", reason), ("passphrase", passphrase)];
        nika.post(&path, &fields).await
    };
    for (reason, passphrase, beside, kept) in
        [("", "", "reason-error", ""), (WHY, "", "passphrase-error", WHY), (WHY, "not this one at all", "passphrase-error", WHY)]
    {
        let refused = names(reason, passphrase).await;
        assert!(refused.status == 422 && refused.body.contains(beside) && refused.body.contains(kept), "{beside}: {}", refused.body);
        assert!(!refused.body.contains("not this one at all"));
    }
    assert_eq!(world.count("substitution").await, 0);
    assert_eq!(nika.get(&format!("/sessions/{session}")).await.status, 404);
    let named = names(WHY, PASSPHRASE).await;
    assert_eq!((named.status, named.location()), (303, path.as_str()), "{}", named.body);
    assert_eq!(nika.get(&format!("/sessions/{session}")).await.status, 200);
    assert_eq!(world.count("substitution where names_self and position('hospital'::bytea in reason) = 0").await, 1, "sealed");

    // Removed at once, the notice still stays.
    assert_eq!(nika.post(&format!("{path}/{id}/withdrawal"), &[]).await.status, 303);
    let words = "Nika, who works in the practice, chose to stand in for";
    for (who, reader, reason) in [("therapist", group.therapist(), true), ("Maya", &maya.browser, false), ("Robin", &robin.browser, false)]
    {
        for _ in 0..2 {
            let home = bare(&reader.get("/").await.body);
            assert!(home.contains(words) && home.contains("It was undone on") && home.contains(WHY) == reason, "{who}: {home}");
        }
    }
    assert!(!bare(&sina.browser.get("/").await.body).contains(words) && !bare(&nika.get("/").await.body).contains(words));
    assert_eq!(reads(&sina.browser, &id).await, 404);
    assert_eq!(reads(&maya.browser, &id).await, 303);
    assert_eq!(reads(&maya.browser, &id).await, 303, "twice counts once");
    assert!(!bare(&maya.browser.get("/").await.body).contains(words));
    assert!(bare(&robin.browser.get("/").await.body).contains(words), "each reads their own");
    assert_eq!(reads(group.therapist(), &id).await, 303);
    assert!(!bare(&group.therapist().get("/").await.body).contains(WHY));
    // Once read, the reason is shown with the substitution: on the session's page, for readers with access.
    let page = format!("/sessions/{session}");
    for (who, reader, reason) in [("therapist", group.therapist(), true), ("Maya", &maya.browser, false), ("Sina", &sina.browser, false)] {
        assert_eq!(bare(&reader.get(&page).await.body).contains(WHY), reason, "{who}");
    }
    // The database enforces it too.
    let reasonless = world.execute("update substitution set reason = null").await.expect_err("a reason");
    assert!(reasonless.to_string().contains("who_names_themselves_says_why"), "{reasonless}");
}

#[sqlx::test(migrations = false)]
async fn a_substitute_named_by_the_practice_leaves_a_notice_too(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let maya = group.member("مایا").await;
    kian(&world, &practice.therapist, "therapist").await;
    let nika = accept_offer(&world, &offer(&practice.therapist, "administrator").await.0, "Nika", "nika@example.org").await;
    let session = group.planned().await;
    assert_eq!(asks(&nika, &format!("/practice/sessions/{session}/substitutions"), LEILA, "Kian").await.status, 303);
    assert!(bare(&maya.browser.get("/").await.body).contains("جانشینی تعیین شده است"));
    assert!(bare(&group.therapist().get("/").await.body).contains("جانشینی تعیین شده است"));
    // A naming by the therapist leaves no notice: members read the substitute's name, as always.
    let other = group.planned().await;
    super::named(group.therapist(), &other, LEILA).await;
    assert_eq!(world.count("substitution_notice").await, 2);
}

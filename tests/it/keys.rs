//! Keys: one that is gone because somebody erased it closes what it sealed; one that is only missing is an error.

use hamdel::kit::locale::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::town::Town;

#[sqlx::test(migrations = false)]
async fn a_restore_without_the_keys_is_not_taken_for_an_erasure(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::En).await;
    let circle = office.group(Locale::En, 8).await;
    let (maya, robin) = (circle.member("Maya").await, circle.member("Robin").await);
    let (group, nobody) = (format!("/groups/{}", circle.id), town.browser(Locale::En));
    let ready = async || {
        town.house.vault.forget();
        let answer = nobody.get("/readyz").await;
        (answer.status, answer.body)
    };
    assert_eq!(ready().await, (200, "ready\n".to_owned()));
    // Somebody's words are erased: their key goes, and that is written down by the deletion itself.
    town.try_to(&format!("delete from keys.wrapped_key where owner_id = '{}'", robin.membership)).await.expect("erased");
    assert_eq!(town.count(&format!("erased_key where owner_kind = 'membership' and owner_id = '{}'", robin.membership)).await, 1);
    assert_eq!(ready().await, (200, "ready\n".to_owned()));
    let page = office.therapist.get(&group).await;
    assert!(page.status == 200 && page.body.contains("Maya") && !page.body.contains("Robin"), "{}", page.body);
    let mut tx = town.house.pool.begin().await.expect("a transaction");
    for act in ["delete from erased_key", "update erased_key set at = now()"] {
        assert!(sqlx::query(sqlx::AssertSqlSafe(act)).execute(&mut *tx).await.is_err(), "the app takes nothing off the list");
        tx = town.house.pool.begin().await.expect("a transaction");
    }
    drop(tx);

    // A key that is only missing, as after a restore without the schema `keys`.
    town.try_to("alter table keys.wrapped_key disable trigger records_erased_key").await.expect("no trigger");
    town.try_to(&format!("delete from keys.wrapped_key where owner_id = '{}'", maya.membership)).await.expect("lost");
    assert_eq!(ready().await, (503, "keys are missing\n".to_owned()));
    assert!(town.log().contains("\"missing\":1"), "{}", town.log());
    let page = office.therapist.get(&group).await;
    assert!(page.status == 500 && !page.body.contains("a former member"), "nobody took their words back: {}", page.body);
    assert!(town.log().contains("was not erased"));
}

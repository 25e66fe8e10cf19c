//! Simultaneous edits, a member who leaves, a member who is erased, and attempts to change a signed version.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Executor};
use uuid::Uuid;

use super::{answer, propose, read, reword, send, sign};
use crate::support;
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn two_simultaneous_edits_lose_no_text(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let first = propose(&group, &maya.browser, "We come on time.").await;

    // Two rewordings of one proposal: one is accepted, the other is given back with both texts.
    let (one, two) = tokio::join!(
        reword(&group, &maya.browser, &first, 1, "We come when the lamp is lit."),
        reword(&group, &ruth.browser, &first, 1, "We come before the tea is cold."),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let lost = if one.status == 409 { one.body } else { two.body };
    assert!(lost.contains("the lamp is lit.") && lost.contains("the tea is cold."), "the second sees both");
    assert_eq!(world.count("charter_revision").await, 2);

    // The same for two changes of one article.
    let author = if statuses[0] == one.status { &maya } else { &ruth };
    for who in [&maya, &ruth] {
        answer(&group, &who.browser, &first, 2, "agree", "").await;
    }
    assert_eq!(world.count("charter_version").await, 1, "{}", author.membership);
    let line: Uuid = world.one("select line from charter_article").await;
    let line = line.to_string();
    let ids = [Uuid::new_v4().to_string(), Uuid::new_v4().to_string()];
    let change = |at: usize, text: &'static str| {
        [("id", ids[at].clone()), ("act", "change".to_owned()), ("line", line.clone()), ("text", text.to_owned())]
    };
    let (a, b) = (change(0, "We come gladly."), change(1, "We come slowly."));
    let fields = |list: &'_ [(&'static str, String); 4]| list.clone();
    let (a, b) = (fields(&a), fields(&b));
    let a: Vec<(&str, &str)> = a.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let b: Vec<(&str, &str)> = b.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (one, two) = tokio::join!(send(&group, &maya.browser, &a), send(&group, &ruth.browser, &b));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let lost = if one.status == 409 { one.body } else { two.body };
    assert!(lost.contains("gladly.") && lost.contains("slowly."), "the second sees both");
    // The same form sent again is one proposal.
    let before = world.count("charter_proposal").await;
    let kept = if one.status == 303 { (&maya, &a) } else { (&ruth, &b) };
    assert_eq!(send(&group, &kept.0.browser, kept.1).await.status, 303);
    assert_eq!(world.count("charter_proposal").await, before);
}

#[sqlx::test(migrations = false)]
async fn required_agreements_are_recounted_when_a_member_leaves(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let base = practice.group(Locale::En, 8).await;
    let (maya, ruth, daniel) = (base.member("Maya").await, base.member("Ruth").await, base.member("Daniel").await);
    let one = propose(&base, &maya.browser, "We come on time.").await;
    answer(&base, &ruth.browser, &one, 1, "agree", "").await;
    answer(&base, &daniel.browser, &one, 1, "cannot", "I work late.").await;
    assert_eq!(world.count("charter_version").await, 0);
    let removal = format!("/groups/{}/members/{}/removal", base.id, daniel.membership);
    assert_eq!(practice.therapist.post(&removal, &[]).await.status, 303);
    assert_eq!(world.count("charter_version").await, 1, "in the same transaction");

    // A departed member's proposals stay; staff may set them aside, because no one else can.
    let two = propose(&base, &ruth.browser, "We sit in a group.").await;
    let withdrawal = format!("/groups/{}/charter/proposals/{two}/withdrawal", base.id);
    assert_eq!(practice.therapist.post(&withdrawal, &[]).await.status, 403);
    sign(&base, &ruth.browser, 1).await;
    practice.therapist.post(&format!("/groups/{}/members/{}/removal", base.id, ruth.membership), &[]).await;
    assert_eq!(world.count("charter_version").await, 1, "one person alone ratifies nothing");
    assert_eq!(practice.therapist.post(&withdrawal, &[]).await.status, 303);
    assert!(read(&base, &maya.browser).await.contains("Ruth"), "a signature stays");
}

#[sqlx::test(migrations = false)]
async fn a_signed_version_does_not_change_and_an_erased_signer_is_a_former_member(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect.clone()).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let one = propose(&group, &maya.browser, "We come on time.").await;
    answer(&group, &ruth.browser, &one, 1, "agree", "").await;
    sign(&group, &ruth.browser, 1).await;

    // Not even a superuser can.
    let mut owner = support::superuser(&connect).connect().await.expect("a connection of our own");
    for forbidden in [
        "update charter_version set ratified_at = now()",
        "delete from charter_version",
        "update charter_article set place = 7",
        "delete from charter_article",
        "truncate charter_article",
        "delete from charter_signature",
        "update charter_revision set number = 9",
        "insert into charter_article (id, practice_id, version_id, line, place, starter)
         select gen_random_uuid(), practice_id, id, gen_random_uuid(), 99, 'hope' from charter_version",
    ] {
        let refused = owner.execute(forbidden).await.expect_err(forbidden);
        let code = refused.as_database_error().and_then(|error| error.code().map(String::from));
        assert_eq!(code.as_deref(), Some("23001"), "{forbidden}");
    }

    // Erasure destroys a key: the article stays with the group, the name is gone.
    owner
        .execute(sqlx::AssertSqlSafe(format!("delete from keys.wrapped_key where owner_id = '{}'", ruth.membership)))
        .await
        .expect("erased");
    world.app.vault.forget();
    let page = read(&group, &maya.browser).await;
    assert!(page.contains("a former member") && page.contains("We come on time.") && !page.contains("Ruth"));
}

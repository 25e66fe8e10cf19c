//! Personal content: text, withdrawal, and a reason that only the author reads.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{Table, lay};
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn a_concern_can_be_edited_while_it_is_not_in_the_middle(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren"]).await;
    let robin = table.member(0);
    let id = table.laid(robin, "first words", "name").await;
    let path = format!("/concerns/{id}");
    let edit = async |text: &str, version: &str| robin.fragment(&path, &[("text", text), ("version", version)]).await;
    assert_eq!(edit("better words", "1").await.status, 200);
    assert_eq!(edit("better words", "1").await.status, 200, "the same change again: its answer was lost");
    let stale = edit("other words", "1").await;
    assert_eq!(stale.status, 409);
    assert!(stale.body.contains("better words") && stale.body.contains("name=\"version\" value=\"2\""), "both texts are shown");
    assert_eq!(table.member(1).fragment(&path, &[("text", "x"), ("version", "2")]).await.status, 404, "others do not even learn of it");
    for (text, version) in [("x", "2"), ("better words", "1")] {
        assert_eq!(table.therapist().fragment(&path, &[("text", text), ("version", version)]).await.status, 403, "{text}");
    }
    let plain = robin.post(&path, &[("text", "my long words"), ("version", "1")]).await;
    assert_eq!(plain.status, 409);
    assert!(plain.body.contains("my long words") && plain.body.contains("better words"), "kept without a script too");
    table.staff(&id, "middle").await;
    assert_eq!(edit("late words", "2").await.status, 422);
    assert_eq!(table.member(1).fragment(&path, &[("text", "x"), ("version", "2")]).await.status, 403);
    // A withdrawn concern leaves every screen at once, and its text is nowhere.
    let mut phone = table.follow(table.member(1)).await;
    assert_eq!(table.therapist().fragment(&format!("{path}/withdrawal"), &[]).await.status, 403);
    assert_eq!(robin.fragment(&format!("{path}/withdrawal"), &[]).await.status, 200);
    phone.until_data("id=\"concern\" hidden").await;
    assert_eq!(world.count("concern where text is null and not in_middle").await, 1);
    for browser in [table.member(1), table.therapist()] {
        assert!(!table.page(browser).await.contains("better words") && !table.live(browser).await.contains("better words"));
    }
    let bring = table.facilitator.browser.fragment(&format!("{path}/middle"), &[]).await;
    assert_eq!(bring.status, 422);
    assert!(bring.body.contains("was taken back or set aside"));
}

#[sqlx::test(migrations = false)]
async fn a_form_is_accepted_once_and_refused_text_is_kept(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren"]).await;
    let id = Uuid::new_v4().to_string();
    let taps = futures_util::future::join_all((0..12).map(|_| lay(table.member(0), &table.session, &id, "once", "nameless"))).await;
    assert!(taps.iter().all(|tap| tap.status == 200));
    assert_eq!(world.count("concern").await, 1);
    assert_eq!(lay(table.member(1), &table.session, &id, "once", "nameless").await.status, 409, "an id belongs to one person");
    assert_eq!(lay(table.member(0), &table.session, &id, "other words", "nameless").await.status, 409);
    // No choice is preselected, and a form without a choice asks for one politely.
    let path = format!("/sessions/{}/concerns", table.session);
    let unsaid = [("id", &*Uuid::new_v4().to_string()), ("text", "half a thought")];
    let refused = table.member(0).post(&path, &unsaid).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("half a thought") && refused.body.contains("under your name, or without your name"));
    assert!(refused.body.contains("value=\"nameless\""), "and can be chosen there");
    let fragment = table.member(0).fragment(&path, &unsaid).await;
    assert_eq!(fragment.status, 422);
    assert!(fragment.body.starts_with("<p class=\"error\""));
    table.end().await;
    assert_eq!(lay(table.member(0), &table.session, &Uuid::new_v4().to_string(), "late", "name").await.status, 422);
    assert_eq!(world.count("concern").await, 1);
}

#[sqlx::test(migrations = false)]
async fn staff_add_concerns_for_members_marked_and_only_the_therapist_adds_unnamed_ones(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash"]).await;
    let robin = table.members[0].membership.clone();
    let path = format!("/sessions/{}/concerns", table.session);
    let lay_for = async |by: &crate::world::Browser, text: &str, whose: &str, member: &str| {
        let id = Uuid::new_v4().to_string();
        let fields = [("id", &*id), ("text", text), ("whose", whose), ("member", member)];
        (by.fragment(&path, &fields).await.status, id)
    };
    let (status, named) = lay_for(&table.facilitator.browser, "spoken aloud", "name", &robin).await;
    assert_eq!(status, 200);
    table.staff(&named, "middle").await;
    assert!(table.live(table.member(1)).await.contains("<bdi>Robin</bdi>, entered by staff"));
    assert_eq!(table.say(0, &named).await, 422, "it is theirs, also when staff wrote it");
    assert!(table.page(table.member(0)).await.contains(&format!("/concerns/{named}/withdrawal")), "to withdraw too");
    let (status, _) = lay_for(&table.facilitator.browser, "said in private", "nameless", &robin).await;
    assert_eq!(status, 422);
    let (status, id) = lay_for(table.therapist(), "said in private", "nameless", &robin).await;
    assert_eq!(status, 200);
    assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/middle"), &[]).await.status, 200);
    let middle = table.live(table.member(1)).await;
    assert!(middle.contains("said in private") && !middle.contains("entered by staff"), "without a name the writer is not shown");
    assert!(!table.live(&table.facilitator.browser).await.contains("entered by staff · "));
    // A member cannot lay a concern for another, nor staff for a person outside the group.
    let (status, own) = lay_for(table.member(1), "mine", "name", &robin).await;
    assert_eq!(status, 200);
    assert_eq!(world.one::<String>(&format!("select author::text from concern where id = '{own}'")).await, table.members[1].membership);
    let stranger = group.stranger().await;
    assert_eq!(lay_for(table.therapist(), "of an outsider", "name", &stranger.membership).await.0, 422);
}

#[sqlx::test(migrations = false)]
async fn only_the_author_reads_why_a_concern_was_set_aside(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren"]).await;
    let id = table.laid(table.member(0), "about a person here", "nameless").await;
    let path = format!("/concerns/{id}/setting-aside");
    assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/middle"), &[]).await.status, 200);
    assert_eq!(table.therapist().fragment(&path, &[("reason", " ")]).await.status, 422, "not without a reason");
    for browser in [table.member(0), &table.facilitator.browser] {
        assert_eq!(browser.fragment(&path, &[("reason", "no")]).await.status, 403);
    }
    let mut phone = table.follow(table.member(0)).await;
    assert_eq!(table.therapist().fragment(&path, &[("reason", "Let us speak of it, you and I.")]).await.status, 200);
    // All phones are notified that the table changed, and fetch their personal part.
    phone.until_data("id=\"concern\" hidden").await;
    let mine = async |by: &crate::world::Browser| by.get(&format!("/sessions/{}/mine", table.session)).await.body;
    assert!(mine(table.member(0)).await.contains("Let us speak of it, you and I."));
    assert!(table.page(table.member(0)).await.contains("Let us speak of it"));
    for (browser, put_back) in [(table.member(1), false), (&table.facilitator.browser, false), (table.therapist(), true)] {
        for page in [mine(browser).await, table.live(browser).await, table.page(browser).await] {
            assert!(!page.contains("Let us speak of it") && (put_back || !page.contains("about a person here")));
        }
    }
    assert_eq!(world.count("personal_change p join membership m on m.id = p.membership_id where m.role <> 'therapist'").await, 0);
    assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/middle"), &[]).await.status, 422);
}

#[sqlx::test(migrations = false)]
async fn a_concern_set_aside_can_be_restored_while_the_session_is_live(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren"]).await;
    let id = table.laid(table.member(0), "about a person here", "name").await;
    let back = format!("/concerns/{id}/putting-back");
    let mine = async |by: &crate::world::Browser| by.get(&format!("/sessions/{}/mine", table.session)).await.body;
    let aside = async || table.therapist().fragment(&format!("/concerns/{id}/setting-aside"), &[("reason", "Not today.")]).await.status;
    assert_eq!(aside().await, 200);
    for browser in [table.member(0), &table.facilitator.browser] {
        assert_eq!(browser.fragment(&back, &[]).await.status, 403);
        assert!(!mine(browser).await.contains("putting-back"));
    }
    assert!(mine(table.therapist()).await.contains(&back), "it is offered where it was done");
    let mut phone = table.follow(table.member(0)).await;
    for _ in 0..2 {
        assert_eq!(table.therapist().fragment(&back, &[]).await.status, 200, "twice counts once");
    }
    phone.until_data("id=\"concern\" hidden").await;
    let own = mine(table.member(0)).await;
    assert!(own.contains("about a person here") && !own.contains("Not today."), "its author sees that it is restored");
    assert_eq!(world.count("concern where reason is not null").await, 0);
    assert_eq!(world.count("audit_entry where action = 'concern_put_back'").await, 1);
    table.staff(&id, "middle").await;
    assert!(table.live(table.member(1)).await.contains("about a person here"));
    assert_eq!(aside().await, 200);
    table.end().await;
    assert_eq!(table.therapist().fragment(&back, &[]).await.status, 422, "the state at the end stays");
}

#[sqlx::test(migrations = false)]
async fn a_concern_of_another_group_is_answered_like_a_nonexistent_one(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (group, other) = (practice.group(Locale::En, 8).await, practice.group(Locale::En, 8).await);
    let table = Table::new(&world, &group, &["Robin", "Wren"]).await;
    let stranger = other.member("Stranger").await;
    let theirs = other.live().await;
    let id = table.laid(table.member(0), "ours alone", "name").await;
    table.staff(&id, "middle").await;
    for act in [
        "",
        "/withdrawal",
        "/tenderness",
        "/resonances",
        "/resonances/withdrawal",
        "/middle",
        "/leaving",
        "/opening",
        "/cards",
        "/setting-aside",
        "/theme",
    ] {
        let (real, nowhere) = (format!("/concerns/{id}{act}"), format!("/concerns/{}{act}", Uuid::new_v4()));
        let (a, b) = (stranger.browser.fragment(&real, &[]).await, stranger.browser.fragment(&nowhere, &[]).await);
        assert_eq!((a.status, b.status), (404, 404), "{act}");
        let same = |page: &str, path: &str| crate::world::without_tokens(page).replace(path, "PATH");
        assert_eq!(same(&a.body, &real), same(&b.body, &nowhere), "{act}");
    }
    assert_eq!(stranger.browser.get(&format!("/sessions/{}/concerns", table.session)).await.status, 404);
    assert_eq!(lay(&stranger.browser, &theirs, &id, "ours alone", "name").await.status, 409, "its id is taken, and that is all they learn");
    assert_eq!(world.count("concern").await, 1);
}

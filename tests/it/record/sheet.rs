//! A member's sheet and the individual note on it.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::climate::{Evening, bare};
use crate::people::at;
use crate::voices::tap;
use crate::world::{Browser, PASSPHRASE, Reply, World};

async fn write(by: &Browser, path: &str, based_on: &str, text: &str, more: &[(&str, &str)]) -> Reply {
    let id = Uuid::new_v4().to_string();
    let fields: Vec<(&str, &str)> =
        [("id", id.as_str()), ("based_on", based_on), ("text", text)].into_iter().chain(more.iter().copied()).collect();
    by.post(path, &fields).await
}

#[sqlx::test(migrations = false)]
async fn the_sheet_is_the_therapists_and_tells_what_was_shared(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 3).await;
    let (robin, wren) = (&evening.members[0], &evening.members[1]);
    for (member, word, share) in [(robin, "heavyhearted", Some(("share", "true"))), (wren, "unshareable", None)] {
        let fields: Vec<(&str, &str)> = [("value", "3"), ("word", word)].into_iter().chain(share).collect();
        assert_eq!(member.browser.post(&evening.path("check-in"), &fields).await.status, 303);
    }
    let regrets = group.member("Away").await;
    regrets.browser.post(&evening.path("regrets"), &[("word", "a cold")]).await;
    let staff = group.therapist();
    let (one, two) = (Uuid::new_v4(), Uuid::new_v4());
    tap(staff, &evening.session, one, &robin.membership, "", 0).await;
    world.app.clock.advance(TimeDelta::minutes(20));
    tap(staff, &evening.session, two, &wren.membership, &one.to_string(), 0).await;
    world.app.clock.advance(TimeDelta::minutes(10));
    tap(staff, &evening.session, Uuid::new_v4(), "", &two.to_string(), 0).await;
    evening.end().await;
    for path in ["", "/note"] {
        for reader in [&evening.facilitator.browser, &robin.browser, &wren.browser] {
            assert_eq!(reader.get(&at(&group, &robin.membership, path)).await.status, 404, "{path}");
        }
        assert_eq!(staff.get(&at(&group, &evening.facilitator.membership, path)).await.status, 404, "staff have no sheet");
    }
    assert_eq!(evening.facilitator.browser.get(&at(&group, &robin.membership, "/membership")).await.status, 200);
    let robins = staff.get(&at(&group, &robin.membership, "")).await.body;
    assert!(robins.contains("heavyhearted") && robins.contains("class=\"present\""), "{robins}");
    let wrens = staff.get(&at(&group, &wren.membership, "")).await.body;
    assert!(!wrens.contains("unshareable") && wrens.contains("When they share how they are with you"), "{wrens}");
    assert!(staff.get(&at(&group, &regrets.membership, "")).await.body.contains("class=\"regrets\""), "regrets are no absence");
    // The share of voice, beside an equal share of those who were there.
    for (of, percent) in [(robin, 67), (wren, 33), (&evening.members[2], 0)] {
        let page = bare(&staff.get(&at(&group, &of.membership, "")).await.body);
        let says = format!("spoke {percent}% of the members’ time, an equal share would be 33%");
        assert!(page.contains(&says) && page.matches("<svg class=\"share\"").count() == 1, "{page}");
    }
    assert!(!staff.get(&at(&group, &regrets.membership, "")).await.body.contains("class=\"share\""), "no bar where they were not");
    // The private note's card is the same whether there is one or not.
    let card = |page: &str| page.split("private-card").nth(1).and_then(|rest| rest.split("</section>").next()).map(str::to_owned);
    assert_eq!(staff.post("/step-up", &[("passphrase", PASSPHRASE)]).await.status, 303);
    let note = [("id", &*Uuid::new_v4().to_string()), ("page", &Uuid::new_v4().to_string()), ("text", "vanadium")];
    assert_eq!(staff.post(&at(&group, &robin.membership, "/private-notes"), &note).await.status, 303);
    let after = staff.get(&at(&group, &robin.membership, "")).await.body;
    assert!(card(&after).is_some() && card(&after) == card(&robins) && !after.contains("vanadium"));
    assert_eq!(world.count("audit_entry where action = 'member_sheet_read'").await, 4, "a read of each member, once an hour");
}

#[sqlx::test(migrations = false)]
async fn an_individual_note_keeps_its_versions_and_names_no_other_member(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (shirin, ali) = (group.member("شیرین").await, group.member("علی").await);
    let staff = group.therapist();
    let (sheet, path) = (at(&group, &shirin.membership, ""), at(&group, &shirin.membership, "/note"));
    assert_eq!(write(staff, &path, "0", " ", &[]).await.status, 422);
    assert_eq!(write(staff, &path, "0", "از خوابش گفت؛ شیرین سبک‌تر بود.", &[]).await.status, 303, "her own name");
    // A save that names another member is warned of, in any spelling; nothing is saved yet, and nothing typed is lost.
    let text = "با علي‌ها حرف زد.";
    let warned = write(staff, &path, "1", text, &[]).await;
    assert!(warned.status == 422 && warned.body.contains("ها حرف زد.") && warned.body.contains("value=\"replace\""), "{}", warned.body);
    assert_eq!(write(staff, &path, "1", text, &[("names", "keep")]).await.status, 422, "not before the page has warned");
    assert_eq!(world.count("individual_note").await, 1);
    assert_eq!(write(staff, &path, "1", text, &[("names", "replace")]).await.status, 303);
    let page = staff.get(&sheet).await.body;
    assert!(page.contains("با عضو دیگر‌ها حرف زد.") && !page.contains("علی‌ها") && !page.contains("علي"), "{page}");
    let keep = [("names", "keep"), ("warned", "علی")];
    assert_eq!(write(staff, &path, "2", "علی", &keep).await.status, 303, "the therapist may insist");
    // Two screens: the second learns of the first, and loses nothing.
    let behind = write(staff, &path, "2", "متن دیگر", &[]).await;
    assert!(behind.status == 409 && behind.body.contains("متن دیگر") && behind.body.contains("name=\"based_on\" value=\"3\""));
    // Sent twice it is one version; the same words are none.
    let id = Uuid::new_v4().to_string();
    let again = [("id", id.as_str()), ("based_on", "3"), ("text", "نسخهٔ چهارم")];
    for _ in 0..2 {
        assert_eq!(staff.post(&path, &again).await.status, 303);
    }
    assert_eq!(write(staff, &path, "4", "نسخهٔ چهارم", &[]).await.status, 303);
    assert_eq!(world.all::<i32>("select number from individual_note order by number").await, [1, 2, 3, 4]);
    let versions = staff.get(&path).await.body;
    assert!(versions.contains("شیرین سبک‌تر بود") && versions.contains("نسخهٔ چهارم"), "earlier versions stay");
    assert!(!staff.get(&at(&group, &ali.membership, "")).await.body.contains("نسخهٔ چهارم"));
    // Erasing the member's key forgets every version.
    let erase = format!("delete from keys.wrapped_key where owner_kind = 'membership' and owner_id = '{}'", shirin.membership);
    assert_eq!(world.execute(&erase).await.expect("erased"), 1);
    world.app.vault.forget();
    let erased = staff.get(&sheet).await;
    assert!(erased.status == 200 && !erased.body.contains("نسخهٔ چهارم") && erased.body.contains("پاک شده"), "{}", erased.body);
}

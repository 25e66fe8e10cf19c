//! Permissions for naming a substitute.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{LEILA, asks, kian, named, option};
use crate::staff::{accept_offer, offer};
use crate::world::{PASSPHRASE, TestPractice, World};

#[sqlx::test(migrations = false)]
async fn the_practice_names_a_substitute_when_the_therapist_cannot(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    group.member("Robin").await;
    let guest = kian(&world, &practice.therapist, "therapist").await;
    let session = group.planned().await;
    // Another therapist leads the group from now on: its administrator has no membership there.
    let sohrab = accept_offer(&world, &offer(&practice.therapist, "therapist").await.0, "Sohrab", "sohrab@example.org").await;
    let page = practice.therapist.get(&format!("/groups/{}/handover", group.id)).await.body;
    let post = option(&page, "Sohrab").expect("a colleague");
    assert_eq!(practice.therapist.post(&format!("/groups/{}/therapist", group.id), &[("staff", &post)]).await.status, 303);
    assert_eq!(practice.therapist.get(&format!("/sessions/{session}")).await.status, 404);

    let path = format!("/practice/sessions/{session}/substitutions");
    assert!(practice.therapist.get("/practice/times").await.body.contains(&format!("href=\"{path}\"")));
    let form = practice.therapist.get(&path).await.body;
    assert!(form.contains("Sohrab") && !form.contains("Robin") && !form.contains("href=\"/groups/") && !form.contains("href=\"/sessions/"));
    let reply = asks(&practice.therapist, &path, "Sohrab", "Kian").await;
    assert_eq!((reply.status, reply.location()), (303, path.as_str()), "{}", reply.body);
    assert_eq!(guest.get(&format!("/sessions/{session}")).await.status, 200);
    assert_eq!(sohrab.get(&format!("/sessions/{session}")).await.status, 200);
    let home = crate::climate::bare(&sohrab.get("/").await.body);
    assert!(home.contains("Kian stands in for Sohrab"), "the group's therapist reads who was named: {home}");
    assert!(crate::climate::bare(&practice.therapist.get("/practice/times").await.body).contains("Kian stands in for Sohrab"));
    assert_eq!(world.count("audit_entry where subject_kind = 'substitution' and action = 'substitute_named'").await, 1);

    // A secretary manages times, and cannot name substitutes; an administrator of another practice gets 404.
    let secretary = accept_offer(&world, &offer(&practice.therapist, "secretary").await.0, "Mina", "mina@example.org").await;
    assert!(!secretary.get("/practice/times").await.body.contains("substitutions"));
    assert_eq!(secretary.get(&path).await.status, 403);
    let anna = TestPractice::another(&world, Locale::En).await.therapist;
    assert_eq!(anna.get(&path).await.status, 404);
    let id: String = world.one("select id::text from substitution").await;
    assert_eq!(anna.post(&format!("{path}/{id}/withdrawal"), &[]).await.status, 404);

    assert_eq!(practice.therapist.post(&format!("{path}/{id}/withdrawal"), &[]).await.location(), path);
    assert_eq!(guest.get(&format!("/sessions/{session}")).await.status, 404);
    assert_eq!(practice.therapist.post(&format!("{path}/{id}/withdrawal"), &[]).await.status, 303, "a repetition changes nothing");
    assert_eq!(practice.therapist.post(&format!("{path}/{}/withdrawal", Uuid::new_v4()), &[]).await.status, 404);
    assert_eq!(world.count("audit_entry where subject_kind = 'substitution'").await, 2);
}

#[sqlx::test(migrations = false)]
async fn only_permitted_people_can_substitute_and_for_a_limited_time(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = group.planned().await;
    let path = format!("/sessions/{session}/substitutions");
    assert!(practice.therapist.get(&path).await.body.contains("Nobody in the practice can stand in"), "said politely");
    let sina = group.facilitator("Sina").await;
    accept_offer(&world, &offer(&practice.therapist, "secretary").await.0, "Mina", "mina@example.org").await;
    kian(&world, &practice.therapist, "facilitator").await;
    let page = practice.therapist.get(&path).await.body;
    assert!(
        option(&page, "Mina").is_none() && option(&page, "Sina").is_some(),
        "a facilitator may lead; a secretary reads no clinical word"
    );
    let (leila, sinas) =
        (option(&page, &format!("{LEILA} · Therapist")).expect("a seat"), option(&page, "Sina · Facilitator").expect("a seat"));
    let (kians, secretary) =
        (option(&page, "Kian").expect("Kian"), world.one::<String>("select id::text from staff where role = 'secretary'").await);
    let sina_post: String = world
        .one(&format!("select s.id::text from staff s join membership m on m.person_id = s.person_id where m.id = '{}'", sina.membership))
        .await;
    let (form, again) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let post = async |id: &str, whose: &str, colleague: &str| {
        practice.therapist.post(&path, &[("id", id), ("whose", whose), ("colleague", colleague)]).await
    };
    for (whose, colleague, words) in [
        (leila.as_str(), secretary.as_str(), "can’t stand in here"),
        (&sinas, &sina_post, "can’t stand in here"),
        (&leila, &Uuid::new_v4().to_string(), "can’t stand in here"),
        (&Uuid::new_v4().to_string(), &kians, "no longer in the group"),
    ] {
        let refused = post(&again, whose, colleague).await;
        assert!(refused.status == 422 && refused.body.contains(words) && refused.body.contains("-error"), "{}", refused.body);
    }
    assert_eq!(post(&form, &leila, &kians).await.status, 303);
    assert_eq!(post(&form, &leila, &kians).await.status, 303, "the same form twice is one");
    assert_eq!(world.count("substitution").await, 1);
    let taken = post(&again, &leila, &sina_post).await;
    assert!(taken.status == 422 && taken.body.contains("just been chosen"), "{}", taken.body);
    let busy = post(&again, &sinas, &kians).await;
    assert!(busy.status == 422, "{}", busy.body);
    assert_eq!(world.count("substitution").await, 1);
    assert_eq!(sina.browser.get(&path).await.status, 403, "it is the therapist's decision");

    // A cancelled session has no substitute.
    let id: String = world.one("select id::text from substitution").await;
    let version: String = world.one(&format!("select version::text from session where id = '{session}'")).await;
    let cancelled = practice.therapist.post(&format!("/sessions/{session}/cancel"), &[("version", &version)]).await;
    assert_eq!(cancelled.status, 303, "{}", cancelled.body);
    for (act, fields) in [
        (path.clone(), vec![("id", again.as_str()), ("whose", &sinas), ("colleague", &kians)]),
        (format!("{path}/{id}/withdrawal"), vec![]),
    ] {
        let refused = practice.therapist.post(&act, &fields).await;
        assert!(refused.status == 422 && refused.body.contains("over or cancelled"), "{act}: {}", refused.body);
    }
}

#[sqlx::test(migrations = false)]
async fn of_two_simultaneous_namings_one_succeeds(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    kian(&world, &practice.therapist, "therapist").await;
    let nika = accept_offer(&world, &offer(&practice.therapist, "administrator").await.0, "Nika", "nika@example.org").await;
    accept_offer(&world, &offer(&practice.therapist, "therapist").await.0, "Sohrab", "sohrab@example.org").await;
    let session = group.planned().await;
    let (theirs, ours) = (format!("/sessions/{session}/substitutions"), format!("/practice/sessions/{session}/substitutions"));
    let page = nika.get(&ours).await.body;
    let (whose, kians, sohrabs) =
        (option(&page, LEILA).expect("a seat"), option(&page, "Kian").expect("Kian"), option(&page, "Sohrab").expect("Sohrab"));
    let ids = [Uuid::new_v4().to_string(), Uuid::new_v4().to_string()];
    let (first, second) =
        ([("id", &*ids[0]), ("whose", &whose), ("colleague", &kians)], [("id", &*ids[1]), ("whose", &whose), ("colleague", &sohrabs)]);
    let (one, other) = tokio::join!(practice.therapist.post(&theirs, &first), nika.post(&ours, &second));
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert_eq!((answers, world.count("substitution").await), ([303, 422], 1));
    assert_eq!(world.count("membership where state = 'substitute'").await, 1);
}

#[sqlx::test(migrations = false)]
async fn a_person_who_leaves_the_practice_no_longer_substitutes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let guest = kian(&world, &practice.therapist, "therapist").await;
    let session = group.planned().await;
    named(&practice.therapist, &session, LEILA).await;
    let post: String = world.one("select s.id::text from staff s where role = 'therapist'").await;
    let path = format!("/sessions/{session}");
    assert_eq!(guest.get(&path).await.status, 200);
    let secretary = practice.therapist.post(&format!("/practice/staff/{post}/role"), &[("role", "secretary")]).await;
    assert_eq!(secretary.status, 303, "{}", secretary.body);
    assert_eq!(guest.get(&path).await.status, 404, "a secretary reads no clinical word");
    assert!(!practice.therapist.get(&path).await.body.contains("Kian"), "and is not announced");
    practice.therapist.post(&format!("/practice/staff/{post}/role"), &[("role", "therapist")]).await;
    assert_eq!(guest.get(&path).await.status, 404, "it is not restored by itself");
    named(&practice.therapist, &session, LEILA).await;
    group.start(&session).await;
    assert_eq!(guest.get(&format!("{path}/live")).await.status, 200);
    assert_eq!(practice.therapist.post(&format!("/practice/staff/{post}/removal"), &[]).await.status, 303);
    assert!(guest.get(&format!("{path}/live")).await.location().starts_with("/sign-in"), "signed out with the position");
    assert_eq!(guest.sign_in("kian@example.org", PASSPHRASE).await.status, 303);
    assert_eq!(guest.get(&format!("{path}/live")).await.status, 404);
    assert_eq!(world.count("substitution where withdrawn_at is null").await, 0);
    let left = "practice_access s join membership m on m.person_id = s.person_id where m.state = 'substitute'";
    assert_eq!(world.count(left).await, 0, "nor are they listed in the practice");
}

#[sqlx::test(migrations = false)]
async fn a_substitutes_calendar_feed_contains_the_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let guest = kian(&world, &practice.therapist, "therapist").await;
    let made = guest.post("/account/calendar", &[]).await;
    let feed = format!("{}.ics", made.link("/calendar/").expect("an address"));
    let (one, _) = (group.planned().await, group.planned().await);
    let events = async || world.browser(Locale::En).get(&feed).await.body.matches("BEGIN:VEVENT").count();
    assert_eq!(events().await, 0);
    named(&practice.therapist, &one, LEILA).await;
    assert_eq!(events().await, 1, "that session, and not the other");
    let id: String = world.one("select id::text from substitution").await;
    practice.therapist.post(&format!("/sessions/{one}/substitutions/{id}/withdrawal"), &[]).await;
    assert_eq!(events().await, 0);
}

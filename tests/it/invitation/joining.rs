//! Joining by a link: once each, completely or not at all.

use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrations = false)]
async fn of_many_who_join_at_once_one_gets_the_seat_and_the_others_leave_no_trace(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 15).await;
    let tables = ["person", "practice_access", "membership", "membership_change", "keys.wrapped_key", "sign_in", "audit_entry"];
    for seats in [1_usize, 3] {
        let (link, _) = group.invite(&seats.to_string(), false).await;
        let before = join_all(tables.map(|table| world.count(table))).await;
        let visitors: Vec<_> = (0..32).map(|_| world.browser(Locale::En)).collect();
        join_all(visitors.iter().map(|visitor| visitor.get(&link))).await;
        let replies = join_all(visitors.iter().map(async |visitor| {
            // A full queue answers so, and stores nothing: the person tries again.
            loop {
                let fields = [("name", "Robin"), ("passphrase", PASSPHRASE)];
                let reply = visitor.post(&link, &fields).await;
                if reply.status != 503 {
                    return reply;
                }
            }
        }))
        .await;
        let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [vec![200; seats], vec![404; 32 - seats]].concat());
        let after = join_all(tables.map(|table| world.count(table))).await;
        let more: Vec<_> = tables.iter().zip(before.iter().zip(after)).map(|(table, (before, after))| (*table, after - before)).collect();
        let n = i64::try_from(seats).unwrap();
        // One key of the person and one of the membership; one line of history and one of audit.
        let expected = [n, n, n, n, 2 * n, n, n];
        assert_eq!(more, tables.iter().copied().zip(expected).collect::<Vec<_>>());
        let in_now = join_all(visitors.iter().map(|visitor| visitor.get("/account"))).await;
        assert_eq!(in_now.iter().filter(|reply| reply.status == 200).count(), seats, "those who got a seat are signed in");
    }
    let orphans = "person p where not exists (select from membership m where m.person_id = p.id)";
    assert_eq!(world.count(orphans).await, 0);
}

#[sqlx::test(migrations = false)]
async fn a_waiting_person_sees_nothing_and_one_admitted_by_the_link_sees_the_group(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = group.live().await;
    let (plain, _) = group.invite("1", false).await;
    let waiting = world.browser(Locale::En);
    let keep = waiting.join(&plain, "Robin", PASSPHRASE).await;
    assert!(keep.body.contains("The therapist still has to let you in"));
    let home = waiting.get("/").await;
    assert!(home.body.contains("Waiting to join"), "the home says so");
    for hidden in [
        format!("/groups/{}", group.id),
        format!("/groups/{}/members", group.id),
        format!("/sessions/{session}"),
        format!("/sessions/{session}/live"),
        format!("/sessions/{session}/stream"),
        format!("/sessions/{session}/mine"),
    ] {
        assert_eq!(waiting.get(&hidden).await.status, 404, "{hidden}");
        assert!(!home.body.contains(&format!("\"{hidden}\"")), "their own membership page is the only link");
    }
    let (admitting, _) = group.invite("1", true).await;
    let admitted = world.browser(Locale::En);
    assert!(admitted.join(&admitting, "Wren", PASSPHRASE).await.body.contains("You’re now a member of"));
    assert_eq!(admitted.get(&format!("/sessions/{session}/live")).await.status, 200);
    // The user name was shown once, and signs in.
    let name = keep.user_name().expect("a user name");
    assert_eq!(world.browser(Locale::En).sign_in(&name, PASSPHRASE).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn a_signed_in_person_joins_with_that_account_and_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (first, second) = (practice.group(Locale::En, 8).await, practice.group(Locale::Fa, 8).await);
    let member = first.member("Robin").await;
    let people = world.count("person").await;
    let (link, _) = second.invite("2", true).await;
    let page = member.browser.get(&link).await;
    assert!(page.body.contains("You’re joining with the account you’re signed in with"));
    assert!(page.body.contains("value=\"Robin\"") && !page.body.contains("name=\"passphrase\""));
    let (one, two) = tokio::join!(member.browser.post(&link, &[("name", "Robin")]), member.browser.post(&link, &[("name", "Robin")]));
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(world.count("person").await, people, "no second account");
    let taken: i32 = world.one("select max(taken) from invitation where seats = 2").await;
    assert_eq!(taken, 1, "a double click takes one seat");
    assert_eq!(member.browser.post(&link, &[("name", "Robin again")]).await.location(), "/");
    let seats = format!("membership where group_id = '{}' and role = 'member'", second.id);
    assert_eq!(world.count(&seats).await, 1);
    for group in [&first.id, &second.id] {
        assert_eq!(member.browser.get(&format!("/groups/{group}")).await.status, 200);
    }
    let other = world.browser(Locale::En);
    assert_eq!(other.join(&link, "Wren", PASSPHRASE).await.status, 200, "the second seat is still there");
}

#[sqlx::test(migrations = false)]
async fn refused_input_is_explained_beside_its_field_and_kept(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (link, _) = group.invite("5", false).await;
    let (staff, _) = group.invite_facilitator().await;
    let people = world.count("person").await;
    for (locale, empty, unreadable, long, short, address) in [
        (Locale::En, "Please write something here", "can’t be read", "at most 60", "is too short", "can’t use this"),
        (Locale::Fa, "بنویسید", "خوانده", "۶۰", "۱۵", "leila@example.org"),
    ] {
        let visitor = world.browser(locale);
        let too_long = "x".repeat(61);
        for (name, words) in [("", empty), (" \u{200C}", empty), ("a\u{7}b", unreadable), ("a\nb", unreadable), (&too_long, long)] {
            let reply = visitor.join(&link, name, PASSPHRASE).await;
            assert_eq!(reply.status, 422, "{name:?}");
            assert!(reply.beside("name-error").contains(words), "{name:?}: {:?}", reply.beside("name-error"));
        }
        assert!(visitor.join(&link, &too_long, PASSPHRASE).await.body.contains(&format!("value=\"{too_long}\"")), "kept");
        let fields = [("name", "Robin"), ("email", "robin@"), ("passphrase", "too short")];
        let reply = visitor.post(&link, &fields).await;
        assert!(reply.beside("passphrase-error").contains(short), "{:?}", reply.beside("passphrase-error"));
        assert!(reply.body.contains("value=\"Robin\"") && !reply.body.contains("too short\""));
        for none in ["robin@", "لیلا@example.org", "robin@شهر.example", "a%b@example.org"] {
            let reply = visitor.post(&staff, &[("name", "Robin"), ("email", none), ("passphrase", PASSPHRASE)]).await;
            assert!(reply.status == 422 && reply.beside("email-error").contains(address), "{none}: the address rules of reminders");
        }
        let huge = visitor.join(&link, &"x".repeat(100_000), PASSPHRASE).await;
        assert_eq!(huge.status, 413);
    }
    assert_eq!((world.count("person").await, world.count("token where purpose = 'invitation'").await), (people, 2));
    // Bidirectional marks are dropped; emoji and zero-width non-joiners stay.
    for (typed, kept) in [("\u{202E}evil\u{202C}", "evil"), ("👩‍👩‍👧 مهتاب", "👩‍👩‍👧 مهتاب"), ("می‌نا", "می‌نا"), ("علي", "علی")]
    {
        assert_eq!(world.browser(Locale::En).join(&link, typed, PASSPHRASE).await.status, 200, "{typed:?}");
        let members = practice.therapist.get(&format!("/groups/{}/members", group.id)).await;
        assert!(members.body.contains(&format!(">{kept}</bdi>")), "{kept:?}");
    }
}

#[sqlx::test(migrations = false)]
async fn a_link_that_admits_does_not_pass_those_who_wait(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 3).await;
    let (waits, _) = group.invite("2", false).await;
    for name in ["Robin", "Wren"] {
        assert_eq!(world.browser(Locale::En).join(&waits, name, PASSPHRASE).await.status, 200);
    }
    // Three seats, and two waiting people: one is left.
    let (admits, _) = group.invite("5", true).await;
    let in_time = world.browser(Locale::En);
    assert!(in_time.get(&admits).await.body.contains("become a member at once"));
    assert!(in_time.join(&admits, "Maya", PASSPHRASE).await.body.contains("You’re now a member of"));
    let late = world.browser(Locale::En);
    assert!(late.get(&admits).await.body.contains("in order of joining"), "said before they join");
    let reply = late.join(&admits, "Omid", PASSPHRASE).await;
    assert!(reply.status == 200 && reply.body.contains("are waiting for a seat in"), "{}", reply.body);
    assert_eq!(world.count("membership where role = 'member' and state = 'active'").await, 1);
    assert_eq!(world.count("membership where state = 'waiting'").await, 3);
    // The first to wait is admitted first, and the console takes no seat.
    let all = practice.therapist.post(&format!("/groups/{}/admissions", group.id), &[]).await;
    assert!(all.body.contains("as many as there were seats"), "{}", all.body);
    assert_eq!(world.count("membership where state = 'waiting'").await, 1);
    group.facilitator("Sina").await;
    assert_eq!(world.count("membership where role = 'facilitator' and state = 'active'").await, 1);
}

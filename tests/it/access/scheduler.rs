//! What a secretary can read in a group with content of every kind: every page of every route open to them, in both languages, and every
//! answer to their forms. None contains a clinical word or a member's name.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{Answer, Persona, Stage, TABLE, expected, try_route};
use crate::staff::staff_member;
use crate::world::{PASSPHRASE, World};
use crate::{concern, intake};

/// Text that the group contains and no scheduling page may show: its purpose, its profile, its members, and what they wrote.
const UNREAD: [&str; 14] = [
    "نفس تازه",
    "Omid",
    "Roya",
    "Maya",
    "Wren",
    "We listen.",
    "Everyone may pass.",
    "We met.",
    "hard day",
    "iridium",
    "rhodium",
    "tantalum",
    "osmium",
    "niobium",
];

#[sqlx::test(migrations = false)]
async fn no_scheduling_page_contains_a_clinical_word_or_a_members_name(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    // All pages about a session are read for a past session and for a planned one.
    let planned = group.planned().await;
    let stage = Stage::set(&world, &group).await;
    let maya = group.member("Maya").await;
    let sorry = maya.browser.post(&format!("/sessions/{planned}/regrets"), &[("word", "tantalum")]).await;
    assert_eq!(sorry.status, 303, "{}", sorry.body);
    let live = stage.fill("{session}");
    for (by, word, whose) in [(&maya.browser, "iridium", "nameless"), (group.therapist(), "rhodium", "name")] {
        let laid = concern::lay(by, &live, &Uuid::new_v4().to_string(), word, whose).await;
        assert_eq!(laid.status, 200, "{}", laid.body);
    }
    let line = maya.browser.post(&format!("/groups/{}/line", group.id), &[("text", "niobium")]).await;
    assert_eq!(line.status, 303, "{}", line.body);
    let profile = [("version", "1"), ("focus", "osmium"), ("areas", "grief"), ("age_from", "25"), ("age_to", "40"), ("locale", "en")];
    let kept = group.therapist().post(&format!("/groups/{}/profile", group.id), &profile).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let (link, _) = group.invite("2", false).await;
    let wren = world.browser(Locale::En);
    wren.join(&link, "Wren", PASSPHRASE).await;
    assert_eq!(intake::answer_step(&wren, &group, "age", "0", &[("chosen", "25-34")]).await.status, 200);
    for locale in Locale::ALL {
        let scheduler = staff_member(&practice, "secretary", locale).await;
        let mut read = 0;
        for (who, method, path) in TABLE.iter().filter(|(who, ..)| expected(*who, Persona::Secretary) == Answer::In) {
            for session in [&live, &planned] {
                let path = stage.fill(&path.replace("{session}", session));
                let reply = try_route(&scheduler, method, &path).await;
                if *method == "GET" && reply.status == 200 {
                    read += 1;
                }
                for word in UNREAD {
                    assert!(!reply.body.contains(word), "{locale:?} {who:?} {method} {path}: {word}");
                }
            }
        }
        assert!(read > 20, "pages were read: {read}");
        // Refused forms, and the link that was just created.
        let id = Uuid::new_v4().to_string();
        let series = [("id", id.as_str()), ("date", ""), ("time", ""), ("minutes", ""), ("rhythm", "weekly"), ("ends", "open")];
        let invite = [("id", id.as_str()), ("role", "member"), ("seats", "99"), ("days", "7")];
        let (one, moved) =
            ([("id", id.as_str()), ("time", ""), ("minutes", "")], [("date", ""), ("time", ""), ("minutes", ""), ("version", "0")]);
        let made = [("id", id.as_str()), ("role", "member"), ("seats", "2"), ("days", "7")];
        for (path, fields, status) in [
            (format!("/groups/{}/series", group.id), &series[..], 422),
            (format!("/groups/{}/sessions", group.id), &one, 422),
            (format!("/groups/{}/invitations", group.id), &invite, 422),
            (format!("/groups/{}/invitations", group.id), &made, 200),
            (format!("/sessions/{planned}/time"), &moved, 409),
            (format!("/sessions/{planned}/cancel"), &[("version", "0")], 409),
            (format!("/sessions/{live}/cancel"), &[("version", "1")], 422),
        ] {
            let reply = scheduler.post(&path, fields).await;
            assert_eq!(reply.status, status, "{path}: {}", reply.body);
            for word in UNREAD {
                assert!(!reply.body.contains(word), "{locale:?} {path}: {word}");
            }
        }
        let own = scheduler.get(&link).await;
        assert!(own.status == 200 && UNREAD.iter().all(|word| !own.body.contains(word)), "a link that they open: {}", own.body);
    }
    // People with access can read the words.
    let therapists = group.therapist().get(&format!("/groups/{}", group.id)).await.body;
    assert!(therapists.contains("نفس تازه") && therapists.contains("Maya"));
    assert!(group.therapist().get(&format!("/sessions/{planned}")).await.body.contains("tantalum"));
}

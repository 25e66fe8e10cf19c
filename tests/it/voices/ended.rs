//! Acts of a live session are refused on every route once it has ended, and write nothing. Each exception gives its reason.

use std::collections::BTreeSet;

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{send, tap};
use crate::access::TABLE;
use crate::world::{Browser, World};
use crate::{concern, weigh};

/// The treatment of a form that arrives after the end.
enum After {
    /// Refused with a message (409 or 422), and nothing is written.
    Refused(By, &'static [(&'static str, &'static str)]),
    /// Redirected to a page that says that the session has ended, and nothing is written: the form has no text.
    Led(By, &'static [(&'static str, &'static str)]),
    /// Allowed, for this reason.
    Allowed(&'static str),
}

/// The sender.
#[derive(Clone, Copy)]
enum By {
    Therapist,
    /// The author of the text.
    Author,
    /// Another member.
    Other,
}

use After::{Allowed, Led, Refused};
use By::{Author, Other, Therapist};

const RECORD: &str = "the record is corrected until the figures freeze";
const OWN_WORDS: &str = "one's own words are taken back at any time";
const UNTIL_NOON: &str = "checking out is open until noon of the next day";
const CLOSING: &str = "the closing is written after the end";
const BETWEEN: &str = "a commitment lives on between the sessions";
const THERAPISTS: &str = "what the therapist makes of a session they also make of it afterwards";

/// `{id}` is a fresh id.
const AFTER: &[(&str, After)] = &[
    ("/sessions/{session}/attendance", Led(Author, &[])),
    ("/sessions/{session}/attendance/{member}", Allowed(RECORD)),
    ("/sessions/{session}/backstage", Refused(Therapist, &[("id", "{id}"), ("text", "a line")])),
    ("/sessions/{session}/backstage/settlement", Allowed("the therapist decides after the end about the lines")),
    ("/sessions/{session}/brainstorms", Refused(Therapist, &[("id", "{id}"), ("question", "What helps?"), ("kind", "aloud-named")])),
    ("/sessions/{session}/cancel", Refused(Therapist, &[])),
    ("/sessions/{session}/cards", Allowed(UNTIL_NOON)),
    ("/sessions/{session}/charter", Led(Therapist, &[("shown", "whole")])),
    ("/sessions/{session}/check-in", Refused(Author, &[("value", "5")])),
    ("/sessions/{session}/check-in/{member}", Refused(Therapist, &[("value", "5")])),
    ("/sessions/{session}/check-out", Allowed(UNTIL_NOON)),
    ("/sessions/{session}/check-out/{member}", Allowed(UNTIL_NOON)),
    ("/sessions/{session}/closing/drafts", Allowed(CLOSING)),
    ("/sessions/{session}/closing/held/removal", Allowed(CLOSING)),
    ("/sessions/{session}/closing/versions", Allowed(CLOSING)),
    ("/sessions/{session}/concerns", Refused(Author, &[("id", "{id}"), ("text", "a worry"), ("whose", "name")])),
    ("/sessions/{session}/departure", Led(Author, &[])),
    ("/sessions/{session}/end", Led(Therapist, &[])),
    ("/sessions/{session}/end/undoing", Allowed("the end itself is taken back for two minutes")),
    ("/sessions/{session}/hands", Refused(Author, &[("id", "{id}"), ("kind", "new")])),
    ("/sessions/{session}/hands/lowering", Refused(Author, &[("id", "{id}")])),
    ("/sessions/{session}/kind-words", Allowed("the list belongs to the practice")),
    ("/sessions/{session}/kind-words/removal", Allowed("the list belongs to the practice")),
    ("/sessions/{session}/next", Refused(Therapist, &[("seen", "1"), ("does", "stage")])),
    ("/sessions/{session}/next/undoing", Refused(Therapist, &[("seen", "1"), ("back", "stage")])),
    ("/sessions/{session}/nudges", Refused(Therapist, &[("id", "{id}"), ("whom", "{member}"), ("kind", "time")])),
    ("/sessions/{session}/own-share", Allowed("it is a setting for every session")),
    ("/sessions/{session}/passes", Refused(Author, &[("id", "{id}")])),
    ("/sessions/{session}/plan", Refused(Therapist, &[("seen", "1"), ("stage", "arrive"), ("minutes", "10")])),
    ("/sessions/{session}/private-notes", Allowed(THERAPISTS)),
    ("/sessions/{session}/regrets", Refused(Other, &[])),
    ("/sessions/{session}/regrets/withdrawal", Refused(Other, &[])),
    ("/sessions/{session}/regrets/{member}", Allowed("staff record regrets afterwards")),
    ("/sessions/{session}/regrets/{member}/withdrawal", Allowed("staff record regrets afterwards")),
    ("/sessions/{session}/rounds", Refused(Therapist, &[("id", "{id}")])),
    ("/sessions/{session}/rounds/ending", Refused(Therapist, &[("id", "{id}")])),
    ("/sessions/{session}/stage", Refused(Therapist, &[("seen", "1"), ("to", "2")])),
    ("/sessions/{session}/start", Refused(Therapist, &[("confirmed", "true")])),
    ("/sessions/{session}/substitutions", Refused(Therapist, &[("id", "{id}")])),
    ("/sessions/{session}/substitutions/{substitution}/withdrawal", Allowed("there is none: another test ends a session under one")),
    ("/sessions/{session}/tender", Refused(Therapist, &[("tender", "true")])),
    ("/sessions/{session}/time", Refused(Therapist, &[("date", "2027/3/2"), ("time", "18:30"), ("minutes", "90"), ("version", "3")])),
    ("/sessions/{session}/turns", Refused(Therapist, &[("id", "{id}"), ("whose", "{member}")])),
    ("/sessions/{session}/turns/ending", Refused(Author, &[("id", "{id}")])),
    ("/sessions/{session}/turns/undoing", Refused(Therapist, &[("id", "{id}"), ("tap", "{turn}")])),
    ("/sessions/{session}/wall", Led(Therapist, &[])),
    ("/sessions/{session}/wall/revocation", Allowed("closing an access is never refused")),
    ("/sessions/{session}/wall/showing", Refused(Therapist, &[("seen", "1")])),
    ("/sessions/{session}/whereabouts", Refused(Author, &[("text", "at home")])),
    ("/sessions/{session}/whereabouts/{member}", Refused(Therapist, &[("text", "at home")])),
    ("/sessions/{session}/contact-request", Allowed("a new therapist is asked when its author says so")),
    ("/sessions/{session}/contact-requests/{member}/answer", Allowed(THERAPISTS)),
    ("/nudges/{nudge}/answer", Allowed("a kind word is answered when its recipient reads it")),
    ("/turns/{turn}", Allowed(RECORD)),
    ("/turns/{turn}/removal", Allowed(RECORD)),
    ("/concerns/{concern}", Refused(Author, &[("version", "1"), ("text", "other words")])),
    ("/concerns/{concern}/cards", Refused(Therapist, &[("cards", "1")])),
    ("/concerns/{concern}/leaving", Refused(Therapist, &[])),
    ("/concerns/{concern}/middle", Refused(Therapist, &[])),
    ("/concerns/{concern}/opening", Refused(Therapist, &[])),
    ("/concerns/{concern}/putting-back", Allowed("set aside after the end, it stays so: the tests of concerns check it")),
    ("/concerns/{concern}/resonances", Refused(Other, &[])),
    ("/concerns/{concern}/resonances/withdrawal", Allowed(OWN_WORDS)),
    ("/concerns/{concern}/setting-aside", Allowed(THERAPISTS)),
    ("/concerns/{concern}/showing", Allowed("a new therapist sees it when its author says so")),
    ("/concerns/{concern}/tenderness", Refused(Author, &[("tender", "true")])),
    ("/concerns/{concern}/theme", Allowed(THERAPISTS)),
    ("/concerns/{concern}/withdrawal", Allowed(OWN_WORDS)),
    ("/brainstorms/{brainstorm}/commitments", Refused(Author, &[("id", "{id}"), ("what", "a walk")])),
    ("/brainstorms/{brainstorm}/dots", Refused(Author, &[("round", "1"), ("idea", "{idea}"), ("dots", "1")])),
    ("/brainstorms/{brainstorm}/dots/opening", Refused(Therapist, &[("round", "1")])),
    ("/brainstorms/{brainstorm}/dots/rounds", Refused(Therapist, &[("round", "1"), ("dots", "3")])),
    ("/brainstorms/{brainstorm}/ideas", Refused(Author, &[("id", "{id}"), ("text", "an idea")])),
    ("/brainstorms/{brainstorm}/look", Led(Therapist, &[])),
    ("/brainstorms/{brainstorm}/namelessness", Refused(Therapist, &[])),
    ("/brainstorms/{brainstorm}/opening", Refused(Therapist, &[])),
    ("/brainstorms/{brainstorm}/phase", Refused(Therapist, &[("seen", "weigh"), ("phase", "gather")])),
    ("/brainstorms/{brainstorm}/points", Refused(Author, &[("id", "{id}"), ("idea", "{idea}"), ("kind", "benefit"), ("text", "a point")])),
    ("/brainstorms/{brainstorm}/twins", Refused(Therapist, &[("idea", "{idea}"), ("into", "{other}")])),
    ("/brainstorms/{brainstorm}/undo", Refused(Therapist, &[])),
    ("/entries/{entry}", Refused(Author, &[("version", "1"), ("text", "other words")])),
    ("/entries/{entry}/restoration", Refused(Author, &[])),
    ("/entries/{entry}/withdrawal", Allowed(OWN_WORDS)),
    ("/ideas/{idea}/holding", Refused(Therapist, &[("held", "true")])),
    ("/ideas/{idea}/parting", Refused(Therapist, &[])),
    ("/ideas/{idea}/solution", Refused(Therapist, &[("kept", "true")])),
    ("/commitments/{commitment}/answer", Allowed(BETWEEN)),
    ("/commitments/{commitment}/outcomes", Allowed(BETWEEN)),
    ("/commitments/{commitment}/withdrawal", Allowed(BETWEEN)),
];

/// The path prefixes of a session and of what is within it.
const WITHIN: [&str; 8] = ["/sessions/", "/nudges/", "/turns/", "/concerns/", "/brainstorms/", "/ideas/", "/entries/", "/commitments/"];

#[test]
fn every_route_of_a_session_declares_its_behaviour_after_the_end() {
    let routes: BTreeSet<_> = TABLE
        .iter()
        .filter(|(_, method, path)| *method == "POST" && WITHIN.iter().any(|way| path.starts_with(way)))
        .map(|row| row.2)
        .collect();
    let said: BTreeSet<_> = AFTER.iter().map(|(path, _)| *path).collect();
    assert_eq!(routes, said);
    for (path, after) in AFTER {
        if let Allowed(reason) = after {
            assert!(!reason.is_empty(), "{path}");
        }
    }
}

/// Every stored row, except for what each request touches: when a sign-in was last used.
async fn everything(world: &World) -> String {
    world
        .one(
            "select md5(string_agg(query_to_xml(format('select * from %s', c.oid::regclass), true, false, '')::text, '' order by c.oid))
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspname in ('public', 'keys') and c.relname <> 'sign_in'",
        )
        .await
}

#[sqlx::test(migrations = false)]
async fn live_acts_are_refused_after_the_end(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.live().await;
    let staff = group.therapist();
    maya.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    let id = || Uuid::new_v4().to_string();
    let (turn, nudge, laid) = (Uuid::new_v4(), id(), id());
    tap(staff, &session, turn, &maya.membership, "", 0).await;
    send(&maya.browser, &format!("/sessions/{session}/hands"), &[("kind", "new")]).await;
    let word = [("id", nudge.as_str()), ("whom", &maya.membership), ("kind", "glad")];
    assert_eq!(staff.fragment(&format!("/sessions/{session}/nudges"), &word).await.status, 200);
    staff.fragment(&format!("/sessions/{session}/rounds"), &[("id", &id())]).await;
    assert_eq!(concern::lay(&maya.browser, &session, &laid, "a concern", "name").await.status, 200);
    staff.post(&format!("/concerns/{laid}/middle"), &[]).await;
    let board = group.board(&session, "aloud-named").await;
    let (idea, other) = (Uuid::new_v4(), Uuid::new_v4());
    maya.browser.idea(&board, idea, "an idea").await;
    staff.idea(&board, other, "another").await;
    let point = Uuid::new_v4();
    assert_eq!(weigh::go(staff, &board, "gather", "weigh").await.status, 200);
    assert_eq!(weigh::say(&maya.browser, &board, point, idea, "benefit", "a point").await.status, 200);
    assert_eq!(staff.post(&format!("/sessions/{session}/end"), &[]).await.status, 303);
    // A quiet board of the next session whose names can still be removed; the session ends in this state.
    let next = group.live().await;
    let quiet = group.board(&next, "quiet-named").await;
    maya.browser.idea(&quiet, Uuid::new_v4(), "in quiet").await;
    staff.post(&format!("/sessions/{next}/end"), &[]).await;
    let fill = |text: &str, entry: Uuid| {
        let ids = [
            ("{session}", session.clone()),
            ("{member}", maya.membership.clone()),
            ("{turn}", turn.to_string()),
            ("{nudge}", nudge.clone()),
            ("{concern}", laid.clone()),
            ("{idea}", idea.to_string()),
            ("{entry}", entry.to_string()),
            ("{other}", other.to_string()),
            ("{id}", id()),
        ];
        let of_quiet =
            text.ends_with("/namelessness") || text.ends_with("/look") || text.ends_with("/opening") && text.starts_with("/brain");
        let board = if of_quiet { &quiet } else { &board };
        ids.iter().fold(text.replace("{brainstorm}", board), |text, (name, id)| text.replace(name, id))
    };
    let mut wrong = Vec::new();
    let before = everything(&world).await;
    for (path, after) in AFTER {
        let (by, fields, led) = match after {
            Refused(by, fields) => (by, fields, false),
            Led(by, fields) => (by, fields, true),
            Allowed(_) => continue,
        };
        let by: &Browser = match by {
            Therapist => staff,
            Author => &maya.browser,
            Other => &omid.browser,
        };
        // Once with an idea and once with a point.
        for entry in [idea, point] {
            let fields: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, fill(value, entry))).collect();
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let reply = by.post(&fill(path, entry), &fields).await;
            if !(if led { reply.status == 303 } else { [409, 422].contains(&reply.status) }) {
                wrong.push(format!("{path}: {}", reply.status));
            }
            if !path.contains("{entry}") {
                break;
            }
        }
        if everything(&world).await != before {
            wrong.push(format!("{path}: something was written"));
            break;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! A form that is sent twice takes effect once. Another form under the same id is refused, and its text is given back under a fresh id.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, PASSPHRASE, Reply, World};
use crate::{commitment, staff, substitute, voices, weigh};

/// A form that creates a row: its sender and path, its content, and other content.
struct Form<'a> {
    by: &'a Browser,
    table: &'a str,
    path: String,
    fields: &'a [(&'a str, &'a str)],
    other: (&'a str, &'a str),
    /// The element by which the form given back shows it; its value, where empty.
    shown: &'a str,
    /// Whether a script sends it too, and expects a fragment.
    script: bool,
}

impl Form<'_> {
    async fn send(&self, id: &str, fields: &[(&str, &str)]) -> Reply {
        let fields: Vec<_> = [("id", id)].into_iter().chain(fields.iter().copied()).collect();
        self.by.post(&self.path, &fields).await
    }

    /// Sends it twice, then with other content; presses again; and sends the first one again.
    async fn check(&self, world: &World) {
        let (path, id) = (&self.path, Uuid::new_v4().to_string());
        let first = self.send(&id, self.fields).await;
        assert!(matches!(first.status, 200 | 303), "{path}: {} {}", first.status, first.body);
        let made = world.count(self.table).await;
        // Content that is shown once is shown again for a minute; afterwards the answer only says that it is done.
        let again = self.send(&id, self.fields).await;
        assert!(
            again.status == 303 || (shown_once(&again).is_some() && shown_once(&again) == shown_once(&first)),
            "{path}: the same form again: {}",
            again.status
        );
        assert_eq!(world.count(self.table).await, made, "{path}: and creates one row");

        let mut other: Vec<_> = self.fields.iter().copied().filter(|(name, _)| *name != self.other.0).collect();
        other.push(self.other);
        let refused = self.send(&id, &other).await;
        assert_eq!((refused.status, world.count(self.table).await), (409, made), "{path}: other text is not reported as saved");
        assert!(refused.body.contains("already sent with different text"), "{path}: {}", refused.body);
        let form = refused.body.split(&format!("action=\"{path}\"")).nth(1).and_then(|rest| rest.split("</form>").next());
        let form = form.unwrap_or_else(|| panic!("{path}: no form came back: {}", refused.body));
        let shown = if self.shown.is_empty() { self.other.1 } else { self.shown };
        assert!(form.contains(shown), "{path}: the text is given back: {form}");
        let fresh = form.split("name=\"id\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
        assert_ne!(fresh, id, "{path}: under a fresh id");
        if self.script {
            let with_id: Vec<_> = [("id", id.as_str())].into_iter().chain(other.iter().copied()).collect();
            let refused = self.by.fragment(path, &with_id).await;
            assert!(
                refused.status == 409 && refused.body.contains("already sent") && !refused.body.contains("<html"),
                "{path}: a fragment"
            );
        }

        let kept = self.send(fresh, &other).await;
        assert!(matches!(kept.status, 200 | 303), "{path}: pressing again works: {} {}", kept.status, kept.body);
        assert_eq!(world.count(self.table).await, made + 1, "{path}");
        world.app.clock.advance(TimeDelta::minutes(2));
        assert_eq!(self.send(&id, self.fields).await.status, 303, "{path}: the first form is still recognised");
        assert_eq!(world.count(self.table).await, made + 1, "{path}");
    }
}

/// The secret of the link in an answer.
fn shown_once(reply: &Reply) -> Option<&str> {
    let secrets = ["/join/", "/staff/"].into_iter().flat_map(|at| reply.body.split(at).skip(1)).filter_map(|rest| rest.get(..64));
    secrets.into_iter().find(|secret| secret.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn form<'a>(by: &'a Browser, table: &'a str, path: String, fields: &'a [(&'a str, &'a str)], other: (&'a str, &'a str)) -> Form<'a> {
    Form { by, table, path, fields, other, shown: "", script: false }
}

fn of_script<'a>(by: &'a Browser, table: &'a str, path: String, fields: &'a [(&'a str, &'a str)], text: &'a str) -> Form<'a> {
    let name = fields.iter().map(|(name, _)| *name).find(|name| ["text", "question", "what"].contains(name)).expect("words");
    Form { by, table, path, fields, other: (name, text), shown: "", script: true }
}

#[sqlx::test(migrations = false)]
async fn resending_scheduling_forms_takes_effect_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (by, id) = (group.therapist(), &group.id);
    let practice_id: String = world.one("select id::text from practice").await;
    let a_group = [
        ("practice", practice_id.as_str()),
        ("name", "Monday group"),
        ("purpose", "To breathe"),
        ("locale", "en"),
        ("capacity", "8"),
        ("admission", "open"),
        ("meets", "in_person"),
        ("time_zone", "Asia/Tehran"),
        ("calendar", "gregorian"),
    ];
    let a_session = [("year", "2026"), ("month", "12"), ("day", "1"), ("time", "18:30"), ("minutes", "90"), ("place", "Blue room")];
    let a_series = [
        ("date", "2026/12/8"),
        ("time", "18:30"),
        ("minutes", "90"),
        ("place", "Blue room"),
        ("rhythm", "weekly"),
        ("ends", "count"),
        ("count", "3"),
        ("wish", "keep"),
    ];
    for form in [
        form(by, "therapy_group", "/groups".to_owned(), &a_group, ("purpose", "To breathe, and more")),
        form(by, "membership", format!("/groups/{id}/members"), &[("name", "Robin")], ("name", "Robin Redbreast")),
        Form {
            shown: "value=\"2\"",
            ..form(
                by,
                "invitation",
                format!("/groups/{id}/invitations"),
                &[("role", "member"), ("seats", "1"), ("days", "7")],
                ("seats", "2"),
            )
        },
        Form {
            shown: "value=\"secretary\" checked",
            ..form(by, "staff_invitation", "/practice/staff/invitations".to_owned(), &[("role", "facilitator")], ("role", "secretary"))
        },
        // Back, another day, sent again: there are two.
        Form { shown: "2026/12/3", ..form(by, "session", format!("/groups/{id}/sessions"), &a_session, ("day", "3")) },
        form(by, "series", format!("/groups/{id}/series"), &a_series, ("date", "2026/12/9")),
    ] {
        form.check(&world).await;
    }
    // A resend under the same id at the same hour is reported before the clash of hours.
    let (once, sessions) = (Uuid::new_v4().to_string(), format!("/groups/{id}/sessions"));
    let plan = async |place: &str| {
        let fields = [("id", &*once), ("date", "2026/12/5"), ("time", "18:30"), ("minutes", "90"), ("place", place)];
        by.post(&sessions, &fields).await
    };
    assert_eq!(plan("Blue room").await.status, 303);
    let other = plan("Green room").await;
    assert!(other.status == 409 && other.body.contains("already sent") && other.body.contains("Green room"), "{}", other.body);
    assert!(!other.body.contains("another session at that time") && !other.body.contains(&once), "{}", other.body);
}

/// The clock shows 15:00 in Tehran: a form for the last minute of that day is sent again after midnight.
#[sqlx::test(migrations = false)]
async fn resending_after_the_planned_time_passed_takes_effect_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (by, scheduler) = (group.therapist(), staff::staff_member(&practice, "secretary", Locale::En).await);
    let ids: [String; 4] = std::array::from_fn(|_| Uuid::new_v4().to_string());
    let today = ("date", "2026/11/24");
    let forms = [
        (by, "sessions", vec![today, ("time", "23:59"), ("minutes", "90")]),
        (&scheduler, "sessions", vec![today, ("time", "19:00"), ("minutes", "90")]),
        (
            by,
            "series",
            vec![today, ("time", "21:00"), ("minutes", "90"), ("rhythm", "weekly"), ("ends", "count"), ("count", "3"), ("wish", "keep")],
        ),
        (by, "invitations", vec![("role", "member"), ("seats", "1"), ("days", "until"), ("until", "2026/11/24")]),
    ];
    let send = async |n: usize| {
        let (by, path, fields) = &forms[n];
        let fields: Vec<_> = fields.iter().copied().chain([("id", &*ids[n])]).collect();
        by.post(&format!("/groups/{}/{path}", group.id), &fields).await
    };
    let counts = async || [world.count("session").await, world.count("series").await, world.count("invitation").await];
    let mut led = Vec::new();
    for (n, (_, path, _)) in forms.iter().enumerate() {
        let made = send(n).await;
        assert!(matches!(made.status, 200 | 303), "{path}: {} {}", made.status, made.body);
        led.push(made.location().to_owned());
    }
    led[3] = format!("/groups/{}/invitations", group.id);
    let before = counts().await;
    world.app.clock.advance(TimeDelta::hours(10));
    by.sign_in("leila@example.org", PASSPHRASE).await;
    let secretary: String = world.one("select id::text from staff_invitation").await;
    scheduler.sign_in(&format!("{secretary}@example.org"), PASSPHRASE).await;
    for (n, to) in led.iter().enumerate() {
        let again = send(n).await;
        assert_eq!((again.status, again.location()), (303, &**to), "{}: {}", forms[n].1, again.body);
    }
    assert_eq!(counts().await, before);
}

#[sqlx::test(migrations = false)]
async fn resending_forms_of_a_group_takes_effect_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let (by, me, session) = (group.therapist(), &robin.browser, group.live().await);
    let proposals = format!("/groups/{}/charter/proposals", group.id);
    form(me, "charter_proposal", proposals.clone(), &[("act", "add"), ("text", "We listen.")], ("text", "We listen to the end."))
        .check(&world)
        .await;
    let proposal: String = world.one("select id::text from charter_proposal order by created_at limit 1").await;
    let comments = format!("{proposals}/{proposal}/comments");
    form(me, "charter_comment", comments, &[("comment", "Why not")], ("comment", "Why not, indeed")).check(&world).await;

    of_script(by, "backstage_line", format!("/sessions/{session}/backstage"), &[("text", "He is late")], "He is late and tired")
        .check(&world)
        .await;
    form(by, "kind_word", format!("/sessions/{session}/kind-words"), &[("en", "Glad you came")], ("en", "Glad you came today"))
        .check(&world)
        .await;
    let concerns = format!("/sessions/{session}/concerns");
    for whose in ["name", "nameless"] {
        let fields = [("text", "I am ashamed"), ("whose", whose)];
        of_script(me, "concern", concerns.clone(), &fields, "I am ashamed of it").check(&world).await;
    }
    let board = [("question", "What helps?"), ("kind", "aloud-named")];
    let boards = format!("/sessions/{session}/brainstorms");
    of_script(by, "brainstorm", boards, &board, "What helps on a hard day?").check(&world).await;

    let named = group.board(&session, "aloud-named").await;
    of_script(me, "entry", format!("/brainstorms/{named}/ideas"), &[("text", "to walk")], "to walk at night").check(&world).await;
    let idea: String = world.one(&format!("select id::text from entry where is_idea and brainstorm_id = '{named}' limit 1")).await;
    assert_eq!(weigh::go(by, &named, "gather", "weigh").await.status, 200);
    let point = [("idea", idea.as_str()), ("kind", "benefit"), ("text", "it is free")];
    of_script(me, "entry", format!("/brainstorms/{named}/points"), &point, "it is free and kind").check(&world).await;
    let choosing = commitment::choosing(&group, &session).await;
    of_script(me, "commitment", format!("/brainstorms/{choosing}/commitments"), &[("what", "swim")], "swim with my sister")
        .check(&world)
        .await;

    let nameless = group.board(&session, "quiet-nameless").await;
    of_script(me, "entry", format!("/brainstorms/{nameless}/ideas"), &[("text", "to weep")], "to weep at night").check(&world).await;
    for table in ["charter_proposal", "charter_comment", "backstage_line", "kind_word", "concern", "brainstorm", "entry", "commitment"] {
        assert_eq!(world.count(&format!("{table} where fingerprint is null")).await, 0, "{table}: every row has a fingerprint");
    }

    // From noon of the next day unnamed items cannot be distinguished.
    by.post(&format!("/sessions/{session}/end"), &[]).await;
    world.app.clock.advance(TimeDelta::days(2));
    hamdel::app::freeze(&world.app).await.expect("a database");
    assert_eq!(world.count(&format!("entry where is_idea and fingerprint is not null and brainstorm_id = '{nameless}'")).await, 0);
    assert_eq!(world.count(&format!("entry where is_idea and fingerprint is not null and brainstorm_id = '{named}'")).await, 2);
}

#[sqlx::test(migrations = false)]
async fn a_resend_after_an_edit_is_recognised_and_equal_wordings_are_one_text(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let (me, session) = (&robin.browser, group.live().await);
    let board = group.board(&session, "aloud-named").await;
    let id = Uuid::new_v4();
    assert_eq!(me.idea(&board, id, "to walk").await.status, 200);
    assert_eq!(me.fragment(&format!("/entries/{id}"), &[("text", "to walk far"), ("version", "1")]).await.status, 200);
    let again = me.idea(&board, id, "to walk").await;
    assert_eq!((again.status, again.header("hamdel-kept")), (200, id.to_string().as_str()), "its first answer was lost");
    assert!(again.body.contains("to walk far") && world.count("entry where is_idea").await == 1, "the later words stay");
    for text in ["to walk far", "to walk farther"] {
        assert_eq!(me.idea(&board, id, text).await.status, 409, "other text was never sent under this id: {text}");
    }

    // A final withdrawal leaves nothing from which the text could be guessed.
    let concern = Uuid::new_v4().to_string();
    let fields = [("id", concern.as_str()), ("text", "I am ashamed"), ("whose", "nameless")];
    assert_eq!(me.fragment(&format!("/sessions/{session}/concerns"), &fields).await.status, 200);
    assert_eq!(world.count("concern where fingerprint is not null").await, 1);
    assert_eq!(me.fragment(&format!("/concerns/{concern}/withdrawal"), &[]).await.status, 200);
    assert_eq!((world.count("concern where text is null").await, world.count("concern where fingerprint is not null").await), (1, 0));
    assert_eq!(
        me.fragment(&format!("/sessions/{session}/concerns"), &fields).await.status,
        409,
        "nothing is reported as stored that is not"
    );

    // A form whose answer was lost in the last minute of the session is answered after it; a form older than the fingerprints is given
    // back, because it cannot be known what created its row.
    let (begun, line) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let begin = [("id", begun.as_str()), ("question", "What helps?"), ("kind", "aloud-named")];
    let write = [("id", line.as_str()), ("text", "He is late")];
    let (boards, lines) = (format!("/sessions/{session}/brainstorms"), format!("/sessions/{session}/backstage"));
    let again = async || {
        let leader = group.therapist();
        let all = [leader.fragment(&boards, &begin).await, leader.fragment(&lines, &write).await, me.idea(&board, id, "to walk").await];
        all.map(|reply| reply.status)
    };
    assert_eq!(again().await, [200, 200, 200]);
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(again().await, [200, 200, 200]);
    world.execute(&format!("update entry set fingerprint = null where id = '{id}'")).await.expect("an update");
    assert_eq!(again().await, [200, 200, 409]);
    assert_eq!((world.count("brainstorm").await, world.count("backstage_line").await, world.count("entry where is_idea").await), (2, 1, 1));

    let proposals = format!("/groups/{}/charter/proposals", group.id);
    // A proposal with the text of an open one does not create a second; the reason is added there, and recognised like any other form.
    let by = group.therapist();
    let (first, second) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    me.post(&proposals, &[("id", &first), ("act", "add"), ("text", "We are kind.")]).await;
    let join =
        async |reason: &str| by.post(&proposals, &[("id", &second), ("act", "add"), ("text", "We are kind."), ("reason", reason)]).await;
    assert_eq!((join("It helps").await.status, join("It helps").await.status), (303, 303));
    let other = join("It helps us all").await;
    assert!(other.status == 409 && other.body.contains("It helps us all"), "{}", other.body);
    const OPEN: &str = "charter_proposal where withdrawn_at is null";
    assert_eq!((world.count(OPEN).await, world.count("charter_comment").await), (1, 1));
    let third = Uuid::new_v4().to_string();
    let same = async || by.post(&proposals, &[("id", &*third), ("act", "add"), ("text", "We are kind.")]).await;
    for _ in 0..2 {
        assert_eq!(same().await.location(), format!("{proposals}/{first}"), "without a reason as well");
    }
    assert_eq!(me.post(&format!("{proposals}/{first}/withdrawal"), &[]).await.status, 303);
    assert_eq!((same().await.status, world.count(OPEN).await), (303, 0), "it was open then, and is closed now");

    let (proposal, wording) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    me.post(&proposals, &[("id", &proposal), ("act", "add"), ("text", "We listen.")]).await;
    let reword = async |text: &str| {
        me.post(&format!("{proposals}/{proposal}/revisions"), &[("id", &wording), ("revision", "1"), ("text", text)]).await
    };
    for _ in 0..2 {
        assert_eq!(reword("We listen to the end.").await.status, 303);
    }
    let refused = reword("We listen to the very end.").await;
    assert!(refused.status == 409 && refused.body.contains("We listen to the very end."), "{}", refused.body);
    assert!(!refused.body.contains(&wording), "under a fresh id");
    assert_eq!(world.count(&format!("charter_revision where proposal_id = '{proposal}'")).await, 2);
}

#[sqlx::test(migrations = false)]
async fn forms_without_text_are_distinguished_too(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    for (name, email) in [("Kian", "kian@example.org"), ("Nava", "nava@example.org")] {
        staff::accept_offer(&world, &staff::offer(&practice.therapist, "facilitator").await.0, name, email).await;
    }
    let session = group.live().await;
    let (by, tap, hand) = (group.therapist(), Uuid::new_v4(), Uuid::new_v4().to_string());
    for age in [0, 4000] {
        assert_eq!(voices::tap(by, &session, tap, &maya.membership, "", age).await.status, 200, "later, but the same tap");
    }
    assert_eq!(voices::tap(by, &session, tap, &omid.membership, "", 0).await.status, 409, "another's turn under its id");
    assert_eq!(world.count("turn").await, 1);
    let raise =
        async |kind: &str| omid.browser.fragment(&format!("/sessions/{session}/hands"), &[("id", &*hand), ("kind", kind)]).await.status;
    assert_eq!((raise("new").await, raise("new").await, raise("reply").await), (200, 200, 409));
    // While the first hand is up, a second one only changes its purpose. After it is lowered, neither form raises it again.
    let hands = format!("/sessions/{session}/hands");
    let second = [("id", &*Uuid::new_v4().to_string()), ("kind", "reply")];
    world.app.clock.advance(TimeDelta::seconds(5));
    assert_eq!(omid.browser.fragment(&hands, &second).await.status, 200);
    const UP: &str = "hand where lowered_at is null and turn_id is null";
    assert_eq!(world.count(UP).await, 1);
    assert_eq!(world.count(&format!("{UP} and kind = 'reply' and raised_at = (select min(raised_at) from hand)")).await, 1, "in its place");
    assert_eq!(voices::send(&omid.browser, &format!("{hands}/lowering"), &[]).await.status, 200);
    assert_eq!((raise("new").await, omid.browser.fragment(&hands, &second).await.status, world.count(UP).await), (200, 200, 0));

    // A form that was sent for a member who has left since is still recognised.
    let whose = &*maya.membership;
    let (word, hand) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let (to_maya, for_maya) = ([("id", &*word), ("whom", whose), ("kind", "glad")], [("id", &*hand), ("kind", "new"), ("whose", whose)]);
    let words = format!("/sessions/{session}/nudges");
    for after in ["sent", "sent again", "sent again when she is gone"] {
        if after.ends_with("gone") {
            assert_eq!(by.post(&format!("/groups/{}/members/{whose}/removal", group.id), &[]).await.status, 303);
        }
        assert_eq!(by.fragment(&words, &to_maya).await.status, 200, "{after}");
        assert_eq!(by.fragment(&hands, &for_maya).await.status, 200, "{after}");
    }
    assert_eq!(by.fragment(&words, &[("id", &*word), ("whom", &*omid.membership), ("kind", "glad")]).await.status, 409);
    assert_eq!((world.count("nudge").await, world.count(UP).await), (1, 0));

    let path = format!("/sessions/{session}/substitutions");
    let page = by.get(&path).await.body;
    let [leila, kian, nava] = [substitute::LEILA, "Kian", "Nava"].map(|name| substitute::option(&page, name).expect(name));
    let id = Uuid::new_v4().to_string();
    let ask = async |colleague: &str| by.post(&path, &[("id", &*id), ("whose", &leila), ("colleague", colleague)]).await;
    assert_eq!((ask(&kian).await.status, ask(&kian).await.status), (303, 303));
    let other = ask(&nava).await;
    assert!(other.status == 409 && other.body.contains("already sent"), "{}", other.body);
    assert_eq!(world.count("substitution").await, 1);
}

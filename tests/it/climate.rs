//! The check-out: unnamed answers, and what the group learns of them from noon of the next day on.

mod cards;
mod figures;
mod finished;
mod offered;
mod words;

use std::collections::BTreeSet;

use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{Browser, Member, PASSPHRASE, Reply, TestGroup, World};

/// Words that no one else uses.
const WORD: &str = "quicksilver";

/// A page without bidirectional marks.
pub fn bare(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

/// A session with a facilitator and members who have all entered.
pub struct Evening<'a> {
    pub world: &'a World,
    pub group: &'a TestGroup<'a>,
    pub facilitator: Member,
    pub members: Vec<Member>,
    pub session: String,
}

impl<'a> Evening<'a> {
    pub async fn new(world: &'a World, group: &'a TestGroup<'a>, members: usize) -> Self {
        let facilitator = group.facilitator("Sina").await;
        let mut all = Vec::new();
        for name in ["Robin", "Wren", "Ash", "Maya", "Omid", "Ruth", "Daniel"].iter().take(members) {
            all.push(group.member(name).await);
        }
        let session = group.live().await;
        let evening = Self { world, group, facilitator, members: all, session };
        evening.all_enter().await;
        evening
    }

    /// The next session of the same people.
    pub async fn next(&mut self) {
        self.session = self.group.live().await;
        self.all_enter().await;
    }

    /// Adds a member with an account who attends without a phone: staff record their attendance.
    pub async fn ticked(&mut self, name: &str) {
        let member = self.group.member(name).await;
        let ticked = self.group.therapist().fragment(&self.path(&format!("attendance/{}", member.membership)), &[("said", "here")]).await;
        assert_eq!(ticked.status, 200);
        self.members.push(member);
    }

    async fn all_enter(&self) {
        for member in &self.members {
            assert_eq!(member.browser.post(&format!("/sessions/{}/attendance", self.session), &[]).await.status, 303);
        }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/sessions/{}/{rest}", self.session)
    }

    /// Checks out: the mood, then the four answers as typed, and the ticked choices.
    pub async fn out(&self, by: &Browser, mood: &str, answers: [&str; 4], ticked: &[&str]) -> Reply {
        let [heard, safe, belonging, hope] = answers;
        let mut fields = vec![("value", mood), ("word", ""), ("heard", heard), ("safe", safe), ("belonging", belonging), ("hope", hope)];
        fields.extend(ticked.iter().map(|name| (*name, "true")));
        let seen = self.seen(by).await;
        fields.push(("seen", &seen));
        by.post(&self.path("check-out"), &fields).await
    }

    /// The version of a member's answers that their page is based on.
    pub async fn seen(&self, by: &Browser) -> String {
        let page = by.get(&self.path("check-out")).await.body;
        let seen = page.split_once("name=\"seen\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        seen.map(|(seen, _)| seen.to_owned()).unwrap_or_default()
    }

    pub async fn all_out(&self, values: &[&str], sharing: usize) {
        for (n, (member, value)) in self.members.iter().zip(values).enumerate() {
            let ticked: &[&str] = if n < sharing { &["share"] } else { &[] };
            assert_eq!(self.out(&member.browser, value, [value; 4], ticked).await.status, 303, "{n}");
        }
    }

    pub async fn end(&self) {
        assert_eq!(self.group.therapist().post(&self.path("end"), &[]).await.status, 303);
    }

    /// Advances the clock past noon of the next day. Sign-ins have expired, so every member signs in again.
    pub async fn noon(&self) {
        self.world.app.clock.advance(chrono::TimeDelta::hours(24));
        hamdel::app::freeze(&self.world.app).await.expect("a database");
        self.sign_in_again().await;
    }

    pub async fn sign_in_again(&self) {
        self.group.therapist().sign_in("leila@example.org", PASSPHRASE).await;
        for one in self.members.iter().chain([&self.facilitator]) {
            one.browser.sign_in(&one.user_name, PASSPHRASE).await;
        }
    }

    /// The number of answers without a name, and with one.
    pub async fn kept(&self) -> (i64, i64) {
        let of = |table: &str| format!("{table} where session_id = '{}'", self.session);
        (self.world.count(&of("climate_answer")).await, self.world.count(&of("shared_answer")).await)
    }

    /// The stored form of a figure, as text.
    pub async fn figure(&self, kind: &str) -> String {
        self.world
            .one(&format!(
                "select concat_ws(' ', word, halves, spread, answers, part, whole) from session_figure
                 where session_id = '{}' and kind = '{kind}'",
                self.session
            ))
            .await
    }

    /// Every page and stream that a person can read.
    pub async fn sight(&self, browser: &Browser) -> String {
        let mut paths: Vec<String> =
            ["live", "mine", "check-ins", "check-out", "cards", "presence", "voices"].iter().map(|rest| self.path(rest)).collect();
        paths.extend([format!("/sessions/{}", self.session), format!("/groups/{}", self.group.id), "/".to_owned()]);
        paths.push(format!("/groups/{}/climate", self.group.id));
        paths.extend(self.members.iter().map(|one| self.path(&format!("check-out/{}", one.membership))));
        join_all(paths.iter().map(|path| browser.get(path))).await.into_iter().map(|reply| reply.body).collect()
    }
}

#[sqlx::test(migrations = false)]
async fn only_the_therapist_sees_the_author_of_a_shared_answer(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 4).await;
    let [robin, wren, ash] = [&evening.members[0], &evening.members[1], &evening.members[2]];
    let seq = async || world.published_changes(&evening.session).await;
    let (before, log_before) = (seq().await, world.log().len());
    let fresh = robin.browser.get(&evening.path("check-out")).await.body;
    assert!(!fresh.contains(" checked") && fresh.contains("kept without your name"), "nothing is preselected, ticked or hidden");
    let fields = [("value", "3"), ("word", WORD), ("heard", "9"), ("safe", "2"), ("belonging", ""), ("hope", "7")];
    assert_eq!(robin.browser.post(&evening.path("check-out"), &fields).await.location(), evening.path("check-out"));
    assert_eq!(evening.out(&wren.browser, "8", ["1", "4", "8", "10"], &["share"]).await.status, 303);
    assert_eq!(evening.out(&ash.browser, "", ["", "", "5", ""], &[]).await.status, 303);
    assert_eq!(evening.kept().await, (2, 1));
    assert_eq!(seq().await, before, "no screen is notified");
    // The member's own page shows it, to them alone.
    let own = robin.browser.get(&evening.path("check-out")).await.body;
    assert!(own.contains(WORD) && own.contains("9 of 10") && own.contains("Only you see this"));
    for reader in [group.therapist(), &evening.facilitator.browser, &wren.browser, &evening.members[3].browser] {
        let sight = evening.sight(reader).await;
        assert!(!sight.contains(WORD) && !sight.contains("9 of 10") && !sight.contains("2 of 10"), "unshared answers");
    }
    let shared = group.therapist().get(&evening.path("check-ins")).await.body;
    let row = shared.split_whitespace().collect::<String>();
    assert!(row.contains("<bdi>Wren</bdi></th><td>1</td><td>4</td><td>8</td><td>10</td>") && !shared.contains("Robin"), "{shared}");
    assert!(shared.contains("8 of 10") && !shared.contains("<bdi>Ash</bdi>"));
    assert_eq!(evening.facilitator.browser.get(&evening.path("check-ins")).await.status, 403);
    // The log names neither person nor answer; the audit does not mention it.
    let log = world.log().split_off(log_before);
    assert!(!log.contains(&robin.membership) && !log.contains(WORD));
    let audited = "audit_entry where subject_kind not in ('membership', 'session', 'invitation', 'practice', 'group', 'person')";
    assert_eq!(world.count(audited).await, 0);
    the_database_says_nothing(&evening).await;
}

/// No row of an unnamed answer contains a person or a time; the same transaction wrote nothing else; and its tag differs from the tag of an
/// idea by the same person.
async fn the_database_says_nothing(evening: &Evening<'_>) {
    let world = evening.world;
    let mut identifying = world.all::<String>("select id::text from membership").await;
    identifying.extend(world.all::<String>("select id::text from person").await);
    let ids = world.all::<String>("select id::text from climate_answer").await;
    let tables: Vec<String> =
        world.all("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'keys') order by 1").await;
    let mut named_in = BTreeSet::new();
    let mut beside = BTreeSet::new();
    for name in &tables {
        for row in world.all::<String>(&format!("select to_jsonb(t)::text from {name} t")).await {
            if ids.iter().any(|id| row.contains(id.as_str())) {
                named_in.insert(name.as_str());
                assert!(!identifying.iter().any(|id| row.contains(id.as_str())) && !row.contains("2026-11-"), "{name}: {row}");
            }
        }
        let same = format!("{name} t where exists (select from climate_answer c where c.xmin::text = t.xmin::text)");
        if world.count(&same).await > 0 {
            beside.insert(name.as_str());
        }
    }
    assert_eq!(named_in.into_iter().collect::<Vec<_>>(), ["public.climate_answer"]);
    assert_eq!(beside.into_iter().collect::<Vec<_>>(), ["public.climate_answer"], "a transaction of its own");
    let columns: Vec<String> = world
        .all("select attname::text from pg_attribute where attrelid = 'climate_answer'::regclass and attnum > 0 order by attnum")
        .await;
    assert_eq!(columns, ["id", "practice_id", "session_id", "giver_tag", "answers"]);
    assert_eq!(world.all::<i64>("select distinct length(answers)::bigint from climate_answer").await.len(), 1, "one length for all");
    let robin = &evening.members[0].browser;
    let board = evening.group.board(&evening.session, "quiet-nameless").await;
    assert_eq!(robin.idea(&board, uuid::Uuid::new_v4(), "an idea").await.status, 200);
    assert_eq!(
        world.count("entry i join climate_answer c on c.giver_tag = i.author_tag").await,
        0,
        "an idea and an answer have different tags"
    );
}

#[sqlx::test(migrations = false)]
async fn each_person_counts_once_after_any_change(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 3).await;
    let robin = &evening.members[0];
    let by = &robin.browser;
    for (answers, ticked, kept) in [
        (["7"; 4], &[][..], (1, 0)),
        // A form sent twice counts once.
        (["7"; 4], &[], (1, 0)),
        (["7", "", "", ""], &["share"], (0, 1)),
        (["7", "", "", ""], &["share"], (0, 1)),
        (["6"; 4], &[], (1, 0)),
        ([""; 4], &[], (0, 0)),
        (["۶", "٧", "10", "0"], &["share"], (0, 1)),
        (["8"; 4], &["pass", "share"], (0, 0)),
        (["8"; 4], &[], (1, 0)),
    ] {
        assert_eq!(evening.out(by, "5", answers, ticked).await.status, 303);
        assert_eq!(evening.kept().await, kept, "{answers:?} {ticked:?}");
        assert_eq!(world.count("mood where moment = 'out'").await, 1);
    }
    // Two browsers of one person, at once.
    let other = world.browser(Locale::En);
    other.sign_in(&robin.user_name, PASSPHRASE).await;
    for _ in 0..3 {
        let both = [evening.out(by, "5", ["4"; 4], &[]), evening.out(&other, "6", ["9"; 4], &["share"])];
        // The second browser is shown what the first one sent.
        let replies = join_all(both).await;
        assert!(replies.iter().all(|reply| [303, 409].contains(&reply.status)) && replies.iter().any(|reply| reply.status == 303));
        let (nameless, shared) = evening.kept().await;
        assert_eq!((nameless + shared, world.count("mood where moment = 'out'").await), (1, 1));
    }
    // A refused form keeps its input, and nothing is stored.
    let before = evening.kept().await;
    for (field, value, said) in [("safe", "eleven", "from 0 to 10"), ("value", "", "needs a number")] {
        let mut fields = vec![("value", "4"), ("word", WORD), ("heard", "3"), ("safe", "5"), ("share", "true"), ("wish", "true")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let refused = by.post(&evening.path("check-out"), &fields).await;
        assert_eq!(refused.status, 422, "{field}");
        assert!(refused.body.contains(said) && refused.body.contains(WORD), "{field}: {}", refused.body);
        assert!(refused.body.contains(r#"name="heard" value="3" checked"#) && refused.body.contains(r#"name="wish" value="true" checked"#));
        assert!(!refused.body.contains("data-steps"), "a refused form is shown completely");
    }
    assert_eq!((evening.kept().await, world.count("contact_request").await), (before, 0));
}

//! A board without names reveals the author of an idea to no one: not to its readers, staff, the stream, the database or the log.

mod shuffled;

use std::collections::BTreeSet;

use chrono::TimeDelta;
use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use hamdel::{app, brainstorm, session};
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, Member, PASSPHRASE, Reply, TestGroup, World};

/// A group at a board without names.
struct Table<'a> {
    world: &'a World,
    group: &'a TestGroup<'a>,
    facilitator: Member,
    members: Vec<Member>,
    session: String,
    board: String,
}

impl<'a> Table<'a> {
    async fn new(world: &'a World, group: &'a TestGroup<'a>) -> Self {
        let facilitator = group.facilitator("Sina").await;
        let members = vec![group.member("Robin").await, group.member("Wren").await, group.member("Ash").await];
        let session = group.live().await;
        for member in &members {
            member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
        }
        let board = group.board(&session, "quiet-nameless").await;
        Self { world, group, facilitator, members, session, board }
    }

    /// The number of the last published change.
    async fn seq(&self) -> i64 {
        self.world.published_changes(&self.session).await
    }

    /// Adds an idea. Returns whether any change was published.
    async fn add(&self, by: &Browser, text: &str) -> (Uuid, bool) {
        let (id, before) = (Uuid::new_v4(), self.seq().await);
        let reply = by.idea(&self.board, id, text).await;
        assert_eq!((reply.status, reply.body.as_str()), (200, ""), "the reply shows nothing either");
        (id, self.seq().await > before)
    }

    async fn change(&self, by: &Browser, path: &str, fields: &[(&str, &str)]) -> bool {
        let before = self.seq().await;
        let reply: Reply = by.fragment(path, fields).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        self.seq().await > before
    }

    fn live(&self) -> String {
        format!("/sessions/{}/live", self.session)
    }

    fn mine(&self) -> String {
        format!("/sessions/{}/mine", self.session)
    }

    /// Every page and stream that a person can read.
    async fn sight(&self, browser: &Browser) -> String {
        let paths = [self.live(), self.mine(), format!("/sessions/{}", self.session), format!("/groups/{}", self.group.id), "/".to_owned()];
        join_all(paths.iter().map(|path| browser.get(path))).await.into_iter().map(|reply| reply.body).collect()
    }

    fn everyone(&self) -> Vec<&Browser> {
        let staff = [self.group.therapist(), &self.facilitator.browser];
        staff.into_iter().chain(self.members.iter().map(|member| &member.browser)).collect()
    }

    /// Every id that identifies a member.
    async fn identifying_ids(&self) -> Vec<String> {
        let mut ids = self.world.all::<String>("select id::text from membership").await;
        for query in ["select id::text from person", "select id::text from sign_in", "select encode(token_hash, 'hex') from sign_in"] {
            ids.extend(self.world.all::<String>(query).await);
        }
        ids
    }
}

#[sqlx::test(migrations = false)]
async fn before_the_opening_only_full_steps_are_published(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group).await;
    let [robin, wren, ash] = [&table.members[0].browser, &table.members[1].browser, &table.members[2].browser];
    let mut texts = Vec::new();
    let mut ids = Vec::new();
    for (n, by) in [robin, wren, robin, &table.facilitator.browser, robin, wren, ash].into_iter().enumerate() {
        let text = format!("a thought that is number {n}");
        let (id, published) = table.add(by, &text).await;
        assert_eq!(published, (n + 1) % 3 == 0, "after {}", n + 1);
        let page = ash.get(&table.live()).await.body;
        let count = if n < 2 { "There may be a few ideas" } else { ["At least 3 ideas", "At least 6 ideas"][(n + 1) / 3 - 1] };
        assert!(page.contains(count), "after {}: {count}", n + 1);
        texts.push(text);
        ids.push((id, by));
    }
    // Editing, withdrawing and restoring are not published.
    let first = format!("/entries/{}", ids[0].0);
    assert!(!table.change(robin, &first, &[("text", "the same in other words"), ("version", "1")]).await);
    assert!(!table.change(robin, &format!("{first}/withdrawal"), &[]).await);
    assert!(!table.change(robin, &format!("{first}/restoration"), &[]).await);
    texts[0] = "the same in other words".to_owned();
    for reader in table.everyone() {
        let sight = table.sight(reader).await;
        for ((id, by), text) in ids.iter().zip(&texts) {
            let own = std::ptr::eq(*by, reader);
            assert_eq!(sight.contains(text.as_str()), own, "{text}");
            assert_eq!(sight.contains(&id.to_string()), own, "its id");
            let foreign = reader.fragment(&format!("/entries/{id}"), &[("text", "x"), ("version", "9")]).await.status;
            assert_eq!(foreign, if own { 409 } else { 404 }, "no one learns that it exists");
        }
    }
}

#[sqlx::test(migrations = false)]
async fn no_byte_reveals_the_author(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group).await;
    let [robin, wren, ash] = [&table.members[0].browser, &table.members[1].browser, &table.members[2].browser];
    let stream = format!("/sessions/{}/stream?after=0", table.session);
    let mut streams = join_all(table.everyone().into_iter().map(|browser| browser.listen(&stream))).await;
    for stream in &mut streams {
        stream.until_data("id=\"compose\"").await;
    }
    let log_before = world.log().len();
    let mut ids = Vec::new();
    for (n, by) in [robin, wren, robin, ash, wren].into_iter().enumerate() {
        ids.push((table.add(by, &format!("said in quiet {n}")).await.0, by));
    }
    // The facilitator names an author all the same: it is not stored.
    let own = Uuid::new_v4();
    let fields = [("id", &*own.to_string()), ("text", "said in quiet 5"), ("whose", table.members[0].membership.as_str())];
    assert_eq!(table.facilitator.browser.fragment(&format!("/brainstorms/{}/ideas", table.board), &fields).await.status, 200);
    ids.push((own, &table.facilitator.browser));
    let opening = format!("/brainstorms/{}/opening", table.board);
    assert_eq!(group.therapist().fragment(&opening, &[]).await.status, 200);
    // Late ideas appear three at a time.
    let live = table.live();
    let unseen = async |text: &str| {
        let others = table.everyone().into_iter().filter(|one| !std::ptr::eq(*one, robin));
        !join_all(others.map(|one| one.get(&live))).await.iter().any(|page| page.body.contains(text))
    };
    let (late, received) = table.add(robin, "said late 0").await;
    assert!(!received && unseen("said late 0").await);
    ids.push((late, robin));
    let (late, received) = table.add(robin, "said late 1").await;
    assert!(!received && unseen("said late 1").await);
    ids.push((late, robin));
    let (late, received) = {
        let (id, before) = (Uuid::new_v4(), table.seq().await);
        assert_eq!(wren.idea(&table.board, id, "said late 2").await.status, 200);
        (id, table.seq().await - before)
    };
    assert_eq!(received, 1, "all three in one");
    ids.push((late, wren));
    // So do edits of ideas that are already shown; until then others read the old text.
    assert!(!table.change(robin, &format!("/entries/{}", ids[0].0), &[("text", "said in quiet, and better"), ("version", "1")]).await);
    assert!(!table.change(wren, &format!("/entries/{}/withdrawal", ids[1].0), &[]).await);
    assert!(unseen("and better").await && unseen("This idea was taken back").await);
    assert!(robin.get(&table.mine()).await.body.contains("and better"), "its author sees it at once");
    // The shown words, sent by someone else, are refused with any version: the answer does not tell whether a change waits.
    for (n, version) in [(0, "0"), (0, "1"), (4, "0"), (4, "1")] {
        let replay = [("text", &*format!("said in quiet {n}")), ("version", version)];
        assert_eq!(ash.fragment(&format!("/entries/{}", ids[n].0), &replay).await.status, 403, "{n} {version}");
    }
    assert!(table.change(ash, &format!("/entries/{}", ids[3].0), &[("text", "said in quiet, and shorter"), ("version", "1")]).await);
    // All listeners receive the same events, the author too: the same bytes at the same moments.
    let mut heard = Vec::new();
    for stream in &mut streams {
        let mut events = Vec::new();
        loop {
            let event = stream.event().await.expect("a stream that continues");
            let is_last = event.data.contains("This idea was taken back");
            events.push(event);
            if is_last {
                break;
            }
        }
        heard.push(events);
    }
    let received: Vec<String> =
        heard.iter().map(|events| events.iter().map(|event| format!("{}|{}\n", event.name, event.data)).collect()).collect();
    assert_eq!(received[0], received[1], "the therapist and the facilitator, who wrote one");
    assert_eq!(received[2], received[3], "Robin and Wren");
    assert_eq!(received[2], received[4], "Robin and Ash");
    assert!(heard.iter().flatten().all(|event| ["", "mine"].contains(&event.name.as_str())));
    // No page and no stream reveals the author.
    let by = Regex::new(r#"(?s)<li id="idea-[^"]*"[^>]*>.*?<div class="mine""#).expect("a pattern");
    let group =
        Regex::new(r#"(?s)<section id="voices".*?</section>|<div id="voices-side".*?</aside>|<select id="commit-whose".*?</select>"#)
            .expect("a pattern");
    let roll = Regex::new(r##"(?s)<hx-partial hx-target="#roll".*?</hx-partial>"##).expect("a pattern");
    let (identifying, tags) =
        (table.identifying_ids().await, world.all::<String>("select encode(author_tag, 'hex') from entry where is_idea").await);
    let log = world.log().split_off(log_before);
    for (reader, received) in table.everyone().into_iter().zip(&received) {
        let sight = table.sight(reader).await;
        assert_eq!(by.find_iter(&sight).count(), ids.len(), "all of them contain the board");
        for text in [received, &sight] {
            for item in by.find_iter(text) {
                let item = item.as_str();
                assert!(
                    !item.contains("class=\"by\"") && !["Robin", "Wren", "Ash", "Sina", "لیلا"].iter().any(|name| item.contains(name)),
                    "{item}"
                );
            }
            assert!(!tags.iter().any(|tag| text.contains(tag)), "a tag is shown to no one");
        }
        // The staff's circle and roll, and the list of members to offer something to, are part of the whole board and contain all members
        // alike, for every author; other parts contain none.
        let besides = group.replace_all(received, "");
        let besides = roll.replace_all(&besides, "");
        assert!(!identifying.iter().any(|id| besides.contains(id.as_str())), "no seat, person or sign-in in the stream");
        for (id, by) in &ids {
            assert_eq!(
                reader.get(&table.mine()).await.body.contains(&id.to_string()),
                std::ptr::eq(*by, reader),
                "only the author's own places"
            );
            let acts = format!("action=\"/entries/{id}");
            assert_eq!(sight.contains(&acts), std::ptr::eq(*by, reader), "nor do staff change an idea of another");
        }
    }
    for (id, _) in &ids {
        let line = log.lines().find(|line| line.contains(&id.to_string()));
        assert_eq!(line, None, "no idea in the log");
    }
    assert!(!identifying.iter().any(|id| log.contains(id.as_str())) && !log.contains("said "), "no person and no text in the log");
    the_database_says_nothing(&table, &ids.iter().map(|(id, _)| *id).collect::<Vec<_>>(), &identifying).await;
}

#[sqlx::test(migrations = false)]
async fn waiting_late_ideas_are_shown_when_gathering_ends(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut table = Table::new(&world, &group).await;
    for begins_another in [false, true] {
        table.board = group.board(&table.session, "quiet-nameless").await;
        group.therapist().fragment(&format!("/brainstorms/{}/opening", table.board), &[]).await;
        let [robin, wren] = [&table.members[0].browser, &table.members[1].browser];
        assert!(!table.add(robin, "a first late one").await.1 && !table.add(wren, "a second late one").await.1);
        let unseen = format!("entry where is_idea and brainstorm_id = '{}' and number is null", table.board);
        assert_eq!(world.count(&unseen).await, 2);
        if begins_another {
            group.board(&table.session, "aloud-named").await;
        } else {
            let ended =
                group.therapist().fragment(&format!("/brainstorms/{}/phase", table.board), &[("seen", "gather"), ("phase", "done")]).await;
            assert_eq!(ended.status, 200);
            assert!(table.members[2].browser.get(&table.live()).await.body.contains("a second late one"));
        }
        assert_eq!(world.count(&unseen).await, 0, "another board is begun: {begins_another}");
    }
}

#[sqlx::test(migrations = false)]
async fn waiting_late_ideas_are_shown_when_the_session_ends(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut table = Table::new(&world, &group).await;
    table.board = group.board(&table.session, "quiet-nameless").await;
    group.therapist().fragment(&format!("/brainstorms/{}/opening", table.board), &[]).await;
    let robin = &table.members[0].browser;
    assert!(!table.add(robin, "a late one").await.1);
    assert_eq!(group.therapist().post(&format!("/sessions/{}/end", table.session), &[]).await.status, 303);
    assert!(!table.members[1].browser.get(&table.live()).await.body.contains("a late one"));
    session::freeze::settle_ended(&world.app, brainstorm::store::settle).await.expect("settled");
    assert!(table.members[1].browser.get(&table.live()).await.body.contains("a late one"), "every idea is stored, and shown");
}

/// No row that names an idea contains a person or a time; and its transaction wrote nothing else.
async fn the_database_says_nothing(table: &Table<'_>, ids: &[Uuid], identifying: &[String]) {
    let world = table.world;
    let tables: Vec<String> =
        world.all("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'keys') order by 1").await;
    let mut named_in = BTreeSet::new();
    for name in &tables {
        for row in world.all::<String>(&format!("select to_jsonb(t)::text from {name} t")).await {
            if ids.iter().any(|id| row.contains(&id.to_string())) {
                named_in.insert(name.as_str());
                assert!(!identifying.iter().any(|id| row.contains(id.as_str())), "{name}: {row}");
                assert!(!row.contains("2026-11-"), "{name} stores a time: {row}");
            }
        }
    }
    assert_eq!(named_in.into_iter().collect::<Vec<_>>(), ["public.entry"]);
    let audited: Vec<String> = world
        .all("select concat(actor is null, ' ', action, ' ', subject_kind, ' ', at = date_trunc('day', at)) from audit_entry where action in ('idea_added', 'entries_added_nameless')")
        .await;
    assert_eq!(audited, ["t entries_added_nameless session t"], "one line for them all, of the day");
    let nothing = "entry where is_idea and (num_nonnulls(author, logged_by, created_at) > 0 or author_tag is null)";
    assert_eq!(world.count(nothing).await, 0);
}

#[sqlx::test(migrations = false)]
async fn after_freezing_an_author_can_neither_be_traced_nor_edit(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group).await;
    let robin = &table.members[0];
    let mut ids = Vec::new();
    for text in ["one", "two", "three"] {
        ids.push(table.add(&robin.browser, text).await.0);
    }
    group.therapist().fragment(&format!("/brainstorms/{}/opening", table.board), &[]).await;
    group.therapist().post(&format!("/sessions/{}/end", table.session), &[]).await;
    let freeze = async || app::freeze(&world.app).await.expect("a database");
    // It is 15:00 in Tehran; noon there is 21 hours away.
    world.app.clock.advance(TimeDelta::hours(21) - TimeDelta::seconds(1));
    assert_eq!(freeze().await, 0);
    robin.browser.sign_in(&robin.user_name, PASSPHRASE).await;
    assert!(robin.browser.get(&table.mine()).await.body.contains(&ids[0].to_string()), "still theirs");
    let take_back = async |id: Uuid| robin.browser.fragment(&format!("/entries/{id}/withdrawal"), &[]).await.status;
    assert_eq!(take_back(ids[0]).await, 200, "and theirs to withdraw");
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(freeze().await, 1);
    assert_eq!(freeze().await, 0, "once");
    assert_eq!(world.count("entry where is_idea and author_tag is not null").await, 0);
    assert_eq!((world.count("keys.anonymity_key").await, world.count("job where kind = 'freeze'").await), (0, 0));
    assert_eq!(take_back(ids[1]).await, 403);
    let edit = robin.browser.fragment(&format!("/entries/{}", ids[1]), &[("text", "x"), ("version", "1")]).await;
    assert_eq!(edit.status, 403);
    let (mine, page) = (robin.browser.get(&table.mine()).await.body, robin.browser.get(&table.live()).await.body);
    for id in &ids {
        assert!(!mine.contains(&id.to_string()) && !page.contains(&format!("action=\"/entries/{id}")));
    }
    assert!(page.contains("<bdi dir=\"auto\">two</bdi>"), "the text stays");
}

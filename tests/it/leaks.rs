//! One session with everything that can be unnamed: a concern, answers to it, a board with ideas, points and dots, the four questions. It
//! runs twice, the second time with other authors. Every reader (each route, stream and role, the wall, another practice) reads the same
//! bytes both times, and no row differs; but the therapist sees the author of a concern *without my name to the group*, as promised.

use hamdel::app;
use hamdel::kit::i18n::Locale;
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::access::TABLE;
use crate::concern::Table;
use crate::world::{Browser, EventStream, Member, PASSPHRASE, TestPractice, World, difference, plain};
use crate::{closing, weigh};

const NAMES: [&str; 7] = ["Robin", "Wren", "Ash", "Fern", "Lark", "Moss", "Dove"];
/// Text that only the author writes.
const SECRET: [&str; 3] = ["I am ashamed of it", "osmium", "rhodium"];
/// The text of ideas after their authors have edited them.
const CHANGED: &str = "osmium, and more of it";
/// The two authors whose sessions are compared.
const TWO: [usize; 2] = [0, 1];

/// What was read: the place and the reader, and the bytes.
#[derive(Default)]
struct Read(Vec<(String, String)>);

struct Evening<'a> {
    practice: &'a TestPractice<'a>,
    table: Table<'a>,
    colleague: Member,
    elsewhere: Browser,
    visitor: Browser,
    wall: String,
    screen: Browser,
    board: String,
    concern: String,
    author: usize,
    other: usize,
    /// A reader, their stream, and the counters of its last event.
    streams: Vec<(&'static str, EventStream, Vec<i64>)>,
    read: Read,
}

impl<'a> Evening<'a> {
    async fn begin(practice: &'a TestPractice<'a>, group: &'a crate::world::TestGroup<'a>, elsewhere: Browser, author: usize) -> Self {
        let world = practice.world;
        world.app.clock.advance(chrono::TimeDelta::seconds(1));
        let colleague = practice.group(Locale::En, 8).await.facilitator("Kian").await;
        // Attendances at one moment would have no defined order.
        world.app.clock.advance(chrono::TimeDelta::seconds(1));
        let table = Table::new(world, group, &NAMES).await;
        let wall = table.wall().await;
        let (screen, visitor) = (world.browser(Locale::En), world.browser(Locale::En));
        let mut streams = Vec::new();
        for (who, browser) in [
            ("therapist", table.therapist()),
            ("facilitator", &table.facilitator.browser),
            ("Ash", table.member(2)),
            ("Dove", table.member(6)),
        ] {
            streams.push((who, table.follow(browser).await, Vec::new()));
        }
        streams.push(("wall", screen.follow(&wall).await, Vec::new()));
        let [one, two] = TWO;
        let other = if author == one { two } else { one };
        let (board, concern) = (String::new(), String::new());
        Self { practice, table, colleague, elsewhere, visitor, wall, screen, board, concern, author, other, streams, read: Read::default() }
    }

    fn world(&self) -> &'a World {
        self.table.world
    }

    fn author(&self) -> &Browser {
        self.table.member(self.author)
    }

    /// Some minutes later every participant looks at their screen.
    async fn later(&self) {
        self.world().app.clock.advance(chrono::TimeDelta::minutes(2));
        for n in 0..NAMES.len() {
            self.table.live(self.table.member(n)).await;
        }
    }

    /// An unnamed act of an author leaves no person and no text in the log.
    async fn unseen<T>(&self, act: impl Future<Output = T>) -> T {
        let before = self.world().log().len();
        let done = act.await;
        let log = self.world().log().split_off(before);
        let person: String = self.world().one(&format!("select person_id::text from membership where id = '{}'", self.membership())).await;
        for secret in [self.membership(), &person].into_iter().chain(SECRET) {
            assert!(!log.contains(secret), "{secret} in the log");
        }
        done
    }

    fn membership(&self) -> &str {
        &self.table.members[self.author].membership
    }

    /// Listens until the changes for everyone, and for staff, have arrived. The events contain the counters, which are the same too for
    /// every author.
    async fn hear(&mut self) {
        let channel = format!("event_channel where session_id = '{}'", self.table.session);
        let everyone: i64 = self.world().one(&format!("select everyone from {channel}")).await;
        let staff: i64 = self.world().one(&format!("select staff from {channel}")).await;
        for (who, stream, at) in &mut self.streams {
            let leads = ["therapist", "facilitator"].contains(who);
            while at.first() < Some(&everyone) || (leads && at.get(1) < Some(&staff)) {
                let event = stream.event().await.expect("a stream that continues");
                if let Some(id) = &event.id {
                    *at = id.split('.').map(|number| number.parse().expect("a number")).collect();
                }
                // The event "mine" does not say what changed; the broadcaster decides when it is sent among other events.
                if event.name != "mine" {
                    self.read.0.push((format!("stream of {who}"), plain(&event.data)));
                }
            }
            // Personal events among other events have no defined order.
            self.read.0.push((format!("counters of {who}"), format!("{:?}", &at[..if leads { 2 } else { 1 }])));
        }
    }

    /// What readers other than the author of unnamed content can see now: each page loaded anew, and every counter.
    async fn sights(&self, of_a_concern: bool) -> Vec<String> {
        let session = &self.table.session;
        let mut sights = Vec::new();
        // The therapist sees a concern's author, and the author's changes, at once.
        let staff = [self.table.therapist(), &self.table.facilitator.browser];
        let readers = staff.into_iter().skip(usize::from(of_a_concern)).chain([self.table.member(2), self.table.member(6)]);
        for reader in readers {
            for path in ["/live", "/mine", "/concerns", ""] {
                sights.push(plain(&reader.get(&format!("/sessions/{session}{path}")).await.body));
            }
        }
        sights.push(plain(&self.screen.get(&self.wall).await.body));
        sights.push(self.table.seq().await.to_string());
        sights
    }

    /// An act of an author alone: no other reader's screen or counter changes, and a reloaded page shows what it showed before.
    async fn still(&self, of_a_concern: bool, act: impl Future<Output = crate::world::Reply>) {
        let before = self.sights(of_a_concern).await;
        let reply = self.unseen(act).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        for (before, after) in before.iter().zip(&self.sights(of_a_concern).await) {
            assert_eq!(difference(before, after), None, "others can see that a member did something");
        }
    }

    /// Every page as each uninvolved reader sees it, except for the connected phones, which change with each stream that this test opens.
    async fn walk(&mut self, when: &str) {
        let token = self.wall.trim_start_matches("/wall/").to_owned();
        let nil = Uuid::nil().to_string();
        let unfilled = Regex::new(r"\{\w+\}").expect("a pattern");
        let members = TWO.map(|n| self.table.members[n].membership.clone());
        let readers: [(&str, &Browser); 7] = [
            ("therapist", self.table.therapist()),
            ("facilitator", &self.table.facilitator.browser),
            ("Ash", self.table.member(2)),
            ("Dove", self.table.member(6)),
            ("colleague", &self.colleague.browser),
            ("elsewhere", &self.elsewhere),
            ("visitor", &self.visitor),
        ];
        let mut pages = Vec::new();
        for (_, _, route) in
            TABLE.iter().filter(|(_, method, route)| *method == "GET" && !route.ends_with("/stream") && !route.ends_with("/presence"))
        {
            let filled = [
                ("{group}", &self.table.group.id),
                ("{session}", &self.table.session),
                ("{brainstorm}", &self.board),
                ("{concern}", &self.concern),
                ("{token}", &token),
            ]
            .iter()
            .fold((*route).replace("{number}", "1"), |path, (name, id)| path.replace(name, id));
            // The pages of both possible authors.
            let paths: Vec<String> =
                if filled.contains("{member}") { members.iter().map(|id| filled.replace("{member}", id)).collect() } else { vec![filled] };
            for path in paths {
                let path = unfilled.replace_all(&path, nil.as_str()).into_owned();
                for (who, reader) in &readers {
                    let reply = reader.get(&path).await;
                    pages.push((format!("{when}: {who} at {route}"), format!("{} {}", reply.status, Self::bare(who, route, &reply.body))));
                }
            }
        }
        pages.push((format!("{when}: the wall"), plain(&self.screen.get(&self.wall).await.body)));
        self.read.0.extend(pages);
    }

    /// Removes what is generated anew for each group, and from the therapist's pages the promised author's name.
    fn bare(who: &str, route: &str, page: &str) -> String {
        let user_name = Regex::new("[a-z]+-[a-z]+-[0-9]{2,3}").expect("a pattern");
        let mut page = user_name.replace_all(&plain(page), "USER-NAME").into_owned();
        // Lists of items created at one moment have no order.
        if ["/practice", "/groups/{group}/invitations", "/groups/{group}/own", "/sessions/{session}/mine"].contains(&route) {
            let id = Regex::new("ID[0-9]+").expect("a pattern");
            page = page.replace("<li>", "\n<li>").replace("</ol>", "\n</ol>");
            let mut lines: Vec<_> = page.lines().map(|line| id.replace_all(line, "ID").into_owned()).collect();
            lines.sort();
            page = lines.join("\n");
        }
        if route == "/signed-in" {
            page.clear();
        }
        if who == "therapist" {
            let promised = Regex::new("(Robin|Wren)(\u{2069} · only you see this)").expect("a pattern");
            page = promised.replace_all(&page, "SOMEONE$2").into_owned();
        }
        page
    }

    /// The concern: laid, in the middle, answered, announced.
    async fn concern(&mut self) {
        self.later().await;
        self.concern = self.unseen(self.table.laid(self.author(), SECRET[0], "nameless")).await;
        let second = self.unseen(self.table.laid(self.author(), SECRET[0], "nameless")).await;
        self.table.next_stage().await;
        self.hear().await;
        // Both are on the list of staff: their authors' acts are published with the next step.
        let (concern, author) = (format!("/concerns/{}", self.concern), self.author());
        let words = format!("{}, and alone", SECRET[0]);
        self.still(true, author.fragment(&concern, &[("text", &words), ("version", "1")])).await;
        self.still(true, author.fragment(&format!("{concern}/tenderness"), &[("tender", "true")])).await;
        self.still(true, author.fragment(&format!("{concern}/tenderness"), &[("tender", "false")])).await;
        self.still(true, author.fragment(&format!("/concerns/{second}/withdrawal"), &[])).await;
        let mine = author.get(&format!("/sessions/{}/mine", self.table.session)).await.body;
        assert!(mine.contains(&words) && mine.contains("You took this one back."), "its author sees it at once");
        self.table.staff(&self.concern, "middle").await;
        assert!(self.table.live(&self.table.facilitator.browser).await.contains(&words), "with the step of staff");
        let erased = format!("concern where text is null and session_id = '{}'", self.table.session);
        assert_eq!(self.world().count(&erased).await, 1, "and the withdrawn text is gone");
        self.hear().await;
        for n in [self.other, 2, 3, 4] {
            assert_eq!(self.unseen(self.table.say(n, &self.concern)).await, 200);
        }
        assert_eq!(self.table.unsay(4, &self.concern).await, 200);
        self.table.staff(&self.concern, "opening").await;
        self.hear().await;
        self.walk("in the middle").await;
        self.table.staff(&self.concern, "leaving").await;
        self.hear().await;
    }

    /// The board: ideas, points and dots, all with one text, so that any shuffled order looks the same.
    async fn board(&mut self) {
        let staff = self.table.group.therapist();
        self.later().await;
        self.board = self.table.group.board(&self.table.session, "quiet-nameless").await;
        self.hear().await;
        let (mut own, mut others) = (Uuid::nil(), Vec::new());
        for (n, by) in [self.author(), self.table.member(3), self.table.member(4)].into_iter().enumerate() {
            let id = Uuid::new_v4();
            if n == 0 {
                own = id;
            } else {
                others.push(id);
            }
            assert_eq!(self.unseen(by.idea(&self.board, id, SECRET[1])).await.status, 200);
        }
        // The third change completes a step, which is published.
        self.hear().await;
        let edit = [("text", SECRET[1]), ("version", "1")];
        assert_eq!(self.unseen(self.author().fragment(&format!("/entries/{own}"), &edit)).await.status, 200);
        let mine = self.author().get(&format!("/sessions/{}/mine", self.table.session)).await.body;
        assert!(mine.contains(&own.to_string()), "the author sees it as their own");
        assert_eq!(staff.fragment(&format!("/brainstorms/{}/opening", self.board), &[]).await.status, 200);
        self.hear().await;
        // Everyone sees them now, so no single change is published: two changes wait for a third.
        self.still(false, self.author().fragment(&format!("/entries/{own}"), &[("text", CHANGED), ("version", "2")])).await;
        self.still(false, self.author().fragment(&format!("/entries/{own}/withdrawal"), &[])).await;
        self.still(false, self.author().fragment(&format!("/entries/{own}/restoration"), &[])).await;
        let change = [("text", CHANGED), ("version", "1")];
        self.still(false, self.table.member(3).fragment(&format!("/entries/{}", others[0]), &change)).await;
        let mine = self.author().get(&format!("/sessions/{}/mine", self.table.session)).await.body;
        assert!(mine.contains(CHANGED), "its author sees it at once");
        assert_eq!(self.unseen(self.table.member(4).fragment(&format!("/entries/{}", others[1]), &change)).await.status, 200);
        self.hear().await;
        assert_eq!(self.table.live(self.table.member(6)).await.matches(CHANGED).count(), 3, "all three together");
        self.still(false, self.author().fragment(&format!("/entries/{own}/withdrawal"), &[])).await;
        self.still(false, self.author().fragment(&format!("/entries/{own}/restoration"), &[])).await;
        assert_eq!(weigh::go(staff, &self.board, "gather", "weigh").await.status, 200);
        self.hear().await;
        self.later().await;
        let first: Vec<Uuid> =
            self.world().all(&format!("select id from entry where is_idea and brainstorm_id = '{}' order by number", self.board)).await;
        let point = Uuid::new_v4();
        for (id, by) in [(point, self.author()), (Uuid::new_v4(), self.table.member(3)), (Uuid::new_v4(), self.table.member(4))] {
            assert_eq!(self.unseen(weigh::say(by, &self.board, id, first[0], "cost", SECRET[2])).await.status, 200);
        }
        self.hear().await;
        for (words, version) in [("rhodium, perhaps", "1"), (SECRET[2], "2")] {
            self.still(false, self.author().fragment(&format!("/entries/{point}"), &[("text", words), ("version", version)])).await;
        }
        for act in ["withdrawal", "restoration"] {
            self.still(false, self.author().fragment(&format!("/entries/{point}/{act}"), &[])).await;
        }
        assert_eq!(weigh::go(staff, &self.board, "weigh", "narrow").await.status, 200);
        self.hear().await;
        for (by, idea) in [(self.author(), first[0]), (self.table.member(2), first[1]), (self.table.member(3), first[0])] {
            assert_eq!(self.unseen(weigh::dots(by, &self.board, 1, idea, 2)).await.status, 200);
        }
        self.walk("dots are given").await;
        assert_eq!(weigh::open_dots(staff, &self.board, 1).await.status, 200);
        self.hear().await;
        for idea in &first[..2] {
            assert_eq!(weigh::keep(staff, *idea, true).await.status, 200);
            self.hear().await;
        }
    }

    /// The end of the session; one of the two answers the questions, the other skips them.
    async fn check_out(&mut self) {
        self.later().await;
        let path = format!("/sessions/{}/check-out", self.table.session);
        for n in 0..NAMES.len() {
            let answer = match n {
                n if n == self.author => "9",
                n if n == self.other => "",
                _ => "6",
            };
            let mut fields = vec![("value", "6")];
            fields.extend(["heard", "safe", "belonging", "hope"].map(|question| (question, answer)));
            assert_eq!(self.unseen(self.table.member(n).post(&path, &fields)).await.status, 303);
        }
        self.walk("going").await;
        self.table.end().await;
        assert_eq!(closing::sent(self.table.group, &self.table.session, "We met.").await.status, 303);
        self.walk("over").await;
    }

    /// The next day, when all identifying data is deleted.
    async fn noon(&mut self) {
        self.world().app.clock.advance(chrono::TimeDelta::hours(24));
        app::freeze(&self.world().app).await.expect("a database");
        self.practice.sign_in_again().await;
        for one in self.table.members.iter().chain([&self.table.facilitator, &self.colleague]) {
            one.browser.sign_in(&one.user_name, PASSPHRASE).await;
        }
        self.walk("after noon").await;
    }

    /// The database contains the same about both, except for the author of the concern.
    async fn alike(&self, when: &str) {
        let [one, two] = TWO.map(|n| &self.table.members[n]);
        let (mut one, mut two) = (self.world().traces(one).await, self.world().traces(two).await);
        assert!(one.len() > 6, "there is content to compare: {one:#?}");
        for traces in [&mut one, &mut two] {
            traces.retain(|row| !row.starts_with("public.concern: "));
        }
        assert_eq!(one, two, "{when}: the database distinguishes them");
    }
}

async fn evening(world: &World, author: usize) -> Vec<(String, String)> {
    let began = world.app.clock.now();
    let practice = TestPractice::another(world, Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let elsewhere = TestPractice::another(world, Locale::En).await.therapist;
    let mut evening = Evening::begin(&practice, &group, elsewhere, author).await;
    evening.concern().await;
    evening.board().await;
    evening.check_out().await;
    evening.alike("the session is over").await;
    evening.noon().await;
    evening.alike("figures are frozen").await;
    // The second session begins at the same time as the first one did.
    world.app.clock.advance(began - world.app.clock.now());
    evening.read.0
}

#[sqlx::test(migrations = false)]
async fn every_page_and_stream_is_the_same_for_every_author(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let [one, two] = TWO;
    let (one, two) = (evening(&world, one).await, evening(&world, two).await);
    assert_eq!(one.len(), two.len());
    let mut wrong = Vec::new();
    for ((place, a), (other, b)) in one.iter().zip(&two) {
        assert_eq!(place, other);
        if let Some(at) = difference(a, b) {
            wrong.push(format!("{place}: {at:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The pages contained the text, and no author's name beside it except the promised one.
    let said = |words: &str| one.iter().filter(|(_, bytes)| bytes.contains(words)).count();
    for words in SECRET.into_iter().chain(["3 of us know this too.", "only you see this", "4 dots", "6.5"]) {
        assert!(said(words) > 0, "{words} is nowhere");
    }
    let promised = one.iter().filter(|(_, bytes)| bytes.contains("only you see this"));
    assert!(promised.into_iter().all(|(place, _)| place.contains("therapist")), "the therapist alone");
    assert!(one.len() > 1_000, "every route, for each reader: {}", one.len());
}

//! *You are not the only one*, over HTTP.

mod answers;
mod leaks;
mod own;
mod same;
mod themes;

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, EventStream, Member, Reply, TestGroup, World, spaced};

/// Lays a concern, as the page's script does; `whose` is "name" or "nameless".
pub async fn lay(by: &Browser, session: &str, id: &str, text: &str, whose: &str) -> Reply {
    by.fragment(&format!("/sessions/{session}/concerns"), &[("id", id), ("text", text), ("whose", whose)]).await
}

/// A live session of a group: a facilitator, and members who have entered.
pub struct Table<'a> {
    pub world: &'a World,
    pub group: &'a TestGroup<'a>,
    pub facilitator: Member,
    pub members: Vec<Member>,
    pub session: String,
}

impl<'a> Table<'a> {
    pub async fn new(world: &'a World, group: &'a TestGroup<'a>, names: &[&str]) -> Self {
        let facilitator = group.facilitator("Sina").await;
        let mut members = Vec::new();
        for name in names {
            members.push(group.member(name).await);
        }
        let session = group.live().await;
        for member in &members {
            enter(&member.browser, &session).await;
        }
        Self { world, group, facilitator, members, session }
    }

    pub fn therapist(&self) -> &Browser {
        self.group.therapist()
    }

    pub fn member(&self, n: usize) -> &Browser {
        &self.members[n].browser
    }

    /// Lays a concern that is accepted. Returns its id.
    pub async fn laid(&self, by: &Browser, text: &str, whose: &str) -> String {
        let id = Uuid::new_v4().to_string();
        let reply = lay(by, &self.session, &id, text, whose).await;
        assert_eq!((reply.status, reply.header("hamdel-kept")), (200, &*id), "{text}: {}", reply.body);
        id
    }

    /// An act of staff on a concern.
    pub async fn staff(&self, concern: &str, act: &str) {
        let reply = self.facilitator.browser.fragment(&format!("/concerns/{concern}/{act}"), &[]).await;
        assert_eq!(reply.status, 200, "{act}: {}", reply.body);
    }

    /// Says *I know this too*, or withdraws it. Returns the status.
    pub async fn say(&self, n: usize, concern: &str) -> u16 {
        self.member(n).fragment(&format!("/concerns/{concern}/resonances"), &[]).await.status
    }

    pub async fn unsay(&self, n: usize, concern: &str) -> u16 {
        self.member(n).fragment(&format!("/concerns/{concern}/resonances/withdrawal"), &[]).await.status
    }

    pub async fn live(&self, browser: &Browser) -> String {
        browser.get(&format!("/sessions/{}/live", self.session)).await.body
    }

    pub async fn page(&self, browser: &Browser) -> String {
        browser.get(&format!("/sessions/{}/concerns", self.session)).await.body
    }

    /// Opens streams from now on.
    pub async fn follow(&self, browser: &Browser) -> EventStream {
        browser.follow(&format!("/sessions/{}/live", self.session)).await
    }

    pub async fn seq(&self) -> i64 {
        self.world.published_changes(&self.session).await
    }

    /// Moves to the next stage.
    pub async fn next_stage(&self) {
        let seen: i32 = self.world.one(&format!("select max(number) from session_stage where session_id = '{}'", self.session)).await;
        let fields = [("seen", &*seen.to_string()), ("move", "next")];
        let moved = self.therapist().post(&format!("/sessions/{}/stage", self.session), &fields).await;
        assert_eq!(moved.status, 303);
    }

    pub async fn end(&self) {
        assert_eq!(self.therapist().post(&format!("/sessions/{}/end", self.session), &[]).await.status, 303);
    }

    pub async fn wall(&self) -> String {
        self.therapist().post(&format!("/sessions/{}/wall", self.session), &[]).await.link("/wall/").expect("an address")
    }
}

pub async fn enter(browser: &Browser, session: &str) {
    assert_eq!(browser.post(&format!("/sessions/{session}/attendance"), &[("sits_in", "true")]).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn a_concern_sent_by_phone_enters_and_leaves_the_middle(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash"]).await;
    let (mut console, mut phone) = (table.follow(&table.facilitator.browser).await, table.follow(table.member(1)).await);
    let wall = table.wall().await;
    let screen = world.browser(Locale::En);
    let first = table.laid(table.member(0), "I cannot ask for help", "name").await;
    let received = console.until_data("I cannot ask for help").await.data;
    assert!(
        received.contains("<bdi>Robin</bdi>") && received.contains(&format!("/concerns/{first}/middle")),
        "on the list of staff, with the name"
    );
    assert!(!table.live(table.member(1)).await.contains("I cannot ask"), "others see the concern in the middle, and nothing else");
    assert!(table.live(table.member(0)).await.contains("I cannot ask"), "its author sees their own");
    table.staff(&first, "middle").await;
    let heard = phone.until_data("I cannot ask for help").await.data;
    assert!(heard.contains("<bdi>Robin</bdi>") && heard.contains("In the middle") && !heard.contains("I know this too"), "{heard}");
    let on_wall = screen.get(&wall).await.body;
    assert!(on_wall.contains("I cannot ask for help") && !on_wall.contains("Robin"), "the wall names no one");
    let live = table.live(table.member(1)).await;
    assert!(live.contains(&format!("action=\"/concerns/{first}/resonances\"")), "the possible answers are in the page");
    assert!(table.live(table.member(0)).await.contains("This one is yours."));
    // Another concern moves to the middle, and the first one leaves it.
    let second = table.laid(&table.facilitator.browser, "We rush", "name").await;
    table.staff(&second, "middle").await;
    assert!(!phone.until_data("We rush").await.data.contains("I cannot ask"));
    assert_eq!(world.count("concern where in_middle").await, 1);
    table.staff(&second, "leaving").await;
    phone.until_data("id=\"concern\" hidden").await;
    assert!(!screen.get(&wall).await.body.contains("We rush"));
    // Twice counts once, and the page shows afterwards what was in the middle, in that order.
    table.staff(&second, "leaving").await;
    table.end().await;
    let page = table.page(table.member(1)).await;
    let (a, b) = (page.find("I cannot ask for help").expect("the first"), page.find("We rush").expect("the second"));
    assert!(a < b);
}

#[sqlx::test(migrations = false)]
async fn two_consoles_bring_two_concerns_and_one_is_in_the_middle(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren"]).await;
    let (one, other) = (table.laid(table.member(0), "one", "name").await, table.laid(table.member(1), "other", "name").await);
    for _ in 0..6 {
        let paths = [format!("/concerns/{one}/middle"), format!("/concerns/{other}/middle")];
        let (a, b) = tokio::join!(table.therapist().fragment(&paths[0], &[]), table.facilitator.browser.fragment(&paths[1], &[]));
        assert_eq!((a.status, b.status), (200, 200));
        assert_eq!(world.count("concern where in_middle").await, 1);
    }
    let numbers: Vec<i32> = world.all("select middle_number from concern order by 1").await;
    assert_eq!(numbers, [1, 2], "in the order of first appearance in the middle");
}

#[sqlx::test(migrations = false)]
async fn a_tender_concern_has_a_note_before_it(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren"]).await;
    let id = Uuid::new_v4().to_string();
    let fields = [("id", &*id), ("text", "a heavy thing"), ("whose", "name"), ("tender", "true")];
    assert_eq!(table.member(0).fragment(&format!("/sessions/{}/concerns", table.session), &fields).await.status, 200);
    table.staff(&id, "middle").await;
    let folded = format!("<details class=\"tender\" id=\"tender-{id}\"> <summary>This concern may be heavy.");
    assert!(spaced(&table.live(table.member(1)).await).contains(&folded));
    let wall = table.wall().await;
    let on_wall = world.browser(Locale::En).get(&wall).await.body;
    assert!(on_wall.contains("We’re talking about a sensitive concern") && !on_wall.contains("heavy thing"), "a wall cannot be unfolded");
    // Each person withdraws only their own mark.
    let mark = async |by: &Browser, tender: &str| by.fragment(&format!("/concerns/{id}/tenderness"), &[("tender", tender)]).await.status;
    assert_eq!(mark(table.therapist(), "false").await, 200);
    assert!(spaced(&table.live(table.member(1)).await).contains(&folded), "its author's mark stays");
    assert_eq!(mark(table.member(0), "false").await, 422, "while it is in the middle");
    assert_eq!(mark(table.member(1), "true").await, 403);
    table.staff(&id, "leaving").await;
    assert_eq!(mark(table.member(0), "false").await, 200);
    table.staff(&id, "middle").await;
    assert!(!spaced(&table.live(table.member(1)).await).contains(&folded));
    assert_eq!(mark(table.therapist(), "true").await, 200);
    assert!(spaced(&table.live(table.member(1)).await).contains(&folded), "staff's mark, at any time");
}

#[sqlx::test(migrations = false)]
async fn a_brainstorm_starts_from_the_concern_in_the_middle(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin"]).await;
    let id = table.laid(table.member(0), "How do I say no?\nAt work, I mean.", "nameless").await;
    let live = format!("/sessions/{}/live?concern={id}", table.session);
    let form = format!("name=\"concern\" value=\"{id}\"");
    assert!(!table.therapist().get(&live).await.body.contains(&form), "not before the group has it");
    let begin = async |concern: &str| {
        let board = Uuid::new_v4().to_string();
        let fields = [("id", &*board), ("question", "How?"), ("kind", "aloud-named"), ("concern", concern)];
        table.therapist().fragment(&format!("/sessions/{}/brainstorms", table.session), &fields).await.status
    };
    assert_eq!(begin(&id).await, 404);
    assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/middle"), &[]).await.status, 200);
    let page = table.therapist().get(&live).await.body;
    assert!(page.contains(&form) && page.contains("\nHow do I say no? At work, I mean.</textarea>"), "its text is the question");
    assert_eq!(begin(&Uuid::new_v4().to_string()).await, 404, "nor on an id that does not exist");
    assert_eq!(begin(&id).await, 200);
    assert_eq!(world.count(&format!("brainstorm where concern_id = '{id}'")).await, 1);
    let plain = [("id", &*Uuid::new_v4().to_string()), ("question", "And?"), ("kind", "aloud-named")];
    assert_eq!(table.therapist().fragment(&format!("/sessions/{}/brainstorms", table.session), &plain).await.status, 200);
}

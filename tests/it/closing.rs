//! The closing over HTTP: drafts, two tabs at once, sending, correcting, reading, and what homes show of it.

mod notes;
mod readers;

use chrono::TimeDelta;
use hamdel::closing::publishing;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, Reply, TestGroup, World};

/// A tab in which a person writes.
pub struct Tab<'a> {
    browser: &'a Browser,
    session: String,
    page: Uuid,
    base: String,
}

impl<'a> Tab<'a> {
    /// Opens the page for writing.
    pub async fn open(browser: &'a Browser, session: &str) -> Self {
        let desk = browser.get(&format!("/sessions/{session}/closing")).await;
        assert_eq!(desk.status, 200, "{}", desk.body);
        let base = field(&desk.body, "based_on");
        Self { browser, session: session.to_owned(), page: field(&desk.body, "page").parse().expect("a page"), base }
    }

    fn fields<'f>(&'f self, id: &'f str, page: &'f str, summary: &'f str, points: &[&'f str]) -> Vec<(&'f str, &'f str)> {
        let mut fields = vec![("id", id), ("page", page), ("based_on", self.base.as_str()), ("summary", summary)];
        fields.extend(points.iter().map(|point| ("point", *point)));
        fields
    }

    /// Saves as the script does, with this id.
    async fn save_as(&mut self, id: Uuid, summary: &str, points: &[&str]) -> Reply {
        let (id, page) = (id.to_string(), self.page.to_string());
        let reply =
            self.browser.fragment(&format!("/sessions/{}/closing/drafts", self.session), &self.fields(&id, &page, summary, points)).await;
        if reply.status == 200 {
            assert_eq!(reply.header("hamdel-kept"), id);
            self.base = reply.header("hamdel-draft").to_owned();
        }
        reply
    }

    pub async fn save(&mut self, summary: &str, points: &[&str]) -> Reply {
        self.save_as(Uuid::new_v4(), summary, points).await
    }

    /// Presses *Publish*.
    pub async fn publish(&self, id: Uuid, summary: &str, points: &[&str]) -> Reply {
        let (id, page) = (id.to_string(), self.page.to_string());
        self.browser.post(&format!("/sessions/{}/closing/versions", self.session), &self.fields(&id, &page, summary, points)).await
    }

    /// Presses *End it and publish*; in a session that has ended, the same as *Publish*.
    pub async fn end_and_publish(&self, id: Uuid, summary: &str, points: &[&str]) -> Reply {
        let (id, page) = (id.to_string(), self.page.to_string());
        let mut fields = self.fields(&id, &page, summary, points);
        fields.push(("ends", "true"));
        self.browser.post(&format!("/sessions/{}/closing/versions", self.session), &fields).await
    }
}

fn field(page: &str, name: &str) -> String {
    let pattern = regex::Regex::new(&format!(r#"name="{name}" value="([^"]*)""#)).expect("a pattern");
    pattern.captures(page).map(|found| found[1].to_owned()).expect("a field")
}

/// A session that has ended.
pub async fn held(group: &TestGroup<'_>) -> String {
    let session = group.live().await;
    assert_eq!(group.therapist().post(&format!("/sessions/{session}/end"), &[]).await.status, 303);
    session
}

/// Sends the closing of a session in one step, and lets the time pass until it goes out.
pub async fn sent(group: &TestGroup<'_>, session: &str, summary: &str) -> Reply {
    let reply = Tab::open(group.therapist(), session).await.end_and_publish(Uuid::new_v4(), summary, &[]).await;
    goes_out(group.world()).await;
    reply
}

/// Lets five minutes pass, after which what was published goes out. Returns how many closings did.
pub async fn goes_out(world: &World) -> usize {
    world.app.clock.advance(publishing::HELD);
    publishing::run(&world.app).await.expect("a database")
}

#[sqlx::test(migrations = false)]
async fn a_closing_is_drafted_sent_and_read(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, sina) = (group.member("Maya").await, group.facilitator("Sina").await);
    let session = group.live().await;
    let path = format!("/sessions/{session}/closing");
    let early = group.therapist().get(&path).await;
    assert!(early.status == 200 && !early.body.contains("name=\"summary\""), "not before the closing stage");
    let early = [("id", &*Uuid::new_v4().to_string()), ("page", &Uuid::new_v4().to_string()), ("summary", "too early")];
    assert_eq!(group.therapist().fragment(&format!("{path}/drafts"), &early).await.status, 422);
    let go = [("seen", "1"), ("to", "7")];
    assert_eq!(group.therapist().fragment(&format!("/sessions/{session}/stage"), &go).await.status, 200);

    let mut tab = Tab::open(&sina.browser, &session).await;
    assert_eq!(tab.save("We sat together.", &["Asking is trusting."]).await.status, 200, "the facilitator drafts during the session");
    assert_eq!(tab.publish(Uuid::new_v4(), "We sat together.", &[]).await.status, 403, "and does not publish");
    assert!(!sina.browser.get(&path).await.body.contains("closing/versions\""), "nor is asked to");
    let waiting = maya.browser.get(&path).await;
    assert!(waiting.status == 200 && !waiting.body.contains("We sat"), "others cannot see a draft");
    assert_eq!(maya.browser.get(&format!("{path}/drafts")).await.status, 403);

    let tab = Tab::open(group.therapist(), &session).await;
    let desk = group.therapist().get(&path).await.body;
    assert!(desk.contains("We sat together.") && desk.contains("Asking is trusting."), "the therapist continues the draft");
    assert!(desk.contains("The one member of the group.") && desk.contains("Sina"), "the readers are named: {desk}");
    assert_eq!(tab.publish(Uuid::new_v4(), "", &["a point alone"]).await.status, 422, "a closing has a summary");
    let form = Uuid::new_v4();
    let words = ("We sat together.", ["Asking is trusting.", "Shame grows small."]);
    let asked = tab.publish(form, words.0, &words.1).await;
    assert!(asked.status == 422 && asked.body.contains("End it and publish") && asked.body.contains("Shame grows"), "{}", asked.body);
    assert_eq!(world.one::<String>("select state from session").await, "live", "it asks first");
    for _ in 0..2 {
        let sent = tab.end_and_publish(form, words.0, &words.1).await;
        assert_eq!(sent.location(), path);
    }
    assert_eq!(world.one::<String>("select state from session").await, "ended");
    let other = tab.publish(form, "We sat together and sang.", &[]).await;
    assert!(other.status == 409 && other.body.contains("and sang") && other.body.contains("Nothing was sent"), "{}", other.body);
    assert_eq!(world.count("closing_version").await, 0, "it is held");
    assert!(!maya.browser.get(&path).await.body.contains("We sat"), "and nobody else sees it");
    for (browser, may) in [(group.therapist(), true), (&sina.browser, false)] {
        let desk = browser.get(&path).await.body;
        assert!(desk.contains("Goes out at") && desk.contains("closing/held/removal") == may, "{desk}");
    }
    assert_eq!(goes_out(&world).await, 1);
    assert_eq!(world.count("closing_version").await, 1);
    assert_eq!(world.count("closing_held").await + world.count("job where kind = 'publish'").await, 0);
    let read = maya.browser.get(&path).await.body;
    assert!(read.contains("We sat together.") && read.find("Asking").expect("a point") < read.find("Shame").expect("a point"), "{read}");
    let home = maya.browser.get("/").await.body;
    assert!(home.contains("We sat together.") && !home.contains("Shame grows"), "three lines on the home");
    assert!(maya.browser.get(&format!("{path}/print")).await.body.contains("Shame grows small."));
    assert_eq!(world.count("audit_entry where action = 'closing_sent' and subject_kind = 'closing'").await, 1);
}

#[sqlx::test(migrations = false)]
async fn two_tabs_lose_no_text(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = held(&group).await;
    let path = format!("/sessions/{session}/closing");
    let (mut here, mut there) = (Tab::open(group.therapist(), &session).await, Tab::open(group.therapist(), &session).await);
    let again = Uuid::new_v4();
    assert_eq!(here.save_as(again, "Written here.", &[]).await.status, 200);
    assert_eq!(here.save_as(again, "Written here.", &[]).await.status, 200, "the answer was lost: the same save again");
    assert_eq!(here.save_as(again, "Other words.", &[]).await.status, 409, "an id identifies one text: both are shown");
    let refused = there.save("Written there.", &["There too."]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("Written here.") && refused.body.contains("Written there."), "both texts: {}", refused.body);
    assert_eq!(there.save("Written there, and on.", &["There too."]).await.status, 409);
    let drafts = group.therapist().get(&format!("{path}/drafts")).await.body;
    assert!(drafts.contains("Written here.") && drafts.contains("Written there, and on."), "both are kept: {drafts}");
    assert_eq!(world.count("closing_draft where number is null").await, 2, "one page's refused saves are one text");
    assert!(group.therapist().get(&path).await.body.contains("Written here."), "the first one is kept");
    let conflict = there.publish(Uuid::new_v4(), "Written there.", &[]).await;
    assert!(conflict.status == 409 && conflict.body.contains("Nothing was sent"), "{}", conflict.body);
    assert_eq!(world.count("closing_version").await, 0);
    // Both together, as the page offers it.
    there.base = field(&refused.body, "based_on");
    assert_eq!(there.save("Written here.\n\nWritten there.", &["There too."]).await.status, 200);
    assert_eq!(here.save("Written here, still.", &[]).await.status, 409, "now the other one has not seen it");
    let same = here.save("Written here.\r\n\r\nWritten there.", &["There too."]).await;
    assert_eq!(same.status, 200, "the same words are no conflict");
    assert_eq!(here.save("Written here.\n\nWritten there. On.", &["There too."]).await.status, 200, "and it continues from there");
}

#[sqlx::test(migrations = false)]
async fn simultaneous_requests_are_serialized(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = held(&group).await;
    let mut tabs = Vec::new();
    for _ in 0..8 {
        tabs.push(Tab::open(group.therapist(), &session).await);
    }
    let texts: Vec<String> = (0..8).map(|n| format!("the text of tab number {n}.")).collect();
    let saves = tabs.iter_mut().zip(&texts).map(|(tab, text)| async move { tab.save(text, &[]).await.status });
    let mut statuses = futures_util::future::join_all(saves).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409], "one is kept");
    let drafts = group.therapist().get(&format!("/sessions/{session}/closing/drafts")).await.body;
    for text in &texts {
        assert!(drafts.contains(text), "{text} is kept");
    }
}

#[sqlx::test(migrations = false)]
async fn a_sent_closing_stays_and_a_correction_is_another_version(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let session = held(&group).await;
    let path = format!("/sessions/{session}/closing");
    let tab = Tab::open(group.therapist(), &session).await;
    let id = Uuid::new_v4();
    for _ in 0..2 {
        assert_eq!(tab.publish(id, "We spoke of rain.", &["One."]).await.status, 303, "the same form twice is one version");
    }
    assert_eq!(goes_out(&world).await, 1);
    assert_eq!(world.count("closing_version").await, 1);
    let mut tab = Tab::open(group.therapist(), &session).await;
    assert_eq!(tab.publish(Uuid::new_v4(), "We spoke of rain.", &["One."]).await.status, 422, "nothing changed");
    let saved = tab.save("We spoke of snow.", &["One."]).await;
    assert!(saved.body.contains("Draft 1 of version 2"), "{}", saved.body);
    assert!(maya.browser.get(&path).await.body.contains("rain"), "a draft of a correction changes nothing");
    assert_eq!(tab.publish(Uuid::new_v4(), "We spoke of snow.", &["One.", "Two."]).await.status, 303);
    assert_eq!(goes_out(&world).await, 1);
    let now = maya.browser.get(&path).await.body;
    assert!(
        now.contains("We spoke of <ins>snow.</ins>") && now.contains("<del>rain.</del>") && now.contains("<ins>"),
        "the current state: {now}"
    );
    let first = maya.browser.get(&format!("{path}/versions/1")).await;
    assert!(first.status == 200 && first.body.contains("We spoke of rain.") && !first.body.contains("snow"), "{}", first.body);
    assert_eq!(maya.browser.get(&format!("{path}/versions/3")).await.status, 404);
    for change in ["update closing_version set number = 9", "delete from closing_version"] {
        let practice_id: Uuid = world.one("select id from practice").await;
        let mut tx = hamdel::kit::db::Tx::for_practice(&world.app.pool, practice_id).await.expect("a transaction");
        assert!(sqlx::query(sqlx::AssertSqlSafe(change)).execute(&mut *tx).await.is_err(), "not even the program changes a sent closing");
    }
}

#[sqlx::test(migrations = false)]
async fn what_was_published_is_taken_back_for_five_minutes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, sina) = (group.member("Maya").await, group.facilitator("Sina").await);
    let session = held(&group).await;
    let path = format!("/sessions/{session}/closing");
    let removal = format!("{path}/held/removal");
    let publish = async |words: &str| Tab::open(group.therapist(), &session).await.publish(Uuid::new_v4(), words, &[]).await.status;
    assert_eq!(publish("We spoke of rain.").await, 303);
    world.app.clock.advance(publishing::HELD - TimeDelta::seconds(1));
    assert_eq!(publishing::run(&world.app).await.expect("a database"), 0);
    assert_eq!(sina.browser.post(&removal, &[]).await.status, 403);
    assert_eq!(group.therapist().post(&removal, &[]).await.location(), path);
    assert_eq!(goes_out(&world).await, 0);
    assert!(!maya.browser.get(&path).await.body.contains("rain"));
    assert!(group.therapist().get(&path).await.body.contains("We spoke of rain."), "it stays as the draft");
    // Words that replace held ones are held anew.
    assert_eq!(publish("We spoke of snow.").await, 303);
    world.app.clock.advance(TimeDelta::minutes(4));
    assert_eq!(publish("We spoke of sun.").await, 303);
    world.app.clock.advance(TimeDelta::minutes(2));
    assert_eq!(publishing::run(&world.app).await.expect("a database"), 0);
    assert_eq!(goes_out(&world).await, 1);
    let read = maya.browser.get(&path).await.body;
    assert!(read.contains("We spoke of sun.") && !read.contains("snow"), "{read}");
    assert_eq!(group.therapist().post(&removal, &[]).await.location(), path, "too late, and nothing happens");
    assert_eq!(world.count("closing_version").await, 1);
}

#[sqlx::test(migrations = false)]
async fn nothing_goes_out_while_the_session_runs_again(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = held(&group).await;
    let tab = Tab::open(group.therapist(), &session).await;
    assert_eq!(tab.publish(Uuid::new_v4(), "We spoke of rain.", &[]).await.status, 303);
    assert_eq!(group.therapist().post(&format!("/sessions/{session}/end/undoing"), &[]).await.status, 303);
    assert_eq!(goes_out(&world).await, 0);
    assert_eq!(world.count("closing_version").await + world.count("closing_held").await, 0);
}

#[sqlx::test(migrations = false)]
async fn each_period_of_writing_is_a_draft(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = held(&group).await;
    let mut tab = Tab::open(group.therapist(), &session).await;
    for (minutes, text) in [(0, "a"), (1, "a b"), (1, "a b c"), (1, "a b c d"), (5, "a b c d e")] {
        world.app.clock.advance(TimeDelta::minutes(minutes));
        assert_eq!(tab.save(text, &[]).await.status, 200);
    }
    assert_eq!(world.all::<i32>("select number from closing_draft order by number").await, [1, 2, 3]);
    let drafts = group.therapist().get(&format!("/sessions/{session}/closing/drafts")).await.body;
    assert!(drafts.contains(">a b<") && drafts.contains(">a b c d<") && !drafts.contains(">a b c<"), "each in its final state: {drafts}");
}

#[sqlx::test(migrations = false)]
async fn the_closing_works_without_scripts_and_a_button_adds_suggested_lines(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let session = group.live().await;
    maya.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    let board = group.board(&session, "aloud-named").await;
    maya.browser.idea(&board, Uuid::new_v4(), "Ask one <b>named</b> person 🌱").await;
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    let (path, drafts) = (format!("/sessions/{session}/closing"), format!("/sessions/{session}/closing/drafts"));
    let desk = group.therapist().get(&path).await.body;
    assert!(desk.contains("What helps on a hard day?") && desk.contains("Ask one &#60;b&#62;named"), "from the session: {desk}");
    assert!(desk.contains("One member was here.") && !desk.contains("data-line=\"Maya"), "a count, no names");
    let summary = regex::Regex::new(r#"(?s)<textarea[^>]*name="summary"[^>]*>(.*?)</textarea>"#).expect("a pattern");
    assert_eq!(summary.captures(&desk).expect("the summary's field")[1].trim(), "", "nothing is inserted automatically");
    let press = async |button: (&'static str, &str)| {
        let page = group.therapist().get(&path).await.body;
        let points: Vec<String> = regex::Regex::new(r#"(?s)<textarea name="point"[^>]*>\n(.*?)</textarea>"#)
            .expect("a pattern")
            .captures_iter(&page)
            .map(|found| found[1].to_owned())
            .collect();
        let summary = regex::Regex::new(r#"(?s)<textarea id="summary"[^>]*>\n(.*?)</textarea>"#).expect("a pattern");
        let summary = summary.captures(&page).map(|found| found[1].replace("&#60;", "<").replace("&#62;", ">")).unwrap_or_default();
        let (id, of, base) = (field(&page, "id"), field(&page, "page"), field(&page, "based_on"));
        let mut fields = vec![("id", id.as_str()), ("page", &of), ("based_on", &base), ("summary", &summary), (button.0, button.1)];
        fields.extend(points.iter().map(|point| ("point", point.as_str())));
        group.therapist().post(&drafts, &fields).await
    };
    for button in [
        ("point", "first"),
        ("point", "second"),
        ("point", "third"),
        ("take", "Ask one <b>named</b> person 🌱"),
        ("act", "up-2"),
        ("act", "out-0"),
    ] {
        let pressed = press(button).await;
        assert!(pressed.status == 303 && pressed.location().starts_with(&path), "{button:?}: {}", pressed.status);
    }
    let desk = group.therapist().get(&path).await.body;
    assert!(desk.contains(">\nAsk one &#60;b&#62;named&#60;/b&#62; person 🌱</textarea>"), "{desk}");
    let points: Vec<&str> =
        desk.split("<textarea name=\"point\"").skip(1).filter_map(|rest| rest.split(">\n").nth(1)?.split('<').next()).collect();
    assert_eq!(points, ["first", "second", ""]);
    assert!(desk.contains("in the summary"), "a tick says that it is included");
    // Too long: refused beside the field, which keeps the text.
    let (page, long) = (field(&desk, "page"), "y".repeat(50_000));
    let fields = [("id", &*Uuid::new_v4().to_string()), ("page", &page), ("based_on", &field(&desk, "based_on")), ("summary", &long)];
    let refused = group.therapist().post(&drafts, &fields).await;
    assert!(
        refused.status == 422 && refused.body.contains(&long) && refused.beside("summary-error").contains("4,000"),
        "{}",
        refused.status
    );
    let huge = "z".repeat(100_000);
    let fields = [("id", &*Uuid::new_v4().to_string()), ("page", &page), ("summary", &huge)];
    assert_eq!(group.therapist().fragment(&drafts, &fields).await.status, 413, "a script keeps the words in the page");
    assert!(group.therapist().get(&path).await.body.contains("person 🌱</textarea>"), "the draft is as it was");
}

#[sqlx::test(migrations = false)]
async fn a_session_is_complete_with_its_closing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    group.facilitator("Sina").await;
    group.member("Maya").await;
    let session = held(&group).await;
    let link = format!("/sessions/{session}/closing");
    let (home, base, page) = ("/".to_owned(), format!("/groups/{}", group.id), format!("/sessions/{session}"));
    let home_now = group.therapist().get(&home).await.body;
    assert!(home_now.contains("session 1 isn’t written yet") && home_now.contains(&link), "{home_now}");
    assert!(group.therapist().get(&base).await.body.contains("Send the closing of session 1"), "the single next step");
    assert!(group.therapist().get(&page).await.body.contains("Write the closing"));
    // While it is held, nothing is left to write.
    let tab = Tab::open(group.therapist(), &session).await;
    assert_eq!(tab.publish(Uuid::new_v4(), "We met.", &[]).await.status, 303);
    for (path, says) in [(&home, "goes out at"), (&base, "The closing of session 1 goes out soon"), (&page, "and goes out at")] {
        let now = group.therapist().get(path).await.body;
        assert!(now.contains(says) && !now.contains("isn’t written yet") && !now.contains("Write the closing"), "{path}: {now}");
    }
    assert!(group.therapist().get(&home).await.body.contains(&link));
    assert_eq!(goes_out(&world).await, 1);
    let home_now = group.therapist().get(&home).await.body;
    assert!(!home_now.contains("The closing of session"), "{home_now}");
    assert!(!group.therapist().get(&base).await.body.contains("Send the closing"));
    assert!(!group.therapist().get(&page).await.body.contains("Write the closing"));
}

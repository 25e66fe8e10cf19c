//! The homes: one next step, a line to bring that only its author sees, and members who may need a word.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::voices;
use crate::world::{Member, TestGroup, World};

#[sqlx::test(migrations = false)]
async fn a_line_to_bring_is_visible_to_its_author_only(options: PgPoolOptions, connect: PgConnectOptions) {
    const LINE: &str = "osmium: I would like to speak of Thursday";
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren, sina) = (group.member("Robin").await, group.member("Wren").await, group.facilitator("Sina").await);
    let path = format!("/groups/{}/line", group.id);
    let audited = world.count("audit_entry").await;
    assert_eq!(robin.browser.post(&path, &[("text", LINE)]).await.location(), "/#line");
    assert_eq!(world.count("audit_entry").await, audited, "its existence is private as well");
    assert!(robin.browser.get("/").await.body.contains(LINE));
    assert_eq!(world.count("line_to_bring where text::text like '%Thursday%'").await, 0, "sealed");
    for (browser, status) in [(&sina.browser, 403), (group.therapist(), 403), (&group.stranger().await.browser, 404)] {
        assert_eq!(browser.post(&path, &[("text", "a line")]).await.status, status);
    }
    let long = robin.browser.post(&path, &[("text", &"long ".repeat(90))]).await;
    assert!(long.status == 422 && long.body.contains("long long"), "the refused text is still in its field");
    let session = group.live().await;
    let stream = format!("/sessions/{session}/stream?after=0");
    let mut streams = vec![wren.browser.listen(&stream).await, sina.browser.listen(&stream).await, robin.browser.listen(&stream).await];
    let wall = group.therapist().post(&format!("/sessions/{session}/wall"), &[]).await.link("/wall/").expect("an address");
    robin.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    let own = robin.browser.get(&format!("/sessions/{session}/live")).await.body;
    assert!(own.contains(LINE) && own.contains("Only you see this"));
    assert!(robin.browser.get(&format!("/sessions/{session}/mine")).await.body.contains(LINE));
    // Every page that others can open, and every stream, also the author's own.
    let mut heard = Vec::new();
    for path in ["live", "mine", "voices", ""] {
        for browser in [&wren.browser, &sina.browser, group.therapist()] {
            heard.push(browser.get(format!("/sessions/{session}/{path}").trim_end_matches('/')).await.body);
        }
    }
    for path in ["/", &format!("/groups/{}", group.id), &format!("/groups/{}/members", group.id)] {
        for browser in [&wren.browser, &sina.browser, group.therapist()] {
            heard.push(browser.get(path).await.body);
        }
    }
    heard.push(world.browser(Locale::En).get(&wall).await.body);
    group.therapist().post(&format!("/sessions/{session}/stage"), &[("seen", "1"), ("move", "next")]).await;
    group.board(&session, "aloud-named").await;
    for stream in &mut streams {
        heard.push(stream.until_data("What helps on a hard day?").await.data);
    }
    for page in &heard {
        assert!(!page.contains("osmium") && !page.contains("You wanted to bring this"), "{page}");
    }
    assert!(!world.log().contains("osmium"));
    // Dismissed on the phone, it is gone.
    let away = robin.browser.post(&path, &[("live", "true")]).await;
    assert_eq!(away.location(), format!("/sessions/{session}/live"));
    assert_eq!(world.count("line_to_bring").await, 0);
    assert!(!robin.browser.get("/").await.body.contains(LINE));
}

#[sqlx::test(migrations = false)]
async fn a_home_has_one_next_step(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let session = group.planned().await;
    let home = robin.browser.get("/").await.body;
    assert!(home.contains("Before the first session, read this") && home.matches("next-step").count() == 1);
    robin.browser.post(&format!("/groups/{}/preparation/readings", group.id), &[]).await;
    let home = robin.browser.get("/").await.body;
    assert!(home.contains("Nothing to do until then") && home.matches("next-step").count() == 1);
    group.start(&session).await;
    let home = robin.browser.get("/").await.body;
    assert!(home.contains("The session has started") && home.matches("next-step").count() == 1 && home.contains("/help"));
}

/// Holds a session: these members attend, and these of them speak.
async fn hold(world: &World, group: &TestGroup<'_>, come: &[&Member], speak: &[&Member]) -> String {
    let session = group.live().await;
    for member in come {
        member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    }
    let mut open = String::new();
    for member in speak {
        let turn = Uuid::new_v4();
        voices::tap(group.therapist(), &session, turn, &member.membership, &open, 0).await;
        open = turn.to_string();
        // Long enough for each silence to count.
        world.app.clock.advance(TimeDelta::minutes(10));
    }
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    world.app.clock.advance(TimeDelta::minutes(1));
    session
}

#[sqlx::test(migrations = false)]
async fn a_contact_hint_names_its_rule_and_is_dismissed_until_it_changes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren, maya) = (group.member("Robin").await, group.member("Wren").await, group.member("Maya").await);
    let sina = group.facilitator("Sina").await;
    world.app.clock.advance(TimeDelta::minutes(1));
    hold(&world, &group, &[&robin, &maya], &[&maya]).await;
    let home = group.therapist().get("/").await.body;
    assert!(home.contains("Nobody seems to need a word"), "once is not enough: {home}");
    hold(&world, &group, &[&robin, &maya], &[&maya]).await;
    let home = group.therapist().get("/").await.body;
    assert!(home.contains("Didn’t speak in sessions") && home.contains("Missed sessions"), "{home}");
    let (word, rule) = (home.find("id=\"word\"").expect("a card"), home.find("Where does this come from").expect("the rule"));
    let card = &home[word..rule];
    assert!(card.contains("<bdi>Robin</bdi>") && card.contains("<bdi>Wren</bdi>") && !card.contains("Maya"), "{card}");
    for browser in [&sina.browser, &maya.browser] {
        assert!(!browser.get("/").await.body.contains("Missed sessions"), "for the therapist alone");
    }
    // *Not needed* dismisses this sign only; twice counts once.
    let path = |member: &Member| format!("/groups/{}/members/{}/not-needed", group.id, member.membership);
    for _ in 0..2 {
        assert_eq!(group.therapist().post(&path(&robin), &[("reason", "silent")]).await.location(), "/#word");
    }
    assert_eq!(group.therapist().post(&path(&maya), &[("reason", "silent")]).await.status, 303, "a sign that no longer holds is not shown");
    assert_eq!(sina.browser.post(&path(&wren), &[("reason", "missed")]).await.status, 403);
    assert_eq!(group.therapist().post(&path(&group.stranger().await), &[("reason", "missed")]).await.status, 404);
    assert_eq!(world.count("not_needed").await, 1);
    let home = group.therapist().get("/").await.body;
    assert!(!home.contains("Didn’t speak in sessions") && home.contains("Missed sessions"));
    // Another silent session shows it again.
    hold(&world, &group, &[&robin, &wren, &maya], &[&wren, &maya]).await;
    let home = group.therapist().get("/").await.body;
    assert!(home.contains("Didn’t speak in sessions") && !home.contains("Missed sessions"), "Robin again, Wren no longer: {home}");
}

/// The entries of a page's navigation, the current one with its mark.
fn navigation(page: &str) -> Vec<String> {
    let Some((_, rest)) = page.split_once("<nav class=\"nav\"") else { return Vec::new() };
    let nav = rest.split("</nav>").next().unwrap_or_default();
    let entry = regex::Regex::new(r#"<a href="([^"]+)"( aria-current="[a-z]+")?>"#).expect("a pattern");
    entry.captures_iter(nav).map(|found| format!("{}{}", &found[1], if found.get(2).is_some() { " now" } else { "" })).collect()
}

#[sqlx::test(migrations = false)]
async fn the_navigation_stands_on_every_page_but_those_of_a_running_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, sina) = (group.member("Robin").await, group.facilitator("Sina").await);
    let secretary = crate::staff::staff_member(&practice, "secretary", Locale::En).await;
    let base = format!("/groups/{}", group.id);
    for (browser, path, status, expected) in [
        (group.therapist(), "/", 200, vec!["/ now", "/groups", "/calendar", "/messages", "/practice"]),
        (group.therapist(), "/practice/staff", 200, vec!["/", "/groups", "/calendar", "/messages", "/practice now"]),
        (&robin.browser, "/", 200, vec!["/ now", "/groups", "/messages"]),
        (&robin.browser, base.as_str(), 200, vec!["/", "/groups now", "/messages"]),
        (&robin.browser, "/messages", 200, vec!["/", "/groups", "/messages now"]),
        (&robin.browser, "/practice", 403, vec!["/", "/groups", "/messages"]),
        (&robin.browser, "/nowhere", 404, vec!["/", "/groups", "/messages"]),
        (&sina.browser, "/help", 200, vec!["/", "/groups", "/calendar", "/messages"]),
        (&sina.browser, "/practice", 403, vec!["/", "/groups", "/calendar", "/messages"]),
        (&secretary, "/practice/times", 200, vec!["/", "/calendar", "/practice/times now"]),
        (&secretary, base.as_str(), 404, vec!["/", "/calendar", "/practice/times"]),
    ] {
        let page = browser.get(path).await;
        assert_eq!((page.status, navigation(&page.body)), (status, expected.into_iter().map(str::to_owned).collect()), "{path}");
    }
    assert_eq!(robin.browser.get("/groups").await.location(), base, "a member of one group");
    assert!(navigation(&world.browser(Locale::En).get("/nowhere").await.body).is_empty(), "nobody is signed in");
    // A changed role changes the next page, in the same sign-in.
    let of_sina: String = world.one("select id::text from staff where role = 'facilitator'").await;
    let role = format!("/practice/staff/{of_sina}/role");
    assert_eq!(group.therapist().post(&role, &[("role", "administrator")]).await.status, 303);
    assert_eq!(navigation(&sina.browser.get("/help").await.body), ["/", "/groups", "/calendar", "/messages", "/practice"]);
    let session = group.live().await;
    robin.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    for browser in [group.therapist(), &robin.browser] {
        let live = browser.get(&format!("/sessions/{session}/live")).await;
        assert!(live.status == 200 && navigation(&live.body).is_empty());
    }
    assert!(navigation(&group.therapist().get("/wall").await.body).is_empty(), "the room sees it");
}

#[sqlx::test(migrations = false)]
async fn what_waits_is_one_list_whose_lines_lead_to_their_places(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, sina) = (group.member("Robin").await, group.facilitator("Sina").await);
    let waits = |page: &str| {
        let (_, rest) = page.split_once("id=\"waits\"").expect("the list");
        rest.split("</section>").next().unwrap_or_default().to_owned()
    };
    assert!(waits(&group.therapist().get("/").await.body).contains("Nothing is waiting"));
    let session = group.planned().await;
    assert_eq!(robin.browser.post(&format!("/sessions/{session}/regrets"), &[("word", "")]).await.status, 303);
    let (link, _) = group.invite("1", false).await;
    world.browser(Locale::En).join(&link, "Yasaman", crate::world::PASSPHRASE).await;
    crate::charter::propose(&group, &robin.browser, "We listen.").await;
    let ended = {
        let id = group.live().await;
        assert_eq!(group.therapist().post(&format!("/sessions/{id}/end"), &[]).await.status, 303);
        id
    };
    let list = waits(&group.therapist().get("/").await.body);
    let expected = [
        ("One person is waiting to be let in", format!("/groups/{}/members", group.id)),
        ("One person can’t come", format!("/sessions/{session}")),
        ("isn’t written yet", format!("/sessions/{ended}/closing")),
        ("One proposal for the charter is open", format!("/groups/{}/charter", group.id)),
    ];
    for (words, href) in &expected {
        assert!(list.contains(words) && list.contains(&format!("href=\"{href}\"")), "{words}: {list}");
    }
    let facilitators = waits(&sina.browser.get("/").await.body);
    assert!(facilitators.contains("can’t come") && !facilitators.contains("/closing\""), "therapists publish: {facilitators}");
}

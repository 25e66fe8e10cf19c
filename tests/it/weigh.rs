//! After gathering: merged ideas, benefits and costs, dots, the shortlist, over HTTP.

mod dots;
mod expected;
mod model;
mod nameless;
mod phases;
mod quiet;
mod size;

use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, Reply, World};

/// Moves a board on, as a console that saw `seen`.
pub async fn go(browser: &Browser, board: &str, seen: &str, to: &str) -> Reply {
    browser.fragment(&format!("/brainstorms/{board}/phase"), &[("seen", seen), ("phase", to)]).await
}

/// Adds a point to an idea.
pub async fn say(browser: &Browser, board: &str, id: Uuid, idea: Uuid, kind: &str, text: &str) -> Reply {
    say_for(browser, board, id, idea, kind, text, "").await
}

async fn say_for(browser: &Browser, board: &str, id: Uuid, idea: Uuid, kind: &str, text: &str, whose: &str) -> Reply {
    let (id, idea) = (id.to_string(), idea.to_string());
    let fields = [("id", id.as_str()), ("idea", &idea), ("kind", kind), ("text", text), ("whose", whose)];
    browser.fragment(&format!("/brainstorms/{board}/points"), &fields).await
}

/// Merges an idea into another.
async fn merge(browser: &Browser, board: &str, idea: Uuid, into: Uuid) -> Reply {
    let (idea, into) = (idea.to_string(), into.to_string());
    browser.fragment(&format!("/brainstorms/{board}/twins"), &[("idea", &idea), ("into", &into)]).await
}

async fn apart(browser: &Browser, idea: Uuid) -> Reply {
    browser.fragment(&format!("/ideas/{idea}/parting"), &[]).await
}

/// Sets the number of dots on an idea.
pub async fn dots(browser: &Browser, board: &str, round: i32, idea: Uuid, many: i32) -> Reply {
    let (round, idea, many) = (round.to_string(), idea.to_string(), many.to_string());
    browser.fragment(&format!("/brainstorms/{board}/dots"), &[("round", &round), ("idea", &idea), ("dots", &many)]).await
}

pub async fn open_dots(browser: &Browser, board: &str, round: i32) -> Reply {
    browser.fragment(&format!("/brainstorms/{board}/dots/opening"), &[("round", &round.to_string())]).await
}

pub async fn keep(browser: &Browser, idea: Uuid, kept: bool) -> Reply {
    browser.fragment(&format!("/ideas/{idea}/solution"), &[("kept", if kept { "true" } else { "false" })]).await
}

/// A board with names at which this person added one point to one idea; gathering again.
pub async fn weighed(staff: &Browser, board: &str, idea: Uuid) -> Uuid {
    let point = Uuid::new_v4();
    assert_eq!(go(staff, board, "gather", "weigh").await.status, 200);
    assert_eq!(say(staff, board, point, idea, "benefit", "a benefit").await.status, 200);
    assert_eq!(go(staff, board, "weigh", "gather").await.status, 200);
    point
}

/// Adds ideas, in this order.
async fn ideas(browser: &Browser, board: &str, texts: &[&str]) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for text in texts {
        let id = Uuid::new_v4();
        assert_eq!(browser.idea(board, id, text).await.status, 200);
        ids.push(id);
    }
    ids
}

#[sqlx::test(migrations = false)]
async fn a_point_appears_on_every_screen_in_a_small_fragment(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    let (live, stream) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/stream?after=1000"));
    let board = group.board(&session, "aloud-named").await;
    let idea = ideas(&robin.browser, &board, &["ask one person", "write it down"]).await[0];
    assert_eq!(say(&wren.browser, &board, Uuid::new_v4(), idea, "benefit", "too early").await.status, 422, "still gathering");
    assert_eq!(go(group.therapist(), &board, "gather", "weigh").await.status, 200);
    let mut events = robin.browser.listen(&stream).await;
    events.until_data("points-of").await;
    let id = Uuid::new_v4();
    let reply = say(&wren.browser, &board, id, idea, "cost", "he may be busy").await;
    assert_eq!((reply.status, reply.header("hamdel-kept")), (200, id.to_string().as_str()));
    let event = events.until_data("he may be busy").await;
    assert!(event.data.contains(&format!("#points-{idea}-cost")) && event.data.contains("<bdi>Wren</bdi>"), "{}", event.data);
    assert!(event.data.len() < 600 && !event.data.contains("write it down"), "one point, not the board: {}", event.data.len());
    assert!(reply.body.contains(&format!("id=\"point-{id}\"")), "the reply shows the same");
    let logged = say_for(&facilitator.browser, &board, Uuid::new_v4(), idea, "benefit", "she counts on it", &robin.membership).await;
    assert!(logged.body.contains("<bdi>Robin</bdi>, entered by staff"), "{}", logged.body);
    let of_all = say(&facilitator.browser, &board, Uuid::new_v4(), idea, "question", "when is a good time?").await;
    assert!(of_all.body.contains("from the group"));
    assert_eq!(say_for(&facilitator.browser, &board, Uuid::new_v4(), idea, "cost", "x", &Uuid::new_v4().to_string()).await.status, 422);
    for browser in [&robin.browser, group.therapist()] {
        let page = browser.get(&live).await.body;
        assert!(page.contains("he may be busy") && page.contains("she counts on it") && page.contains("when is a good time?"));
    }
    // A repeated point counts once; another person's text under the same id is a conflict.
    let again = join_all((0..16).map(|_| say(&wren.browser, &board, id, idea, "cost", "he may be busy"))).await;
    assert!(again.iter().all(|again| (again.status, &again.body) == (200, &reply.body)));
    assert_eq!(world.count("entry where not is_idea").await, 3);
    assert_eq!(say(&wren.browser, &board, id, idea, "benefit", "he may be busy").await.status, 409, "of another kind");
    assert_eq!(say(&robin.browser, &board, id, idea, "cost", "he may be busy").await.status, 409);
    for (text, words) in [("", "Please write something"), (&*"x".repeat(301), "300")] {
        let refused = say(&wren.browser, &board, Uuid::new_v4(), idea, "cost", text).await;
        assert!(refused.status == 422 && refused.body.contains(words), "{}", refused.body);
    }
    assert_eq!(say(&wren.browser, &board, Uuid::new_v4(), Uuid::new_v4(), "cost", "of nothing").await.status, 422);
}

#[sqlx::test(migrations = false)]
async fn an_author_changes_withdraws_and_restores_their_point(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    let live = format!("/sessions/{session}/live");
    let board = group.board(&session, "aloud-named").await;
    let idea = ideas(&robin.browser, &board, &["ask one person"]).await[0];
    go(group.therapist(), &board, "gather", "weigh").await;
    let id = Uuid::new_v4();
    say(&robin.browser, &board, id, idea, "benefit", "it is kind").await;
    let edit = |text: &'static str, version: &'static str| [("text", text), ("version", version)];
    let path = format!("/entries/{id}");
    assert!(robin.browser.get(&live).await.body.contains(&format!("action=\"{path}\"")), "theirs to change");
    assert!(!wren.browser.get(&live).await.body.contains(&format!("action=\"{path}\"")));
    assert_eq!(wren.browser.fragment(&path, &edit("mine", "1")).await.status, 403);
    assert!(robin.browser.fragment(&path, &edit("it is kinder", "1")).await.body.contains("it is kinder"));
    assert_eq!(robin.browser.fragment(&path, &edit("it is kinder", "1")).await.status, 200, "the answer was lost");
    let stale = robin.browser.post(&path, &edit("it is good", "1")).await;
    assert!(stale.status == 409 && stale.body.contains("it is kinder") && stale.body.contains("it is good"), "both texts");
    assert_eq!(robin.browser.fragment(&format!("{path}/withdrawal"), &[]).await.status, 200);
    assert!(!wren.browser.get(&live).await.body.contains("it is kinder"));
    assert_eq!(robin.browser.fragment(&path, &edit("again", "3")).await.status, 422, "it must be restored first");
    assert_eq!(robin.browser.fragment(&format!("{path}/restoration"), &[]).await.status, 200);
    assert!(wren.browser.get(&live).await.body.contains("it is kinder"));
    // Undo withdraws the point that it names, and no longer the entries that this person logged while gathering.
    let [one, two] = [(); 2].map(|()| Uuid::new_v4());
    for (point, text) in [(one, "one"), (two, "two")] {
        say(&facilitator.browser, &board, point, idea, "cost", text).await;
    }
    let undo =
        async |id: Uuid| facilitator.browser.fragment(&format!("/brainstorms/{board}/undo"), &[("id", &id.to_string())]).await.status;
    for (point, gone) in [(one, 1), (one, 1), (two, 2)] {
        assert_eq!(undo(point).await, 200);
        assert_eq!(world.count("entry where not is_idea and withdrawn").await, gone);
    }
    let robins: Uuid = world.one("select id from entry where not is_idea and logged_by is null limit 1").await;
    assert_eq!(undo(robins).await, 403);
    // After weighing nothing changes, but authors can still withdraw their own text.
    go(group.therapist(), &board, "weigh", "narrow").await;
    assert_eq!(robin.browser.fragment(&path, &edit("late", "4")).await.status, 422);
    assert_eq!(robin.browser.fragment(&format!("{path}/withdrawal"), &[]).await.status, 200);
    assert_eq!(robin.browser.fragment(&format!("{path}/restoration"), &[]).await.status, 422);
}

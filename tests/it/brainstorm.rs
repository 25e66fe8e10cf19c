//! Ideas on a board, over HTTP.

mod order;

use chrono::TimeDelta;
use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::World;

#[sqlx::test(migrations = false)]
async fn an_idea_on_an_aloud_board_appears_on_every_screen_at_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let (live, stream) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/stream"));
    assert_eq!(
        robin
            .browser
            .post(
                &format!("/sessions/{session}/brainstorms"),
                &[("id", &*Uuid::new_v4().to_string()), ("question", "?"), ("kind", "aloud-named")]
            )
            .await
            .status,
        403
    );
    let board = group.board(&session, "aloud-named").await;
    let mut events = wren.browser.listen(&format!("{stream}?after=1000")).await;
    events.until_data("id=\"compose\"").await;
    let id = Uuid::new_v4();
    assert!(!wren.browser.get(&live).await.body.contains("take a short walk"), "before");
    let reply = robin.browser.idea(&board, id, "take a short walk").await;
    assert_eq!((reply.status, reply.header("hamdel-kept")), (200, id.to_string().as_str()));
    let event = events.until_data("take a short walk").await;
    assert!(event.data.contains("<bdi>Robin</bdi>") && event.data.contains("One idea"));
    assert!(reply.body.contains(&format!("id=\"idea-{id}\"")), "the reply shows the same");
    for browser in [&wren.browser, group.therapist()] {
        assert!(browser.get(&live).await.body.contains("take a short walk"), "after");
    }
    assert!(!wren.browser.get(&live).await.body.contains(&format!("/entries/{id}\"")), "only the author may change it");
    // Markup in a text is shown as text.
    robin.browser.idea(&board, Uuid::new_v4(), "<script>alert(1)</script> & \"quotes\"").await;
    assert!(events.until_data("&#60;script&#62;").await.data.contains("&#38; &#34;quotes&#34;"));
}

#[sqlx::test(migrations = false)]
async fn a_quiet_board_shows_only_the_count_until_ideas_open_together(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let live = format!("/sessions/{session}/live");
    let board = group.board(&session, "quiet-named").await;
    let mut stream = wren.browser.listen(&format!("/sessions/{session}/stream")).await;
    let id = Uuid::new_v4();
    robin.browser.idea(&board, id, "call an old friend").await;
    assert!(!stream.until_data("One idea has been written").await.data.contains("old friend"));
    for browser in [&wren.browser, group.therapist()] {
        let page = browser.get(&live).await.body;
        assert!(page.contains("One idea has been written") && !page.contains("old friend") && !page.contains(&id.to_string()));
        assert_eq!(
            browser.fragment(&format!("/entries/{id}"), &[("text", "x"), ("version", "1")]).await.status,
            404,
            "not even that it exists"
        );
    }
    assert!(robin.browser.get(&live).await.body.contains("old friend"), "its author sees it");
    assert_eq!(wren.browser.post(&format!("/brainstorms/{board}/opening"), &[]).await.status, 403);
    let opening = format!("/brainstorms/{board}/opening");
    let opened = join_all((0..4).map(async |_| group.therapist().fragment(&opening, &[]).await.status)).await;
    assert_eq!(opened, [200; 4]);
    let event = stream.until_data("old friend").await;
    assert!(event.data.contains("<bdi>Robin</bdi>"), "with the name");
    robin.browser.idea(&board, Uuid::new_v4(), "a second one").await;
    assert!(stream.until_data("a second one").await.data.contains("<bdi>Robin</bdi>"), "from now on at once");
}

#[sqlx::test(migrations = false)]
async fn an_idea_is_stored_once_however_often_it_is_sent(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let stranger = group.stranger().await;
    let session = group.live().await;
    for kind in ["aloud-named", "quiet-named", "quiet-nameless"] {
        let board = group.board(&session, kind).await;
        let id = Uuid::new_v4();
        let replies = join_all((0..32).map(|_| robin.browser.idea(&board, id, "breathe slowly"))).await;
        for reply in &replies {
            assert_eq!(
                (reply.status, reply.header("hamdel-kept"), &reply.body),
                (200, id.to_string().as_str(), &replies[0].body),
                "{kind}"
            );
        }
        let row = format!(
            "select id::text || version || coalesce(number, 0) || withdrawn || encode(text, 'hex') from entry where is_idea and brainstorm_id = '{board}'"
        );
        let kept: Vec<String> = world.all(&row).await;
        assert_eq!(kept.len(), 1, "{kind}");
        assert_eq!(robin.browser.idea(&board, id, "other words").await.status, 409, "{kind}");
        for (other, status) in [(&wren.browser, 409), (group.therapist(), 409), (&stranger.browser, 404)] {
            for words in ["breathe slowly", "mine now"] {
                assert_eq!(other.idea(&board, id, words).await.status, status, "{kind}: {words}");
            }
            for act in ["", "/withdrawal", "/restoration"] {
                let fields: &[(&str, &str)] = if act.is_empty() { &[("text", "mine now"), ("version", "1")] } else { &[] };
                let refused = other.fragment(&format!("/entries/{id}{act}"), fields).await.status;
                assert!([403, 404].contains(&refused), "{kind}: {act} {refused}");
            }
        }
        assert_eq!(world.all::<String>(&row).await, kept, "{kind}: nothing has changed");
        // The same id on another board is a different idea, and refused.
        let next = group.board(&session, kind).await;
        assert_eq!(robin.browser.idea(&next, id, "breathe slowly").await.status, 409);
    }
}

#[sqlx::test(migrations = false)]
async fn an_author_changes_withdraws_and_restores_their_idea(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let live = format!("/sessions/{session}/live");
    let id = Uuid::new_v4();
    robin.browser.idea(&board, id, "walk").await;
    let (edit, withdraw, restore) = (format!("/entries/{id}"), format!("/entries/{id}/withdrawal"), format!("/entries/{id}/restoration"));
    let changed = robin.browser.fragment(&edit, &[("text", "walk by the river"), ("version", "1")]).await;
    assert!(changed.body.contains("walk by the river"));
    let again = robin.browser.fragment(&edit, &[("text", "walk by the river"), ("version", "1")]).await;
    assert_eq!((again.status, &again.body), (200, &changed.body), "the answer was lost: the same change again");
    for stale in [
        robin.browser.fragment(&edit, &[("text", "walk in the wood"), ("version", "1")]).await,
        robin.browser.post(&edit, &[("text", "walk in the wood"), ("version", "1")]).await,
    ] {
        assert_eq!(stale.status, 409);
        assert!(stale.body.contains("walk by the river"), "the current text");
        assert!(stale.body.contains("name=\"version\" value=\"2\""), "and the way to send the own text again");
    }
    let page = robin.browser.post(&edit, &[("text", "walk in the wood"), ("version", "1")]).await.body;
    assert!(page.contains("walk in the wood"), "the author's text is kept");
    let racing = ["x", "y"].map(|text| [("text", text), ("version", "2")]);
    let (one, two) = tokio::join!(robin.browser.fragment(&edit, &racing[0]), robin.browser.fragment(&edit, &racing[1]));
    assert_eq!(one.status + two.status, 200 + 409);
    assert_eq!(robin.browser.fragment(&withdraw, &[]).await.status, 200);
    let seen = wren.browser.get(&live).await.body;
    assert!(seen.contains("This idea was taken back") && !seen.contains("<bdi dir=\"auto\">x<") && !seen.contains("<bdi dir=\"auto\">y<"));
    assert_eq!(robin.browser.fragment(&edit, &[("text", "z"), ("version", "4")]).await.status, 422, "it must be restored first");
    let version: i32 = world.one(&format!("select version from entry where is_idea and id = '{id}'")).await;
    assert_eq!(robin.browser.fragment(&withdraw, &[]).await.status, 200);
    assert_eq!(world.one::<i32>(&format!("select version from entry where is_idea and id = '{id}'")).await, version, "twice counts once");
    assert_eq!(robin.browser.fragment(&restore, &[]).await.status, 200);
    assert!(!wren.browser.get(&live).await.body.contains("This idea was taken back"));
}

#[sqlx::test(migrations = false)]
async fn staff_log_ideas_only_for_members_of_this_group(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let stranger = group.stranger().await;
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let ideas = format!("/brainstorms/{board}/ideas");
    let log = async |browser: &crate::world::Browser, text: &str, whose: &str| {
        browser.fragment(&ideas, &[("id", &*Uuid::new_v4().to_string()), ("text", text), ("whose", whose)]).await
    };
    let logged = log(&facilitator.browser, "for Robin", &robin.membership).await;
    assert!(logged.body.contains("<bdi>Robin</bdi>, entered by staff"));
    assert!(log(&facilitator.browser, "of all", "").await.body.contains("from the group"));
    for whose in [stranger.membership.as_str(), &facilitator.membership, &Uuid::new_v4().to_string(), "1"] {
        let refused = log(&facilitator.browser, "for an outsider", whose).await;
        assert_eq!(refused.status, 422, "{whose}");
        assert!(refused.body.contains("This person isn’t a member of the group"));
    }
    let own = log(&wren.browser, "in another's name", &robin.membership).await;
    assert!(own.body.contains("<bdi>Wren</bdi>") && !own.body.contains("Robin"), "members speak for themselves");
    assert_eq!(world.count("entry where is_idea").await, 3);
}

#[sqlx::test(migrations = false)]
async fn undo_withdraws_the_idea_that_it_names(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, facilitator) = (group.member("Robin").await, group.facilitator("Sina").await);
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let ideas: [Uuid; 5] = std::array::from_fn(|_| Uuid::new_v4());
    for (number, id) in (1..).zip(&ideas) {
        let (id, text) = (id.to_string(), format!("the {number}th"));
        let fields = [("id", id.as_str()), ("text", &text), ("whose", &robin.membership)];
        assert_eq!(facilitator.browser.fragment(&format!("/brainstorms/{board}/ideas"), &fields).await.status, 200);
        world.app.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let own = Uuid::new_v4();
    robin.browser.idea(&board, own, "her own").await;
    let path = format!("/brainstorms/{board}/undo");
    let undo = async |browser: &crate::world::Browser, id: Uuid| browser.fragment(&path, &[("id", &id.to_string())]).await;
    let withdrawn = async || world.all::<i32>("select number from entry where is_idea and withdrawn order by number").await;
    // The page names the last idea; without a script that one is withdrawn.
    let live = format!("/sessions/{session}/live");
    let named = async || {
        let page = facilitator.browser.get(&live).await.body;
        let form = page.split_once("id=\"undo-last\"").expect("an undo form").1;
        form.split_once("name=\"id\" value=\"").expect("a named thing").1.split_once('"').expect("a value").0.to_owned()
    };
    assert_eq!(named().await, ideas[4].to_string());
    assert!(facilitator.browser.get(&format!("/sessions/{session}/mine")).await.body.contains("hx-target=\"#undo-last\""));
    assert_eq!(undo(&robin.browser, ideas[4]).await.status, 403);
    assert_eq!(undo(group.therapist(), ideas[4]).await.status, 403, "another person logged it");
    assert_eq!(undo(&facilitator.browser, own).await.status, 403);
    // Undo withdraws the idea that it names, even if others came later; twice counts once; an unknown id does not exist.
    for id in [ideas[2], ideas[2], Uuid::new_v4()] {
        let reply = undo(&facilitator.browser, id).await;
        assert_eq!((reply.status, reply.header("hamdel-kept"), withdrawn().await), (200, id.to_string().as_str(), vec![3]));
    }
    assert_eq!(facilitator.browser.post(&path, &[("id", &named().await)]).await.location(), live);
    assert_eq!((withdrawn().await, named().await), (vec![3, 5], ideas[3].to_string()));
    // Undo does not silently withdraw an idea that its author has edited or restored.
    assert_eq!(robin.browser.fragment(&format!("/entries/{}", ideas[3]), &[("text", "in my words"), ("version", "1")]).await.status, 200);
    assert_eq!(robin.browser.fragment(&format!("/entries/{}/restoration", ideas[2]), &[]).await.status, 200);
    for id in [ideas[3], ideas[2]] {
        let refused = undo(&facilitator.browser, id).await;
        assert!(refused.status == 409 && refused.body.contains("text has changed since"), "{}", refused.body);
    }
    let nothing = facilitator.browser.fragment(&path, &[("id", "")]).await;
    assert!(nothing.status == 422 && nothing.body.contains("nothing of yours here"));
    // Later undo is refused, also in a session that has ended.
    assert_eq!(withdrawn().await, [5]);
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(undo(&facilitator.browser, ideas[0]).await.status, 422);
    assert_eq!(withdrawn().await, [5]);
}

#[sqlx::test(migrations = false)]
async fn refused_text_is_given_back_to_its_author(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let member = group.member("مهتاب").await;
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let ideas = format!("/brainstorms/{board}/ideas");
    let send = async |text: &str, script: bool| {
        let id = Uuid::new_v4().to_string();
        let fields = [("id", id.as_str()), ("text", text)];
        if script { member.browser.fragment(&ideas, &fields).await } else { member.browser.post(&ideas, &fields).await }
    };
    let long = "آ".repeat(601);
    for (text, words) in
        [("", "بنویسید"), (" \u{200C}\n", "بنویسید"), ("a\u{0}b", "خوانده"), ("a\u{1b}[31m", "خوانده"), (long.as_str(), "۶۰۰")]
    {
        let (fragment, page) = (send(text, true).await, send(text, false).await);
        assert_eq!((fragment.status, page.status), (422, 422), "{text:?}");
        assert!(fragment.body.contains(words) && fragment.body.starts_with("<p class=\"error\""), "{}", fragment.body);
        assert!(page.body.contains(words) && page.body.contains("dir=\"rtl\""));
    }
    assert!(send(&long, false).await.body.contains(&long), "without a script the page gives it back");
    for script in [true, false] {
        assert_eq!(send(&"x".repeat(100_000), script).await.status, 413);
    }
    assert_eq!(world.count("entry where is_idea").await, 0);
    for (text, kept) in [("👩‍👩‍👧 باهم", "👩‍👩‍👧 باهم"), ("\u{202E}راست\u{202C}", "راست"), ("يك\r\nدو", "یک\nدو")]
    {
        assert!(send(text, true).await.body.contains(&format!("<bdi dir=\"auto\">{kept}</bdi>")), "{text:?}");
    }
    let foreign = Uuid::new_v4();
    assert_eq!(member.browser.idea(&foreign.to_string(), Uuid::new_v4(), "x").await.status, 404);
    assert_eq!(member.browser.idea("not-an-id", Uuid::new_v4(), "x").await.status, 404);
    assert_eq!(member.browser.fragment(&ideas, &[("id", "not-an-id"), ("text", "x")]).await.status, 422);
    // After the end no idea is accepted, and no text is lost.
    let own: String = world.one("select id::text from entry where is_idea limit 1").await;
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    world.app.clock.advance(TimeDelta::minutes(1));
    let late = send("دیر رسید", false).await;
    assert!(late.status == 422 && late.body.contains("دیر رسید"));
    assert_eq!(send("دیر رسید", true).await.status, 422);
    let edit = member.browser.post(&format!("/entries/{own}"), &[("text", "دیر"), ("version", "1")]).await;
    assert!(edit.status == 422 && edit.body.contains(">\nدیر</textarea>"));
    let begin = [("id", &*foreign.to_string()), ("question", "باز هم"), ("kind", "aloud-named")];
    let refused = group.therapist().post(&format!("/sessions/{session}/brainstorms"), &begin).await;
    assert!(refused.status == 422 && refused.body.contains("باز هم"));
    assert_eq!((world.count("entry where is_idea").await, world.count("brainstorm").await), (3, 1));
}

//! Typed text, and content that is shown once, survive a change of language, a refusal and the end of a sign-in.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, PASSPHRASE, Reply, World};

/// The fields of the first form on a page that is sent to this path.
fn form(page: &Reply, action: &str) -> Vec<(String, String)> {
    let form = Regex::new(&format!(r#"(?s)<form[^>]* action="{}"[^>]*>(.*?)</form>"#, regex::escape(action))).expect("a pattern");
    let form = &form.captures(&page.body).unwrap_or_else(|| panic!("no form to {action}: {}", page.body))[1];
    let field = Regex::new(r#"(?s)<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"|<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>"#)
        .expect("a pattern");
    let pairs = field.captures_iter(form).map(|found| {
        let of = |one, other| found.get(one).or(found.get(other)).expect("a part").as_str().to_owned();
        (of(1, 3), of(2, 4))
    });
    pairs.collect()
}

/// Sends a form as the page contains it.
async fn press(browser: &Browser, page: &Reply, action: &str) -> Reply {
    let mut fields = form(page, action);
    let token = fields.iter().position(|(name, _)| name == "token").map(|at| fields.remove(at).1).expect("a token");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post_with(&token, action, &fields).await
}

/// Switches the language of a page that answered a form, there and back. Returns both answers.
async fn there_and_back(browser: &Browser, page: &Reply) -> (Reply, Reply) {
    let back = form(page, "/language").into_iter().find(|(name, _)| name == "back").expect("an address").1;
    let there = press(browser, page, "/language").await;
    assert_eq!(there.status, 200, "{back}");
    let home = press(browser, &there, "/language").await;
    assert_eq!(browser.get(&back).await.status, 200, "the page's own address: {back}");
    (there, home)
}

#[sqlx::test(migrations = false)]
async fn a_page_that_answers_a_form_stays_when_the_language_changes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Maya").await;
    let therapist = group.therapist();
    let id = Uuid::new_v4().to_string();
    let term = [
        ("id", id.as_str()),
        ("date", "2026/12/1"),
        ("time", "18:30"),
        ("minutes", "90"),
        ("place", "the blue room"),
        ("rhythm", "weekly"),
        ("ends", "count"),
        ("count", "12"),
    ];
    let path = format!("/groups/{}/series", group.id);
    let look = therapist.post(&path, &[&term[..], &[("wish", "look")]].concat()).await;
    assert_eq!(look.status, 200);
    let (fa, en) = there_and_back(therapist, &look).await;
    for (page, lang) in [(&fa, "fa"), (&en, "en")] {
        assert!(page.body.contains(&format!("<html lang=\"{lang}\"")) && page.body.contains("the blue room"), "{}", page.body);
    }
    assert_eq!(world.count("series").await, 0, "nothing is sent by a change of language");
    let kept = therapist.post(&path, &[&term[..], &[("wish", "keep")]].concat()).await;
    assert_eq!(kept.status, 303, "{}", kept.body);

    // A refusal: the text, and the message beside it in the new language.
    let refused = therapist
        .post(
            &format!("/groups/{}/sessions", group.id),
            &[("id", &id), ("date", "2026/12/1"), ("time", "x"), ("minutes", "90"), ("place", "the red room")],
        )
        .await;
    assert!(refused.status == 422 && refused.beside("time-error").contains("18:30"), "{}", refused.body);
    let (fa, _) = there_and_back(therapist, &refused).await;
    assert!(fa.body.contains("the red room") && fa.beside("time-error").contains("بنویسید"), "{}", fa.beside("time-error"));

    // Shown once.
    let links = [
        (
            format!("/groups/{}/invitations", group.id),
            "/join/",
            vec![("id", id.as_str()), ("role", "member"), ("seats", "1"), ("days", "7")],
        ),
        (format!("/groups/{}/members/{}/sign-in-link", group.id, member.membership), "/sign-in/", vec![]),
    ];
    for (path, prefix, fields) in links {
        let shown = therapist.post(&path, &fields).await;
        let link = shown.link(prefix).expect("a link");
        let (fa, en) = there_and_back(therapist, &shown).await;
        assert!(fa.link(prefix).as_ref() == Some(&link) && en.link(prefix) == Some(link), "{prefix}");
    }
    let (link, _) = group.invite("1", true).await;
    let newcomer = world.browser(Locale::En);
    let joined = newcomer.join(&link, "Noor", PASSPHRASE).await;
    let name = joined.user_name().expect("a user name");
    let fa = press(&newcomer, &joined, "/language").await;
    assert_eq!(fa.user_name(), Some(name), "{} {}", fa.status, fa.location());

    // Another person gets nothing from it.
    let carried = form(&look, "/language");
    let fields: Vec<_> = carried.iter().filter(|(name, _)| name != "token").map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let elsewhere = member.browser.post("/language", &fields).await;
    assert_eq!((elsewhere.status, elsewhere.location()), (303, &*format!("/groups/{}", group.id)));
}

#[sqlx::test(migrations = false)]
async fn a_path_that_only_takes_forms_leads_to_the_page_beside_it(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await.id;
    for (path, page) in [(format!("/groups/{group}/series"), format!("/groups/{group}")), ("/language".to_owned(), "/".to_owned())] {
        let reply = practice.therapist.get(&path).await;
        assert_eq!((reply.status, reply.location()), (303, &*page), "{path}");
    }
}

#[sqlx::test(migrations = false)]
async fn every_refusal_gives_the_text_back(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Maya").await;
    let session = group.live().await;
    member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    let board = group.board(&session, "aloud-named").await;
    let ideas = format!("/brainstorms/{board}/ideas");
    let id = Uuid::new_v4().to_string();
    assert_eq!(member.browser.post(&ideas, &[("id", &id), ("text", "first")]).await.status, 303);

    // Other text under the same id is given back, and sent under another id.
    let conflict = member.browser.post(&ideas, &[("id", &id), ("text", "second")]).await;
    assert!(conflict.status == 409 && conflict.body.contains(">\nsecond</textarea>"), "{}", conflict.body);
    assert_eq!(press(&member.browser, &conflict, &ideas).await.status, 303);
    assert_eq!(world.count("entry where is_idea").await, 2);

    // More than a form can keep, but not more than is read.
    let long = format!("{} end", "x".repeat(100_000));
    let too_large = member.browser.post(&ideas, &[("id", &id), ("text", &long)]).await;
    assert!(too_large.status == 413 && too_large.body.contains(&long), "{}", too_large.status);

    // The fields of another role, an unknown path, or another form cannot be sent again, and the text is still given back.
    let members = format!("/groups/{}/members", group.id);
    let nowhere = format!("/brainstorms/{}/ideas", Uuid::nil());
    for (status, path, fields) in [
        (403, members.as_str(), &[("name", "Robin")][..]),
        (404, nowhere.as_str(), &[("id", id.as_str()), ("text", "Robin")][..]),
        (422, ideas.as_str(), &[("id", id.as_str()), ("text", "Robin"), ("unknown", "1")][..]),
    ] {
        let reply = member.browser.post(path, fields).await;
        assert!(reply.status == status && reply.body.contains(">\nRobin</textarea>"), "{status}: {}", reply.body);
        assert!(!reply.body.contains("Send it again") && !reply.body.contains(&format!(">\n{id}<")), "{status}");
    }

    // An ended group accepts nothing more.
    let therapist = group.therapist();
    therapist.post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(therapist.post(&format!("/groups/{}/ending", group.id), &[("when", "now")]).await.status, 303);
    let closed = therapist.post(&members, &[("name", "Robin")]).await;
    assert!(closed.status == 409 && closed.body.contains(">\nRobin</textarea>"), "{}", closed.body);
}

#[sqlx::test(migrations = false)]
async fn text_written_before_a_sign_in_ended_is_sent_in_the_next(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (member, other) = (group.member("Maya").await, group.member("Robin").await);
    let line = format!("/groups/{}/line", group.id);
    let browser = &member.browser;
    let page = browser.get(&format!("/groups/{}", group.id)).await;

    world.app.clock.advance(TimeDelta::hours(2));
    let signed_out = browser.post_with(&page.token(), &line, &[("text", "tired")]).await;
    assert!(signed_out.status == 403 && signed_out.body.contains(">\ntired</textarea>"), "{}", signed_out.body);
    let still_out = press(browser, &signed_out, &line).await;
    assert!(still_out.status == 403 && still_out.body.contains(">\ntired</textarea>"), "{}", still_out.body);

    // Another person signs in on the same browser: the form is not sent in their name, and they read nothing of it.
    browser.sign_in(&other.user_name, PASSPHRASE).await;
    let others = press(browser, &still_out, &line).await;
    assert!(others.status == 403 && !others.body.contains("tired"), "{}", others.body);
    browser.post("/sign-out", &[]).await;

    browser.sign_in(&member.user_name, PASSPHRASE).await;
    assert_eq!(press(browser, &still_out, &line).await.status, 303, "at the first press");
    assert!(browser.get("/").await.body.contains("tired"));
}

#[sqlx::test(migrations = false)]
async fn a_page_can_ask_whether_it_may_still_be_shown(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let member = practice.group(Locale::En, 8).await.member("Maya").await;
    let ask = async || member.browser.get_with("/signed-in", "hx-request", "true").await;
    let mine = ask().await;
    assert_eq!(mine.status, 200);
    assert!(member.browser.get("/account").await.body.contains(&format!(r#"name="owner" content="{}""#, mine.body)));
    assert_ne!(practice.therapist.get_with("/signed-in", "hx-request", "true").await.body, mine.body);
    world.app.clock.advance(TimeDelta::hours(2));
    let ended = ask().await;
    assert_eq!((ended.status, ended.body.as_str()), (401, ""));
}

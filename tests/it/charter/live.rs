//! The charter during a session: shown on the screens, written, and signed on entering.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{answer, propose, sign};
use crate::world::{Member, TestGroup, World};

/// A group whose two members have agreed on these articles, in one version.
async fn with_charter<'a>(group: &TestGroup<'a>, articles: &[&str]) -> [Member; 2] {
    let two = [group.member("Maya").await, group.member("Ruth").await];
    let mut proposals = Vec::new();
    for text in articles {
        proposals.push(propose(group, &two[0].browser, text).await);
    }
    for id in &proposals {
        answer(group, &two[1].browser, id, 1, "agree", "").await;
    }
    two
}

/// The count as the screens show it.
fn answered(n: usize, of: usize) -> String {
    format!("{n} of {of} have answered")
}

#[sqlx::test(migrations = false)]
async fn an_article_is_brought_up_on_every_screen(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let [maya, ruth] = with_charter(&group, &["We come on time.", "Everyone may pass."]).await;
    world.app.clock.advance(TimeDelta::minutes(1));
    let session = group.live().await;
    let (live, show) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/charter"));
    for member in [&maya, &ruth] {
        sign(&group, &member.browser, 1).await;
    }
    let at_hand = maya.browser.get(&live).await.body;
    assert!(!at_hand.contains("You agreed on version"), "it was agreed on before");
    assert!(at_hand.contains("charter-at-hand") && at_hand.contains("Everyone may pass."), "available in every session");

    let mut phone = maya.browser.listen(&format!("/sessions/{session}/stream?after=0")).await;
    let line: Uuid = world.one("select line from charter_article where place = 2").await;
    let line = line.to_string();
    assert_eq!(maya.browser.post(&show, &[("shown", "article"), ("line", &line)]).await.status, 403);
    assert_eq!(practice.therapist.post(&show, &[("shown", "article"), ("line", &line)]).await.location(), format!("/sessions/{session}"));
    let event = phone.until_data("Let’s look at this one together").await;
    let articles = ["Everyone may pass.", "We come on time."];
    assert_eq!(articles.iter().filter(|text| event.data.contains(**text)).count(), 1, "one article, not the others");
    assert!(!event.data.contains("form-token") && !event.data.contains("name=\"token\""), "nothing personal in an event for everyone");
    assert!(!event.data.contains("Close the charter"), "acts of staff are not offered to members");
    assert_eq!(practice.therapist.fragment(&show, &[("shown", "whole")]).await.status, 200);
    let event = phone.until_data("charter-articles-shown").await;
    assert!(articles.iter().all(|text| event.data.contains(text)));
    assert!(practice.therapist.get(&live).await.body.contains("Close the charter"));
    practice.therapist.post(&show, &[("shown", "nothing")]).await;
    phone.until_data("charter-at-hand").await;
    // For an article that is not in the charter, the whole charter is shown.
    practice.therapist.post(&show, &[("shown", "article"), ("line", &Uuid::new_v4().to_string())]).await;
    assert_eq!(world.one::<String>("select charter_shown from session").await, "whole");
}

#[sqlx::test(migrations = false)]
async fn a_charter_is_written_live(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let session = group.live().await;
    let mut phone = maya.browser.listen(&format!("/sessions/{session}/stream?after=0")).await;
    let one = propose(&group, &maya.browser, "We come on time.").await;
    phone.until_data(&answered(1, 2)).await;
    let page = format!("/groups/{}/charter/proposals/{one}", group.id);
    let following = ruth.browser.get(&page).await.body;
    assert!(following.contains(&format!("/sessions/{session}/stream?after=")) && following.contains(r##"data-watch="#charter""##));
    answer(&group, &ruth.browser, &one, 1, "concern", "I come by bus.").await;
    let event = phone.until_data(&answered(2, 2)).await;
    assert!(!event.data.contains("I come by bus."), "the answers are on the proposal's page, for those who read it there");
    answer(&group, &ruth.browser, &one, 1, "agree", "").await;
    let event = phone.until_data("charter-at-hand").await;
    assert!(event.data.contains("You agreed on version"), "a new version asks every phone in the room");
    // Members who join or leave are published too, because the number of people asked has changed.
    propose(&group, &maya.browser, "Everyone may pass.").await;
    phone.until_data(&answered(1, 2)).await;
    group.member("Daniel").await;
    phone.until_data(&answered(1, 3)).await;
}

#[sqlx::test(migrations = false)]
async fn a_member_who_has_not_signed_is_asked_on_entering_and_may_attend(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let [maya, ruth] = with_charter(&group, &["We come on time."]).await;
    let session = group.live().await;
    let (live, enter) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/attendance"));
    let doorstep = maya.browser.get(&live).await.body;
    assert!(doorstep.contains("Before you come in") && doorstep.contains("We come on time."));
    assert_eq!(maya.browser.post(&enter, &[]).await.location(), live, "entering asks first");
    assert_eq!(world.count(&format!("attendance where membership_id = '{}'", maya.membership)).await, 0);
    let sign_here = [("number", "1"), ("into", &*session)];
    assert_eq!(maya.browser.post(&format!("/groups/{}/charter/signatures", group.id), &sign_here).await.location(), live);
    assert!(!maya.browser.get(&live).await.body.contains("Before you come in"));
    assert_eq!(maya.browser.post(&enter, &[]).await.location(), live);
    assert_eq!(world.count(&format!("attendance where membership_id = '{}' and not sits_in", maya.membership)).await, 1);

    assert_eq!(ruth.browser.post(&enter, &[("sits_in", "true")]).await.location(), live);
    let page = ruth.browser.get(&live).await.body;
    assert!(!page.contains("Before you come in") && page.contains("You haven’t signed the charter yet"));
    let of_staff = practice.therapist.get(&format!("/sessions/{session}")).await.body;
    assert!(of_staff.contains("Joined without signing") && of_staff.contains("Ruth"));
    assert!(!maya.browser.get(&format!("/sessions/{session}")).await.body.contains("Joined without signing"), "that is for staff");
    // The next session asks again.
    practice.therapist.post(&format!("/sessions/{session}/end"), &[]).await;
    let next = group.live().await;
    assert!(ruth.browser.get(&format!("/sessions/{next}/live")).await.body.contains("Before you come in"));
}

/// Different acts lock the group's row, a membership's row and the session's row. All lock them in one order, to avoid deadlocks.
#[sqlx::test(migrations = false)]
async fn joining_leaving_answering_and_entering_at_once_do_not_deadlock(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut people = Vec::new();
    for name in ["Maya", "Ruth", "Daniel", "Omid", "Roya"] {
        people.push(group.member(name).await);
    }
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let one = propose(&group, &people[0].browser, "We come on time.").await;
    for goes in &people[2..] {
        let removal = format!("/groups/{}/members/{}/removal", group.id, goes.membership);
        let enter = format!("/sessions/{session}/attendance");
        let replies = tokio::join!(
            practice.therapist.post(&removal, &[]),
            goes.browser.post(&enter, &[]),
            answer(&group, &goes.browser, &one, 1, "concern", "I come by bus."),
            goes.browser.idea(&board, Uuid::new_v4(), "an idea"),
            answer(&group, &people[1].browser, &one, 1, "concern", "So do I."),
            people[0].browser.post(&enter, &[]),
        );
        let statuses = [&replies.0, &replies.1, &replies.2, &replies.3, &replies.4, &replies.5].map(|reply| reply.status);
        assert!(statuses.iter().all(|status| *status < 500), "{statuses:?}");
        assert_eq!((replies.0.status, replies.4.status, replies.5.status), (303, 303, 303));
    }
}

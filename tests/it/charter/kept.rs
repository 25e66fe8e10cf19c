//! Text is given back, unopened answers stay hidden, and past proposals stay readable.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{answer, propose, reword, send, starters};
use crate::world::{Reply, World, spaced};

#[sqlx::test(migrations = false)]
async fn answers_that_never_opened_stay_hidden(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let _daniel = group.member("Daniel").await;
    let one = propose(&group, &maya.browser, "We come on time.").await;
    let path = format!("/groups/{}/charter/proposals/{one}", group.id);
    let opening = format!("{path}/opening");
    answer(&group, &ruth.browser, &one, 1, "concern", "I read this one aloud.").await;
    practice.therapist.post(&opening, &[]).await;
    reword(&group, &maya.browser, &one, 1, "We come in peace.").await;
    answer(&group, &ruth.browser, &one, 2, "concern", "I keep this one to myself.").await;
    reword(&group, &maya.browser, &one, 2, "We come when we can.").await;
    answer(&group, &ruth.browser, &one, 3, "concern", "This is read, too.").await;
    practice.therapist.post(&opening, &[]).await;
    practice.therapist.post(&opening, &[]).await;
    let page = maya.browser.get(&path).await.body;
    assert!(page.contains("I read this one aloud.") && page.contains("This is read, too."));
    assert!(!page.contains("I keep this one to myself."), "opening the answers to another wording does not open these");
}

#[sqlx::test(migrations = false)]
async fn text_is_given_back_in_every_state_of_the_proposal(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let _session = group.live().await;
    let one = propose(&group, &maya.browser, "We come on time.").await;
    let path = format!("/groups/{}/charter/proposals/{one}", group.id);
    assert!(ruth.browser.get(&path).await.body.contains("data-watch"), "the page is updated during the session");

    // A refused spoken answer states the reason and keeps the choices and the text.
    let spoken = |words: &'static str| [("revision", "1"), ("answer", "cannot"), ("whose", &*ruth.membership), ("words", words)];
    let empty = practice.therapist.post(&format!("{path}/answers"), &spoken("")).await;
    assert_eq!(empty.status, 422);
    assert!(
        !empty.beside("words-error").is_empty()
            && spaced(&empty.body).contains(r#"id="spoken-cannot-1" name="answer" value="cannot" required checked"#)
    );
    assert!(empty.body.contains(&format!(r#"<option value="{}" selected>"#, ruth.membership)));
    // A member can change the answer that they gave themselves, and a spoken answer by staff does not replace it.
    answer(&group, &ruth.browser, &one, 1, "cannot", "I work late.").await;
    // A refused answer gives back what was sent, also when that is nothing.
    let cleared = ruth.browser.post(&format!("{path}/answers"), &[("revision", "1"), ("answer", "cannot"), ("words", "")]).await;
    let field = cleared.body.split_once("name=\"words\"").and_then(|(_, rest)| rest.split_once("</textarea>")).expect("the field").0;
    assert!(cleared.status == 422 && !field.contains("I work late."), "{field}");
    let instead = [("revision", "1"), ("answer", "agree"), ("whose", &*ruth.membership)];
    assert_eq!(practice.therapist.post(&format!("{path}/answers"), &instead).await.status, 422);
    assert_eq!(world.count("charter_version").await, 0, "staff cannot ratify for her");
    assert!(!practice.therapist.get(&path).await.body.contains(&format!(r#"<option value="{}""#, ruth.membership)));
    // A page whose fields hold text is not reloaded: the reload would lose it.
    let follows = |page: &Reply| page.body.contains("data-watch");
    assert!(!follows(&empty));
    reword(&group, &maya.browser, &one, 1, "We come gladly.").await;
    let late = practice.therapist.post(&format!("{path}/answers"), &spoken("She works late.")).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("She works late.</textarea>") && late.body.contains("is still in the field") && !follows(&late));

    // The proposal has ended meanwhile: its field is gone, and the text is still given back.
    answer(&group, &ruth.browser, &one, 2, "agree", "").await;
    assert_eq!(world.count("charter_version").await, 1);
    for over in [
        answer(&group, &ruth.browser, &one, 2, "concern", "I come by bus.").await,
        reword(&group, &ruth.browser, &one, 2, "I come by bus.").await,
    ] {
        assert_eq!(over.status, 422);
        assert!(over.body.contains("I come by bus.</blockquote>") && !over.body.contains("is still in the field"));
    }
}

#[sqlx::test(migrations = false)]
async fn the_history_of_a_version_stays_readable(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let charter = format!("/groups/{}/charter", group.id);
    let mut all = Vec::new();
    for text in ["We come on time.", "Everyone may pass.", "The door is closed after ten minutes."] {
        all.push(propose(&group, &maya.browser, text).await);
        world.app.clock.advance(TimeDelta::microseconds(1));
    }
    for one in &all {
        answer(&group, &ruth.browser, one, 1, "agree", "").await;
    }
    let first = maya.browser.get(&format!("{charter}/versions/1")).await.body;
    assert!(all.iter().all(|one| first.contains(&format!("{charter}/proposals/{one}"))), "each with its conversation");

    let lines: Vec<Uuid> = world.all("select line from charter_article order by place").await;
    let about = |act: &'static str, line: Uuid| [("id", Uuid::new_v4().to_string()), ("act", act.to_owned()), ("line", line.to_string())];
    let [gone, moved] = [about("remove", lines[2]), about("move", lines[1])];
    let far = Uuid::new_v4().to_string();
    let line = lines[0].to_string();
    let nowhere = [("id", &*far), ("act", "move"), ("line", &*line), ("place", "4")];
    assert_eq!(send(&group, &maya.browser, &nowhere).await.status, 422, "there is no fourth place");
    for (fields, place) in [(&gone, ""), (&moved, "1")] {
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if !place.is_empty() {
            fields.push(("place", place));
        }
        assert_eq!(send(&group, &maya.browser, &fields).await.status, 303);
    }
    for fields in [&gone, &moved] {
        answer(&group, &ruth.browser, &fields[0].1, 1, "agree", "").await;
    }
    assert_eq!(world.count("charter_version").await, 2);
    // A change of an article that is gone meanwhile is refused, and the form still says which article it is about.
    let (late, line) = (Uuid::new_v4().to_string(), lines[2].to_string());
    let change = [("id", &*late), ("act", "change"), ("line", &*line), ("text", "The door stays open.")];
    let refused = send(&group, &ruth.browser, &change).await;
    assert!(refused.status == 422 && refused.body.contains("The door stays open."), "{}", refused.body);
    assert!(refused.body.contains(&format!("name=\"line\" value=\"{line}\"")), "{}", refused.body);

    // A removed article stays readable where its removal was proposed, under its former number; the answers are those of that day.
    group.member("Daniel").await;
    let removal = ruth.browser.get(&format!("{charter}/proposals/{}", gone[0].1)).await.body;
    assert!(removal.contains("Remove article 3"), "{removal}");
    assert!(removal.contains("The door is closed after ten minutes.") && !removal.contains("have answered"));
    let second = ruth.browser.get(&format!("{charter}/versions/2")).await.body;
    assert!(second.contains(&gone[0].1) && second.contains(&moved[0].1) && !second.contains(&all[0]));
    // Compares the earlier version with the later one, from either page.
    let backwards = ruth.browser.get(&format!("{charter}/versions/1?against=2")).await.body;
    for page in [&second, &backwards] {
        assert!(page.contains("Removed") && page.contains("<del>The door is closed after ten minutes.</del>"), "{page}");
    }
}

#[sqlx::test(migrations = false)]
async fn equal_proposals_are_one_question(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let [one, two, three] = [(); 3].map(|()| Uuid::new_v4().to_string());
    let (a, b) = ([("hope", &*one)], [("hope", &*two)]);
    let (first, second) = tokio::join!(starters(&group, &maya.browser, &a), starters(&group, &ruth.browser, &b));
    assert_eq!((first.status, second.status), (303, 303));
    let proposal: Uuid = world.one("select id from charter_proposal where withdrawn_at is null").await;
    let proposal = proposal.to_string();
    let same = [("id", &*three), ("act", "add"), ("text", "در روزهای سخت به هم امید می‌دهیم."), ("reason", "It carried me.")];
    let third = send(&group, &practice.therapist, &same).await;
    assert!(third.location().ends_with(&proposal), "in the other language, too");
    assert!(maya.browser.get(third.location()).await.body.contains("It carried me."), "and the words are part of the conversation");
    assert_eq!(world.count("charter_proposal where withdrawn_at is null").await, 1);
    let unchanged = reword(&group, &maya.browser, &proposal, 1, "In hard times we give each other hope.").await;
    assert_eq!(unchanged.status, 422, "the starter's own text is no other wording");

    // An id that is used elsewhere is refused and causes no error.
    let taken = &*Uuid::new_v4().to_string();
    let path = format!("/groups/{}/charter/proposals/{proposal}/revisions", group.id);
    let fields = [("id", taken), ("revision", "1"), ("text", "Hope is what we give.")];
    assert_eq!(maya.browser.post(&path, &fields).await.status, 303);
    assert_eq!(send(&group, &ruth.browser, &[("id", taken), ("act", "add"), ("text", "Something else.")]).await.status, 409);
}

#[sqlx::test(migrations = false)]
async fn ticked_starters_are_proposed_together_and_answered_one_after_the_other(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let charter = format!("/groups/{}/charter", group.id);
    let none = starters(&group, &practice.therapist, &[]).await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("Please tick at least one article."));
    let ids = [(); 3].map(|()| Uuid::new_v4().to_string());
    let chosen = [("hope", &*ids[0]), ("passing", &*ids[1]), ("time", &*ids[2])];
    for _ in 0..2 {
        assert_eq!(starters(&group, &practice.therapist, &chosen).await.status, 303, "a form sent again proposes nothing twice");
    }
    assert_eq!(world.count("charter_proposal").await, 3);
    assert_eq!(world.count("charter_answer").await, 0, "the therapist answers for nobody");

    // After an answer comes the next one that asks; before the last one each member is asked whether something is missing.
    let question = "This is the last one that waits for you.";
    for member in [&maya.browser, &ruth.browser] {
        for (at, id) in ids.iter().enumerate() {
            let page = member.get(&format!("{charter}/proposals/{id}")).await.body;
            assert!(spaced(&page).contains(&format!("proposal {} of 3", at + 1)), "{page}");
            assert_eq!(page.contains(question), at == 2);
            assert_eq!(world.count("charter_version").await, 0);
            let onward = answer(&group, member, id, 1, "agree", "").await;
            let expected = ids.get(at + 1).map_or_else(|| charter.clone(), |next| format!("{charter}/proposals/{next}"));
            assert!(onward.location().starts_with(&expected), "{}", onward.location());
        }
    }
    assert_eq!((world.count("charter_version").await, world.count("charter_article").await), (1, 3));
}

//! A charter is written, answered, ratified, signed and amended, over HTTP.

mod kept;
mod live;
mod model;
mod trouble;

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, PASSPHRASE, Reply, TestGroup, World, spaced};

/// Proposes an article with this text. Returns the proposal's id.
pub async fn propose(group: &TestGroup<'_>, by: &Browser, text: &str) -> String {
    let id = Uuid::new_v4().to_string();
    let made = send(group, by, &[("id", &id), ("act", "add"), ("text", text)]).await;
    assert_eq!(made.status, 303, "{}", made.body);
    id
}

pub async fn send(group: &TestGroup<'_>, by: &Browser, fields: &[(&str, &str)]) -> Reply {
    by.post(&format!("/groups/{}/charter/proposals", group.id), fields).await
}

/// Proposes these starter articles with one form; each has the id of its proposal.
pub async fn starters(group: &TestGroup<'_>, by: &Browser, chosen: &[(&str, &str)]) -> Reply {
    let chosen: Vec<String> = chosen.iter().map(|(code, id)| format!("{code}.{id}")).collect();
    let fields: Vec<(&str, &str)> = chosen.iter().map(|value| ("starter", value.as_str())).collect();
    by.post(&format!("/groups/{}/charter/starters", group.id), &fields).await
}

pub async fn answer(group: &TestGroup<'_>, by: &Browser, proposal: &str, revision: i32, answer: &str, words: &str) -> Reply {
    let fields = [("revision", &*revision.to_string()), ("answer", answer), ("words", words)];
    by.post(&format!("/groups/{}/charter/proposals/{proposal}/answers", group.id), &fields).await
}

/// Adds an article that two members agree on, in a version that the first of them signs. Returns the proposal's id.
pub async fn ratified(group: &TestGroup<'_>, members: [&Browser; 2], text: &str) -> String {
    let proposal = Uuid::new_v4().to_string();
    let fields = [("id", &*proposal), ("act", "add"), ("text", text), ("reason", "because")];
    assert_eq!(send(group, members[0], &fields).await.status, 303);
    let last = answer(group, members[1], &proposal, 1, "agree", "").await;
    assert_eq!(last.location(), format!("/groups/{}/charter", group.id), "it is ratified");
    let page = read(group, members[0]).await;
    let number = regex::Regex::new(r#"name="number" value="(\d+)""#).expect("a pattern").captures(&page).expect("a version")[1].to_owned();
    assert_eq!(sign(group, members[0], number.parse().expect("a number")).await.status, 303);
    proposal
}

async fn reword(group: &TestGroup<'_>, by: &Browser, proposal: &str, revision: i32, text: &str) -> Reply {
    let fields = [("id", &*Uuid::new_v4().to_string()), ("revision", &revision.to_string()), ("text", text)];
    by.post(&format!("/groups/{}/charter/proposals/{proposal}/revisions", group.id), &fields).await
}

async fn sign(group: &TestGroup<'_>, by: &Browser, number: i32) -> Reply {
    by.post(&format!("/groups/{}/charter/signatures", group.id), &[("number", &number.to_string())]).await
}

async fn read(group: &TestGroup<'_>, by: &Browser) -> String {
    let page = by.get(&format!("/groups/{}/charter", group.id)).await;
    assert_eq!(page.status, 200);
    page.body
}

#[sqlx::test(migrations = false)]
async fn four_people_write_a_charter_and_a_fifth_joins_and_amends_it(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (maryam, reza, kian) = (group.member("مریم").await, group.member("رضا").await, group.member("کیان").await);
    let sara = world.browser(Locale::En);
    sara.join(&group.invite("1", true).await.0, "Sara K.", PASSPHRASE).await;
    let four = [&maryam.browser, &reza.browser, &kian.browser, &sara];

    // Each reader sees a starter article in their own language until a person rewords it.
    let hope = Uuid::new_v4().to_string();
    assert_eq!(starters(&group, &maryam.browser, &[("hope", &hope)]).await.status, 303);
    assert!(read(&group, &reza.browser).await.contains("در روزهای سخت به هم امید می‌دهیم."));
    assert!(read(&group, &sara).await.contains("In hard times we give each other hope."));
    let mut proposals = vec![hope];
    for (who, text) in [
        (&reza.browser, "بی‌داوری گوش می‌دهیم."),
        (&kian.browser, "سر وقت می‌آییم. پس از ده دقیقه در بسته است."),
        (&sara, "Everyone may pass."),
        // The therapist proposes as any member does.
        (&practice.therapist, "آنچه اینجا گفته می‌شود همین‌جا می‌ماند."),
        (&maryam.browser, "هیچ‌کس هیچ‌وقت دیر نمی‌کند."),
    ] {
        proposals.push(propose(&group, who, text).await);
    }
    assert!(maryam.browser.get("/").await.body.contains("پیشنهاد برای منشور"), "her home has one next step");

    // A concern, another wording, and every member is asked again.
    let late = &proposals[2];
    let concern = answer(&group, &sara, late, 1, "concern", "My shift ends at six.").await;
    assert_eq!(concern.status, 303);
    assert!(concern.location().contains("/charter/proposals/") && !concern.location().ends_with(late), "the next one that asks her");
    let page = reza.browser.get(&format!("/groups/{}/charter/proposals/{late}", group.id)).await.body;
    assert!(!page.contains("My shift ends at six."), "answers open together");
    let other = "سر وقت می‌آییم. هر که دیر رسید آرام وارد می‌شود.";
    assert_eq!(reword(&group, &sara, late, 1, other).await.status, 303);
    let to_the_old = answer(&group, &reza.browser, late, 1, "concern", "چه خوب که گفتید").await;
    assert_eq!(to_the_old.status, 409, "a form from the earlier wording is refused");
    assert!(to_the_old.body.contains("چه خوب که گفتید"), "and the text is kept");
    assert_eq!(reword(&group, &reza.browser, &proposals[3], 1, "هر کس، هر وقت، می‌تواند رد شود.").await.status, 303);

    // A withdrawn proposal is no longer asked.
    let withdrawn = format!("/groups/{}/charter/proposals/{}/withdrawal", group.id, proposals[5]);
    assert_eq!(reza.browser.post(&withdrawn, &[]).await.status, 403);
    assert_eq!(maryam.browser.post(&withdrawn, &[]).await.status, 303);

    // Every member agrees to everything; nothing is ratified before the last answer.
    let mut last = String::new();
    for (at, revision) in [(0, 1), (1, 1), (2, 2), (3, 2), (4, 1)] {
        for who in four {
            assert_eq!(world.count("charter_version").await, 0);
            last = answer(&group, who, &proposals[at], revision, "agree", "").await.location().to_owned();
        }
    }
    assert_eq!(last, format!("/groups/{}/charter", group.id), "the last answer leads to the charter");
    assert_eq!(world.count("charter_version").await, 1);
    assert_eq!(world.count("charter_article").await, 5);

    // Every participant signs, staff too.
    assert_eq!(sara.post(&format!("/groups/{}/preparation/readings", group.id), &[]).await.status, 303, "the guide comes first");
    assert!(sara.get("/").await.body.contains("Read and sign the charter"));
    for who in four.into_iter().chain([&practice.therapist]) {
        assert_eq!(sign(&group, who, 1).await.status, 303);
        assert_eq!(sign(&group, who, 1).await.status, 303, "a double click signs once");
    }
    assert_eq!(world.count("charter_signature").await, 5);
    assert!(!sara.get("/").await.body.contains("Read and sign the charter"));

    // A fifth member joins; the therapist sees that they have not signed; they sign and propose another wording.
    let noor = group.member("نور").await;
    assert!(read(&group, &practice.therapist).await.contains("هنوز امضا نکرده‌اند"));
    assert_eq!(sign(&group, &noor.browser, 1).await.status, 303);
    let line: Uuid = world.one("select line from charter_article where place = 3").await;
    let id = Uuid::new_v4().to_string();
    let fields = [("id", &*id), ("act", "change"), ("line", &line.to_string()), ("text", "سر وقت می‌آییم. هر که دیر رسید خوش آمده است.")];
    assert_eq!(send(&group, &noor.browser, &fields).await.status, 303);
    let page = sara.get(&format!("/groups/{}/charter/proposals/{id}", group.id)).await.body;
    assert!(page.contains("<del>") && page.contains("<ins>"), "before and after");
    for who in four {
        answer(&group, who, &id, 1, "agree", "").await;
    }
    assert_eq!(world.count("charter_version").await, 2);
    assert_eq!(sign(&group, &sara, 1).await.status, 409, "members sign what they have read");
    let page = read(&group, &sara).await;
    assert!(page.contains("Version <bdi>2") || page.contains("needs your signature"), "a new version asks again");
    assert!(page.contains("What has changed since version"));
    let compared = sara.get(&format!("/groups/{}/charter/versions/2", group.id)).await;
    assert!(compared.body.contains("<ins>") && compared.body.contains("unchanged"));
    assert_eq!(sara.get(&format!("/groups/{}/charter/versions/3", group.id)).await.status, 404);
    let printed = maryam.browser.get(&format!("/groups/{}/charter/print", group.id)).await.body;
    assert!(printed.contains(r#"dir="rtl""#) && printed.contains("خوش آمده است."));
}

#[sqlx::test(migrations = false)]
async fn answers_open_together_and_only_members_answer(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    let silent = Uuid::new_v4().to_string();
    let members = format!("/groups/{}/members", group.id);
    practice.therapist.post(&members, &[("id", &silent), ("name", "Daniel")]).await;
    let one = propose(&group, &maya.browser, "We come on time.").await;
    let path = format!("/groups/{}/charter/proposals/{one}", group.id);

    // A concern needs a text; the choice is kept.
    let empty = answer(&group, &ruth.browser, &one, 1, "concern", " ").await;
    assert_eq!(empty.status, 422);
    assert!(!empty.beside("words-error").is_empty() && spaced(&empty.body).contains(r#"value="concern" required checked"#));
    answer(&group, &ruth.browser, &one, 1, "concern", "I come by bus.").await;
    assert!(!maya.browser.get(&path).await.body.contains("I come by bus."));
    assert!(!practice.therapist.get(&path).await.body.contains("I come by bus."), "not even staff read it before");
    assert!(ruth.browser.get(&path).await.body.contains("I come by bus."), "a member's own answer stays theirs");

    // Staff answer only for a member without a phone, and the answer is marked.
    assert_eq!(answer(&group, &practice.therapist, &one, 1, "agree", "").await.status, 403);
    assert_eq!(maya.browser.post(&format!("{path}/opening"), &[]).await.status, 403);
    let as_ruth = [("revision", "1"), ("answer", "agree"), ("whose", &*ruth.membership)];
    assert_eq!(maya.browser.post(&format!("{path}/answers"), &as_ruth).await.status, 403, "no one speaks for another");
    let spoken = [("revision", "1"), ("answer", "agree"), ("whose", &*silent)];
    assert_eq!(practice.therapist.post(&format!("{path}/answers"), &spoken).await.status, 303);
    let page = maya.browser.get(&path).await.body;
    assert!(page.contains("I come by bus."), "the last answer opens all");
    assert!(page.contains("said aloud, entered by staff"));

    // Only the author of the concern turns it into an agreement.
    assert_eq!(world.count("charter_version").await, 0);
    answer(&group, &ruth.browser, &one, 1, "agree", "").await;
    assert_eq!(world.count("charter_version").await, 1);
    assert_eq!(answer(&group, &ruth.browser, &one, 1, "cannot", "too late").await.status, 422, "a ratified proposal is closed");
    assert_eq!(world.count("charter_answer").await, 3, "one answer each");
}

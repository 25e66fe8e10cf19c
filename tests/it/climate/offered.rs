//! Where the check-out is offered, to whom and until when; and the text for first sessions.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{Evening, bare};
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn the_check_out_is_offered_from_the_last_stage_until_noon(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let absent = group.member("Yasaman").await;
    let evening = Evening::new(&world, &group, 3).await;
    let offer = format!("href=\"{}\"", evening.path("check-out"));
    let [robin, wren, ash] = [&evening.members[0].browser, &evening.members[1].browser, &evening.members[2].browser];
    assert!(!robin.get(&evening.path("live")).await.body.contains(&offer), "not during the arriving stage");
    let mut stream = robin.listen(&evening.path("stream?after=0")).await;
    stream.until_data("stage-words").await;
    let close = [("to", "7"), ("seen", "1")];
    assert_eq!(group.therapist().post(&evening.path("stage"), &close).await.status, 303);
    stream.until_data(&offer).await;
    assert!(robin.get(&evening.path("live")).await.body.contains(&offer));
    // A member who leaves early finds it on their home; every other member does after the session.
    assert!(!ash.get("/").await.body.contains(&offer));
    ash.post(&evening.path("departure"), &[]).await;
    assert!(ash.get("/").await.body.contains(&offer));
    evening.end().await;
    for there in [robin, wren, ash] {
        assert!(there.get("/").await.body.contains(&offer) && there.get(&evening.path("live")).await.body.contains(&offer));
        assert!(there.get(&format!("/sessions/{}", evening.session)).await.body.contains(&offer));
    }
    assert!(!absent.browser.get("/").await.body.contains(&offer), "an absent member is not asked");
    let refused = evening.out(&absent.browser, "5", ["5"; 4], &["wish"]).await;
    assert!(refused.status == 422 && refused.body.contains("You weren’t in this session"));
    for staff in [group.therapist(), &evening.facilitator.browser] {
        assert_eq!(evening.out(staff, "5", ["5"; 4], &[]).await.status, 403);
        assert!(!staff.get("/").await.body.contains(&offer));
    }
    assert_eq!(evening.out(robin, "5", ["5"; 4], &[]).await.status, 303);
    assert!(!robin.get("/").await.body.contains(&offer), "answered once, it is not asked again");
    evening.noon().await;
    assert!(!wren.get("/").await.body.contains(&offer), "until noon");
    let planned = group.planned().await;
    assert!(wren.get(&format!("/sessions/{planned}/check-out")).await.body.contains("After the session you can say here how it was"));
    assert_eq!(wren.post(&format!("/sessions/{planned}/check-out"), &[("value", "3")]).await.status, 422);
}

#[sqlx::test(migrations = false)]
async fn an_answer_kept_on_the_phone_is_accepted_once_and_named(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 3).await;
    let robin = &evening.members[0].browser;
    let page = robin.get(&evening.path("check-out")).await.body;
    assert!(page.contains(&format!("data-outbox=\"check-out-{}\"", evening.session)), "the end of the session does not wipe it");
    let id = uuid::Uuid::new_v4().to_string();
    let whole = [("value", "6"), ("word", ""), ("heard", "7"), ("safe", ""), ("belonging", ""), ("hope", ""), ("id", &*id)];
    evening.end().await;
    for _ in 0..2 {
        let kept = robin.fragment(&evening.path("check-out"), &whole).await;
        assert_eq!((kept.status, kept.header("hamdel-kept")), (200, id.as_str()));
        assert!(kept.body.contains("It has arrived") && !kept.body.contains("<html"));
    }
    assert_eq!((evening.kept().await, world.count("mood").await), ((1, 0), 1), "twice counts once");
    let refused = robin.fragment(&evening.path("check-out"), &[("value", "99"), ("id", &id)]).await;
    assert!(refused.status == 422 && refused.header("hamdel-kept").is_empty() && !refused.body.contains("<html"), "{}", refused.body);
}

#[sqlx::test(migrations = false)]
async fn the_second_tab_shows_the_answer_given_in_the_first(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 3).await;
    let (robin, path) = (&evening.members[0].browser, evening.path("check-out"));
    let first = evening.seen(robin).await;
    assert!(first.is_empty());
    let fields = |heard: &'static str, seen: &'static str| [("value", "6"), ("word", "calm"), ("heard", heard), ("seen", seen)];
    assert_eq!(robin.post(&path, &fields("9", "")).await.status, 303);
    let second = robin.post(&path, &fields("2", "")).await;
    assert_eq!(second.status, 409);
    let shown = bare(&second.body);
    assert!(shown.contains("already answered in another tab") && shown.contains("9 of 10"), "{shown}");
    assert!(second.body.contains(r#"name="heard" value="2" checked"#), "the choices made here stay in the form");
    let own = async || robin.get(&path).await.body;
    assert!(own().await.contains("9 of 10"), "the first stays");
    let by_script = robin.fragment(&path, &fields("2", "")).await;
    assert!(
        by_script.status == 409 && by_script.header("hamdel-kept").is_empty() && by_script.body.contains("9 of 10"),
        "{}",
        by_script.body
    );
    // An equal answer changes nothing; a member who has seen the stored answer can change it.
    assert_eq!(robin.post(&path, &fields("9", "")).await.status, 303);
    assert_eq!(evening.out(robin, "6", ["2", "", "", ""], &[]).await.status, 303);
    assert!(own().await.contains("2 of 10"));
    assert_eq!(evening.kept().await, (1, 0));
}

#[sqlx::test(migrations = false)]
async fn a_falling_climate_is_dismissed_until_a_later_session_shows_it_again(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut evening = Evening::new(&world, &group, 5).await;
    let away = format!("/groups/{}/climate/not-needed", group.id);
    for (value, falls) in [("9", false), ("8", false), ("6", true), ("4", true)] {
        evening.all_out(&[value; 5], 0).await;
        evening.end().await;
        evening.noon().await;
        assert_eq!(group.therapist().get("/").await.body.contains(&away), falls, "{value}");
        assert!(!evening.facilitator.browser.get("/").await.body.contains(&away), "for the therapist to look after");
        assert_eq!(evening.facilitator.browser.post(&away, &[]).await.status, 403);
        for _ in 0..2 {
            assert_eq!(group.therapist().post(&away, &[]).await.location(), "/");
        }
        assert!(!group.therapist().get("/").await.body.contains(&away), "dismissed");
        evening.next().await;
    }
}

#[sqlx::test(migrations = false)]
async fn first_sessions_show_an_honest_line_and_later_ones_the_groups_trust(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut evening = Evening::new(&world, &group, 5).await;
    let lines = ["A first session often feels strange", "many people wonder whether to come back", "everyone is still careful"];
    for (line, value) in lines.iter().zip(["4", "5", "7"]) {
        for browser in [&evening.members[0].browser, &evening.facilitator.browser] {
            assert!(browser.get(&evening.path("live")).await.body.contains(line), "{line}");
        }
        evening.all_out(&[value; 5], 0).await;
        evening.end().await;
        assert!(!evening.members[0].browser.get(&evening.path("live")).await.body.contains(line), "not after the end");
        evening.noon().await;
        evening.next().await;
    }
    let grown = "safety and trust went from 4 in session 1 to 7 in session 3";
    for browser in [&evening.members[0].browser, &evening.facilitator.browser] {
        assert!(bare(&browser.get(&evening.path("live")).await.body).contains(grown));
    }
    let page = evening.members[0].browser.get(&format!("/groups/{}/climate", group.id)).await.body;
    assert!(page.contains("First sessions are often discouraging") && page.contains("<polyline points="));
    // Three sessions in which it falls: one calm line on the therapist's home, and none on the facilitator's.
    for value in ["9", "8", "6"] {
        evening.all_out(&[value; 5], 0).await;
        evening.end().await;
        evening.noon().await;
        evening.next().await;
    }
    let fell = "went from 9 to 8 to 6";
    assert!(bare(&group.therapist().get("/").await.body).contains(fell));
    assert!(!bare(&evening.facilitator.browser.get("/").await.body).contains(fell));
    let page = group.therapist().get(&format!("/groups/{}/climate", group.id)).await.body;
    assert!(page.contains("Trust has dropped a little over the last three sessions") && page.contains("Next time you could ask"));
}

#[sqlx::test(migrations = false)]
async fn crisis_help_is_on_every_member_page_and_has_no_built_in_number(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 1).await;
    let robin = &evening.members[0].browser;
    let mut pages: Vec<String> = ["live", "check-out", "voices"].iter().map(|rest| evening.path(rest)).collect();
    pages.extend(["/".to_owned(), "/account".to_owned(), format!("/groups/{}/climate", group.id), format!("/groups/{}", group.id)]);
    pages.extend([format!("/groups/{}/charter", group.id), format!("/sessions/{}", evening.session), "/nowhere".to_owned()]);
    for page in pages {
        assert!(robin.get(&page).await.body.contains("href=\"/help\""), "{page}");
    }
    // The practice is in Tehran and has written no text yet: a text says where to find help numbers.
    assert!(robin.get("/help").await.body.contains("State Welfare Organization"));
    let form = practice.therapist.get("/practice/help").await.body;
    assert!(form.contains("no number yet") && form.contains("State Welfare Organization"));
    let own = [("crisis_help", "Ring Leila"), ("version", "1")];
    assert_eq!(practice.therapist.post("/practice/help", &own).await.status, 303);
    let help = robin.get("/help").await.body;
    assert!(help.contains("Ring Leila") && !help.contains("State Welfare Organization") && !help.contains("tel:"));
}

//! The plan's times of day, and the plans that it can start from. The clock shows 15:00 in Tehran.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::go;
use crate::world::World;

/// The rows that have a stage: when it begins, its name and its minutes.
fn rows(page: &str) -> Vec<String> {
    let row = Regex::new(r#"(?s)<b>([^<]*)</b>\s*</span>\s*<select name="stage".*?</select>.*?name="minutes"[^>]* value="([^"]*)""#)
        .expect("a pattern");
    let stage = Regex::new(r#"<option value="(\w+)" selected"#).expect("a pattern");
    let said = row.captures_iter(page).filter_map(|found| Some(format!("{} {} {}", &found[1], &stage.captures(&found[0])?[1], &found[2])));
    said.collect()
}

#[sqlx::test(migrations = false)]
async fn a_plan_says_when_its_stages_begin_and_starts_from_another_plan(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let therapist = group.therapist();
    let first = group.planned().await;
    let plan = format!("/sessions/{first}/plan");
    let page = therapist.get(&plan).await.body;
    assert_eq!(rows(&page)[..3], ["15:00 arrive 9", "15:09 open 8", "15:17 round 25"]);
    assert!(!page.contains("?from=last") && !page.contains("?from=group") && page.contains("?from=standard"), "{page}");
    let typed = [
        ("seen", "0"),
        ("stage", "arrive"),
        ("minutes", "10"),
        ("stage", "round"),
        ("minutes", "50"),
        ("stage", "close"),
        ("minutes", "30"),
    ];
    assert_eq!(therapist.post(&plan, &typed).await.status, 303);
    group.start(&first).await;
    // The present stage has run over: those after it begin later.
    world.app.clock.advance(TimeDelta::minutes(12));
    let page = therapist.get(&format!("{plan}?from=standard")).await.body;
    assert_eq!(rows(&page), ["15:00 arrive 10", "15:12 round 50", "16:02 close 30"], "nothing else fills the plan of a session that runs");
    assert!(!page.contains("start-from"), "{page}");
    assert_eq!(go(therapist, &first, 1, "next").await.status, 200);
    let page = therapist.get(&plan).await.body;
    assert_eq!(rows(&page), ["15:12 round 50", "16:02 close 30"]);
    therapist.post(&format!("/sessions/{first}/end"), &[]).await;

    // An hour in the next week, of half the length.
    let next = Uuid::new_v4().to_string();
    let fields = [("id", next.as_str()), ("date", "2026/12/1"), ("time", "18:30"), ("minutes", "45")];
    assert_eq!(therapist.post(&format!("/groups/{}/sessions", group.id), &fields).await.status, 303);
    let plan = format!("/sessions/{next}/plan");
    assert_eq!(rows(&therapist.get(&plan).await.body).len(), 7);
    let page = therapist.get(&format!("{plan}?from=last")).await.body;
    assert_eq!(rows(&page), ["18:30 arrive 5", "18:35 round 25", "19:00 close 15"], "{page}");
    assert!(page.contains("Nothing is saved yet.</p>") && page.contains("data-steps=\"arrive:5 round:25 close:15\""), "{page}");
    assert_eq!(world.count(&format!("planned_stage where session_id = '{next}'")).await, 0, "looking saves nothing");
    assert_eq!(rows(&therapist.get(&format!("{plan}?from=standard")).await.body).len(), 7);
    let kept = [("seen", "0"), ("stage", "round"), ("minutes", "45"), ("keep", "true")];
    assert_eq!(therapist.post(&plan, &kept).await.status, 303);
    assert_eq!(rows(&therapist.get(&format!("{plan}?from=group")).await.body), ["18:30 round 45"]);
    assert_eq!(rows(&therapist.get(&format!("{plan}?from=last")).await.body).len(), 3, "the last held session keeps its own");
}

//! Rooms, the calendar of the practice, and what else is at a time. The clock shows 2026-11-24, a Tuesday.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::staff::staff_member;
use crate::world::{Browser, Reply, World};

/// Plans a session of ninety minutes on 1 December 2026.
async fn plan(by: &Browser, group: &str, time: &str, place: &str, despite: bool) -> (String, Reply) {
    let id = Uuid::new_v4().to_string();
    let mut fields = vec![("id", id.as_str()), ("date", "2026/12/1"), ("time", time), ("minutes", "90"), ("place", place)];
    if despite {
        fields.push(("despite", "true"));
    }
    let reply = by.post(&format!("/groups/{group}/sessions"), &fields).await;
    (id, reply)
}

/// A group of a colleague in the same practice.
async fn group_of(colleague: &Browser, world: &World, place: &str) -> String {
    let (id, practice) = (Uuid::new_v4().to_string(), world.one::<String>("select id::text from practice").await);
    let fields = [
        ("id", id.as_str()),
        ("practice", practice.as_str()),
        ("name", "Copper circle"),
        ("purpose", "Together"),
        ("locale", "en"),
        ("capacity", "8"),
        ("admission", "open"),
        ("meets", "in_person"),
        ("place", place),
        ("time_zone", "Asia/Tehran"),
        ("calendar", "gregorian"),
    ];
    assert_eq!(colleague.post("/groups", &fields).await.location(), format!("/groups/{id}"));
    id
}

async fn add_room(by: &Browser, world: &World, name: &str) -> Reply {
    let practice = world.one::<String>("select id::text from practice").await;
    by.post("/practice/rooms", &[("practice", &practice), ("name", name)]).await
}

#[sqlx::test(migrations = false)]
async fn a_room_is_the_practices_and_its_new_name_stands_everywhere(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mehri = staff_member(&practice, "secretary", Locale::En).await;
    // A place that was written before the room is listed becomes the room.
    let (session, _) = plan(group.therapist(), &group.id, "18:30", "Indigo", false).await;
    for _ in 0..2 {
        assert_eq!(add_room(&mehri, &world, "indigo").await.status, 303, "sent twice, listed once");
    }
    assert_eq!(world.count("room").await, 1);
    assert_eq!(world.count("room where name::text like '%ndigo%'").await, 0, "sealed");
    assert_eq!(world.count("session where room_id is not null and place is null").await, 1);
    let empty = add_room(&mehri, &world, " ").await;
    assert!(empty.status == 422 && empty.body.contains("class=\"error\""), "{}", empty.body);
    let form = group.therapist().get(&format!("/groups/{}/sessions/new", group.id)).await.body;
    assert!(form.contains("<option value=\"indigo\">"), "offered where a place is written");
    let (own, room) = (world.one::<String>("select id::text from practice").await, world.one::<String>("select id::text from room").await);
    let rename = [("practice", own.as_str()), ("room", room.as_str()), ("name", "Violet"), ("act", "keep")];
    assert_eq!(mehri.post("/practice/rooms", &rename).await.status, 303);
    let page = format!("/sessions/{session}");
    assert!(group.therapist().get(&page).await.body.contains("Violet"));
    // Off the list it is offered no more, and keeps its name where it stands.
    let close = [("practice", own.as_str()), ("room", room.as_str()), ("act", "close")];
    assert_eq!(mehri.post("/practice/rooms", &close).await.status, 303);
    assert!(!mehri.get("/practice/rooms").await.body.contains("Violet"));
    assert!(group.therapist().get(&page).await.body.contains("Violet"));
    let elsewhere = crate::world::TestPractice::another(&world, Locale::En).await;
    assert_eq!(elsewhere.therapist.post("/practice/rooms", &rename).await.status, 404, "another practice's administrator");
}

#[sqlx::test(migrations = false)]
async fn a_taken_room_is_named_before_it_is_saved_and_whose_it_is_only_to_the_desk(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let (mehri, colleague) =
        (staff_member(&practice, "secretary", Locale::En).await, staff_member(&practice, "therapist", Locale::En).await);
    add_room(&mehri, &world, "Room 2").await;
    let copper = group_of(&colleague, &world, "Room 2").await;
    assert_eq!(plan(group.therapist(), &group.id, "17:00", "room 2", false).await.1.status, 303);
    // The colleague's group meets in the same room usually: no place of its own.
    let (_, refused) = plan(&colleague, &copper, "18:00", "", false).await;
    assert!(refused.status == 422 && refused.body.contains("Room 2 is taken at that time."), "{}", refused.body);
    assert!(!refused.body.contains("نیلوفر"), "whose session it is stays unsaid");
    assert_eq!(plan(&colleague, &copper, "18:30", "", false).await.1.status, 303, "free again when the other one ends");
    assert_eq!(plan(&colleague, &copper, "16:00", "Garden", false).await.1.status, 303, "another place is not that room");
    let third = group_of(&colleague, &world, "").await;
    let (_, told) = plan(&mehri, &third, "17:00", "Room 2", false).await;
    assert!(told.body.contains("Room 2 is taken at that time:") && told.body.contains("نیلوفر"), "{}", told.body);
    assert_eq!(plan(&colleague, &third, "17:30", "Room 2", true).await.1.status, 303, "planned anyway");
    // Each reader's month.
    let month = "/calendar?month=2026-12";
    let hers = colleague.get(month).await.body;
    assert!(hers.contains("Copper circle") && !hers.contains("نیلوفر"), "{hers}");
    assert!(hers.contains("class=\"cal-entry taken\"") && hers.contains("</bdi> taken</b>"), "the room is taken: {hers}");
    assert!(hers.contains("Room 2 is taken twice."), "the clash is marked in words");
    let all = mehri.get(month).await.body;
    assert!(all.contains("Copper circle") && all.contains("نیلوفر") && !all.contains("cal-entry taken"), "{all}");
    let own = robin.browser.get(month).await.body;
    assert!(own.contains("نیلوفر") && !own.contains("Copper") && !own.contains("cal-entry taken"), "{own}");
    assert!(!own.contains("sessions/new") && !own.contains("is taken twice"), "a member plans nothing: {own}");
}

#[sqlx::test(migrations = false)]
async fn a_day_of_the_calendar_leads_to_a_filled_form(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let therapist = group.therapist();
    let day = therapist.get("/calendar?month=2026-12&day=8").await.body;
    let form = format!("/groups/{}/sessions/new?day=2026-12-08", group.id);
    assert!(day.contains(&form), "{day}");
    assert!(therapist.get(&form).await.body.contains("value=\"2026/12/8\""));
    let past = therapist.get("/calendar?month=2026-11&day=3").await.body;
    assert!(!past.contains("sessions/new?day"), "nothing is planned on a day that is over: {past}");
    assert_eq!(therapist.get("/calendar?month=1405-09").await.status, 404, "the month is in the reader's calendar");
    assert_eq!(therapist.get("/calendar?month=2026-13").await.status, 404);
    let year = therapist.get(&format!("/groups/{}/year", group.id)).await.body;
    assert!(year.find("id=\"m-11\"") < year.find("id=\"m-1\""), "the year begins with the present month: {year}");
}

#[sqlx::test(migrations = false)]
async fn a_taken_room_suggests_a_free_one_or_a_later_hour(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mehri = staff_member(&practice, "secretary", Locale::En).await;
    let colleague = staff_member(&practice, "therapist", Locale::En).await;
    add_room(&mehri, &world, "Blue").await;
    add_room(&mehri, &world, "Green").await;
    let copper = group_of(&colleague, &world, "").await;
    assert_eq!(plan(group.therapist(), &group.id, "17:00", "Blue", false).await.1.status, 303);
    let (_, refused) = plan(&colleague, &copper, "18:00", "Blue", false).await;
    let words = crate::climate::bare(&refused.body);
    assert!(words.contains("Green is free then.") && words.contains("name=\"room\" value=\"Green\""), "{words}");
    // The button fills the room in; all that was typed stays, and nothing is planned.
    let id = Uuid::new_v4().to_string();
    let mut fields = vec![("id", id.as_str()), ("date", "2026/12/1"), ("time", "18:00"), ("minutes", "75"), ("place", "Blue")];
    let path = format!("/groups/{copper}/sessions");
    fields.push(("room", "Green"));
    let filled = colleague.post(&path, &fields).await;
    assert!(filled.status == 200 && filled.body.contains("value=\"Green\"") && filled.body.contains("value=\"75\""), "{}", filled.body);
    assert!(!filled.body.contains("name=\"despite\"") && filled.body.contains("Nothing is saved yet."), "{}", filled.body);
    assert_eq!(world.count(&format!("session where group_id = '{copper}'")).await, 0);
    // Once no room is free, the next hour of the day is said in words.
    assert_eq!(plan(&mehri, &group_of(&colleague, &world, "").await, "18:30", "Green", false).await.1.status, 303);
    let (_, later) = plan(&colleague, &copper, "18:00", "Blue", false).await;
    let words = crate::climate::bare(&later.body);
    assert!(words.contains("From 18:30, Blue is free for the whole session.") && !words.contains("name=\"room\""), "{words}");
    // The same when a session is moved, and when the days of a series are looked through: a room that is free on every day.
    let (moved, reply) = plan(&colleague, &copper, "13:00", "", false).await;
    assert_eq!(reply.status, 303);
    let time = format!("/sessions/{moved}/time");
    let to = [("date", "2026/12/1"), ("time", "17:00"), ("minutes", "90"), ("version", "1"), ("place", "Blue")];
    assert!(colleague.post(&time, &to).await.body.contains("name=\"room\" value=\"Green\""), "Green is free until 18:30");
    let filled = colleague.post(&time, &[&to[..], &[("room", "Green")]].concat()).await;
    assert!(filled.status == 200 && filled.body.contains("value=\"Green\""), "{}", filled.body);
    let at: String = world.one(&format!("select local_start::time::text from session where id = '{moved}'")).await;
    assert_eq!(at, "13:00:00", "not moved yet");
    let series = Uuid::new_v4().to_string();
    let mut term = vec![("id", series.as_str()), ("date", "2026/12/1"), ("time", "16:00"), ("minutes", "90"), ("place", "Blue")];
    term.extend([("rhythm", "weekly"), ("ends", "count"), ("count", "3"), ("wish", "look")]);
    let path = format!("/groups/{copper}/series");
    let review = colleague.post(&path, &term).await.body;
    assert!(review.contains("name=\"room\" value=\"Green\""), "{review}");
    term.retain(|(name, _)| *name != "wish");
    term.push(("room", "Green"));
    let filled = colleague.post(&path, &term).await;
    assert!(
        filled.status == 200 && filled.body.contains("name=\"place\" value=\"Green\"") && !filled.body.contains("is taken"),
        "{}",
        filled.body
    );
}

#[sqlx::test(migrations = false)]
async fn the_rooms_of_a_day_name_groups_as_the_month_does(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let mehri = staff_member(&practice, "secretary", Locale::En).await;
    let colleague = staff_member(&practice, "therapist", Locale::En).await;
    let day = "/calendar?month=2026-12&day=1";
    assert!(!mehri.get(day).await.body.contains("cal-rooms"), "no rooms, nothing to show");
    add_room(&mehri, &world, "Blue").await;
    add_room(&mehri, &world, "Green").await;
    let copper = group_of(&colleague, &world, "").await;
    assert_eq!(plan(group.therapist(), &group.id, "17:00", "Blue", false).await.1.status, 303);
    assert_eq!(plan(&colleague, &copper, "19:00", "Blue", false).await.1.status, 303);
    let rooms = async |by: &Browser, path: &str| {
        let page = crate::climate::bare(&by.get(path).await.body);
        page.split_once("cal-rooms").and_then(|(_, rest)| rest.split_once("</section>")).map(|(rooms, _)| rooms.to_owned())
    };
    let hers = rooms(&colleague, day).await.expect("rooms");
    assert!(hers.contains("19:00 – 20:30") && hers.contains("Copper circle"), "{hers}");
    assert!(hers.contains("17:00 – 18:30") && hers.contains("taken") && !hers.contains("نیلوفر"), "{hers}");
    assert_eq!((hers.matches("<rect").count(), hers.matches("Free all day").count()), (2, 1), "{hers}");
    let all = rooms(&mehri, day).await.expect("rooms");
    assert!(all.contains("Copper circle") && all.contains("نیلوفر") && !all.contains("taken"), "{all}");
    assert_eq!(rooms(&robin.browser, day).await, None, "a member plans nothing");
    assert_eq!(rooms(&colleague, "/calendar?month=2026-12").await, None, "no day of that month is chosen");
    assert!(rooms(&colleague, "/calendar").await.is_some_and(|rooms| rooms.matches("Free all day").count() == 2), "today at first");
}

//! Time zones: every page shows a session by its group's clocks, with the reader's hour in brackets where it differs, and days in the
//! reader's calendar. An hour that clocks skip is explained beside its field. The clock shows 2026-11-24, 15:00 in Tehran.

use chrono_tz::Tz;
use hamdel::kit::i18n::{Calendar, Locale};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{GREGORIAN, JALALI, SessionInput, plan};
use crate::staff::staff_member;
use crate::world::{Browser, World};

/// Sets a person's language, calendar and time zone.
async fn reads(by: &Browser, locale: Locale, calendar: Calendar, zone: Tz) {
    let fields = [("locale", locale.code()), ("calendar", calendar.code()), ("time_zone", zone.name())];
    let set = by.post("/account/reading", &fields).await;
    assert_eq!(set.status, 303, "{}", set.body);
}

#[sqlx::test(migrations = false)]
async fn every_page_shows_the_same_hour_of_a_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (near, far) = (group.member("مهتاب").await, group.member("امید").await);
    let scheduler = staff_member(&practice, "secretary", Locale::En).await;
    let (session, planned) = plan(&group, &JALALI).await;
    assert_eq!(planned.status, 303);
    reads(&far.browser, Locale::Fa, Calendar::Gregorian, Tz::Europe__Berlin).await;
    reads(&scheduler, Locale::En, Calendar::Gregorian, Tz::Asia__Tehran).await;
    let (base, page) = (format!("/groups/{}", group.id), format!("/sessions/{session}"));
    for path in ["/", &base, &page] {
        let near = near.browser.get(path).await.body;
        assert!(near.contains("سه‌شنبه ۱۰ آذر ۱۴۰۵ ساعت ۱۸:۳۰") && !near.contains("به وقت"), "{path}: {near}");
        let far = far.browser.get(path).await.body;
        let words = "سه‌شنبه ۱ دسامبر ۲۰۲۶ ساعت ۱۸:۳۰ به وقت تهران (۱۶:۰۰ به وقت برلین)";
        assert!(far.contains(words), "{path}: {far}");
    }
    let year = far.browser.get(&format!("{base}/year")).await.body;
    assert!(year.contains("۲۰۲۶") && year.contains("دسامبر") && year.contains("۱۸:۳۰ به وقت تهران (۱۶:۰۰ به وقت برلین)"), "{year}");
    // The therapist's own home, a list of groups and the console's session have other pages.
    reads(group.therapist(), Locale::Fa, Calendar::Jalali, Tz::America__New_York).await;
    let words = "سه‌شنبه ۱۰ آذر ۱۴۰۵ ساعت ۱۸:۳۰ به وقت تهران (۱۰:۰۰ به وقت نیویورک)";
    for path in ["/", "/groups", &base, &page, &format!("{page}/time"), &format!("{page}/substitutions")] {
        let body = group.therapist().get(path).await.body;
        assert!(body.contains(words), "{path}: {body}");
    }
    let times = scheduler.get("/practice/times").await.body;
    assert!(times.contains("Tuesday 1 December 2026 at 18:30<"), "{times}");
    // A slip uses the group's calendar, in the language of the person who gets it.
    let slips = group.therapist().get(&format!("{page}/slips")).await.body;
    assert!(slips.contains("سه‌شنبه ۱۰ آذر ۱۴۰۵ ساعت ۱۸:۳۰ به وقت تهران (۱۶:۰۰ به وقت برلین)"), "{slips}");
}

#[sqlx::test(migrations = false)]
async fn dates_are_entered_in_the_readers_calendar(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let berlin = practice.form(Locale::En, 8, Tz::Europe__Berlin, Calendar::Gregorian).await;
    let form = berlin.therapist().get(&format!("/groups/{}/sessions/new", berlin.id)).await.body;
    assert!(form.contains("data-calendar=\"jalali\"") && form.contains("value=\"۱۴۰۵/۹/۴\"") && form.contains("برلین"), "{form}");
    assert_eq!(plan(&berlin, &JALALI).await.1.status, 303);
    let local: String = world.one("select local_start::text from session").await;
    assert_eq!(local, "2026-12-01 18:30:00");
}

#[sqlx::test(migrations = false)]
async fn an_hour_skipped_by_clocks_is_explained_beside_its_field(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let cairo = practice.form(Locale::En, 8, Tz::Africa__Cairo, Calendar::Gregorian).await;
    let skipped = SessionInput { month: "4", day: "30", time: "00:30", ..GREGORIAN };
    let (_, reply) = plan(&cairo, &skipped).await;
    assert_eq!((reply.status, world.count("session").await), (422, 0));
    let said = reply.beside("time-error");
    assert!(said.contains("Cairo") && said.contains("01:00") && reply.body.contains("value=\"00:30\""), "{said}");
    // A session cannot be moved there either.
    let (session, reply) = plan(&cairo, &SessionInput { time: "18:30", ..skipped }).await;
    assert_eq!(reply.status, 303);
    let to = async |time: &str| {
        let fields = [("date", "2027/4/30"), ("time", time), ("minutes", "90"), ("version", "1")];
        cairo.therapist().post(&format!("/sessions/{session}/time"), &fields).await
    };
    let reply = to("00:30").await;
    assert!(reply.status == 422 && reply.beside("time-error").contains("01:00"), "{}", reply.body);
    assert_eq!(to("01:00").await.status, 303);
    // If an hour occurs twice, the first one counts, and the page says so.
    let twice = SessionInput { month: "10", day: "28", time: "23:30", ..GREGORIAN };
    let (session, reply) = plan(&cairo, &twice).await;
    assert_eq!(reply.status, 303);
    let page = cairo.therapist().get(&format!("/sessions/{session}")).await.body;
    assert!(page.contains("23:30 Cairo time, before the clocks go back ("), "{page}");
    // For a series the warning names the day and the hour at which its session begins; the series is created once it was read.
    let id = uuid::Uuid::new_v4().to_string();
    let mut series = vec![("id", id.as_str()), ("date", "2027/4/23"), ("time", "00:30"), ("minutes", "60")];
    series.extend([("rhythm", "weekly"), ("ends", "count"), ("count", "3"), ("wish", "look")]);
    let send = async |more: &[(&str, &str)]| {
        let kept: Vec<_> = series.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).chain(more).copied().collect();
        cairo.therapist().post(&format!("/groups/{}/series", cairo.id), &kept).await
    };
    let words = "skip this hour: the session starts at 01:00";
    let looked = send(&[]).await;
    assert!(looked.status == 200 && looked.body.matches(words).count() == 1, "{}", looked.body);
    // The session that was moved to that very hour is in conflict.
    assert!(send(&[("wish", "keep"), ("despite", "true")]).await.body.contains("has another session at that time"));
    let skipped = [("wish", "keep"), ("skip", "2027-04-30")];
    assert_eq!(send(&skipped).await.status, 303);
    assert_eq!(world.count("session where series_id is not null").await, 2);
}

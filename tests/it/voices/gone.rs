//! A member who is absent has no turn, no raised hand and no presence: by every path, from that minute on.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{send, tap, turns, undo};
use crate::staff::{accept_offer, offer};
use crate::substitute::{LEILA, named};
use crate::world::{Browser, Member, TestGroup, World};

/// The presence of a member, as the page of voices shows it.
pub async fn present(staff: &Browser, session: &str, member: &str) -> String {
    let page = staff.get(&format!("/sessions/{session}/voices")).await.body;
    let row = Regex::new(&format!(r#"(?s)data-rates="{member}".*?data-figure="present">([^<]+)<"#)).expect("a pattern");
    row.captures(&page).map(|found| found[1].to_owned()).unwrap_or_default()
}

async fn enter(member: &Member, session: &str) {
    assert_eq!(member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await.status, 303);
}

async fn says(group: &TestGroup<'_>, session: &str, member: &Member, fields: &[(&str, &str)]) -> u16 {
    group.therapist().post(&format!("/sessions/{session}/attendance/{}", member.membership), fields).await.status
}

/// The ways in which a member becomes absent.
#[derive(Clone, Copy, Debug)]
enum Way {
    Leaves,
    LeftIsNoted,
    AbsentIsNoted,
    Removed,
    Paused,
    LeavesTheGroup,
    Graduates,
}

const WAYS: [Way; 7] = [Way::Leaves, Way::LeftIsNoted, Way::AbsentIsNoted, Way::Removed, Way::Paused, Way::LeavesTheGroup, Way::Graduates];

impl Way {
    async fn go(self, group: &TestGroup<'_>, session: &str, member: &Member) -> u16 {
        let (id, base) = (&member.membership, &group.id);
        let of_member = |act: &str| format!("/groups/{base}/members/{id}/{act}");
        match self {
            Self::Leaves => member.browser.post(&format!("/sessions/{session}/departure"), &[]).await.status,
            Self::LeftIsNoted => says(group, session, member, &[("said", "left")]).await,
            Self::AbsentIsNoted => says(group, session, member, &[("said", "absent")]).await,
            Self::Removed => group.therapist().post(&of_member("removal"), &[]).await.status,
            Self::Paused => group.therapist().post(&of_member("pause"), &[]).await.status,
            Self::LeavesTheGroup => member.browser.post(&format!("/groups/{base}/leaving"), &[("when", "now")]).await.status,
            Self::Graduates => group.therapist().post(&of_member("graduation"), &[("when", "now")]).await.status,
        }
    }
}

#[sqlx::test(migrations = false)]
async fn a_turn_a_raised_hand_and_presence_end_when_a_member_leaves(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let wait = |seconds| world.app.clock.advance(TimeDelta::seconds(seconds));
    for noted in [true, false] {
        let group = practice.group(Locale::En, 15).await;
        let session = group.live().await;
        let staff = group.therapist();
        for (n, way) in WAYS.into_iter().enumerate() {
            let (speaks, waits) = (group.member(&format!("Maya {n}")).await, group.member(&format!("Omid {n}")).await);
            if noted {
                enter(&speaks, &session).await;
                enter(&waits, &session).await;
            }
            tap(staff, &session, Uuid::new_v4(), &speaks.membership, "", 0).await;
            for who in [&speaks, &waits] {
                let raised = send(&who.browser, &format!("/sessions/{session}/hands"), &[("kind", "new"), ("age", "0")]).await;
                assert_eq!(raised.status, 200);
            }
            wait(30);
            assert_eq!(way.go(&group, &session, &speaks).await, 303, "{way:?}");
            if noted || !matches!(way, Way::LeftIsNoted) {
                assert_eq!(way.go(&group, &session, &waits).await, 303, "{way:?}");
            }
            wait(90);
            let last = turns(&world, &session).await;
            assert_eq!((last.len(), last.last().map(String::as_str)), (n + 1, Some("30")), "{way:?}, noted {noted}");
            let up = format!("hand where membership_id = '{}' and lowered_at is null", speaks.membership);
            assert_eq!(world.count(&up).await, 0, "{way:?}: their hand");
            if noted || !matches!(way, Way::LeftIsNoted) {
                let up = format!("hand where membership_id = '{}' and lowered_at is null", waits.membership);
                assert_eq!(world.count(&up).await, 0, "{way:?}: the hand of the waiting member");
            }
            assert_eq!(present(staff, &session, &speaks.membership).await, "0:30", "{way:?}, noted {noted}");
            let page = staff.get(&format!("/sessions/{session}/live")).await.body;
            assert!(page.contains("data-turn=\"\""), "{way:?}: no one has the floor");
        }
    }
}

#[sqlx::test(migrations = false)]
async fn an_absent_member_is_given_nothing_until_they_return(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (left, absent, sorry, may) =
        (group.member("Maya").await, group.member("Omid").await, group.member("Noor").await, group.member("Sara").await);
    let session = group.live().await;
    let staff = group.therapist();
    enter(&left, &session).await;
    left.browser.post(&format!("/sessions/{session}/departure"), &[]).await;
    assert_eq!(says(&group, &session, &absent, &[("said", "absent")]).await, 303);
    sorry.browser.post(&format!("/sessions/{session}/regrets"), &[]).await;
    let board = group.board(&session, "aloud-named").await;
    staff.fragment(&format!("/sessions/{session}/rounds"), &[("id", &Uuid::new_v4().to_string())]).await;
    let acts = async |who: &Member| {
        let member = who.membership.as_str();
        let at = |path: &str| format!("/sessions/{session}/{path}");
        [
            tap(staff, &session, Uuid::new_v4(), member, "", 0).await.status,
            send(staff, &at("hands"), &[("kind", "new"), ("whose", member)]).await.status,
            send(staff, &at("passes"), &[("whose", member)]).await.status,
            send(staff, &at("nudges"), &[("whom", member), ("kind", "glad")]).await.status,
            send(staff, &at("concerns"), &[("text", "words"), ("whose", "name"), ("member", member)]).await.status,
            send(staff, &format!("/brainstorms/{board}/ideas"), &[("text", "words"), ("whose", member)]).await.status,
            staff.fragment(&at(&format!("check-in/{member}")), &[("value", "5")]).await.status,
        ]
    };
    for who in [&left, &absent, &sorry] {
        assert_eq!(acts(who).await, [422; 7]);
        let refused = send(&who.browser, &format!("/sessions/{session}/hands"), &[("kind", "new")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("I’m here"), "how to return");
    }
    for table in ["turn", "hand", "round_pass", "nudge", "concern", "entry", "mood"] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    let refused = tap(staff, &session, Uuid::new_v4(), &left.membership, "", 0).await;
    assert!(refused.body.contains("Who’s here"), "the next step is explained");
    // A member who may attend is present again; so is one whom staff record as present.
    assert_eq!(acts(&may).await.map(|status| status / 100), [2, 2, 2, 2, 2, 2, 3]);
    for who in [&left, &absent, &sorry] {
        enter(who, &session).await;
        assert_eq!(send(&who.browser, &format!("/sessions/{session}/hands"), &[("kind", "new")]).await.status, 200);
    }
}

#[sqlx::test(migrations = false)]
async fn a_correction_cuts_at_its_own_minute_and_undo_does_not_cross_it(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.live().await;
    let staff = group.therapist();
    let wait = |seconds| world.app.clock.advance(TimeDelta::seconds(seconds));
    enter(&maya, &session).await;
    enter(&omid, &session).await;
    let first = Uuid::new_v4();
    tap(staff, &session, first, &maya.membership, "", 0).await;
    wait(20 * 60);
    // The session began at 15:00 in Tehran.
    assert_eq!(says(&group, &session, &maya, &[("said", "left"), ("left", "15:10")]).await, 303);
    assert_eq!(turns(&world, &session).await, ["600"]);
    assert_eq!(present(staff, &session, &maya.membership).await, "10:00");
    assert_eq!(undo(staff, &session, &first.to_string()).await.status, 409);
    // The floor was handed over, and the former speaker left: undoing the tap gives the floor to no one.
    let (second, third) = (Uuid::new_v4(), Uuid::new_v4());
    assert_eq!(says(&group, &session, &maya, &[("said", "here"), ("entered", "15:00")]).await, 303);
    tap(staff, &session, second, &maya.membership, "", 0).await;
    wait(60);
    tap(staff, &session, third, &omid.membership, &second.to_string(), 0).await;
    maya.browser.post(&format!("/sessions/{session}/departure"), &[]).await;
    assert_eq!(undo(staff, &session, &third.to_string()).await.status, 200);
    assert_eq!(turns(&world, &session).await, ["600", "60"]);
    // "Nothing is known" is not shown for a member who has spoken. A turn cut by the end is cut again at the time when its speaker left.
    assert_eq!(says(&group, &session, &maya, &[("said", "expected")]).await, 422);
    tap(staff, &session, Uuid::new_v4(), &omid.membership, "", 0).await;
    wait(10 * 60);
    staff.post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!(turns(&world, &session).await, ["600", "60", "600"]);
    assert_eq!(says(&group, &session, &omid, &[("said", "left"), ("left", "15:23")]).await, 303);
    assert_eq!(turns(&world, &session).await, ["600", "60", "120"]);
}

#[sqlx::test(migrations = false)]
async fn a_turn_taken_while_away_counts_as_presence(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.live().await;
    let staff = group.therapist();
    let wait = |seconds| world.app.clock.advance(TimeDelta::seconds(seconds));
    enter(&maya, &session).await;
    wait(60);
    maya.browser.post(&format!("/sessions/{session}/departure"), &[]).await;
    let turn = Uuid::new_v4();
    tap(staff, &session, turn, &omid.membership, "", 0).await;
    wait(60);
    tap(staff, &session, Uuid::new_v4(), "", &turn.to_string(), 0).await;
    enter(&maya, &session).await;
    assert_eq!(present(staff, &session, &maya.membership).await, "1:00");
    // It was Maya who spoke.
    let fields = [("version", "1"), ("whose", maya.membership.as_str()), ("from", "1:00"), ("until", "2:00")];
    assert_eq!(staff.post(&format!("/turns/{turn}"), &fields).await.status, 303);
    assert_eq!(present(staff, &session, &maya.membership).await, "2:00");
}

#[sqlx::test(migrations = false)]
async fn no_member_counts_as_unheard_in_their_first_ten_minutes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.live().await;
    let staff = group.therapist();
    enter(&maya, &session).await;
    tap(staff, &session, Uuid::new_v4(), &maya.membership, "", 0).await;
    world.app.clock.advance(TimeDelta::minutes(15));
    enter(&omid, &session).await;
    let unheard = async || {
        let live = staff.get(&format!("/sessions/{session}/live")).await.body;
        let voices = staff.get(&format!("/sessions/{session}/voices")).await.body;
        let listed = Regex::new(&format!(r#"data-list="unheard" data-of="{}"( hidden)?>"#, omid.membership)).expect("a pattern");
        let seat = Regex::new(&format!(r#"<li id="seat-{}"\s+class="([^"]*)""#, omid.membership)).expect("a pattern");
        let is_listed = |page: &str| listed.captures_iter(page).any(|found| found.get(1).is_none());
        (is_listed(&live), is_listed(&voices), seat.captures(&live).is_some_and(|found| found[1].contains("unheard")))
    };
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(unheard().await, (false, false, false), "after one second");
    world.app.clock.advance(TimeDelta::minutes(10));
    assert_eq!(unheard().await, (true, true, true), "after ten minutes");
}

#[sqlx::test(migrations = false)]
async fn a_removed_substitute_loses_the_floor(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let link = offer(&practice.therapist, "therapist").await.0;
    let guest = accept_offer(&world, &link, "Kian", "kian@example.org").await;
    let post: String = world.one("select id::text from staff where role = 'therapist'").await;
    for by_post in [false, true] {
        let group = practice.group(Locale::En, 8).await;
        let session = group.live().await;
        named(group.therapist(), &session, LEILA).await;
        guest.post(&format!("/sessions/{session}/attendance"), &[]).await;
        let seat: String = world.one("select membership_id::text from substitution order by made_at desc limit 1").await;
        assert_eq!(tap(&guest, &session, Uuid::new_v4(), &seat, "", 0).await.status, 200);
        world.app.clock.advance(TimeDelta::seconds(30));
        let path = if by_post {
            format!("/practice/staff/{post}/removal")
        } else {
            let id: String = world.one("select id::text from substitution order by made_at desc limit 1").await;
            format!("/sessions/{session}/substitutions/{id}/withdrawal")
        };
        assert_eq!(practice.therapist.post(&path, &[]).await.status, 303);
        world.app.clock.advance(TimeDelta::seconds(90));
        assert_eq!(turns(&world, &session).await, ["30"], "by the staff position: {by_post}");
        assert_eq!(world.count(&format!("attendance where membership_id = '{seat}' and left_at is null")).await, 0);
    }
}

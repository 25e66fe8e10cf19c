//! Dots: given and withdrawn freely, never more than the allowance, hidden until they are opened, and without an owner afterwards.

use futures_util::future::join_all;
use hamdel::app;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{dots, go, ideas, open_dots};
use crate::world::{Browser, Member, TestGroup, World};

struct Table<'a> {
    world: &'a World,
    members: Vec<Member>,
    session: String,
    board: String,
    ideas: Vec<Uuid>,
}

impl<'a> Table<'a> {
    async fn new(world: &'a World, group: &'a TestGroup<'a>) -> Self {
        let members = vec![group.member("Robin").await, group.member("Wren").await, group.member("Ash").await];
        let session = group.live().await;
        for member in &members {
            member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
        }
        let board = group.board(&session, "aloud-named").await;
        let ideas = ideas(&members[0].browser, &board, &["one", "two", "three"]).await;
        assert_eq!(go(group.therapist(), &board, "gather", "narrow").await.status, 200);
        Self { world, members, session, board, ideas }
    }

    async fn seq(&self) -> i64 {
        self.world.published_changes(&self.session).await
    }

    async fn page(&self, browser: &Browser) -> String {
        browser.get(&format!("/sessions/{}/live", self.session)).await.body
    }

    async fn give(&self, who: usize, idea: usize, many: i32) -> u16 {
        dots(&self.members[who].browser, &self.board, 1, self.ideas[idea], many).await.status
    }
}

#[sqlx::test(migrations = false)]
async fn dots_are_hidden_until_they_are_opened(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group).await;
    let staff = group.therapist();
    assert!(table.page(staff).await.contains("The dots aren’t open yet"), "the person who ends the session is informed");
    let wall = staff.post(&format!("/sessions/{}/wall", table.session), &[]).await.link("/wall/").expect("an address");
    let screen = world.browser(Locale::En);
    let others = async || {
        let mut pages = vec![screen.get(&wall).await.body, table.page(staff).await, table.page(&table.members[2].browser).await];
        // Form ids are fresh on each page.
        let fresh =
            regex::Regex::new(r#"name="(id|token)" value="[^"]*"|data-(now|spoken|present)="\d+"|content="[^"]*""#).expect("a pattern");
        pages.iter_mut().for_each(|page| *page = fresh.replace_all(page, "").into_owned());
        pages
    };
    let (before, seq) = (others().await, table.seq().await);
    let reply = dots(&table.members[0].browser, &table.board, 1, table.ideas[0], 2).await;
    assert!(reply.status == 200 && reply.body.contains("1 of your 3 dots left"), "{}", reply.body);
    assert_eq!((table.give(0, 1, 1).await, table.give(1, 1, 3).await), (200, 200));
    assert_eq!(table.seq().await, seq, "nothing is published");
    assert_eq!(others().await, before, "and nothing is shown: not on the wall, not to staff, not to another member");
    assert!(table.page(&table.members[0].browser).await.contains("You’ve given all 3 of your dots."), "except to their owner");
    assert_eq!(table.give(0, 2, 1).await, 422, "never more than the allowance");
    assert_eq!((table.give(0, 0, 1).await, table.give(0, 2, 1).await), (200, 200), "withdrawn, and given elsewhere");
    assert_eq!(table.give(0, 0, 4).await, 422);
    let many = join_all((0..12).map(|n| table.give(2, n % 3, 1 + i32::try_from(n).expect("small") % 3))).await;
    assert!(many.iter().all(|status| [200, 422].contains(status)));
    let most: i64 = world.one("select max(n) from (select count(*) n from dot group by tag) t").await;
    assert!(most <= 3, "regardless of simultaneous requests");
    assert_eq!(dots(&table.members[0].browser, &table.board, 2, table.ideas[0], 1).await.status, 409, "another round");
    assert_eq!(dots(&table.members[0].browser, &table.board, 1, Uuid::new_v4(), 1).await.status, 422);
    // The tables name no one, on boards with and without names.
    let identifying: Vec<String> = world.all("select id::text from membership union select id::text from person").await;
    for row in world.all::<String>("select to_jsonb(d)::text from dot d").await {
        assert!(!identifying.iter().any(|id| row.contains(id.as_str())) && !row.contains("2026-11-"), "{row}");
    }
    let audited: Vec<String> =
        world.all("select concat(actor is null, subject_kind) from audit_entry where action = 'dots_given_nameless'").await;
    assert_eq!(audited, ["tsession"]);
    let log = world.log();
    assert!(!table.ideas.iter().any(|idea| log.contains(&format!("dots {idea}"))));
    // After the opening the sums are everywhere, and the single dots nowhere.
    let sums: Vec<i64> = world
        .all("select coalesce((select count(*) from dot d where d.idea_id = i.id), 0) from entry i where is_idea order by number")
        .await;
    assert_eq!(open_dots(&table.members[0].browser, &table.board, 1).await.status, 403);
    let twice = tokio::join!(open_dots(staff, &table.board, 1), open_dots(staff, &table.board, 1));
    assert_eq!((twice.0.status, twice.1.status), (200, 200));
    assert_eq!(world.count("dot").await, 0);
    let kept: Vec<i32> = world
        .all("select coalesce((select sum from dot_sum s where s.idea_id = i.id), 0) from entry i where is_idea order by number")
        .await;
    assert_eq!(kept.iter().map(|sum| i64::from(*sum)).collect::<Vec<_>>(), sums);
    for page in others().await {
        for sum in &sums {
            let words = match sum {
                0 => "no dot".to_owned(),
                1 => "one dot".to_owned(),
                n => format!("\u{2068}{n}\u{2069} dots"),
            };
            assert!(page.contains(&words) || page.contains(&format!("{sum} dots")), "{words}");
        }
    }
    assert_eq!(table.give(0, 0, 0).await, 409, "they no longer change");
    assert_eq!(world.count("dot_sum where idea_id not in (select id from entry where is_idea)").await, 0);
}

#[sqlx::test(migrations = false)]
async fn dots_of_fewer_than_three_people_are_not_opened_and_a_new_round_is_possible(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group).await;
    let staff = group.therapist();
    assert_eq!((table.give(0, 0, 1).await, table.give(1, 0, 1).await), (200, 200));
    let refused = open_dots(staff, &table.board, 1).await;
    assert!(refused.status == 422 && refused.body.contains("Fewer than three"), "{}", refused.body);
    let again = format!("/brainstorms/{}/dots/rounds", table.board);
    assert_eq!(staff.fragment(&again, &[("round", "1"), ("dots", "2")]).await.status, 422, "not before they are open");
    assert_eq!(table.give(2, 1, 3).await, 200);
    assert_eq!(open_dots(staff, &table.board, 1).await.status, 200);
    let twice = join_all((0..4).map(|_| staff.fragment(&again, &[("round", "1"), ("dots", "2")]))).await;
    assert!(twice.iter().all(|reply| reply.status == 200), "one round");
    assert_eq!(world.count("dot_round").await, 2);
    assert!(table.page(&table.members[0].browser).await.contains("2 of your 2 dots left"));
    assert_eq!(dots(&table.members[0].browser, &table.board, 1, table.ideas[0], 1).await.status, 409, "of the earlier round");
    assert_eq!(dots(&table.members[0].browser, &table.board, 2, table.ideas[0], 2).await.status, 200);
    assert_eq!(world.count("dot_sum where round = 1").await, 2, "the earlier totals stay in the record");
    // Moving back and forth loses nothing.
    go(staff, &table.board, "narrow", "weigh").await;
    assert_eq!(dots(&table.members[0].browser, &table.board, 2, table.ideas[0], 0).await.status, 422);
    go(staff, &table.board, "weigh", "narrow").await;
    assert!(table.page(&table.members[0].browser).await.contains("You’ve given all 2"));
    // Dots that were never opened are deleted when figures freeze.
    staff.post(&format!("/sessions/{}/end", table.session), &[]).await;
    world.app.clock.advance(chrono::TimeDelta::hours(30));
    app::freeze(&world.app).await.expect("a database");
    assert_eq!((world.count("dot").await, world.count("dot_sum").await), (0, 2));
}

#[sqlx::test(migrations = false)]
async fn staff_give_dots_for_a_member_without_a_phone(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group).await;
    let (staff, omid) = (group.therapist(), group.member("Omid").await);
    let attendance = format!("/sessions/{}/attendance/{}", table.session, omid.membership);
    assert_eq!(staff.post(&attendance, &[("said", "here")]).await.status, 303);
    let path = format!("/brainstorms/{}/dots", table.board);
    let log = async |whose: &str, idea: usize, many: &str| {
        let idea = table.ideas[idea].to_string();
        staff.fragment(&path, &[("round", "1"), ("idea", &idea), ("dots", many), ("whose", whose)]).await
    };
    let logged = log(&omid.membership, 0, "2").await;
    assert!(logged.status == 200 && logged.body.contains("has given") && logged.body.contains("Omid"), "{}", logged.body);
    assert_eq!(
        (log(&omid.membership, 1, "2").await.status, log(&omid.membership, 1, "1").await.status),
        (422, 200),
        "the same limit as for members"
    );
    for whose in ["", "1", &Uuid::new_v4().to_string()] {
        assert_eq!(log(whose, 0, "1").await.status, 422, "{whose}: staff have no dots of their own");
    }
    let phone = log(&table.members[0].membership, 0, "1").await;
    assert!(
        phone.status == 422 && phone.body.contains("their own phone"),
        "a trial by staff would reveal the distribution: {}",
        phone.body
    );
    assert_eq!((table.give(0, 0, 1).await, table.give(1, 0, 1).await), (200, 200));
    assert_eq!(open_dots(staff, &table.board, 1).await.status, 200);
    let page = table.page(&table.members[0].browser).await;
    assert!(page.contains("3 dots were entered by staff for someone without a phone"), "marked, in the sum");
}

#[sqlx::test(migrations = false)]
async fn staff_cannot_probe_the_dots_of_members_who_entered_by_phone(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group).await;
    let (staff, omid, ruth) = (group.therapist(), group.member("Omid").await, group.member("Ruth").await);
    let correct = async |whose: &Member, said: &str| {
        let path = format!("/sessions/{}/attendance/{}", table.session, whose.membership);
        assert_eq!(staff.fragment(&path, &[("said", said)]).await.status, 200);
    };
    for whose in [&omid, &ruth] {
        correct(whose, "here").await;
    }
    for whose in [&omid, &ruth] {
        assert!(table.page(&whose.browser).await.contains("I’m here"), "a phone shows how to enter, regardless of the roll");
        let before = dots(&whose.browser, &table.board, 1, table.ideas[1], 2).await;
        assert!(before.status == 422 && before.body.contains("Please say first that you’re here"), "{}", before.body);
        assert_eq!(whose.browser.post(&format!("/sessions/{}/attendance", table.session), &[]).await.status, 303);
        assert_eq!(dots(&whose.browser, &table.board, 1, table.ideas[1], 2).await.status, 200);
    }
    let path = format!("/brainstorms/{}/dots", table.board);
    let mut answers = std::collections::BTreeSet::new();
    for said in ["here", "left", "expected", "absent", "here"] {
        for whose in [&omid, &ruth] {
            correct(whose, said).await;
            for (idea, many) in table.ideas.iter().flat_map(|idea| ["0", "1", "2", "3"].map(|many| (idea.to_string(), many))) {
                let fields = [("round", "1"), ("idea", &*idea), ("dots", many), ("whose", &*whose.membership)];
                let reply = staff.fragment(&path, &fields).await;
                answers.insert((reply.status, reply.body));
            }
        }
    }
    assert!(answers.len() == 1 && answers.iter().all(|(status, body)| *status == 422 && body.contains("their own phone")), "{answers:?}");
    assert_eq!(world.count("dot").await, 4);
}

//! A board without names reveals the author of a point or of a dot to no one: not to its readers, staff, the stream, the database or the
//! log.

use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use hamdel::{app, brainstorm, session};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{dots, go, ideas, open_dots, say};
use crate::world::{Browser, World};

#[sqlx::test(migrations = false)]
async fn no_byte_reveals_the_author_of_a_point_or_a_dot(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let members = [group.member("Robin").await, group.member("Wren").await, group.member("Ash").await];
    let [robin, wren, ash] = [0, 1, 2].map(|at| &members[at].browser);
    let session = group.live().await;
    for member in &members {
        member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    }
    let staff = group.therapist();
    let board = group.board(&session, "quiet-nameless").await;
    let all = ideas(robin, &board, &["one", "two", "three"]).await;
    staff.fragment(&format!("/brainstorms/{board}/opening"), &[]).await;
    assert_eq!(go(staff, &board, "gather", "weigh").await.status, 200);
    let (live, mine, stream) =
        (format!("/sessions/{session}/live"), format!("/sessions/{session}/mine"), format!("/sessions/{session}/stream"));
    let everyone: [&Browser; 5] = [staff, &facilitator.browser, robin, wren, ash];
    let from = format!("{stream}?after=1000");
    let mut streams = join_all(everyone.iter().map(|browser| browser.listen(&from))).await;
    for stream in &mut streams {
        stream.until_data("board-list").await;
    }
    let seq = async || world.published_changes(&session).await;
    let log_before = world.log().len();
    let mut points = Vec::new();
    // Two points wait, regardless of author and idea; the third publishes all three, and the facilitator names no author.
    for (n, (by, received)) in [(robin, 0), (&facilitator.browser, 0), (wren, 3), (ash, 0)].into_iter().enumerate() {
        let (id, before) = (Uuid::new_v4(), seq().await);
        let text = format!("osmium {n}");
        let (point, idea) = (id.to_string(), all[n % 3].to_string());
        let fields = [("id", point.as_str()), ("idea", &idea), ("kind", "cost"), ("text", &text), ("whose", &members[0].membership)];
        let reply = by.fragment(&format!("/brainstorms/{board}/points"), &fields).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(reply.body.is_empty(), received == 0, "the reply shows nothing either");
        assert_eq!(seq().await - before, received, "after {n}");
        points.push((id, by));
        if received == 0 {
            let others = everyone.iter().filter(|one| !std::ptr::eq(**one, by));
            let seen = join_all(others.map(|one| one.get(&live))).await.iter().any(|page| page.body.contains(&text));
            assert!(!seen, "{text} alone is seen by its author only");
            assert!(by.get(&live).await.body.contains(&text), "who sees it");
        }
    }
    // The fourth waits until the step ends; no one can act on what they cannot see.
    let (late, _) = points[3];
    let edit = [("text", "x"), ("version", "9")];
    assert_eq!(
        (wren.fragment(&format!("/entries/{late}"), &edit).await.status, ash.fragment(&format!("/entries/{late}"), &edit).await.status),
        (404, 409)
    );
    assert_eq!(go(staff, &board, "weigh", "narrow").await.status, 200);
    for (who, by) in [(robin, 0), (wren, 1), (ash, 2)] {
        let before = seq().await;
        assert_eq!(dots(who, &board, 1, all[by], 2).await.status, 200);
        assert_eq!(seq().await, before, "a dot is not published");
    }
    let identifying: Vec<String> = world
        .all("select id::text from membership union select id::text from person union select id::text from sign_in union select encode(token_hash, 'hex') from sign_in")
        .await;
    let tags: Vec<String> =
        world.all("select encode(author_tag, 'hex') from entry where not is_idea union select encode(tag, 'hex') from dot union select encode(author_tag, 'hex') from entry where is_idea").await;
    assert_eq!(tags.len(), 1 + 4 + 3, "no points, dots and ideas can be linked to one person");
    let ids: Vec<String> = points.iter().map(|(id, _)| id.to_string()).collect();
    // The same bytes for every reader of an audience, the authors too, up to the last change.
    assert_eq!(open_dots(staff, &board, 1).await.status, 200);
    let mut heard = Vec::new();
    for stream in &mut streams {
        let mut received = String::new();
        loop {
            let event = stream.event().await.expect("a stream that continues");
            assert!(["", "mine"].contains(&event.name.as_str()), "{event:?}");
            received += &event.data;
            if event.data.contains("2 dots") {
                break;
            }
        }
        heard.push(received);
    }
    let own = regex::Regex::new(r#"name="id" value="[^"]*""#).expect("a pattern");
    heard.iter_mut().for_each(|received| *received = own.replace_all(received, "").into_owned());
    assert_eq!(heard[2], heard[3], "Robin and Wren");
    assert_eq!(heard[2], heard[4], "Robin and Ash");
    let besides = |text: &str| {
        let parts = r##"(?s)<section id="voices".*?</section>|<div id="voices-side".*?</aside>|<hx-partial hx-target="#roll".*?</hx-partial>|<form id="(?:dots-)?behalf".*?</form>|<select id="commit-whose".*?</select>"##;
        regex::Regex::new(parts).expect("a pattern").replace_all(text, "").into_owned()
    };
    for received in &heard {
        let received = besides(received);
        assert!(ids.iter().all(|id| received.contains(id.as_str())), "all of them were published");
        assert!(!identifying.iter().chain(&tags).any(|id| received.contains(id.as_str())), "no seat, person, sign-in or tag in the stream");
    }
    let item = regex::Regex::new(r#"(?s)<li id="point-[^"]*"[^>]*>.*?<div class="mine""#).expect("a pattern");
    for reader in everyone {
        let (page, own) = (reader.get(&live).await.body, reader.get(&mine).await.body);
        assert_eq!(item.find_iter(&page).count(), 4);
        assert!(!item.find_iter(&page).any(|one| one.as_str().contains("class=\"by\"")), "no name at a point");
        assert!(!tags.iter().any(|tag| page.contains(tag.as_str()) || own.contains(tag.as_str())));
        for (id, by) in &points {
            let acts = format!("action=\"/entries/{id}");
            assert_eq!(page.contains(&acts) && own.contains(&acts), std::ptr::eq(*by, reader), "only the author's own places");
        }
    }
    let log = world.log().split_off(log_before);
    assert!(!identifying.iter().any(|id| log.contains(id.as_str())) && !log.contains("osmium"), "no person and no text in the log");
    assert!(!ids.iter().any(|id| log.contains(id.as_str())));
    // No row that names a point or a dot contains a person or a time.
    let tables: Vec<String> =
        world.all("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'keys')").await;
    for name in &tables {
        for row in world.all::<String>(&format!("select to_jsonb(t)::text from {name} t")).await {
            if ids.iter().chain(&tags).any(|id| row.contains(id.as_str())) {
                assert!(["public.entry", "public.session_change"].contains(&name.as_str()), "{name}: {row}");
                assert!(!identifying.iter().any(|id| row.contains(id.as_str())) && !row.contains("2026-11-"), "{name}: {row}");
            }
        }
    }
    let since = format!("session_change where session_id = '{session}'");
    let orders: Vec<String> = world.all(&format!("select subject_id::text from {since} and kind = 'point' order by seq")).await;
    assert_eq!(orders.len(), 3, "three in a batch; the last one came with the board");
    let audited: Vec<String> = world
        .all("select concat(actor is null, ' ', action, ' ', subject_kind, ' ', at = date_trunc('day', at)) from audit_entry where action like '%_nameless' order by 1")
        .await;
    assert_eq!(audited, ["t dots_given_nameless session t", "t entries_added_nameless session t"]);
    // After noon of the next day no one can trace it.
    staff.post(&format!("/sessions/{session}/end"), &[]).await;
    world.app.clock.advance(chrono::TimeDelta::hours(30));
    app::freeze(&world.app).await.expect("a database");
    assert_eq!(world.count("entry where not is_idea and author_tag is not null").await, 0);
}

#[sqlx::test(migrations = false)]
async fn waiting_points_are_published_in_random_order_when_the_session_ends(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let board = group.board(&session, "quiet-nameless").await;
    let idea = ideas(&robin.browser, &board, &["one", "two", "three"]).await[0];
    group.therapist().fragment(&format!("/brainstorms/{board}/opening"), &[]).await;
    go(group.therapist(), &board, "gather", "weigh").await;
    let mut firsts = [0; 3];
    for _ in 0..24 {
        let mut batch = Vec::new();
        for who in [&robin, &wren, &robin] {
            // Ids that reveal the order of writing, as a client might choose them.
            let id = Uuid::now_v7();
            assert_eq!(say(&who.browser, &board, id, idea, "cost", "something").await.status, 200);
            batch.push(id);
        }
        let first: Uuid = world.one("select subject_id from session_change where kind = 'point' order by seq desc limit 1").await;
        firsts[batch.iter().position(|id| *id == first).expect("one of them")] += 1;
    }
    assert!(firsts.iter().all(|n| *n > 0), "the last one written is not always published last: {firsts:?}");
    say(&robin.browser, &board, Uuid::new_v4(), idea, "benefit", "a late one").await;
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    session::freeze::settle_ended(&world.app, brainstorm::store::settle).await.expect("settled");
    assert!(wren.browser.get(&format!("/sessions/{session}/live")).await.body.contains("a late one"), "every point is stored, and shown");
}

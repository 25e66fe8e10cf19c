//! Staff of a practice: invited by a link, given another role, removed; each sees their own groups.

use chrono::TimeDelta;
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use hamdel::person::{PersonId, sign_in};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, PASSPHRASE, TestGroup, TestPractice, World};

const STAFF: &str = "/practice/staff";

/// An invitation to join the staff: its link, and its id.
pub async fn offer(administrator: &Browser, role: &str) -> (String, String) {
    let id = Uuid::new_v4().to_string();
    let made = administrator.post("/practice/staff/invitations", &[("id", &id), ("role", role)]).await;
    assert_eq!(made.status, 200, "{}", made.body);
    (made.link("/staff/").expect("a link"), id)
}

/// A person with this position in the practice, with an account of their own.
pub async fn staff_member(practice: &TestPractice<'_>, role: &str, locale: Locale) -> Browser {
    let (link, id) = offer(&practice.therapist, role).await;
    let browser = practice.world.browser(locale);
    let email = format!("{id}@example.org");
    let taken = browser.post(&link, &[("name", "Mehri"), ("email", &email), ("passphrase", PASSPHRASE)]).await;
    assert_eq!((taken.status, taken.location()), (303, "/"), "{}", taken.body);
    browser
}

/// A person who accepts the position.
pub async fn accept_offer(world: &World, link: &str, name: &str, email: &str) -> Browser {
    let browser = world.browser(Locale::En);
    let taken = browser.post(link, &[("name", name), ("email", email), ("passphrase", PASSPHRASE)]).await;
    assert_eq!((taken.status, taken.location()), (303, "/"), "{}", taken.body);
    browser
}

#[sqlx::test(migrations = false)]
async fn a_staff_link_is_for_one_person_and_opening_it_changes_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (link, id) = offer(&practice.therapist, "therapist").await;
    let again = practice.therapist.post("/practice/staff/invitations", &[("id", &id), ("role", "therapist")]).await;
    assert!(again.status == 200 && again.body.contains(&link), "the same form twice is one invitation, and shows its link for a minute");
    assert_eq!(world.count("staff_invitation").await, 1);
    let visitor = world.browser(Locale::En);
    for _ in 0..3 {
        let page = visitor.get(&link).await;
        assert!(page.status == 200 && page.body.contains("Forms and leads groups"), "{}", page.body);
    }
    assert_eq!((world.count("staff").await, world.count("staff_invitation where taken_at is null").await), (1, 1));
    let refused = visitor.post(&link, &[("name", "Sohrab"), ("email", "no address"), ("passphrase", "short")]).await;
    assert!(refused.status == 422 && refused.body.contains("Sohrab") && refused.body.contains("email-error"), "{}", refused.body);
    let sohrab = accept_offer(&world, &link, "Sohrab", "sohrab@example.org").await;
    assert_eq!(world.browser(Locale::En).get(&link).await.status, 404, "it worked once");
    assert_eq!(world.browser(Locale::En).post(&link, &[("name", "Late")]).await.status, 404);
    assert!(practice.therapist.get(STAFF).await.body.contains("Sohrab"));
    assert_eq!(sohrab.get(STAFF).await.status, 403, "the practice is the administrator's");
    assert_eq!(sohrab.get("/groups/new").await.status, 200, "a therapist forms groups");
    let out = world.browser(Locale::En);
    assert_eq!(out.sign_in("sohrab@example.org", PASSPHRASE).await.status, 303);
    assert_eq!(world.count("audit_entry where action in ('staff_invitation_made', 'staff_invitation_accepted')").await, 2);
}

#[sqlx::test(migrations = false)]
async fn a_position_gained_by_admission_needs_a_new_sign_in_and_no_link_opens_it(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (group, other) = (practice.group(Locale::En, 8).await, practice.group(Locale::En, 8).await);
    let is_in = async |browser: &Browser| browser.get("/account").await.status == 200;
    let admits = async |group: &TestGroup<'_>| {
        let waits: String = world.one("select id::text from membership where state = 'waiting'").await;
        let admitted = group.therapist().post(&format!("/groups/{}/members/{waits}/admission", group.id), &[]).await;
        assert_eq!(admitted.status, 303, "{}", admitted.body);
    };
    // Sina has no account yet: the sign-in that the therapist's link opened while she waited ends, her own stays.
    let (link, _) = group.invite_facilitator().await;
    let (sina, by_link) = (world.browser(Locale::En), world.browser(Locale::En));
    let user_name = sina.join(&link, "Sina", PASSPHRASE).await.user_name().expect("a user name");
    let person: Uuid = world.one("select person_id from membership where state = 'waiting'").await;
    let mut tx = Tx::without_practice(&world.app.pool).await.expect("a transaction");
    let made = sign_in::make_link(&mut tx, PersonId(person), TimeDelta::hours(1), world.app.clock.now()).await.expect("a link");
    tx.commit().await.expect("a commit");
    assert_eq!(by_link.post(&made, &[]).await.status, 303);
    admits(&group).await;
    assert_eq!((is_in(&sina).await, is_in(&by_link).await), (true, false));
    // In another group she has her position already: nothing ends.
    let (link, _) = other.invite_facilitator().await;
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(sina.post(&link, &[("name", "Sina")]).await.status, 303);
    admits(&other).await;
    assert!(is_in(&sina).await);
    // Maya was signed in as a member before: she signs in anew.
    let maya = group.member("Maya").await;
    let beside = world.browser(Locale::En);
    assert_eq!(beside.sign_in(&maya.user_name, PASSPHRASE).await.status, 303);
    let (link, _) = other.invite_facilitator().await;
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(maya.browser.post(&link, &[("name", "Maya")]).await.status, 303);
    admits(&other).await;
    assert_eq!((is_in(&maya.browser).await, is_in(&beside).await), (false, false));
    assert_eq!(maya.browser.sign_in(&maya.user_name, PASSPHRASE).await.status, 303);
    assert_eq!(maya.browser.get(&format!("/groups/{}/members", other.id)).await.status, 200);
    assert_eq!(world.browser(Locale::En).sign_in(&user_name, PASSPHRASE).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn links_expire_and_can_be_revoked(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (old, _) = offer(&practice.therapist, "facilitator").await;
    let (back, id) = offer(&practice.therapist, "secretary").await;
    let revoked = practice.therapist.post(&format!("/practice/staff/invitations/{id}/revocation"), &[]).await;
    assert_eq!(revoked.location(), STAFF);
    assert_eq!(world.browser(Locale::En).get(&back).await.status, 404);
    world.app.clock.advance(TimeDelta::days(7));
    practice.therapist.sign_in("leila@example.org", PASSPHRASE).await;
    assert_eq!(world.browser(Locale::En).get(&old).await.status, 404);
    let unknown = practice.therapist.post(&format!("/practice/staff/invitations/{}/revocation", Uuid::new_v4()), &[]).await;
    assert_eq!(unknown.status, 404);
}

#[sqlx::test(migrations = false)]
async fn two_therapists_see_their_own_groups_each(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let sohrab = accept_offer(&world, &offer(&practice.therapist, "therapist").await.0, "Sohrab", "sohrab@example.org").await;
    assert_eq!(sohrab.get(&format!("/groups/{}", group.id)).await.status, 404, "a group of another therapist");
    let (id, practice_id): (String, String) = (Uuid::new_v4().to_string(), world.one("select id::text from practice").await);
    let fields = [
        ("id", id.as_str()),
        ("practice", &practice_id),
        ("name", "Thursday circle"),
        ("purpose", "to ask for help"),
        ("locale", "en"),
        ("capacity", "8"),
        ("admission", "open"),
        ("meets", "in_person"),
        ("time_zone", "Asia/Tehran"),
        ("calendar", "gregorian"),
    ];
    let formed = sohrab.post("/groups", &fields).await;
    assert_eq!(formed.status, 303, "{}", formed.body);
    assert_eq!(sohrab.get(&format!("/groups/{id}")).await.status, 200);
    assert_eq!(practice.therapist.get(&format!("/groups/{id}")).await.status, 404, "not even the administrator");
    assert!(!practice.therapist.get("/groups").await.body.contains("Thursday circle"));
    let page = practice.therapist.get(STAFF).await.body;
    assert!(page.contains("Sohrab") && page.contains("in one group") && !page.contains("Thursday"), "that they lead one, not which");
}

#[sqlx::test(migrations = false)]
async fn roles_change_and_positions_end_by_the_rules(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let post = async |name: &str| -> String {
        world.one(&format!("select s.id::text from staff s join membership m on m.person_id = s.person_id where m.id = '{name}'")).await
    };
    let (leila, sina) =
        (world.one::<String>("select id::text from staff where role = 'administrator'").await, post(&facilitator.membership).await);
    let act = async |id: &str, what: &str, fields: &[(&str, &str)]| practice.therapist.post(&format!("{STAFF}/{id}/{what}"), fields).await;
    let alone = act(&leila, "role", &[("role", "therapist")]).await;
    assert!(alone.status == 422 && alone.body.contains("the practice’s only administrator"), "{}", alone.body);
    assert_eq!(act(&leila, "removal", &[]).await.status, 422);
    for (what, fields) in [("removal", &[][..]), ("role", &[("role", "secretary")][..])] {
        let refused = act(&sina, what, fields).await;
        assert!(refused.status == 422 && refused.body.contains("take over there first"), "{what}: {}", refused.body);
    }
    assert_eq!(act(&sina, "role", &[("role", "therapist")]).await.location(), STAFF);
    assert_eq!(facilitator.browser.get("/groups/new").await.status, 200, "at once");
    group.therapist().post(&format!("/groups/{}/members/{}/removal", group.id, facilitator.membership), &[]).await;
    assert_eq!(act(&sina, "removal", &[]).await.location(), STAFF);
    assert!(facilitator.browser.get("/groups/new").await.location().starts_with("/sign-in"), "its sign-ins ended with it");
    assert_eq!(facilitator.browser.sign_in(&facilitator.user_name, PASSPHRASE).await.status, 303);
    assert_eq!(facilitator.browser.get("/groups/new").await.status, 403, "an ended position gives no access");
    assert_eq!(act(&sina, "removal", &[]).await.location(), STAFF, "a second press is answered like the first");
    world.app.clock.advance(TimeDelta::minutes(2));
    assert_eq!(act(&sina, "removal", &[]).await.status, 404);
    // A new person becomes administrator; then the first one may leave.
    let kian = accept_offer(&world, &offer(&practice.therapist, "administrator").await.0, "Kian", "kian@example.org").await;
    assert_eq!(kian.get(STAFF).await.status, 200);
    assert_eq!(act(&leila, "role", &[("role", "therapist")]).await.location(), "/");
    assert_eq!((practice.therapist.get(STAFF).await.status, practice.therapist.get("/groups/new").await.status), (403, 200));
}

#[sqlx::test(migrations = false)]
async fn when_two_administrators_leave_at_once_one_stays(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let kian = accept_offer(&world, &offer(&practice.therapist, "administrator").await.0, "Kian", "kian@example.org").await;
    let ids: Vec<String> = world.all("select id::text from staff order by created_at").await;
    let down = [("role", "therapist")];
    let (first, second) = (format!("{STAFF}/{}/role", ids[0]), format!("{STAFF}/{}/role", ids[1]));
    let (one, other) = tokio::join!(practice.therapist.post(&first, &down), kian.post(&second, &down));
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert_eq!((answers, world.count("staff where role = 'administrator'").await), ([303, 422], 1));
}

#[sqlx::test(migrations = false)]
async fn a_secretary_sees_times_and_rooms_and_no_clinical_word(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = group.planned().await;
    let secretary = accept_offer(&world, &offer(&practice.therapist, "secretary").await.0, "Mehri", "mehri@example.org").await;
    assert_eq!(secretary.get("/").await.location(), "/practice/times", "it is available");
    assert_eq!(secretary.get("/groups").await.location(), "/practice/times");
    let times = secretary.get("/practice/times").await;
    assert!(times.status == 200 && times.body.contains("گروه نیلوفر") && times.body.contains("90 minutes"), "{}", times.body);
    assert!(!times.body.contains("نفس تازه"), "the purpose of the group is not theirs to read");
    let base = format!("/groups/{}", group.id);
    let closed = [
        format!("{base}/members"),
        format!("{base}/charter"),
        base.clone(),
        format!("/sessions/{session}"),
        format!("/sessions/{session}/live"),
    ];
    for path in closed {
        assert_eq!(secretary.get(&path).await.status, 404, "{path}");
    }
    for path in ["/practice", STAFF, "/groups/new"] {
        assert_eq!(secretary.get(path).await.status, 403, "{path}");
    }
    let facilitator = group.facilitator("Sina").await;
    assert_eq!(facilitator.browser.get("/practice/times").await.status, 403, "those of other groups are not a facilitator's");
    let elsewhere = practice.therapist.get("/practice/times").await;
    assert_eq!(elsewhere.status, 200, "an administrator manages times too");
}

#[sqlx::test(migrations = false)]
async fn a_therapist_who_wrote_notes_can_be_dismissed_and_return(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let sohrab = accept_offer(&world, &offer(&practice.therapist, "therapist").await.0, "Sohrab", "sohrab@example.org").await;
    let [post, own]: [String; 2] = [
        world.one("select id::text from staff where role = 'therapist'").await,
        world.one("select id::text from staff where role = 'administrator'").await,
    ];
    let (base, over) = (format!("/groups/{}", group.id), format!("/groups/{}/therapist", group.id));
    assert_eq!(practice.therapist.post(&over, &[("staff", &post)]).await.status, 303);
    let notes = format!("{base}/members/{}/private-notes", maya.membership);
    let (id, page) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let note = [("id", &*id), ("page", &page), ("text", "she smiled today"), ("passphrase", PASSPHRASE)];
    assert_eq!(sohrab.post(&notes, &note).await.status, 303);
    assert_eq!(sohrab.post(&over, &[("staff", &own)]).await.status, 303);

    let dismissed = practice.therapist.post(&format!("{STAFF}/{post}/removal"), &[]).await;
    assert_eq!((dismissed.status, dismissed.location()), (303, STAFF), "{}", dismissed.body);
    assert_eq!(world.count("staff where ended_at is not null").await, 1);
    assert_eq!(world.count("sign_in s join staff t on t.person_id = s.person_id where t.ended_at is not null").await, 0);
    assert!(!practice.therapist.get(STAFF).await.body.contains("Sohrab"));
    assert!(
        !practice.therapist.get(&format!("{base}/handover")).await.body.contains("Sohrab"),
        "a group cannot be handed to a former therapist"
    );
    assert_eq!(practice.therapist.post(&over, &[("staff", &post)]).await.status, 404);
    assert_eq!(practice.therapist.post(&format!("{STAFF}/{post}/sign-in-link"), &[]).await.status, 404);
    assert_eq!(sohrab.sign_in("sohrab@example.org", PASSPHRASE).await.status, 303);
    for path in ["/groups/new", "/practice/times", STAFF] {
        assert_eq!(sohrab.get(path).await.status, 403, "{path}");
    }
    assert_eq!(sohrab.get(&notes).await.status, 404);

    // The same person again, by a link as always: the former position, with today's role, and their own notes.
    assert_eq!(sohrab.post(&offer(&practice.therapist, "therapist").await.0, &[]).await.location(), "/");
    assert_eq!(sohrab.get("/groups/new").await.status, 200);
    assert_eq!(world.count("staff").await, 2, "one position per person");
    assert_eq!(practice.therapist.post(&over, &[("staff", &post)]).await.status, 303);
    assert_eq!(sohrab.post("/step-up", &[("passphrase", PASSPHRASE), ("back", "/")]).await.status, 303);
    assert!(sohrab.get(&notes).await.body.contains("she smiled today"));
}

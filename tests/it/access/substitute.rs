//! A substitute has access to one session, and to nothing else of the group.

use hamdel::kit::i18n::Locale;
use hamdel::kit::web::Access;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{Stage, TABLE, try_route};
use crate::staff;
use crate::substitute::{LEILA, named};
use crate::world::{Browser, World, without_tokens};

/// Routes within the group, by any anchor, that do not belong to one session.
const OF_THE_GROUP: [Access; 7] = [
    Access::GroupParticipant,
    Access::GroupStaff,
    Access::GroupTherapist,
    Access::GroupMember,
    Access::GroupTherapistOr404,
    Access::OwnInAnyState,
    Access::MemberOrApplicant,
];

/// Routes of the session itself that stay with the group's own people.
const KEPT_BACK: [&str; 8] = [
    "/sessions/{session}/time",
    "/sessions/{session}/cancel",
    "/sessions/{session}/slips",
    "/sessions/{session}/private-notes",
    "/sessions/{session}/backstage/settlement",
    "/sessions/{session}/substitutions",
    "/sessions/{session}/substitutions/{substitution}/withdrawal",
    // Not open to the substitute: its item belongs to no session.
    "/invitations/{invitation}/revocation",
];

async fn is_not_there(stage: &Stage, substitute: &Browser, method: &str, path: &str) -> bool {
    let (real, nowhere) = (stage.fill(path), Stage::nowhere().fill(path));
    let (reply, none) = (try_route(substitute, method, &real).await, try_route(substitute, method, &nowhere).await);
    let same = |page: &str, path: &str| without_tokens(page).replace(path, "PATH");
    reply.status == 404 && same(&reply.body, &real) == same(&none.body, &nowhere)
}

#[sqlx::test(migrations = false)]
async fn a_substitute_reaches_only_the_routes_of_their_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let stage = Stage::set(&world, &group).await;
    let live = stage.fill("{session}");
    let substitute = staff::accept_offer(&world, &staff::offer(&practice.therapist, "therapist").await.0, "Kian", "kian@example.org").await;
    let other: String = world.one("select id::text from session where state = 'planned' order by starts_at limit 1").await;
    named(&practice.therapist, &other, LEILA).await;
    assert_eq!(substitute.get(&format!("/sessions/{other}")).await.status, 200, "that session is open to them");
    let mut wrong = Vec::new();
    let routes = || TABLE.iter().filter(|(who, ..)| OF_THE_GROUP.contains(who));
    for (_, method, path) in routes() {
        if !is_not_there(&stage, &substitute, method, path).await {
            wrong.push(format!("another session: {method} {path}"));
        }
    }
    named(&practice.therapist, &live, LEILA).await;
    for (who, method, path) in routes() {
        let closed = path.starts_with("/groups/") || KEPT_BACK.contains(path);
        if closed {
            if !is_not_there(&stage, &substitute, method, path).await {
                wrong.push(format!("this session: {method} {path}"));
            }
            continue;
        }
        let status = match (*method, path.ends_with("/stream")) {
            ("GET", true) => substitute.listen(&stage.fill(path)).await.status,
            _ => try_route(&substitute, method, &stage.fill(path)).await.status,
        };
        let expected = *who == Access::GroupMember;
        if status == 404 || (status == 403) != expected {
            wrong.push(format!("this session, as its therapist: {method} {path}: {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! A membership gives access only while it is active.

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{Stage, TABLE, try_route};
use crate::world::{World, without_tokens};
use hamdel::kit::i18n::Locale;
use hamdel::kit::web::Access;

const NOT_ACTIVE: [&str; 6] = ["invited", "waiting", "paused", "graduated", "left", "removed"];

#[sqlx::test(migrations = false)]
async fn an_inactive_membership_gives_no_access(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let stage = Stage::set(&world, &group).await;
    let people = [group.member("Maya").await, group.facilitator("Leila").await];
    let own = [
        Access::GroupParticipant,
        Access::ParticipantOrScheduler,
        Access::GroupStaff,
        Access::GroupStaffOrScheduler,
        Access::GroupTherapist,
        Access::GroupMember,
        Access::GroupTherapistOr404,
    ];
    let mut wrong = Vec::new();
    for person in &people {
        let group_page = format!("/groups/{}", group.id);
        assert_eq!(person.browser.get(&group_page).await.status, 200, "an active membership");
        for state in NOT_ACTIVE {
            let set = format!("update membership set state = '{state}' where id = '{}'", person.membership);
            assert_eq!(world.execute(&set).await.expect("a state"), 1);
            for (_, method, path) in TABLE.iter().filter(|(who, ..)| own.contains(who)) {
                let (real, nowhere) = (stage.fill(path), Stage::nowhere().fill(path));
                let reply = try_route(&person.browser, method, &real).await;
                let none = try_route(&person.browser, method, &nowhere).await;
                let same = |page: &str, path: &str| without_tokens(page).replace(path, "PATH");
                if reply.status != 404 || same(&reply.body, &real) != same(&none.body, &nowhere) {
                    wrong.push(format!("{state} {method} {path}: {}", reply.status));
                }
            }
        }
        let back = format!("update membership set state = 'active' where id = '{}'", person.membership);
        world.execute(&back).await.expect("a state");
        assert_eq!(person.browser.get(&group_page).await.status, 200, "active again");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

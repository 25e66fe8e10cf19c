//! Every route × every persona. The table is written by hand, from what the product promises; a route that it does not list fails the test.

use hamdel::app;
use hamdel::kit::i18n::Locale;
use hamdel::kit::web::Access;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::voices;
use crate::world::{Browser, TestGroup, TestPractice, World, without_tokens};
use crate::{charter, closing, commitment, staff, weigh};

mod scheduler;
mod states;
mod substitute;
mod table;

pub use table::TABLE;

/// The personas that request each route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Persona {
    Visitor,
    Waiting,
    Member,
    Facilitator,
    Therapist,
    /// A former member, who was removed.
    Former,
    /// Works in the same practice without a membership of this group.
    Colleague,
    /// Leads groups in another practice.
    Elsewhere,
    /// Keeps the practice's schedule without a membership of this group.
    Secretary,
    /// Administers the practice without a membership of this group.
    Administrator,
}

/// A route's answer, as far as it shows whether access was granted. A form with access carries an unknown field, so that it has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    In,
    SignInFirst,
    Forbidden,
    NotFound,
}

fn expected(who: Access, persona: Persona) -> Answer {
    use Persona::{Administrator, Colleague, Elsewhere, Facilitator, Former, Member, Secretary, Therapist, Visitor, Waiting};
    match (who, persona) {
        (Access::Public, _) => Answer::In,
        // No persona has the right token here.
        (Access::TokenHolder, _) => Answer::NotFound,
        (_, Visitor) => Answer::SignInFirst,
        (Access::SignedIn, _) => Answer::In,
        (Access::PracticeStaff, Facilitator | Therapist | Colleague | Elsewhere | Secretary | Administrator) => Answer::In,
        (Access::CanCreateGroups | Access::PracticeAdministrator | Access::Scheduler, Therapist | Elsewhere | Administrator) => Answer::In,
        (Access::Scheduler, Secretary) => Answer::In,
        (Access::PracticeStaff | Access::CanCreateGroups | Access::PracticeAdministrator | Access::Scheduler, _) => Answer::Forbidden,
        // A membership page is open to its owner in every state.
        (Access::OwnInAnyState, Waiting | Former | Member | Facilitator | Therapist) => Answer::In,
        // The intake is open to a waiting person too; a person with another role has no intake there.
        (Access::MemberOrApplicant, Waiting | Member) => Answer::In,
        (Access::MemberOrApplicant, Facilitator | Therapist) => Answer::Forbidden,
        // Times, rooms and invitations can also be managed with scheduling access, and nothing else of a group can.
        (Access::GroupStaffOrScheduler | Access::ParticipantOrScheduler, Secretary | Administrator) => Answer::In,
        // Anything else answers 404 in every state but active.
        (_, Waiting | Former | Colleague | Elsewhere | Secretary | Administrator) => Answer::NotFound,
        // For a facilitator or a member, a route for the therapist alone does not exist.
        (Access::GroupTherapistOr404, Facilitator | Member) => Answer::NotFound,
        // No one else uses a member's own route; staff have a separate one.
        (Access::GroupMember, Member) => Answer::In,
        (Access::GroupMember, _) => Answer::Forbidden,
        (_, Therapist)
        | (Access::GroupStaff | Access::GroupStaffOrScheduler, Facilitator)
        | (Access::GroupParticipant | Access::ParticipantOrScheduler, _) => Answer::In,
        (Access::GroupStaff | Access::GroupStaffOrScheduler | Access::GroupTherapist, _) => Answer::Forbidden,
    }
}

#[test]
fn the_table_lists_every_route_and_no_other() {
    let mut routes: Vec<_> = app::routes().list().iter().map(|route| (route.access, route.method, route.path)).collect();
    let mut table = TABLE.to_vec();
    routes.sort_unstable();
    table.sort_unstable();
    let missing: Vec<_> = routes.iter().filter(|route| !table.contains(route)).collect();
    let idle: Vec<_> = table.iter().filter(|row| !routes.contains(row)).collect();
    assert!(missing.is_empty() && idle.is_empty(), "routes missing in the table: {missing:#?}\nrows without a route: {idle:#?}");
}

#[sqlx::test(migrations = false)]
async fn every_route_answers_every_persona_as_declared(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let other = practice.group(Locale::En, 8).await;
    let stage = Stage::set(&world, &group).await;
    let waiting = world.browser(Locale::En);
    let (link, _) = group.invite("1", false).await;
    waiting.join(&link, "Yasaman", crate::world::PASSPHRASE).await;
    let former = group.member("Ruth").await;
    group.therapist().post(&format!("/groups/{}/members/{}/removal", group.id, former.membership), &[]).await;
    let (visitor, colleague, elsewhere) =
        (world.browser(Locale::En), other.facilitator("Kian").await, TestPractice::another(&world, Locale::En).await.therapist);
    let (member, facilitator) = (group.member("Maya").await, group.facilitator("Leila").await);
    let (secretary, administrator) =
        (staff::staff_member(&practice, "secretary", Locale::En).await, staff::staff_member(&practice, "administrator", Locale::En).await);
    let personas: [(Persona, &Browser); 10] = [
        (Persona::Visitor, &visitor),
        (Persona::Waiting, &waiting),
        (Persona::Former, &former.browser),
        (Persona::Colleague, &colleague.browser),
        (Persona::Elsewhere, &elsewhere),
        (Persona::Secretary, &secretary),
        (Persona::Administrator, &administrator),
        (Persona::Member, &member.browser),
        (Persona::Facilitator, &facilitator.browser),
        (Persona::Therapist, &practice.therapist),
    ];
    let mut wrong = Vec::new();
    for (who, method, path) in TABLE {
        for (persona, browser) in &personas {
            let (real, nowhere) = (stage.fill(path), Stage::nowhere().fill(path));
            if *method == "GET" && path.ends_with("/stream") && expected(*who, *persona) == Answer::In {
                let listening = browser.listen(&real).await;
                assert_eq!(listening.status, 200, "{persona:?} {path}");
                continue;
            }
            let reply = try_route(browser, method, &real).await;
            let answer = match reply.status {
                303 if reply.location().starts_with("/sign-in") => Answer::SignInFirst,
                403 => Answer::Forbidden,
                // A screen in the room shows the same quiet page for a link that has ended and for one that never was.
                303 if reply.location() == "/wall" => Answer::NotFound,
                404 => Answer::NotFound,
                _ => Answer::In,
            };
            let mut expected = expected(*who, *persona);
            // Another person's sign-in, a membership that is not waiting: access is granted, and then the item does not exist.
            if path.contains("{sign_in}") && expected == Answer::In {
                expected = Answer::NotFound;
            }
            // A session of another practice, requested by an administrator of their own practice.
            if path.starts_with("/practice/sessions/") && *persona == Persona::Elsewhere {
                expected = Answer::NotFound;
            }
            if answer != expected {
                wrong.push(format!("{persona:?} {method} {path}: {answer:?} ({}), not {expected:?}", reply.status));
            }
            if answer == Answer::NotFound {
                let none = try_route(browser, method, &nowhere).await;
                let same = |page: &str, path: &str| without_tokens(page).replace(path, "PATH");
                if (none.status, same(&none.body, &nowhere)) != (reply.status, same(&reply.body, &real)) {
                    wrong.push(format!("{persona:?} {method} {path}: what is not theirs differs from what does not exist"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const SETUP: [(&str, &str); 7] = [
    ("practice", "Another"),
    ("locale", "en"),
    ("calendar", "gregorian"),
    ("time_zone", "Europe/Berlin"),
    ("name", "Anna"),
    ("email", "anna@example.org"),
    ("passphrase", crate::world::PASSPHRASE),
];

/// A form with access is refused for its field `unknown` before it has an effect. Signing out, and forms that accept any field, are not
/// sent by personas with access.
async fn try_route(browser: &Browser, method: &str, path: &str) -> crate::world::Reply {
    match (method, path) {
        ("GET", _) => browser.get(path).await,
        (_, "/sign-out") => browser.get("/help").await,
        // These are sent complete, because the form is read before the link is looked up.
        (_, path) if path.starts_with("/join/") => browser.join(path, "Someone", crate::world::PASSPHRASE).await,
        (_, path) if path.starts_with("/setup/") => browser.post(path, &SETUP).await,
        (_, path) if path.starts_with("/staff/") => browser.post(path, &[("name", "Someone")]).await,
        ("POST", path) if path.starts_with("/sign-in/") => browser.post(path, &[]).await,
        ("POST", path) if path.starts_with("/account/sign-ins/") && path != "/account/sign-ins/end" => browser.post(path, &[]).await,
        _ => browser.post(path, &[("unknown", "1")]).await,
    }
}

/// The ids of items that exist.
struct Stage {
    ids: Vec<(&'static str, String)>,
}

impl Stage {
    async fn set(world: &World, group: &TestGroup<'_>) -> Self {
        let session = group.live().await;
        let board = group.board(&session, "aloud-named").await;
        let idea = Uuid::new_v4();
        group.therapist().idea(&board, idea, "an idea").await;
        let concern = Uuid::new_v4().to_string();
        crate::concern::lay(group.therapist(), &session, &concern, "a concern", "name").await;
        let point = weigh::weighed(group.therapist(), &board, idea).await;
        let (_, invitation) = group.invite("2", false).await;
        let commitment = Uuid::new_v4().to_string();
        let (omid, roya) = (group.member("Omid").await, group.member("Roya").await);
        let version = charter::propose(group, &omid.browser, "We listen.").await;
        charter::answer(group, &roya.browser, &version, 1, "agree", "").await;
        let proposal = charter::propose(group, &omid.browser, "Everyone may pass.").await;
        let (turn, nudge) = (Uuid::new_v4(), Uuid::new_v4().to_string());
        voices::tap(group.therapist(), &session, turn, &omid.membership, "", 0).await;
        let word = [("id", nudge.as_str()), ("whom", &omid.membership), ("kind", "glad")];
        group.therapist().fragment(&format!("/sessions/{session}/nudges"), &word).await;
        assert_eq!(weigh::go(group.therapist(), &board, "gather", "done").await.status, 200);
        let made = commitment::make(&omid.browser, &board, &commitment, &[("what", "a walk")]).await;
        assert_eq!(made.status, 200);
        let go = [("seen", "1"), ("to", "7")];
        assert_eq!(group.therapist().fragment(&format!("/sessions/{session}/stage"), &go).await.status, 200);
        assert_eq!(closing::sent(group, &session, "We met.").await.status, 303);
        // Publishing has ended the session; the routes are requested while it runs.
        for row in
            ["session set state = 'live', ended_at = null where id", "session_stage set ended_at = null where number = 2 and session_id"]
        {
            world.execute(&format!("update {row} = '{session}'")).await.expect("a live session");
        }
        let member = omid.membership;
        let of_omid = format!("select s.id::text from sign_in s join membership m on m.person_id = s.person_id where m.id = '{member}'");
        let sign_in: String = world.one(&of_omid).await;
        let series = crate::series::weekly(group, "2027/3/2", "3").await;
        let ids = vec![
            ("{staff}", world.one("select id::text from staff order by created_at limit 1").await),
            ("{staff_invitation}", crate::staff::offer(group.therapist(), "therapist").await.1),
            ("{group}", group.id.clone()),
            ("{session}", session),
            ("{brainstorm}", board),
            ("{idea}", idea.to_string()),
            ("{concern}", concern),
            ("{entry}", point.to_string()),
            ("{turn}", turn.to_string()),
            ("{nudge}", nudge),
            ("{commitment}", commitment),
            ("{invitation}", invitation),
            ("{member}", member),
            ("{proposal}", proposal),
            ("{message}", Uuid::new_v4().to_string()),
            ("{letter}", Uuid::new_v4().to_string()),
            ("{number}", "1".to_owned()),
            ("{step}", "age".to_owned()),
            ("{sign_in}", sign_in),
            ("{series}", series),
            ("{substitution}", Uuid::new_v4().to_string()),
            ("{token}", "0".repeat(64)),
        ];
        Self { ids }
    }

    fn nowhere() -> Self {
        let names = [
            "{staff}",
            "{staff_invitation}",
            "{group}",
            "{session}",
            "{brainstorm}",
            "{idea}",
            "{concern}",
            "{entry}",
            "{invitation}",
            "{member}",
            "{sign_in}",
            "{proposal}",
            "{turn}",
            "{nudge}",
            "{commitment}",
            "{series}",
            "{substitution}",
            "{message}",
            "{letter}",
        ];
        let mut ids: Vec<_> = names.iter().map(|name| (*name, Uuid::new_v4().to_string())).collect();
        ids.push(("{token}", "1".repeat(64)));
        ids.push(("{number}", "1".to_owned()));
        ids.push(("{step}", "age".to_owned()));
        Self { ids }
    }

    fn fill(&self, path: &str) -> String {
        self.ids.iter().fold(path.to_owned(), |path, (name, id)| path.replace(name, id))
    }
}

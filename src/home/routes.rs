//! Routes of the home pages and of a group's page.

use sqlx::PgConnection;

use super::arc::ArcFacts;
use super::first_steps::FirstSteps;
use super::step::{self, GroupTasks};
use super::store::{self, HeadCount};
use super::views::{GroupName, GroupPage, GroupRow, GroupsPage, MemberGroup, MemberHome, OwnGroupsPage, StaffHome, WelcomePage};
use super::{first_steps, morning, not_needed, search, waits};
use crate::charter;
use crate::climate::{self, FallingGroup, GroupClimate, WishedWord};
use crate::closing;
use crate::commitment::{self, CommitmentStatus};
use crate::contact::letters;
use crate::group::{self, AnyRole, Group, GroupAccess, MembershipState, Role, preparation};
use crate::kit::db::Tx;
use crate::kit::i18n::dates;
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;
use crate::practice::{self, StaffRole};
use crate::session::regrets::Regrets;
use crate::session::substitution::{self, NamedSubstitution};
use crate::session::{self, Session, SessionId, SessionState};
use crate::transitions;
use crate::transitions::views::InactiveMembership;
use crate::{contact, intake, trial};

/// The home of a secretary.
const DESK: &str = "/practice/times";

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::Public, "/", home)
        .get(Access::SignedIn, "/groups", groups)
        .get(Access::GroupParticipant, "/groups/{group}", group_page)
        .merge(commitment::line::routes::routes())
        .merge(first_steps::routes())
        .merge(morning::routes::routes())
        .merge(not_needed::routes())
        .merge(search::routes::routes())
}

async fn home(State(app): State<AppState>, chrome: Chrome, me: Option<axum::Extension<SignedIn>>) -> Result<Response, Problem> {
    let Some(axum::Extension(me)) = me else { return Ok(chrome.page(&WelcomePage)) };
    let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
    let posts = practice::store::positions_of(&mut tx, me.person).await?;
    let name = chrome.signed_in.as_ref().map(|known| known.name.clone()).unwrap_or_default();
    if posts.is_empty() {
        return member_home(&app, &chrome, tx, me, name).await;
    }
    let groups = rows(&app, &chrome, &mut tx, me).await?;
    if groups.is_empty() && posts.iter().all(|(_, role)| *role == StaffRole::Secretary) {
        return Ok(Redirect::to(DESK).into_response());
    }
    let first = groups
        .iter()
        .filter_map(|row| row.session.as_ref().map(|session| (row.group.clone(), session.clone())))
        .min_by_key(|(_, session)| (session.state != SessionState::Live, session.starts_at));
    let mut words = None;
    for (id, role, state) in group::store::of_person(&mut tx, me.person).await? {
        let (Role::Therapist, MembershipState::Active) = (role, state) else { continue };
        let Some(actor) = group::actor::store::in_group(&mut tx, me.person, id).await? else { continue };
        if let Some(row) = groups.iter().find(|row| row.group.id == id) {
            words.get_or_insert_with(Vec::new).extend(contact::store::of_group(&mut tx, &app.vault, &row.group, actor.membership()).await?);
        }
    }
    let (wishes, falling) = needs(&app, &mut tx, me, &groups).await?;
    let waits = waits::load(&app, &chrome, &mut tx, me, &groups, &wishes).await?;
    let letters = letters::store::received(&mut tx, &app.vault, me.person, true).await?;
    let stands_in = substitution::store::for_home(&mut tx, &app.vault, me.person).await?;
    let mut replaced = replaced(&app, &mut tx, &groups).await?;
    // A substitute is notified as such, not by the notice about who is replaced.
    replaced.retain(|(_, session, _)| stands_in.iter().all(|one| one.session.id != session.id));
    let notices = substitution::notice_store::unread(&mut tx, &app.vault, me.person).await?;
    let forms: Vec<_> = posts.iter().filter(|(_, role)| role.may_form_groups()).map(|(practice, _)| *practice).collect();
    let no_numbers = !practice::help::store::without_numbers(&mut tx, &forms).await?.is_empty();
    let trial = trial::store::of_person(&mut tx, &app.vault, me.person).await?;
    let first_steps = first_steps::of_person(&mut tx, &app, &chrome, me.person, trial.as_ref().map(|(_, session)| session.id)).await?;
    let page = StaffHome {
        no_numbers: no_numbers && !first_steps.as_ref().is_some_and(FirstSteps::ask_for_numbers),
        first_steps,
        trial,
        name,
        notices,
        waits,
        letters,
        falling,
        first,
        words,
        today: dates::today(chrome.now, chrome.reader.zone),
        groups,
        keeps_times: posts.iter().any(|(_, role)| role.keeps_times()),
        may_form_groups: posts.iter().any(|(_, role)| role.may_form_groups()),
        replaced,
        stands_in,
        administers: posts.iter().any(|(_, role)| *role == StaffRole::Administrator),
    };
    Ok(chrome.page(&page))
}

/// Who may need contact, in the groups that the reader leads as therapist.
async fn needs(app: &AppState, tx: &mut Tx, me: SignedIn, groups: &[GroupRow]) -> Result<(Vec<WishedWord>, Vec<FallingGroup>), Problem> {
    let seats = group::store::of_person(tx, me.person).await?;
    let leads = |id| seats.iter().any(|(group, role, state)| (*group, *role, *state) == (id, Role::Therapist, MembershipState::Active));
    let led: Vec<&Group> = groups.iter().map(|row| &row.group).filter(|group| leads(group.id)).collect();
    let mut wishes = Vec::new();
    for request in climate::contact_request_store::open_for(tx, &app.vault, me.person).await? {
        let name = led.iter().find(|group| group.id == request.group).map(|group| group.name.clone()).unwrap_or_default();
        wishes.push(WishedWord { group: name, request });
    }
    let mut falling = Vec::new();
    for group in led {
        let Some(actor) = group::actor::store::in_group(tx, me.person, group.id).await? else { continue };
        let dismissed = contact::store::climate_dismissed_up_to(tx, actor.membership()).await?;
        falling.extend(falling_climate(tx, group).await?.filter(|falling| Some(falling.since) != dismissed));
    }
    Ok((wishes, falling))
}

/// Whether the climate of a group is falling, and since which session.
pub(super) async fn falling_climate(conn: &mut PgConnection, group: &Group) -> Result<Option<FallingGroup>, sqlx::Error> {
    let held = climate::figure_store::held(conn, group.id).await?;
    let means = climate::curve::falling(&held, climate::figure::FigureKind::Climate).zip(climate::curve::latest(&held));
    Ok(means.map(|(means, since)| FallingGroup {
        id: group.id,
        name: group.name.clone(),
        means: means.map(climate::figure::points),
        since,
    }))
}

async fn member_home(app: &AppState, chrome: &Chrome, mut tx: Tx, me: SignedIn, name: String) -> Result<Response, Problem> {
    let seats = group::store::of_person(&mut tx, me.person).await?;
    let mut groups = Vec::new();
    for (id, role, state) in seats {
        let Some(group) = group::store::find(&mut tx, &app.vault, id).await? else { continue };
        if state == MembershipState::Waiting {
            continue;
        }
        let sessions = session::store::of_groups(&mut tx, &app.vault, &[id.0]).await?;
        let closing = match group::actor::store::in_group(&mut tx, me.person, id).await? {
            Some(actor) => closing::store::last_for(&mut tx, &app.vault, &sessions, actor.membership()).await?,
            None => None,
        };
        let session = next(sessions, chrome);
        let is_today = session.as_ref().is_some_and(|session| session.is_today(chrome.now));
        let asks = charter::store::asks(&mut tx, id, me.person).await?;
        let regrets = match &session {
            Some(session) if session.state == SessionState::Planned && role == Role::Member => {
                Some(own_regrets(app, &mut tx, session, me).await?)
            }
            _ => None,
        };
        let Some(actor) = group::actor::store::in_group(&mut tx, me.person, id).await? else { continue };
        let last = commitment::store::last(&mut tx, id).await?;
        let own = commitment::store::of_member(&mut tx, &app.vault, actor.membership()).await?;
        let (offers, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|one| one.status == CommitmentStatus::Offered);
        let (own, earlier) = own.into_iter().partition(|one| one.at_hand(last));
        let line = commitment::line::store::own(&mut tx, &app.vault, actor.membership()).await?;
        let transitions = transitions::store::announced(&mut tx, &app.vault, id).await?;
        // The guide is offered until it is read, or until the first session was attended.
        let guide = role == Role::Member
            && group.ended_at.is_none()
            && preparation::store::waits_for(&mut tx, actor.membership()).await?
            && !session::attendance::store::has_attended(&mut tx, actor.membership()).await?;
        let membership = actor.membership();
        let ids: Vec<SessionId> = session.iter().map(|session| session.id).collect();
        let in_place = substitution::store::in_place(&mut tx, &app.vault, &ids).await?;
        groups.push(MemberGroup {
            group,
            session,
            is_today,
            asks,
            regrets,
            closing,
            offers,
            own,
            earlier,
            line,
            membership,
            guide,
            transitions,
            in_place,
        });
    }
    groups.sort_by_key(|one| {
        one.session.as_ref().map_or(i64::MAX, |session| if session.state == SessionState::Live { 0 } else { session.starts_at.timestamp() })
    });
    let check_outs = climate::figure_store::open_check_outs(&mut tx, me.person, chrome.now).await?;
    let unread = climate::contact_request_store::unread(&mut tx, me.person).await?;
    let contact_request_groups = climate::contact_request_store::in_groups(&mut tx, &app.vault, me.person).await?;
    let letters = letters::store::received(&mut tx, &app.vault, me.person, true).await?;
    let asked: Vec<GroupTasks> = groups.iter().map(MemberGroup::asked).collect();
    let waiting = intake::card::places(&mut tx, &app.vault, me.person, chrome.now).await?;
    let away = inactive_memberships(app, &mut tx, me).await?;
    let notices = substitution::notice_store::unread(&mut tx, &app.vault, me.person).await?;
    Ok(chrome.page(&MemberHome {
        name,
        step: step::next(&asked),
        groups,
        check_outs,
        unread,
        contact_request_groups,
        letters,
        waiting,
        away,
        notices,
    }))
}

/// Groups in which the reader is paused, or which they have left.
async fn inactive_memberships(app: &AppState, tx: &mut Tx, me: SignedIn) -> Result<Vec<InactiveMembership>, Problem> {
    let mut away = Vec::new();
    for (id, state, since) in group::life_store::inactive_memberships(tx, me.person).await? {
        let Some(group) = group::store::find(tx, &app.vault, id).await? else { continue };
        away.push(InactiveMembership { group: id, name: group.name, state, since });
    }
    Ok(away)
}

/// The reader's own regrets for a session.
async fn own_regrets(app: &AppState, tx: &mut Tx, session: &Session, me: SignedIn) -> Result<Option<Regrets>, Problem> {
    let Some(actor) = group::actor::store::in_session(tx, me.person, session.id.0).await? else { return Ok(None) };
    Ok(session::regrets::store::of(tx, &app.vault, session.id, actor.membership()).await?)
}

/// The substitutions in the next session of each of these groups.
async fn replaced(app: &AppState, tx: &mut Tx, groups: &[GroupRow]) -> Result<Vec<(GroupName, Session, NamedSubstitution)>, Problem> {
    let next: Vec<(&GroupRow, &Session)> = groups.iter().filter_map(|row| row.session.as_ref().map(|session| (row, session))).collect();
    let ids: Vec<SessionId> = next.iter().map(|(_, session)| session.id).collect();
    let all = substitution::store::in_place(tx, &app.vault, &ids).await?;
    let of = |one: NamedSubstitution| {
        let (row, session) = next.iter().find(|(_, session)| session.id == one.session)?;
        Some((row.group.name.clone(), (*session).clone(), one))
    };
    Ok(all.into_iter().filter_map(of).collect())
}

/// The live session, else the next planned one. A session that should have begun stays listed until it is half a day late.
fn next(sessions: Vec<Session>, chrome: &Chrome) -> Option<Session> {
    let still = chrome.now - chrono::TimeDelta::hours(12);
    let mut ahead: Vec<Session> = sessions
        .into_iter()
        .filter(|one| one.state == SessionState::Live || (one.state == SessionState::Planned && one.starts_at > still))
        .collect();
    ahead.sort_by_key(|one| (one.state != SessionState::Live, one.starts_at));
    ahead.into_iter().next()
}

async fn rows(app: &AppState, chrome: &Chrome, tx: &mut Tx, me: SignedIn) -> Result<Vec<GroupRow>, Problem> {
    let seats = group::store::of_person(tx, me.person).await?;
    let active: Vec<_> = seats.into_iter().filter(|(_, _, state)| *state == MembershipState::Active).collect();
    let ids: Vec<_> = active.iter().map(|(id, _, _)| id.0).collect();
    let mut groups = group::store::find_all(tx, &app.vault, &ids).await?;
    groups.retain(|group| group.trial_until.is_none());
    let heads = store::heads(tx, &ids, chrome.now).await?;
    let sessions = session::store::of_groups(tx, &app.vault, &ids).await?;
    let sent = closing::store::sent(tx, &sessions).await?;
    let mut rows = Vec::with_capacity(groups.len());
    for (id, role, _) in active {
        let Some(group) = groups.iter().find(|group| group.id == id) else { continue };
        let Some(heads) = heads.iter().find(|heads| heads.group == id.0) else { continue };
        let own: Vec<Session> = sessions.iter().filter(|session| session.group == id).cloned().collect();
        let facts = facts(group, heads, &own, &sent, chrome);
        rows.push(GroupRow {
            group: group.clone(),
            role,
            members: facts.members,
            waiting: facts.waiting,
            proposals: facts.proposals,
            steps: facts.steps(),
            session: next(own, chrome),
        });
    }
    rows.sort_by_key(|row| {
        row.session.as_ref().map_or((2, i64::MAX), |one| (i32::from(one.state != SessionState::Live), one.starts_at.timestamp()))
    });
    Ok(rows)
}

fn facts(group: &Group, heads: &HeadCount, sessions: &[Session], sent: &[SessionId], chrome: &Chrome) -> ArcFacts {
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    let of = |state| next(sessions.iter().filter(|session| session.state == state).cloned().collect(), chrome).map(|session| session.id);
    let last = sessions.iter().rfind(|session| session.state == SessionState::Ended);
    let unclosed = last.filter(|session| !sent.contains(&session.id));
    ArcFacts {
        group: group.id,
        members: count(heads.members),
        waiting: count(heads.waiting),
        open_invitations: count(heads.invitations),
        charter: heads.charter,
        proposals: count(heads.proposals),
        live: of(SessionState::Live),
        planned: of(SessionState::Planned),
        held: count(heads.held),
        unclosed: unclosed.map(|session| (session.id, session.number)),
        goes_out: unclosed.is_some_and(|session| session.closing_due_at.is_some()),
    }
}

/// The reader's groups. A member of one group is led to it.
async fn groups(State(app): State<AppState>, chrome: Chrome, me: SignedIn) -> Result<Response, Problem> {
    let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
    let posts = practice::store::positions_of(&mut tx, me.person).await?;
    let groups = rows(&app, &chrome, &mut tx, me).await?;
    if posts.is_empty() {
        return Ok(match groups.as_slice() {
            [only] => Redirect::to(&format!("/groups/{}", only.group.id)).into_response(),
            _ => chrome.page(&OwnGroupsPage { groups }),
        });
    }
    if groups.is_empty() && posts.iter().all(|(_, role)| *role == StaffRole::Secretary) {
        return Ok(Redirect::to(DESK).into_response());
    }
    let may_form_groups = posts.iter().any(|(_, role)| role.may_form_groups());
    let trial = trial::store::of_person(&mut tx, &app.vault, me.person).await?;
    Ok(chrome.page(&GroupsPage { groups, may_form_groups, trial }))
}

async fn group_page(State(app): State<AppState>, chrome: Chrome, mut access: GroupAccess<AnyRole>) -> Result<Response, Problem> {
    let (id, person) = (access.group(), access.person());
    let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(&mut access.tx, &app.vault, id).await?;
    let people: Vec<_> = people.into_iter().filter(|one| matches!(one.state, MembershipState::Active | MembershipState::Paused)).collect();
    let sessions = session::store::of_groups(&mut access.tx, &app.vault, &[id.0]).await?;
    let heads = store::heads(&mut access.tx, &[id.0], chrome.now).await?.pop().ok_or(Problem::NotFound)?;
    let charter =
        charter::store::current(&mut access.tx, &app.vault, id).await?.map(|charter| (charter.number, charter.texts(chrome.locale())));
    let asks = charter::store::asks(&mut access.tx, id, person).await?;
    let sent = closing::store::sent(&mut access.tx, &sessions).await?;
    let facts = facts(&group, &heads, &sessions, &sent, &chrome);
    let membership = access.membership();
    let closings = if access.role().is_staff() { sent } else { closing::store::readable(&mut access.tx, &sessions, membership).await? };
    let (mut held, mut ahead) = (Vec::new(), Vec::new());
    for session in sessions {
        match session.state {
            SessionState::Ended => held.push(session),
            SessionState::Live | SessionState::Planned => ahead.push(session),
            SessionState::Cancelled => {}
        }
    }
    held.reverse();
    let role: Role = access.role();
    let climate = GroupClimate::of(climate::figure_store::held(&mut access.tx, id).await?, chrome.locale());
    let transitions = transitions::store::announced(&mut access.tx, &app.vault, id).await?;
    let together = match role {
        Role::Therapist => Some(intake::card::together(&mut access.tx, &app.vault, id, chrome.locale()).await?),
        _ => None,
    };
    let chrome = chrome.in_zone(group.time_zone);
    let ended = group.ended_at.is_some();
    let page = GroupPage {
        together,
        group,
        role,
        me: membership,
        steps: facts.steps(),
        next: (role.is_staff() && !ended).then(|| facts.next()),
        ahead,
        held,
        people,
        closings,
        waiting: facts.waiting,
        charter,
        proposals: facts.proposals,
        asks,
        transitions,
        climate,
    };
    Ok(chrome.page(&page))
}

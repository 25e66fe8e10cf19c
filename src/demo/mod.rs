//! A practice to try the application with: a Persian and an English group, people, charters, past sessions and one in progress. All of it
//! is invented.

mod between;
mod closings;
mod figures;
mod forming;
mod post;
mod scenes;
mod series;
mod transitions;
mod written;

use std::collections::HashMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use crate::brainstorm::entry::{EntryKind, store as entries};
use crate::brainstorm::store::NewBoard;
use crate::brainstorm::{self, BrainstormId, IdeaId, Manner};
use crate::charter::draft::{CommentId, Proposal, ProposalAct, ProposalAnswer, ProposalId, store as draft};
use crate::charter::{self, Article, ArticleText, Charter, VersionId};
use crate::climate;
use crate::closing::{self, Content, DraftSave, PageId, SaveId, VersionId as ClosingId};
use crate::concern::{self, ConcernId};
use crate::group::actor::Actor;
use crate::group::store::NewMembership;
use crate::group::{self, AdmissionPolicy, Group, GroupId, Meets, MembershipId, MembershipState, Role, Severity};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::i18n::{Calendar, Locale, dates, entry};
use crate::kit::mail::{self, Address};
use crate::person::{self, NewPerson, PersonId, sign_in};
use crate::practice::{self, Practice, PracticeId, StaffRole};
use crate::session::{self, Session, SessionId, SessionState};
use crate::trial::people::add_member;
use crate::voices::{self, TurnId};
use closings::DemoClosing;
use scenes::DemoGroup;

const THERAPIST: &str = "nasrin@demo.invalid";

/// Fills an untouched database with the demo. Returns false for a database with a practice that the demo did not create, and leaves it
/// alone.
pub async fn fill(app: &AppState) -> Result<bool, Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    if !practice::store::has_no_accounts(&mut tx).await? {
        return is_ours(&mut tx, app).await;
    }
    let zone = chrono_tz::Asia::Tehran;
    let practice = Practice {
        id: PracticeId::random(),
        name: "مرکز باران".to_owned(),
        locale: Locale::Fa,
        calendar: Calendar::Jalali,
        time_zone: zone,
        version: 1,
    };
    let therapist = new_person("دکتر نسرین رحیمی", Some(THERAPIST), Locale::Fa);
    practice::setup::create_practice(&mut tx, app, &therapist, &practice).await?;
    practice::help::store::set(&mut tx, &app.vault, practice.id, &scenes::crisis_help()).await?;
    let facilitator = new_person("لیلا کریمی", Some("leila@demo.invalid"), Locale::Fa);
    person::insert(&mut tx, &app.vault, &facilitator, app.clock.now()).await?;
    practice::store::grant_access(&mut tx, facilitator.id, practice.id, true).await?;
    practice::store::employ(&mut tx, practice.id, facilitator.id, StaffRole::Facilitator, app.clock.now()).await?;
    let secretary = new_person("مهری صالحی", Some("mehri@demo.invalid"), Locale::Fa);
    person::insert(&mut tx, &app.vault, &secretary, app.clock.now()).await?;
    practice::store::grant_access(&mut tx, secretary.id, practice.id, true).await?;
    practice::store::employ(&mut tx, practice.id, secretary.id, StaffRole::Secretary, app.clock.now()).await?;
    for scene in &scenes::ALL {
        stage(&mut tx, app, &practice, &therapist, &facilitator, scene).await?;
    }
    post::fill(&mut tx, app).await?;
    tx.commit().await?;
    Ok(true)
}

/// Whether the only practice is that of the demo's therapist, whose address no real person can have.
async fn is_ours(tx: &mut Tx, app: &AppState) -> Result<bool, Error> {
    let Some(therapist) = sign_in::find_by_name(tx, &app.vault, THERAPIST).await? else { return Ok(false) };
    let theirs = practice::store::practices_of(tx, therapist).await?;
    let all = mail::store::practices(tx).await?;
    Ok(all.len() == 1 && theirs.iter().any(|practice| practice.0 == all[0]))
}

fn new_person(name: &str, email: Option<&str>, locale: Locale) -> NewPerson {
    let time_zone = chrono_tz::Asia::Tehran;
    NewPerson {
        id: PersonId::random(),
        name: name.to_owned(),
        email: email.and_then(Address::read),
        passphrase: None,
        locale,
        calendar: locale.calendar(),
        time_zone,
    }
}

async fn stage(
    tx: &mut Tx,
    app: &AppState,
    practice: &Practice,
    therapist: &NewPerson,
    facilitator: &NewPerson,
    scene: &DemoGroup,
) -> Result<(), Error> {
    let now = app.clock.now();
    let group = Group {
        id: GroupId::random(),
        practice: practice.id,
        name: scene.name.to_owned(),
        purpose: scene.purpose.to_owned(),
        focus: None,
        ages: (Some(25), Some(45)),
        severity: (Some(Severity::Mild), Some(Severity::Moderate)),
        areas: forming::meant(scene.locale),
        locale: scene.locale,
        capacity: 8,
        admission: AdmissionPolicy::Open,
        meets: Meets::InPerson,
        place: Some(scene.place.to_owned()),
        time_zone: practice.time_zone,
        calendar: scene.locale.calendar(),
        ended_at: None,
        trial_until: None,
        version: 1,
    };
    practice::rooms::store::add(tx, &app.vault, practice.id, scene.place, now - TimeDelta::days(60)).await?;
    group::store::insert(tx, &app.vault, &group, now - TimeDelta::days(60)).await?;
    // All were members before the first session: a closing is for those who belonged to the group then.
    let since = now - TimeDelta::days(50);
    let leader =
        add_membership(tx, app, &group, Some(therapist.id), Role::Therapist, MembershipState::Active, &therapist.name, since).await?;
    let helper =
        add_membership(tx, app, &group, Some(facilitator.id), Role::Facilitator, MembershipState::Active, &facilitator.name, since).await?;
    let mut people = vec![therapist.id, facilitator.id];
    let mut members = Vec::new();
    for (name, locale) in scene.members {
        let person = new_person(name, None, *locale);
        person::insert(tx, &app.vault, &person, now).await?;
        practice::store::grant_access(tx, person.id, practice.id, false).await?;
        members.push(add_member(tx, app, &group, Some(person.id), name, since).await?);
        people.push(person.id);
    }
    let articles = scene.articles.iter().map(|text| Article::own(text)).collect();
    let charter = Charter { id: VersionId::random(), number: 1, ratified_at: now - TimeDelta::days(45), articles };
    charter::store::insert(tx, &app.vault, practice.id, group.id, &charter).await?;
    let mut actors = HashMap::new();
    for person in people {
        let actor = group::actor::store::in_group(tx, person, group.id).await?;
        actors.extend(actor.map(|actor| (actor.membership(), actor)));
    }
    let actor_for = |membership: MembershipId| actors[&membership];
    forming::fill(tx, app, &group, actor_for(leader), &members).await?;
    // All but the newest member have signed; one proposal is open, so that there is something to answer.
    for signer in [leader, helper].iter().chain(members.split_last().map_or(&[][..], |(_, signed)| signed)) {
        charter::store::sign(tx, actor_for(*signer), *signer, charter.id, charter.ratified_at).await?;
    }
    propose(tx, app, &charter, scene, &members, actor_for).await?;
    let actor = actor_for(leader);
    let weeks = figures::sessions(members.len());
    let mut held = Vec::new();
    for (n, week) in (1..=weeks).rev().enumerate() {
        let at = evening(app, &group, -7 * week);
        let past = run_session(tx, app, &group, at, SessionState::Ended).await?;
        for (kind, shown) in figures::past(members.len(), n) {
            climate::figure_store::keep(tx, practice.id, past, kind, shown).await?;
        }
        // The last one is still a draft.
        close(tx, app, actor, (past, at), scene, scene.closings.get(n).copied().filter(|_| week > 1)).await?;
        held.push((past, at));
    }
    if let Some(held) = held.last_chunk() {
        between::fill(tx, app, scene, *held, &members, actor_for).await?;
        written::fill(tx, app, scene, actor, &members).await?;
    }
    if scene.ideas.is_empty() {
        let planned = series::plan(tx, app, &group, evening(app, &group, 2)).await?;
        return transitions::fill(tx, app, scene, &group, leader, &members, planned).await;
    }
    let live = run_session(tx, app, &group, now - TimeDelta::minutes(62), SessionState::Live).await?;
    begin_arc(tx, app, live, helper).await?;
    let planned = series::plan(tx, app, &group, evening(app, &group, 7)).await?;
    transitions::fill(tx, app, scene, &group, leader, &members, planned).await?;
    session::anonymity_store::make_anonymity_key(tx, &app.vault, practice.id, live).await?;
    for member in [leader, helper].iter().chain(&members) {
        session::attendance::store::enter(tx, live, actor_for(*member), now - TimeDelta::minutes(61)).await?;
    }
    add_turns(tx, app, practice.id, live, &members).await?;
    let on = add_concerns(tx, app, live, scene, &members, actor_for).await?;
    let board =
        NewBoard { id: BrainstormId::random(), session: live, question: scene.question, manner: Manner::Aloud, named: true, concern: on };
    brainstorm::store::insert_board(tx, &app.vault, actor_for(helper), &board, now).await?;
    for (author, text) in scene.ideas {
        let state = brainstorm::store::kept_board(tx, board.id).await?.ok_or(sqlx::Error::RowNotFound)?;
        let (me, role, behalf) = match author {
            Some(n) if n % 2 == 0 => (helper, Role::Facilitator, Some(members[*n])),
            Some(n) => (members[*n], Role::Member, None),
            None => (helper, Role::Facilitator, None),
        };
        let Ok(logged) = state.log(EntryKind::Idea, me, role, behalf) else { continue };
        let id = IdeaId::random();
        entries::add(tx, &app.vault, actor_for(me), &state, (id, None), text, logged, None, now).await?;
        let change = EventChange { kind: brainstorm::IDEA, subject: id.0, to: Recipients::Everyone };
        events::record(tx, practice.id.0, live.0, change).await?;
    }
    Ok(())
}

/// Writes the concerns: the first is in the middle, and three members said that they know it too.
async fn add_concerns(
    tx: &mut Tx,
    app: &AppState,
    live: SessionId,
    scene: &DemoGroup,
    members: &[MembershipId],
    actor_for: impl Fn(MembershipId) -> Actor,
) -> Result<Option<ConcernId>, Error> {
    // They were written in the stage before this one, while everyone explored.
    let at = concern::SessionPhase { live: true, visit: 4 };
    let mut first = None;
    for (author, named, text) in scene.concerns {
        let (id, author) = (ConcernId::random(), members[*author]);
        let Ok(new) = concern::lay(author, Role::Member, None, *named) else { continue };
        concern::store::add(tx, &app.vault, actor_for(author), live, at, id, text, new, false).await?;
        first = first.or(Some((id, author)));
    }
    let Some((id, author)) = first else { return Ok(None) };
    concern::store::bring(tx, live, id).await?;
    for other in members.iter().filter(|one| **one != author).take(3) {
        if let Some(tag) = concern::store::tag(tx, &app.vault, live, id, *other).await? {
            concern::store::say(tx, actor_for(*other).practice(), id, &tag).await?;
        }
    }
    concern::store::open(tx, live, id).await?;
    Ok(Some(id))
}

/// Proposes another wording of the last article, with two answers.
async fn propose(
    tx: &mut Tx,
    app: &AppState,
    charter: &Charter,
    scene: &DemoGroup,
    members: &[MembershipId],
    actor_for: impl Fn(MembershipId) -> Actor,
) -> Result<(), Error> {
    let (Some(article), [author, other, ..]) = (charter.articles.last(), members) else { return Ok(()) };
    let now = app.clock.now();
    let proposal = Proposal {
        id: ProposalId::random(),
        author: *author,
        act: ProposalAct::Change,
        line: article.line,
        place: None,
        revision: 1,
        words: Some(ArticleText::Own(scene.proposed.to_owned())),
        opened: Vec::new(),
        at: now - TimeDelta::days(1),
        withdrawn: false,
        ratified_in: None,
    };
    draft::insert(tx, &app.vault, actor_for(*author), &proposal).await?;
    let why = CommentId(proposal.id.0);
    draft::say(tx, &app.vault, actor_for(*author), proposal.id, why, scene.reason, proposal.at).await?;
    for (member, answer) in [(author, ProposalAnswer::Agree), (other, ProposalAnswer::Agree)] {
        draft::answer(tx, &app.vault, actor_for(*member), *member, &proposal, answer, None, now).await?;
    }
    Ok(())
}

/// Writes the closing of a past session: a published one, or a draft.
async fn close(
    tx: &mut Tx,
    app: &AppState,
    actor: Actor,
    (session, began): (SessionId, DateTime<Utc>),
    scene: &DemoGroup,
    sent: Option<DemoClosing>,
) -> Result<(), Error> {
    let now = began + TimeDelta::hours(2);
    let (summary, points) = sent.unwrap_or((scene.begun, &[]));
    let content = Content { summary: summary.to_owned(), points: points.iter().map(|point| (*point).to_owned()).collect() };
    let save = DraftSave { id: SaveId::random(), based_on: None, writing: PageId::random(), author: actor.membership() };
    closing::store::keep(tx, &app.vault, actor, session, &[], 0, save, &content, now).await?;
    if sent.is_some() {
        closing::store::publish(tx, &app.vault, actor, session, ClosingId(save.id.0), 1, &content, now).await?;
    }
    Ok(())
}

/// Starts the session in progress: up to the brainstorm, which has just begun.
async fn begin_arc(tx: &mut Tx, app: &AppState, live: SessionId, helper: MembershipId) -> Result<(), Error> {
    let session = session::store::find(tx, &app.vault, live).await?.ok_or(sqlx::Error::RowNotFound)?;
    let now = app.clock.now();
    session::arc::store::begin(tx, &session, now - TimeDelta::minutes(62)).await?;
    for (place, minutes) in [(2, 54), (3, 46), (4, 21), (5, 6)] {
        let course = session::arc::store::course(tx, &session).await?;
        let at = now - TimeDelta::minutes(minutes);
        session::arc::store::enter(tx, &session, &course, place, course.plan[place - 1].stage, false, Some(helper), at).await?;
    }
    Ok(())
}

/// The members' turns so far: the member (an index), how long ago it began, how long it lasted, both in minutes.
const TURNS: [(usize, i64, i64); 9] =
    [(0, 45, 3), (1, 41, 5), (2, 35, 4), (3, 30, 2), (5, 27, 5), (1, 20, 6), (0, 13, 2), (2, 10, 2), (1, 6, 3)];

/// Records the turns.
async fn add_turns(tx: &mut Tx, app: &AppState, practice: PracticeId, live: SessionId, members: &[MembershipId]) -> Result<(), Error> {
    let now = app.clock.now();
    for (member, ago, lasted) in TURNS {
        let (Some(member), id, began) = (members.get(member), TurnId::random(), now - TimeDelta::minutes(ago)) else { continue };
        voices::store::open_turn(tx, practice, live, id, *member, began).await?;
        voices::store::end_turn(tx, id, Some(began + TimeDelta::minutes(lasted))).await?;
    }
    Ok(())
}

/// Half past six in the evening, this many days from today, in the group's time zone.
fn evening(app: &AppState, group: &Group, days: i64) -> DateTime<Utc> {
    let day = dates::today(app.clock.now(), group.time_zone) + TimeDelta::days(days);
    entry::instant(day, NaiveTime::MIN + TimeDelta::minutes(18 * 60 + 30), group.time_zone)
}

#[expect(clippy::too_many_arguments, reason = "one for each column of the row")]
async fn add_membership(
    tx: &mut Tx,
    app: &AppState,
    group: &Group,
    person: Option<PersonId>,
    role: Role,
    state: MembershipState,
    name: &str,
    since: DateTime<Utc>,
) -> Result<MembershipId, Error> {
    let id = MembershipId::random();
    let new = NewMembership { id, group: group.id, practice: group.practice, person, role, state, name, invitation: None };
    group::store::insert_membership(tx, &app.vault, &new, since).await?;
    Ok(id)
}

async fn run_session(tx: &mut Tx, app: &AppState, group: &Group, at: DateTime<Utc>, state: SessionState) -> Result<SessionId, Error> {
    let id = SessionId::random();
    let begun = matches!(state, SessionState::Live | SessionState::Ended);
    let session = Session {
        id,
        practice: group.practice,
        group: group.id,
        number: 0,
        local_start: at.with_timezone(&group.time_zone).naive_local(),
        time_zone: group.time_zone,
        starts_at: at.with_timezone(&group.time_zone),
        minutes: 90,
        place: None,
        question: None,
        state,
        started_at: begun.then_some(at),
        ended_at: (state == SessionState::Ended).then_some(at + TimeDelta::minutes(90)),
        frozen_at: (state == SessionState::Ended).then(|| session::freeze::freezes_at(at + TimeDelta::minutes(90), group.time_zone)),
        closing_due_at: None,
        version: 1,
    };
    session::store::insert(tx, &app.vault, &session, app.clock.now()).await?;
    Ok(id)
}

/// A fresh sign-in link for one person of each role: whom it is for, and its path.
pub async fn links(app: &AppState) -> Result<Vec<(String, String)>, Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let now = app.clock.now();
    let mut links = Vec::new();
    for (email, label) in [(THERAPIST, "therapist, Persian"), ("leila@demo.invalid", "facilitator, Persian")] {
        if let Some(person) = sign_in::find_by_name(&mut tx, &app.vault, email).await? {
            links.push((label.to_owned(), sign_in::make_link(&mut tx, person, TimeDelta::days(1), now).await?));
            for practice in practice::store::practices_of(&mut tx, person).await? {
                tx.add_practice(practice.0).await?;
            }
        }
    }
    for (name, locale) in scenes::GUESTS {
        if let Some(person) = group::store::person_named(&mut tx, &app.vault, name).await? {
            links.push((
                format!("member {name}, {}", locale.own_name()),
                sign_in::make_link(&mut tx, person, TimeDelta::days(1), now).await?,
            ));
        }
    }
    if let Some(person) = sign_in::find_by_name(&mut tx, &app.vault, "mehri@demo.invalid").await? {
        links.push(("secretary, Persian".to_owned(), sign_in::make_link(&mut tx, person, TimeDelta::days(1), now).await?));
    }
    tx.commit().await?;
    Ok(links)
}

//! Check-in on one's own phone; and check-in and check-out that staff write down for a member without one.

use sqlx::PgConnection;

use crate::climate::finished::FinishedFragment;
use crate::climate::store::{self, MoodOwner};
use crate::climate::views::{CheckIn, CheckInPlace, OnBehalfPage};
use crate::climate::{ClimateRefusal, MOOD, Moment, Mood, WORD_LIMIT, check_in_mood, on_behalf};
use crate::group::{self, AnyRole, GroupAccess, MembershipId, MembershipState, Role, Staff};
use crate::kit::events::Recipients;
use crate::kit::text::clean_line;
use crate::kit::web::prelude::*;
use crate::session::{self, LiveAct, SessionAccess, SessionId, SessionState, attendance};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckInForm {
    #[serde(default)]
    pass: bool,
    value: Option<u8>,
    #[serde(default)]
    word: String,
    #[serde(default)]
    share: bool,
}

impl CheckInForm {
    fn read(&self) -> Result<Mood, Problem> {
        let word = match self.word.trim() {
            "" => None,
            _ if self.pass => None,
            _ => Some(clean_line(&self.word, WORD_LIMIT)?),
        };
        Ok(check_in_mood(self.pass, self.value, word, self.share)?)
    }

    /// The typed values, to fill the form again.
    fn refilled(&self, session: SessionId) -> CheckIn {
        CheckIn { session, mood: None, typed: Some((self.value, self.word.clone(), self.share)), arriving: true }
    }
}

pub(super) async fn check_in(mut act: LiveAct<AnyRole>, FormBody(form): FormBody<CheckInForm>) -> Result<Response, Problem> {
    let (session, actor) = (act.session, act.access.actor());
    // Staff say elsewhere how they are.
    if actor.role().is_staff() {
        return Err(Problem::Forbidden);
    }
    if act.state() != SessionState::Live {
        return Err(ClimateRefusal::NotLive.into());
    }
    let mood = form.read()?;
    let of = MoodOwner { practice: actor.practice(), session, member: actor.membership() };
    store::set(&mut act.access.tx, &act.app.vault, of, Moment::In, &mood, None, act.chrome.now).await?;
    // Only the member's own other pages are notified.
    act.publish(MOOD, actor.membership().0, Recipients::Membership(actor.membership().0));
    let answer = if act.chrome.fragment {
        let check_in = Some(CheckIn { session, mood: Some(mood), typed: None, arriving: true });
        act.chrome.page(&CheckInPlace { check_in })
    } else {
        Redirect::to(&format!("/sessions/{session}/live")).into_response()
    };
    act.commit().await?;
    Ok(answer)
}

#[derive(Deserialize)]
pub(super) struct CheckInPathParams {
    member: MembershipId,
}

pub(super) async fn form_for_in(
    state: State<AppState>,
    chrome: Chrome,
    access: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
) -> Result<Response, Problem> {
    form_for(&state, &chrome, access, path.0.member, Moment::In).await
}

pub(super) async fn form_for_out(
    state: State<AppState>,
    chrome: Chrome,
    access: SessionAccess<Staff>,
    path: PathParams<CheckInPathParams>,
) -> Result<Response, Problem> {
    form_for(&state, &chrome, access, path.0.member, Moment::Out).await
}

async fn form_for(
    app: &AppState,
    chrome: &Chrome,
    mut access: SessionAccess<Staff>,
    member: MembershipId,
    moment: Moment,
) -> Result<Response, Problem> {
    let check_in = CheckIn { session: access.session(), mood: None, typed: None, arriving: true };
    page_for(app, chrome, &mut access.group_access, (member, moment), check_in, None).await
}

async fn page_for(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<Staff>,
    (member, moment): (MembershipId, Moment),
    check_in: CheckIn,
    refusal: Option<Problem>,
) -> Result<Response, Problem> {
    let (id, tx) = (check_in.session, &mut access.tx);
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(tx, &app.vault, session.group, id).await?;
    let is_member = |one: &group::Membership| one.id == member && one.role == Role::Member && one.state == MembershipState::Active;
    let name = people.into_iter().find(is_member).and_then(|one| one.name).ok_or(Problem::NotFound)?;
    let meets = group::store::find(tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?.meets;
    let online = session::whereabouts::check_may_give(meets, session.state, true).is_ok() && moment == Moment::In;
    let refused_to_staff = may_write(tx, id, member, moment).await?.err();
    let status = refusal.as_ref().map_or(StatusCode::OK, Problem::status);
    let refusal = refusal.map(|refusal| refusal.words(chrome));
    let leaving = moment == Moment::Out;
    let action = format!("/sessions/{id}/{}/{member}", if leaving { "check-out" } else { "check-in" });
    Ok(chrome.page_with(status, &OnBehalfPage { session, member, action, name, refused_to_staff, leaving, online, check_in, refusal }))
}

/// Whether staff may write it down for this member.
async fn may_write(
    conn: &mut PgConnection,
    session: SessionId,
    member: MembershipId,
    moment: Moment,
) -> Result<Result<(), ClimateRefusal>, sqlx::Error> {
    let own = store::is_own(conn, session, member, moment).await?;
    Ok(on_behalf(own, attendance::store::came_by_phone(conn, session, member).await?))
}

pub(super) async fn check_in_for(
    act: LiveAct<Staff>,
    path: PathParams<CheckInPathParams>,
    FormBody(form): FormBody<CheckInForm>,
) -> Result<Response, Problem> {
    set_for(act, (path.0.member, Moment::In), &form).await
}

pub(super) async fn check_out_for(
    act: LiveAct<Staff>,
    path: PathParams<CheckInPathParams>,
    FormBody(form): FormBody<CheckInForm>,
) -> Result<Response, Problem> {
    set_for(act, (path.0.member, Moment::Out), &form).await
}

async fn set_for(mut act: LiveAct<Staff>, (member, moment): (MembershipId, Moment), form: &CheckInForm) -> Result<Response, Problem> {
    let (id, actor) = (act.session, act.access.actor());
    let is_live = act.state() == SessionState::Live;
    let LiveAct { app, chrome, access, .. } = &mut act;
    let tx = &mut access.tx;
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let people = session::substitution::store::people(tx, &app.vault, actor.group(), id).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active) {
        return Err(Problem::NotFound);
    }
    let open = match moment {
        Moment::In if is_live && attendance::store::is_gone(tx, id, member).await? => Err(ClimateRefusal::NotHere),
        Moment::In if is_live => Ok(()),
        Moment::In => Err(ClimateRefusal::NotLive),
        // The member may change it later; staff only while it can still enter the figures.
        Moment::Out => super::check_out::check_out_status(tx, &session, member, chrome.now).await?.open(),
    };
    let may = may_write(tx, id, member, moment).await?;
    let mood = match may.and(open).map_err(Problem::from).and_then(|()| form.read()) {
        Ok(mood) => mood,
        Err(refusal) => return page_for(app, chrome, access, (member, moment), form.refilled(id), Some(refusal)).await,
    };
    let of = MoodOwner { practice: actor.practice(), session: id, member };
    store::set(tx, &app.vault, of, moment, &mood, Some(actor.membership()), chrome.now).await?;
    act.audit(AuditAction::MoodEntered, member.0).await?;
    if moment == Moment::In {
        act.publish(MOOD, member.0, Recipients::Membership(member.0));
    }
    act.commit().await?;
    Ok(Redirect::to(&format!("/sessions/{id}{}", if is_live { "/live" } else { "" })).into_response())
}

/// How many have finished, as a partial. The console asks for it from time to time: no answer moves a screen (decisions 0018, 0063).
pub(super) async fn finished(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<Staff>) -> Result<Response, Problem> {
    let (id, tx) = (access.session(), &mut access.group_access.tx);
    let session = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let course = session::arc::store::course(tx, &session).await?;
    Ok(chrome.page(&FinishedFragment::load(tx, id, &course).await?))
}

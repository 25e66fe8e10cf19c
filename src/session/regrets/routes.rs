//! The routes of regrets: a member's own, and those that staff record for a member.

use super::{RegretBy, RegretRefusal, WORD_LIMIT, may, store};
use crate::group::access::RequiredRole;
use crate::group::{Member, MembershipId, MembershipState, Role, Staff};
use crate::kit::events::Recipients;
use crate::kit::i18n::Message;
use crate::kit::refusal::Refusal;
use crate::kit::text::{TextRefusal, clean_line};
use crate::kit::web::prelude::*;
use crate::session::attendance::ATTENDANCE;
use crate::session::attendance::departure::{DepartedMembers, OnDeparture};
use crate::session::page::{SessionNotice, session_page};
use crate::session::{self, LiveAct, attendance};

pub(in crate::session) fn routes(on_departure: OnDeparture) -> AppRoutes {
    let send = move |act: LiveAct<Member>, form: FormBody<RegretForm>| send(on_departure, act, form);
    let send_for = move |act: LiveAct<Staff>, path: PathParams<RegretPathParams>, form: FormBody<NotedRegret>| {
        on_behalf(Some(on_departure), act, path.0.member, Some(form.0.word))
    };
    AppRoutes::new()
        .post(Access::GroupMember, "/sessions/{session}/regrets", send)
        .post(Access::GroupMember, "/sessions/{session}/regrets/withdrawal", take_back)
        .post(Access::GroupStaff, "/sessions/{session}/regrets/{member}", send_for)
        .post(Access::GroupStaff, "/sessions/{session}/regrets/{member}/withdrawal", take_back_for)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegretForm {
    #[serde(default)]
    word: String,
    /// Whether the form is on the home page, which the response then redirects to.
    #[serde(default)]
    home: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Withdrawn {
    #[serde(default)]
    home: bool,
}

/// Parses the text; none when it is empty.
fn parse_word(word: &str) -> Result<Option<String>, TextRefusal> {
    if word.trim().is_empty() { Ok(None) } else { clean_line(word, WORD_LIMIT).map(Some) }
}

/// Checks whether the regrets may be sent or, without `on_departure`, withdrawn.
async fn check_allowed<R: RequiredRole>(
    on_departure: Option<OnDeparture>,
    act: &mut LiveAct<R>,
    by: RegretBy,
    member: MembershipId,
) -> Result<Result<(), RegretRefusal>, Problem> {
    let state = act.state();
    let LiveAct { app, chrome, access, session: id, .. } = act;
    let (tx, id) = (&mut access.tx, *id);
    let frozen = session::store::find(tx, &app.vault, id).await?.ok_or(Problem::NotFound)?.is_frozen(chrome.now);
    let mut entered = attendance::store::entered_at(tx, id, member).await?.is_some();
    if let Some(on_departure) = on_departure.filter(|_| !entered) {
        entered = (on_departure.since)(tx, id, member).await?.is_some();
    }
    let known = store::of(tx, &app.vault, id, member).await?;
    Ok(may(by, (state, frozen), entered, known.as_ref()))
}

async fn send(on_departure: OnDeparture, mut act: LiveAct<Member>, FormBody(form): FormBody<RegretForm>) -> Result<Response, Problem> {
    let (me, locale, at) = (act.access.actor(), act.chrome.locale(), act.app.clock.now());
    let allowed = check_allowed(Some(on_departure), &mut act, RegretBy::Themselves, me.membership()).await?;
    let word = allowed.map_err(|refusal| locale.message(refusal.key()));
    let word = match word.and_then(|()| parse_word(&form.word).map_err(|refusal| refusal.message(locale))) {
        Ok(word) => word,
        Err(words) => return refuse(act, form.word, words).await,
    };
    let LiveAct { app, chrome, access, session, .. } = &mut act;
    store::set(&mut access.tx, &app.vault, (me.practice(), *session, me.membership()), word.as_deref(), None, chrome.now).await?;
    let departed = DepartedMembers { practice: me.practice(), session: *session, who: &[me.membership()], at, noted: false };
    (on_departure.end)(&mut access.tx, departed).await?;
    commit_and_redirect(act, form.home).await
}

async fn take_back(mut act: LiveAct<Member>, FormBody(form): FormBody<Withdrawn>) -> Result<Response, Problem> {
    let (session, me) = (act.session, act.access.membership());
    if let Err(refusal) = check_allowed(None, &mut act, RegretBy::Themselves, me).await? {
        let words = act.chrome.locale().message(refusal.key());
        return refuse(act, String::new(), words).await;
    }
    store::withdraw(act.tx(), session, me).await?;
    commit_and_redirect(act, form.home).await
}

/// The session's page with the text as it was typed.
async fn refuse(mut act: LiveAct<Member>, word: String, words: Message) -> Result<Response, Problem> {
    session_page(&act.app, &act.chrome, &mut act.access, act.session, SessionNotice::Regrets { word, words }).await
}

async fn commit_and_redirect(mut act: LiveAct<Member>, home: bool) -> Result<Response, Problem> {
    let session = act.session;
    act.publish(ATTENDANCE, session.0, Recipients::Staff);
    act.commit().await?;
    Ok(if home { Redirect::to("/") } else { Redirect::to(&format!("/sessions/{session}")) }.into_response())
}

#[derive(Deserialize)]
struct RegretPathParams {
    member: MembershipId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotedRegret {
    #[serde(default)]
    word: String,
}

async fn take_back_for(
    act: LiveAct<Staff>,
    PathParams(RegretPathParams { member }): PathParams<RegretPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    on_behalf(None, act, member, None).await
}

/// Records a member's regrets for staff, or withdraws such a record when `word` is none; responds with the current roll.
async fn on_behalf(
    on_departure: Option<OnDeparture>,
    mut act: LiveAct<Staff>,
    member: MembershipId,
    word: Option<String>,
) -> Result<Response, Problem> {
    let (id, actor, now) = (act.session, act.access.actor(), act.chrome.now);
    let allowed = check_allowed(on_departure, &mut act, RegretBy::Staff, member).await?;
    let people = session::substitution::store::people(&mut act.access.tx, &act.app.vault, actor.group(), id).await?;
    if !people.iter().any(|one| one.id == member && one.role == Role::Member && one.state == MembershipState::Active) {
        return Err(Problem::NotFound);
    }
    allowed?;
    let action = if let Some(word) = word {
        let (word, by) = (parse_word(&word)?, Some(actor.membership()));
        store::set(&mut act.access.tx, &act.app.vault, (actor.practice(), id, member), word.as_deref(), by, now).await?;
        if let Some(on_departure) = on_departure {
            let at = act.app.clock.now();
            let departed = DepartedMembers { practice: actor.practice(), session: id, who: &[member], at, noted: false };
            (on_departure.end)(act.tx(), departed).await?;
        }
        AuditAction::RegretsNoted
    } else {
        store::withdraw(act.tx(), id, member).await?;
        AuditAction::RegretsWithdrawn
    };
    act.audit(action, member.0).await?;
    let session = session::store::find(&mut act.access.tx, &act.app.vault, id).await?.ok_or(Problem::NotFound)?;
    attendance::routes::done(act, &session).await
}

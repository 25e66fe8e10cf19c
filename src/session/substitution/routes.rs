//! The doors of standing in: the group's therapist's, and those of the practice, when a therapist can do nothing.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::by_practice::OurSession;
use super::naming::{self, NamingActor, NamingFieldErrors, SubstituteForm};
use super::views::ChosenSubstitute;
use super::{SubstitutionId, notice_store};
use crate::group::Therapist;
use crate::kit::db::Tx;
use crate::kit::fingerprint::FormContent;
use crate::kit::house::AppState;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, PathParams, Problem, Submission};
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::step_up::{self, StepUpOutcome};
use crate::session::attendance::gone::OnDeparture;
use crate::session::{self, Session, SessionAccess};

/// The doors.
pub(in crate::session) fn doors(on_gone: OnDeparture) -> AppRoutes {
    type SubstitutionPath = PathParams<SubstitutionPathParams>;
    let withdraw = move |house: State<AppState>,
                         chrome: Chrome,
                         me: SignedIn,
                         here: SessionAccess<Therapist>,
                         way: SubstitutionPath,
                         none: FormBody<EmptyBody>| { withdraw(on_gone, house, chrome, me, here, way, none) };
    let withdraw_ours =
        move |house: State<AppState>, chrome: Chrome, ours: OurSession, way: SubstitutionPath, none: FormBody<EmptyBody>| {
            withdraw_ours(on_gone, house, chrome, ours, way, none)
        };
    AppRoutes::new()
        .get(Access::SeatOfTherapist, "/sessions/{session}/substitutions", show)
        .post(Access::SeatOfTherapist, "/sessions/{session}/substitutions", name)
        .post(Access::SeatOfTherapist, "/sessions/{session}/substitutions/{substitution}/withdrawal", withdraw)
        .get(Access::Administrator, "/practice/sessions/{session}/substitutions", show_ours)
        .post(Access::Administrator, "/practice/sessions/{session}/substitutions", name_ours)
        .post(Access::Administrator, "/practice/sessions/{session}/substitutions/{substitution}/withdrawal", withdraw_ours)
        .post(Access::SignedIn, "/notices/{substitution}/reading", notice_read)
}

#[derive(Deserialize)]
struct SubstitutionPathParams {
    substitution: SubstitutionId,
}

/// Where it happens, and by whose hand.
struct SubstitutionContext {
    tx: Tx,
    hand: NamingActor,
    session: Session,
}

impl SubstitutionContext {
    async fn of_therapist(house: &AppState, me: SignedIn, here: SessionAccess<Therapist>) -> Result<Self, Problem> {
        let hand = NamingActor { person: here.seat.person(), sign_in: me.id, confirmed: false, by_practice: false };
        let id = here.session();
        let mut tx = here.seat.tx;
        let session = session::store::find(&mut tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
        Ok(Self { tx, hand, session })
    }

    fn of_practice(ours: OurSession) -> Self {
        Self {
            tx: ours.tx,
            hand: NamingActor { person: ours.me.person, sign_in: ours.me.id, confirmed: false, by_practice: true },
            session: ours.session,
        }
    }

    async fn show(mut self, house: &AppState, chrome: &Chrome) -> Result<Response, Problem> {
        naming::page(&mut self.tx, house, chrome, self.hand, self.session, None).await
    }

    async fn name(mut self, house: &AppState, chrome: &Chrome, content: &FormContent, typed: SubstituteForm) -> Result<Response, Problem> {
        let done = naming::name(&mut self.tx, house, chrome, self.hand, &self.session, (content, &typed)).await?;
        self.answer(house, chrome, done, ChosenSubstitute { whose: typed.whose, colleague: typed.colleague, reason: typed.reason }).await
    }

    async fn withdraw(mut self, on_gone: OnDeparture, house: &AppState, chrome: &Chrome, id: SubstitutionId) -> Result<Response, Problem> {
        let done = naming::withdraw(on_gone, &mut self.tx, chrome, self.hand, &self.session, id).await?;
        self.answer(house, chrome, done, ChosenSubstitute::default()).await
    }

    async fn answer(
        mut self,
        house: &AppState,
        chrome: &Chrome,
        done: Result<(), NamingFieldErrors>,
        chosen: ChosenSubstitute,
    ) -> Result<Response, Problem> {
        if let Err(said) = done {
            // It may have ended a moment ago: the page says how it stands now.
            let session = session::store::find(&mut self.tx, &house.vault, self.session.id).await?.ok_or(Problem::NotFound)?;
            return naming::page(&mut self.tx, house, chrome, self.hand, session, Some((chosen, said))).await;
        }
        self.tx.commit().await?;
        // Whoever stands in no more is led away before they hear another word.
        house.relay.recheck(None);
        house.relay.nudge(self.session.id.0);
        Ok(Redirect::to(&self.hand.path(self.session.id)).into_response())
    }
}

async fn show(State(house): State<AppState>, chrome: Chrome, me: SignedIn, here: SessionAccess<Therapist>) -> Result<Response, Problem> {
    SubstitutionContext::of_therapist(&house, me, here).await?.show(&house, &chrome).await
}

async fn name(
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    here: SessionAccess<Therapist>,
    content: FormContent,
    FormBody(typed): FormBody<SubstituteForm>,
) -> Result<Response, Problem> {
    SubstitutionContext::of_therapist(&house, me, here).await?.name(&house, &chrome, &content, typed).await
}

async fn withdraw(
    on_gone: OnDeparture,
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    here: SessionAccess<Therapist>,
    PathParams(SubstitutionPathParams { substitution }): PathParams<SubstitutionPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    SubstitutionContext::of_therapist(&house, me, here).await?.withdraw(on_gone, &house, &chrome, substitution).await
}

async fn show_ours(State(house): State<AppState>, chrome: Chrome, ours: OurSession) -> Result<Response, Problem> {
    SubstitutionContext::of_practice(ours).show(&house, &chrome).await
}

async fn name_ours(
    State(house): State<AppState>,
    chrome: Chrome,
    press: Submission,
    ours: OurSession,
    content: FormContent,
    FormBody(typed): FormBody<SubstituteForm>,
) -> Result<Response, Problem> {
    if typed.passphrase.is_empty() {
        return SubstitutionContext::of_practice(ours).name(&house, &chrome, &content, typed).await;
    }
    // Hashing takes a tenth of a second: no connection waits for it, so the way is looked at anew afterwards.
    let (me, session) = (ours.me, ours.session.id);
    drop(ours);
    let tried = step_up::confirm(&house, me, &typed.passphrase, &press, chrome.now).await?;
    let mut place = SubstitutionContext::of_practice(OurSession::again(&house, me, session).await?);
    let words = match tried {
        StepUpOutcome::Answered(answer) => return Ok(answer),
        StepUpOutcome::Confirmed(confirmed) => {
            place.hand.confirmed = true;
            let answer = place.name(&house, &chrome, &content, typed).await?;
            return confirmed.along(&house, &press, chrome.now, answer).await;
        }
        StepUpOutcome::Later(later) => later.message(chrome.locale()),
        StepUpOutcome::Not | StepUpOutcome::None => chrome.locale().message("passphrase-not-this"),
    };
    let chosen = ChosenSubstitute { whose: typed.whose, colleague: typed.colleague, reason: typed.reason };
    place.answer(&house, &chrome, Err(NamingFieldErrors { field: "passphrase", words, refusal: None }), chosen).await
}

async fn notice_read(
    State(house): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    PathParams(SubstitutionPathParams { substitution }): PathParams<SubstitutionPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let mut tx = Tx::of(&house.pool, me.person.0).await?;
    if !notice_store::read(&mut tx, substitution, me.person, chrome.now).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

async fn withdraw_ours(
    on_gone: OnDeparture,
    State(house): State<AppState>,
    chrome: Chrome,
    ours: OurSession,
    PathParams(SubstitutionPathParams { substitution }): PathParams<SubstitutionPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    SubstitutionContext::of_practice(ours).withdraw(on_gone, &house, &chrome, substitution).await
}

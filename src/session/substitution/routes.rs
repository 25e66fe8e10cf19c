//! Routes of substitution: for the group's therapist, and for the practice when the therapist cannot act.

use super::by_practice::AdministeredSession;
use super::naming::{self, NamingActor, NamingFieldErrors, SubstituteForm};
use super::views::ChosenSubstitute;
use super::{SubstitutionId, notice_store};
use crate::group::Therapist;
use crate::kit::db::Tx;
use crate::kit::fingerprint::FormContent;
use crate::kit::web::prelude::*;
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::step_up::{self, StepUpOutcome};
use crate::session::attendance::departure::OnDeparture;
use crate::session::{self, Session, SessionAccess};

pub(in crate::session) fn routes(on_departure: OnDeparture) -> AppRoutes {
    type SubstitutionPath = PathParams<SubstitutionPathParams>;
    let withdraw = move |app: State<AppState>,
                         chrome: Chrome,
                         me: SignedIn,
                         access: SessionAccess<Therapist>,
                         path: SubstitutionPath,
                         body: FormBody<EmptyBody>| { withdraw(on_departure, app, chrome, me, access, path, body) };
    let withdraw_for_practice =
        move |app: State<AppState>, chrome: Chrome, access: AdministeredSession, path: SubstitutionPath, body: FormBody<EmptyBody>| {
            withdraw_for_practice(on_departure, app, chrome, access, path, body)
        };
    AppRoutes::new()
        .get(Access::GroupTherapist, "/sessions/{session}/substitutions", show)
        .post(Access::GroupTherapist, "/sessions/{session}/substitutions", name)
        .post(Access::GroupTherapist, "/sessions/{session}/substitutions/{substitution}/withdrawal", withdraw)
        .get(Access::PracticeAdministrator, "/practice/sessions/{session}/substitutions", show_for_practice)
        .post(Access::PracticeAdministrator, "/practice/sessions/{session}/substitutions", name_for_practice)
        .post(Access::PracticeAdministrator, "/practice/sessions/{session}/substitutions/{substitution}/withdrawal", withdraw_for_practice)
        .post(Access::SignedIn, "/notices/{substitution}/reading", notice_read)
}

#[derive(Deserialize)]
struct SubstitutionPathParams {
    substitution: SubstitutionId,
}

/// The session, the actor and the transaction of a request.
struct SubstitutionContext {
    tx: Tx,
    actor: NamingActor,
    session: Session,
}

impl SubstitutionContext {
    async fn of_therapist(app: &AppState, me: SignedIn, access: SessionAccess<Therapist>) -> Result<Self, Problem> {
        let actor = NamingActor { person: access.group_access.person(), sign_in: me.id, confirmed: false, by_practice: false };
        let id = access.session();
        let mut tx = access.group_access.tx;
        let session = session::store::find(&mut tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
        Ok(Self { tx, actor, session })
    }

    fn of_practice(access: AdministeredSession) -> Self {
        Self {
            tx: access.tx,
            actor: NamingActor { person: access.me.person, sign_in: access.me.id, confirmed: false, by_practice: true },
            session: access.session,
        }
    }

    async fn show(mut self, app: &AppState, chrome: &Chrome) -> Result<Response, Problem> {
        naming::page(&mut self.tx, app, chrome, self.actor, self.session, None).await
    }

    async fn name(mut self, app: &AppState, chrome: &Chrome, content: &FormContent, form: SubstituteForm) -> Result<Response, Problem> {
        let done = naming::name(&mut self.tx, app, chrome, self.actor, &self.session, (content, &form)).await?;
        self.answer(app, chrome, done, ChosenSubstitute { whose: form.whose, colleague: form.colleague, reason: form.reason }).await
    }

    async fn withdraw(
        mut self,
        on_departure: OnDeparture,
        app: &AppState,
        chrome: &Chrome,
        id: SubstitutionId,
    ) -> Result<Response, Problem> {
        let done = naming::withdraw(on_departure, &mut self.tx, chrome, self.actor, &self.session, id).await?;
        self.answer(app, chrome, done, ChosenSubstitute::default()).await
    }

    async fn answer(
        mut self,
        app: &AppState,
        chrome: &Chrome,
        done: Result<(), NamingFieldErrors>,
        chosen: ChosenSubstitute,
    ) -> Result<Response, Problem> {
        if let Err(error) = done {
            // The session may just have ended: load its current state for the page.
            let session = session::store::find(&mut self.tx, &app.vault, self.session.id).await?.ok_or(Problem::NotFound)?;
            return naming::page(&mut self.tx, app, chrome, self.actor, session, Some((chosen, error))).await;
        }
        self.tx.commit().await?;
        // Recheck access first, so that a withdrawn substitute's stream ends before it gets another frame.
        app.events.recheck(None);
        app.events.wake(self.session.id.0);
        Ok(Redirect::to(&self.actor.path(self.session.id)).into_response())
    }
}

async fn show(State(app): State<AppState>, chrome: Chrome, me: SignedIn, access: SessionAccess<Therapist>) -> Result<Response, Problem> {
    SubstitutionContext::of_therapist(&app, me, access).await?.show(&app, &chrome).await
}

async fn name(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    access: SessionAccess<Therapist>,
    content: FormContent,
    FormBody(form): FormBody<SubstituteForm>,
) -> Result<Response, Problem> {
    SubstitutionContext::of_therapist(&app, me, access).await?.name(&app, &chrome, &content, form).await
}

async fn withdraw(
    on_departure: OnDeparture,
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    access: SessionAccess<Therapist>,
    PathParams(SubstitutionPathParams { substitution }): PathParams<SubstitutionPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    SubstitutionContext::of_therapist(&app, me, access).await?.withdraw(on_departure, &app, &chrome, substitution).await
}

async fn show_for_practice(State(app): State<AppState>, chrome: Chrome, access: AdministeredSession) -> Result<Response, Problem> {
    SubstitutionContext::of_practice(access).show(&app, &chrome).await
}

async fn name_for_practice(
    State(app): State<AppState>,
    chrome: Chrome,
    press: Submission,
    access: AdministeredSession,
    content: FormContent,
    FormBody(form): FormBody<SubstituteForm>,
) -> Result<Response, Problem> {
    if form.passphrase.is_empty() {
        return SubstitutionContext::of_practice(access).name(&app, &chrome, &content, form).await;
    }
    // Hashing takes a tenth of a second. Release the connection meanwhile and check the access again afterwards.
    let (me, session) = (access.me, access.session.id);
    drop(access);
    let outcome = step_up::confirm(&app, me, &form.passphrase, &press, chrome.now).await?;
    let mut context = SubstitutionContext::of_practice(AdministeredSession::again(&app, me, session).await?);
    let words = match outcome {
        StepUpOutcome::Answered(answer) => return Ok(answer),
        StepUpOutcome::Confirmed(confirmed) => {
            context.actor.confirmed = true;
            let answer = context.name(&app, &chrome, &content, form).await?;
            return confirmed.along(&app, &press, chrome.now, answer).await;
        }
        StepUpOutcome::Later(later) => later.message(chrome.locale()),
        StepUpOutcome::Not | StepUpOutcome::None => chrome.locale().message("passphrase-not-this"),
    };
    let chosen = ChosenSubstitute { whose: form.whose, colleague: form.colleague, reason: form.reason };
    context.answer(&app, &chrome, Err(NamingFieldErrors { field: "passphrase", words, refusal: None }), chosen).await
}

async fn notice_read(
    State(app): State<AppState>,
    chrome: Chrome,
    me: SignedIn,
    PathParams(SubstitutionPathParams { substitution }): PathParams<SubstitutionPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
    if !notice_store::read(&mut tx, substitution, me.person, chrome.now).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

async fn withdraw_for_practice(
    on_departure: OnDeparture,
    State(app): State<AppState>,
    chrome: Chrome,
    access: AdministeredSession,
    PathParams(SubstitutionPathParams { substitution }): PathParams<SubstitutionPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    SubstitutionContext::of_practice(access).withdraw(on_departure, &app, &chrome, substitution).await
}

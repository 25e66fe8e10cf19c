//! The doors of standing in: the group's therapist's, and those of the practice, when a therapist can do nothing.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::by_practice::OurSession;
use super::naming::{self, Hand, Said, Typed};
use super::views::Chosen;
use super::{SubstitutionId, notice_store};
use crate::group::Therapist;
use crate::kit::db::Tx;
use crate::kit::fingerprint::FormContent;
use crate::kit::house::House;
use crate::kit::web::{Chrome, Doors, Fields, InPath, NoFields, Press, Problem, Who};
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::step_up::{self, Try};
use crate::session::attendance::gone::OnGone;
use crate::session::{self, InSession, Session};

/// The doors.
#[must_use]
pub(in crate::session) fn doors(on_gone: OnGone) -> Doors {
    type Way = InPath<ThePath>;
    let withdraw =
        move |house: State<House>, chrome: Chrome, me: SignedIn, here: InSession<Therapist>, way: Way, none: Fields<NoFields>| {
            withdraw(on_gone, house, chrome, me, here, way, none)
        };
    let withdraw_ours = move |house: State<House>, chrome: Chrome, ours: OurSession, way: Way, none: Fields<NoFields>| {
        withdraw_ours(on_gone, house, chrome, ours, way, none)
    };
    Doors::new()
        .get(Who::SeatOfTherapist, "/sessions/{session}/substitutions", show)
        .post(Who::SeatOfTherapist, "/sessions/{session}/substitutions", name)
        .post(Who::SeatOfTherapist, "/sessions/{session}/substitutions/{substitution}/withdrawal", withdraw)
        .get(Who::Administrator, "/practice/sessions/{session}/substitutions", show_ours)
        .post(Who::Administrator, "/practice/sessions/{session}/substitutions", name_ours)
        .post(Who::Administrator, "/practice/sessions/{session}/substitutions/{substitution}/withdrawal", withdraw_ours)
        .post(Who::SignedIn, "/notices/{substitution}/reading", notice_read)
}

#[derive(Deserialize)]
struct ThePath {
    substitution: SubstitutionId,
}

/// Where it happens, and by whose hand.
struct Place {
    tx: Tx,
    hand: Hand,
    session: Session,
}

impl Place {
    async fn of_therapist(house: &House, me: SignedIn, here: InSession<Therapist>) -> Result<Self, Problem> {
        let hand = Hand { person: here.seat.person(), sign_in: me.id, confirmed: false, by_practice: false };
        let id = here.session();
        let mut tx = here.seat.tx;
        let session = session::store::find(&mut tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
        Ok(Self { tx, hand, session })
    }

    fn of_practice(ours: OurSession) -> Self {
        Self {
            tx: ours.tx,
            hand: Hand { person: ours.me.person, sign_in: ours.me.id, confirmed: false, by_practice: true },
            session: ours.session,
        }
    }

    async fn show(mut self, house: &House, chrome: &Chrome) -> Result<Response, Problem> {
        naming::page(&mut self.tx, house, chrome, self.hand, self.session, None).await
    }

    async fn name(mut self, house: &House, chrome: &Chrome, content: &FormContent, typed: Typed) -> Result<Response, Problem> {
        let done = naming::name(&mut self.tx, house, chrome, self.hand, &self.session, (content, &typed)).await?;
        self.answer(house, chrome, done, Chosen { whose: typed.whose, colleague: typed.colleague, reason: typed.reason }).await
    }

    async fn withdraw(mut self, on_gone: OnGone, house: &House, chrome: &Chrome, id: SubstitutionId) -> Result<Response, Problem> {
        let done = naming::withdraw(on_gone, &mut self.tx, chrome, self.hand, &self.session, id).await?;
        self.answer(house, chrome, done, Chosen::default()).await
    }

    async fn answer(mut self, house: &House, chrome: &Chrome, done: Result<(), Said>, chosen: Chosen) -> Result<Response, Problem> {
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

async fn show(State(house): State<House>, chrome: Chrome, me: SignedIn, here: InSession<Therapist>) -> Result<Response, Problem> {
    Place::of_therapist(&house, me, here).await?.show(&house, &chrome).await
}

async fn name(
    State(house): State<House>,
    chrome: Chrome,
    me: SignedIn,
    here: InSession<Therapist>,
    content: FormContent,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    Place::of_therapist(&house, me, here).await?.name(&house, &chrome, &content, typed).await
}

async fn withdraw(
    on_gone: OnGone,
    State(house): State<House>,
    chrome: Chrome,
    me: SignedIn,
    here: InSession<Therapist>,
    InPath(ThePath { substitution }): InPath<ThePath>,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    Place::of_therapist(&house, me, here).await?.withdraw(on_gone, &house, &chrome, substitution).await
}

async fn show_ours(State(house): State<House>, chrome: Chrome, ours: OurSession) -> Result<Response, Problem> {
    Place::of_practice(ours).show(&house, &chrome).await
}

async fn name_ours(
    State(house): State<House>,
    chrome: Chrome,
    press: Press,
    ours: OurSession,
    content: FormContent,
    Fields(typed): Fields<Typed>,
) -> Result<Response, Problem> {
    if typed.passphrase.is_empty() {
        return Place::of_practice(ours).name(&house, &chrome, &content, typed).await;
    }
    // Hashing takes a tenth of a second: no connection waits for it, so the way is looked at anew afterwards.
    let (me, session) = (ours.me, ours.session.id);
    drop(ours);
    let tried = step_up::confirm(&house, me, &typed.passphrase, &press, chrome.now).await?;
    let mut place = Place::of_practice(OurSession::again(&house, me, session).await?);
    let words = match tried {
        Try::Answered(answer) => return Ok(answer),
        Try::Confirmed(confirmed) => {
            place.hand.confirmed = true;
            let answer = place.name(&house, &chrome, &content, typed).await?;
            return confirmed.along(&house, &press, chrome.now, answer).await;
        }
        Try::Later(later) => later.message(chrome.locale()),
        Try::Not | Try::None => chrome.locale().message("passphrase-not-this"),
    };
    let chosen = Chosen { whose: typed.whose, colleague: typed.colleague, reason: typed.reason };
    place.answer(&house, &chrome, Err(Said { field: "passphrase", words, refusal: None }), chosen).await
}

async fn notice_read(
    State(house): State<House>,
    chrome: Chrome,
    me: SignedIn,
    InPath(ThePath { substitution }): InPath<ThePath>,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    let mut tx = Tx::of(&house.pool, me.person.0).await?;
    if !notice_store::read(&mut tx, substitution, me.person, chrome.now).await? {
        return Err(Problem::NotFound);
    }
    tx.commit().await?;
    Ok(Redirect::to("/").into_response())
}

async fn withdraw_ours(
    on_gone: OnGone,
    State(house): State<House>,
    chrome: Chrome,
    ours: OurSession,
    InPath(ThePath { substitution }): InPath<ThePath>,
    Fields(NoFields {}): Fields<NoFields>,
) -> Result<Response, Problem> {
    Place::of_practice(ours).withdraw(on_gone, &house, &chrome, substitution).await
}

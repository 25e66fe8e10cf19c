//! Routes of messages: the page of all, a letter by the group's therapist, and its answer.

use super::views::{AnswerPage, WritePage};
use super::{ANSWER_LIMIT, LETTER_LIMIT, LetterId, LetterRefusal, LetterSide, MemberLetter, may_write_to, messages, notice, store};
use crate::contact;
use crate::group::{self, GroupAccess, MembershipId, OwnMembership, Therapist};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::prelude::*;

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::SignedIn, "/messages", messages::show)
        .get(Access::GroupTherapist, "/groups/{group}/members/{member}/letters/new", write)
        .post(Access::GroupTherapist, "/groups/{group}/members/{member}/letters", send)
        .post(Access::OwnInAnyState, "/groups/{group}/letters/{letter}/answer", answer)
        .post(Access::OwnInAnyState, "/groups/{group}/letters/{letter}/reading", put_away)
}

#[derive(Deserialize)]
struct MemberPathParams {
    member: MembershipId,
}

async fn write(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    PathParams(MemberPathParams { member }): PathParams<MemberPathParams>,
) -> Result<Response, Problem> {
    let page = page(&app, &mut access, member, LetterId::random(), String::new(), FormErrors::default()).await?;
    Ok(chrome.in_zone(page.group.time_zone).page(&page))
}

async fn page(
    app: &AppState,
    access: &mut GroupAccess<Therapist>,
    member: MembershipId,
    id: LetterId,
    text: String,
    errors: FormErrors,
) -> Result<WritePage, Problem> {
    let group = access.group();
    let group = group::store::find(&mut access.tx, &app.vault, group).await?.ok_or(Problem::NotFound)?;
    let people = group::store::memberships(&mut access.tx, &app.vault, group.id).await?;
    let found = people.into_iter().find(|one| one.id == member).ok_or(Problem::NotFound)?;
    let reaches = match may_write_to(found.role, found.state, found.person.is_some()) {
        Err(LetterRefusal::NoAccount) => false,
        other => other.map(|()| true)?,
    };
    Ok(WritePage { group, member, name: found.name.unwrap_or_default(), reaches, id, text, errors })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterForm {
    id: LetterId,
    #[serde(default)]
    text: String,
}

async fn send(
    State(app): State<AppState>,
    chrome: Chrome,
    mut access: GroupAccess<Therapist>,
    content: FormContent,
    PathParams(MemberPathParams { member }): PathParams<MemberPathParams>,
    FormBody(form): FormBody<LetterForm>,
) -> Result<Response, Problem> {
    let (actor, now) = (access.actor(), chrome.now);
    let (role, state, person) = group::store::lock_membership(&mut access.tx, actor.group(), member).await?.ok_or(Problem::NotFound)?;
    let owner = group::membership_owner(actor.practice(), member);
    let print = content.fingerprint(&mut access.tx, &app.vault, owner).await?;
    let to = Redirect::to(&format!("/messages#letter-{}", form.id));
    if fingerprint::is_resend(&mut access.tx, form.id, print.as_ref()).await? {
        return Ok(to.into_response());
    }
    may_write_to(role, state, person.is_some())?;
    let mut errors = FormErrors::default();
    let cleaned = errors.check("text", clean_paragraphs(&form.text, LETTER_LIMIT), |refusal| refusal.message(chrome.locale()));
    let Some(text) = cleaned else {
        let page = page(&app, &mut access, member, form.id, form.text, errors).await?;
        return Ok(chrome.in_zone(page.group.time_zone).page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    if !store::send(&mut access.tx, &app.vault, actor, member, form.id, &text, now).await? {
        return Err(SentBefore.into());
    }
    fingerprint::store_fingerprint(&mut access.tx, form.id, print).await?;
    let group = group::store::find(&mut access.tx, &app.vault, actor.group()).await?.ok_or(Problem::NotFound)?;
    notice::queue(&mut access.tx, &app, &group, member, form.id, now).await?;
    // A letter is a word: the hints about this member return when a later session gives them again.
    for hint in contact::store::of_group(&mut access.tx, &app.vault, &group, actor.membership()).await? {
        if hint.member == member {
            contact::store::dismiss(&mut access.tx, actor, member, hint.need, now).await?;
        }
    }
    access.audit(AuditAction::LetterSent, form.id.0, now).await?;
    access.tx.commit().await?;
    Ok(to.into_response())
}

#[derive(Deserialize)]
struct LetterPathParams {
    letter: LetterId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerForm {
    #[serde(default)]
    text: String,
}

async fn answer(
    State(app): State<AppState>,
    chrome: Chrome,
    mut own: OwnMembership,
    PathParams(LetterPathParams { letter: id }): PathParams<LetterPathParams>,
    FormBody(form): FormBody<AnswerForm>,
) -> Result<Response, Problem> {
    let (place, now) = (own.membership(), chrome.now);
    let side = store::lock(&mut own.tx, place.group, id, place.person).await?;
    let Some(LetterSide::Reader(member)) = side else { return Err(Problem::NotFound) };
    let letter = received(&app, &mut own, id).await?;
    let mut errors = FormErrors::default();
    let cleaned = errors.check("text", clean_paragraphs(&form.text, ANSWER_LIMIT), |refusal| refusal.message(chrome.locale()));
    let to = Redirect::to(&format!("/messages#letter-{id}"));
    match (&letter.answer, &cleaned) {
        (Some((answer, _)), Some(text)) if answer == text => return Ok(to.into_response()),
        (Some(_), _) => return Err(LetterRefusal::Answered.into()),
        (None, _) if !letter.may_answer => return Err(LetterRefusal::Closed.into()),
        (None, None) => {
            let page = AnswerPage { letter, text: form.text, errors };
            return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
        (None, Some(text)) => {
            store::answer(&mut own.tx, &app.vault, (place.practice, place.group, member), id, text, now).await?;
        }
    }
    let entry = AuditEntry { practice: place.practice.0, actor: Some(place.person.0), action: AuditAction::LetterAnswered, subject: id.0 };
    audit::record(&mut own.tx, entry, now).await?;
    own.tx.commit().await?;
    Ok(to.into_response())
}

/// The letter as its reader sees it; a letter whose key was destroyed does not exist any more.
async fn received(app: &AppState, own: &mut OwnMembership, id: LetterId) -> Result<MemberLetter, Problem> {
    let person = own.membership().person;
    let all = store::received(&mut own.tx, &app.vault, person, false).await?;
    all.into_iter().find(|letter| letter.id == id).ok_or(Problem::NotFound)
}

/// Puts a letter, or its answer, away from the home page of the one who has read it.
async fn put_away(
    chrome: Chrome,
    mut own: OwnMembership,
    PathParams(LetterPathParams { letter: id }): PathParams<LetterPathParams>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let place = own.membership();
    let side = store::lock(&mut own.tx, place.group, id, place.person).await?.ok_or(Problem::NotFound)?;
    store::put_away(&mut own.tx, id, side, chrome.now).await?;
    own.tx.commit().await?;
    Ok(Redirect::to(if side == LetterSide::Writer { "/messages" } else { "/" }).into_response())
}

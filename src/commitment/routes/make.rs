//! Routes that make a commitment (a member's own, or one that staff offer) and list those of a session.

use chrono::NaiveDate;
use chrono_tz::Tz;
use uuid::Uuid;

use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::{self, BrainstormId, IdeaId, board};
use crate::commitment;
use crate::commitment::store::NewCommitment;
use crate::commitment::views::{CommitmentForm, CommitmentsView, ListPage, here_fragment};
use crate::commitment::{
    COMMITMENT, CommitmentFor, CommitmentId, CommitmentOrigin, CommitmentRefusal, EVERYONE, SIGN_LIMIT, WHAT_LIMIT, may_commit, scene,
    store,
};
use crate::group::{self, AnyRole, Group, GroupAccess, Membership, MembershipId, MembershipState, Role};
use crate::kit::events::Recipients;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::i18n::entry::DateEntry;
use crate::kit::i18n::{Calendar, dates};
use crate::kit::text::clean_line;
use crate::kit::web::prelude::*;
use crate::session::{self, LiveAct, Session, SessionAccess, SessionId, SessionState, attendance};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCommitmentForm {
    id: CommitmentId,
    what: String,
    #[serde(default)]
    whose: String,
    #[serde(default)]
    idea: String,
    #[serde(default)]
    sign: String,
    /// `day` for a due day; anything else means by the next session.
    #[serde(default)]
    by: String,
    /// The calendar of the typed date.
    #[serde(default)]
    calendar: Calendar,
    #[serde(default)]
    date: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    day: String,
}

impl NewCommitmentForm {
    fn typed(&self) -> CommitmentForm {
        CommitmentForm {
            whose: self.whose.clone(),
            what: self.what.clone(),
            idea: self.idea.clone(),
            sign: self.sign.clone(),
            by_day: self.by == "day",
            date: self.date(),
        }
    }

    fn date(&self) -> DateEntry {
        DateEntry { date: self.date.clone(), year: self.year.clone(), month: self.month.clone(), day: self.day.clone() }
    }

    fn read_due(&self, chrome: &Chrome, zone: Tz) -> Result<Option<NaiveDate>, Problem> {
        if self.by != "day" {
            return Ok(None);
        }
        let due = self.date().read(self.calendar);
        let due = due.map_err(|refusal| Refused::with_message(&CommitmentRefusal::Past, refusal.message(chrome.locale())))?;
        if due < dates::today(chrome.now, zone) { Err(CommitmentRefusal::Past.into()) } else { Ok(Some(due)) }
    }
}

/// The values read from a form.
struct ReadCommitment {
    what: String,
    sign: Option<String>,
    due: Option<NaiveDate>,
    idea: Option<IdeaId>,
    /// One for each owner, at least one.
    made: Vec<CommitmentOrigin>,
}

/// The group, session and commitments around a board.
struct CommitmentContext {
    group: Group,
    session: Session,
    people: Vec<Membership>,
    carried: CommitmentsView,
}

impl CommitmentContext {
    async fn load(app: &AppState, access: &mut GroupAccess<AnyRole>, id: SessionId) -> Result<Self, Problem> {
        let session = session::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
        let group = group::store::find(&mut access.tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
        let people = group::store::memberships(&mut access.tx, &app.vault, session.group).await?;
        let names = people.iter().map(|one| (one.id, one.name.clone())).collect();
        let board = board::of_session(&mut access.tx, &app.vault, id, &names).await?;
        let carried = scene::load(&mut access.tx, &app.vault, &session, &people, board.as_ref()).await?;
        Ok(Self { group, session, people, carried })
    }

    fn page(self, board: BrainstormId, is_staff: bool, id: Uuid, typed: CommitmentForm, errors: FormErrors) -> ListPage {
        let Self { group, session: Session { number, state, .. }, carried, .. } = self;
        ListPage { group, number, state, board, carried, is_staff, id, typed, errors }
    }
}

pub(super) async fn list(
    State(app): State<AppState>,
    chrome: Chrome,
    access: SessionAccess<AnyRole, ByBrainstorm>,
) -> Result<Response, Problem> {
    let (session, board, mut access) = (access.session(), BrainstormId(access.found_by()), access.group_access);
    let context = CommitmentContext::load(&app, &mut access, session).await?;
    let chrome = chrome.in_zone(context.group.time_zone);
    let typed = CommitmentForm::empty(&chrome);
    Ok(chrome.page(&context.page(board, access.role().is_staff(), Uuid::new_v4(), typed, FormErrors::default())))
}

pub(super) async fn make(
    mut act: LiveAct<AnyRole, ByBrainstorm>,
    content: FormContent,
    FormBody(form): FormBody<NewCommitmentForm>,
) -> Result<Response, Problem> {
    let (session, board, practice) = (act.session, BrainstormId(act.subject), act.access.practice());
    let step = brainstorm::store::kept_board(act.tx(), board).await?.ok_or(Problem::NotFound)?.phase;
    if let Some(earlier) = store::find(&mut act.access.tx, &act.app.vault, form.id).await? {
        let owner = group::membership_owner(practice, earlier.owner);
        let print = content.fingerprint(&mut act.access.tx, &act.app.vault, owner).await?;
        if !fingerprint::is_resend(act.tx(), form.id, print.as_ref()).await? {
            return Err(SentBefore.into());
        }
        let list = list_fragment(&mut act).await?;
        return Ok(act.unchanged(form.id, list));
    }
    if act.state() != SessionState::Live {
        return Err(CommitmentRefusal::Over.into());
    }
    if !may_commit(step) {
        return Err(CommitmentRefusal::Early.into());
    }
    let context = CommitmentContext::load(&act.app, &mut act.access, session).await?;
    let here_by_phone = if form.whose == EVERYONE { attendance::store::here_by_phone(act.tx(), session).await? } else { Vec::new() };
    let mut errors = FormErrors::default();
    let Some(read) = read(&act, &context, &form, &here_by_phone, &mut errors)? else {
        let mut chrome = act.chrome.in_zone(context.group.time_zone);
        chrome.reader.calendar = form.calendar;
        let page = context.page(board, act.access.role().is_staff(), form.id.0, form.typed(), errors);
        return Ok(chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    for (place, made) in read.made.into_iter().enumerate() {
        let (id, owner, by_staff) = (if place == 0 { form.id } else { CommitmentId::random() }, made.owner, made.written_by.is_some());
        let new = NewCommitment { id, board, idea: read.idea, made, what: &read.what, sign: read.sign.as_deref(), due: read.due };
        let stored = store::insert(&mut act.access.tx, &act.app.vault, practice, &new, act.chrome.now).await;
        free_id(stored, "commitment_pkey")?;
        if place == 0 {
            let print = content.fingerprint(&mut act.access.tx, &act.app.vault, group::membership_owner(practice, owner)).await?;
            fingerprint::store_fingerprint(act.tx(), id, print).await?;
        }
        act.audit(if by_staff { AuditAction::CommitmentOffered } else { AuditAction::CommitmentMade }, id.0).await?;
        act.publish(COMMITMENT, session.0, Recipients::Membership(owner.0));
    }
    act.publish(COMMITMENT, session.0, Recipients::Everyone);
    let list = list_fragment(&mut act).await?;
    act.done(form.id, list).await
}

/// Reads the form; `here_by_phone` are its owners when it names everyone. A script's form has one place for errors, so the first one refuses
/// it; a page gets an error beside each invalid field.
fn read(
    act: &LiveAct<AnyRole, ByBrainstorm>,
    context: &CommitmentContext,
    form: &NewCommitmentForm,
    here_by_phone: &[MembershipId],
    errors: &mut FormErrors,
) -> Result<Option<ReadCommitment>, Problem> {
    let chrome = &act.chrome;
    let owners = context
        .people
        .iter()
        .filter(|one| one.role == Role::Member && one.state == MembershipState::Active)
        .filter(|one| one.id.to_string() == form.whose || here_by_phone.contains(&one.id))
        .map(|one| CommitmentFor { member: one.id, has_account: one.person.is_some() });
    let made = commitment::make(act.access.membership(), act.access.role(), owners)
        .map_err(|refusal| if form.whose == EVERYONE { CommitmentRefusal::NobodyByPhone } else { refusal });
    let sign = match form.sign.trim() {
        "" => Ok(None),
        sign => clean_line(sign, SIGN_LIMIT).map(Some),
    };
    let made = check(chrome, errors, "whose", made)?;
    let what = check(chrome, errors, "what", clean_line(&form.what, WHAT_LIMIT))?;
    let due = check(chrome, errors, "date", form.read_due(chrome, context.group.time_zone))?;
    let sign = check(chrome, errors, "sign", sign)?;
    // An invalid id, or an idea that is not on the board, counts as no idea.
    let idea = form.idea.parse::<IdeaId>().ok().filter(|id| context.carried.ideas.iter().any(|(known, _)| known == id));
    let (Some(made), Some(what), Some(due), Some(sign)) = (made, what, due, sign) else { return Ok(None) };
    Ok(Some(ReadCommitment { what, sign, due, idea, made }))
}

fn check<T>(
    chrome: &Chrome,
    errors: &mut FormErrors,
    field: &'static str,
    read: Result<T, impl Into<Problem>>,
) -> Result<Option<T>, Problem> {
    match read.map_err(Into::into) {
        Err(refusal) if chrome.fragment => Err(refusal),
        read => Ok(errors.check(field, read, |refusal| refusal.words(chrome))),
    }
}

/// The session's commitments as they are now, for a script.
async fn list_fragment(act: &mut LiveAct<AnyRole, ByBrainstorm>) -> Result<String, Problem> {
    if !act.chrome.fragment {
        return Ok(String::new());
    }
    let CommitmentContext { session, carried, .. } = CommitmentContext::load(&act.app, &mut act.access, act.session).await?;
    let chrome = act.chrome.clone().in_zone(session.time_zone);
    Ok(here_fragment(&chrome, &carried, act.access.role().is_staff())?)
}

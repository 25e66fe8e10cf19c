//! One person's own view: their concerns, their answers, and for the therapist the authors of nameless concerns. It is sent with the page
//! or by "mine", never in bytes that several people get.

use std::borrow::Borrow;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::store::{self, StoredConcern, Theme};
use super::table::ConcernNames;
use super::{ConcernActor, ConcernId, ThemeId};
use crate::group::Role;
use crate::group::access::{GroupAccess, RequiredRole};
use crate::kit::audit::AuditAction;
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::kit::text::sort_by_name;
use crate::kit::vault::Vault;
use crate::kit::web::Problem;
use crate::session::{Session, SessionId, SessionState};

/// A concern that the reader laid, for themselves or for a member.
#[derive(Clone, Debug)]
pub struct OwnConcern {
    pub id: ConcernId,
    /// Its words; `None` when they were taken back.
    pub text: Option<String>,
    /// The version of the words.
    pub version: i32,
    /// The member for whom the reader laid it; `None` for the reader's own concern.
    pub laid_for: Option<String>,
    pub named: bool,
    pub tender: bool,
    pub in_middle: bool,
    /// Whether it is or was in the middle.
    pub was_in_middle: bool,
    pub editable: bool,
    pub retractable: bool,
    /// Whether staff still see it as it was before its last change.
    pub waits: bool,
    /// Whether the present therapist does not see its author, who may reveal themselves.
    pub may_be_shown: bool,
    /// Why the therapist set it aside; shown only to its author.
    pub reason: Option<String>,
}

/// The reader's answer to a concern that is or was in the middle, or whether they may answer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcernAnswer {
    /// The concern is the reader's own.
    Own,
    /// The reader may answer *I know this too*.
    MaySay,
    /// The reader answered, and may take the answer back.
    Said,
    /// No answer is possible: the reader has not entered, or the session is over.
    Nothing,
}

/// What only the therapist sees of a concern.
#[derive(Clone, Debug)]
pub struct EntrustedConcern {
    pub id: ConcernId,
    pub text: String,
    /// The author's name, when the concern is nameless to the group.
    pub author: Option<String>,
    /// Whether the author is shown to another therapist, who led the group when it was laid.
    pub promised_to_another: bool,
    /// Whether it waits for the next stage before anyone else sees it.
    pub waits: bool,
    pub tender: bool,
    /// What it has in common with others.
    pub theme: Option<ThemeId>,
}

impl EntrustedConcern {
    pub fn has(&self, theme: impl Borrow<ThemeId>) -> bool {
        self.theme == Some(*theme.borrow())
    }
}

/// The reader's own part of a session's table.
#[derive(Clone, Debug, Default)]
pub struct OwnConcerns {
    pub own: Vec<OwnConcern>,
    /// For members: the concern in the middle, and the reader's answer to it.
    pub answer: Option<(ConcernId, ConcernAnswer)>,
    /// Concerns that the reader answered and that left the middle: ids and words.
    pub said: Vec<(ConcernId, String)>,
    pub entrusted: Vec<EntrustedConcern>,
    /// For the therapist: concerns that were set aside and may be put back, with their words.
    pub aside: Vec<(ConcernId, String)>,
    /// For the therapist: the practice's themes.
    pub themes: Vec<Theme>,
}

impl OwnConcerns {
    /// What only the therapist sees of this concern.
    pub fn of(&self, id: &ConcernId) -> Option<&EntrustedConcern> {
        self.entrusted.iter().find(|one| one.id == *id)
    }

    /// The reader's answer to this concern.
    pub fn answer_to(&self, id: &ConcernId) -> ConcernAnswer {
        self.answer.filter(|(of, _)| of == id).map_or(ConcernAnswer::Nothing, |(_, answer)| answer)
    }
}

/// Loads the reader's own part of a session's table. `is_present` says whether a member has entered.
pub async fn of(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    actor: ConcernActor,
    is_present: bool,
    names: &ConcernNames,
) -> Result<OwnConcerns, Error> {
    let at = store::session_phase(conn, session.id, session.state).await?;
    let all = store::of_session(conn, vault, session.id).await?;
    let mut mine = OwnConcerns::default();
    let mut seen_seats = Vec::new();
    if actor.role == Role::Therapist {
        seen_seats = store::sees_as(conn, session.id, actor.me).await?;
    } else if all.iter().any(|concern| concern.state.author == actor.me && !concern.state.named)
        && let Some(therapist) = store::therapist(conn, session.id).await?
    {
        seen_seats = store::sees_as(conn, session.id, therapist).await?;
    }
    if actor.role == Role::Therapist {
        mine.themes = store::themes(conn, vault, session.practice).await?;
        sort_by_name(&mut mine.themes, |theme| &theme.words, Locale::Fa);
    }
    for concern in all {
        let state = concern.state;
        // Whether the therapist sees the author. The therapist is the reader, or leads the group of the reader.
        let is_shown = concern.shown_to.is_some_and(|to| seen_seats.contains(&to));
        if actor.role == Role::Therapist
            && let Some(text) = concern.own_text()
        {
            if state.put_back(at) == Ok(true) {
                mine.aside.push((concern.id, text.to_owned()));
            }
            if !state.set_aside {
                let known = state.author_may_be_seen_by(actor.role, is_shown);
                mine.entrusted.push(EntrustedConcern {
                    id: concern.id,
                    text: text.to_owned(),
                    author: if state.named || !known { None } else { names.get(&state.author).cloned().flatten() },
                    promised_to_another: !known,
                    waits: !state.is_listed(at),
                    tender: concern.tender_to_author || concern.tender_by_staff,
                    theme: concern.theme,
                });
            }
        }
        if actor.role == Role::Member {
            add_answer(conn, vault, session, actor, is_present, &concern, &mut mine).await?;
        }
        if state.author == actor.me || state.laid_by == Some(actor.me) {
            mine.own.push(OwnConcern {
                id: concern.id,
                text: concern.own_text().map(str::to_owned),
                version: state.version,
                laid_for: (state.author != actor.me).then(|| names.get(&state.author).cloned().flatten()).flatten(),
                named: state.named,
                tender: if actor.role.is_staff() { concern.tender_by_staff } else { concern.tender_to_author },
                in_middle: state.in_middle,
                was_in_middle: state.was_in_middle,
                editable: state.edit(actor, at, state.version).is_ok(),
                retractable: !state.taken_back && state.take_back(actor, at).is_ok(),
                waits: concern.waits(),
                may_be_shown: !state.taken_back && state.show_anew(actor.me, is_shown) == Ok(true),
                reason: concern.reason.filter(|_| state.author == actor.me),
            });
        }
    }
    Ok(mine)
}

/// Records that a therapist saw the authors of nameless concerns: one audit entry per session and hour, which names no author. Returns
/// whether an entry was written, and so needs a commit.
pub async fn note_read(
    access: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    mine: &OwnConcerns,
    now: DateTime<Utc>,
) -> Result<bool, Problem> {
    if !mine.entrusted.iter().any(|one| one.author.is_some()) {
        return Ok(false);
    }
    access.audit_read(AuditAction::ConcernAuthorsRead, session.0, now).await
}

async fn add_answer(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    actor: ConcernActor,
    is_present: bool,
    concern: &StoredConcern,
    mine: &mut OwnConcerns,
) -> Result<(), Error> {
    let state = concern.state;
    let Some(text) = concern.text.as_ref().filter(|_| state.was_in_middle && !state.set_aside) else { return Ok(()) };
    let tag = store::tag(conn, vault, session.id, concern.id, actor.me).await?;
    let said = match &tag {
        Some(tag) => store::said(conn, concern.id, tag).await?,
        None => false,
    };
    if state.in_middle {
        let may = is_present && tag.is_some() && session.state == SessionState::Live;
        let answer = match (state.author == actor.me, said) {
            (true, _) => ConcernAnswer::Own,
            (false, true) => ConcernAnswer::Said,
            (false, false) if may => ConcernAnswer::MaySay,
            _ => ConcernAnswer::Nothing,
        };
        mine.answer = Some((concern.id, answer));
    } else if said {
        mine.said.push((concern.id, text.clone()));
    }
    Ok(())
}

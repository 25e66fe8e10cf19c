//! What is one person's own: their concerns, what they answered, and to the therapist whose a concern without a name is. It comes by the
//! page or by "mine", never in bytes that several people get.

use std::borrow::Borrow;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::store::{self, StoredConcern, Theme};
use super::table::ConcernNames;
use super::{ConcernActor, ConcernId, ThemeId};
use crate::group::Role;
use crate::group::seat::{GroupAccess, RequiredRole};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::failure::Error;
use crate::kit::locale::Locale;
use crate::kit::text::sort_by_name;
use crate::kit::vault::Vault;
use crate::session::{Session, SessionId, SessionState};

/// One's own concern, or one that one laid for somebody.
#[derive(Clone, Debug)]
pub struct OwnConcern {
    pub id: ConcernId,
    /// Its words; none when they were taken back.
    pub text: Option<String>,
    /// The version they are of.
    pub version: i32,
    /// Whom one laid it for; none of one's own.
    pub laid_for: Option<String>,
    /// Whether it bears its author's name.
    pub named: bool,
    /// Whether one marked it as tender.
    pub tender: bool,
    /// Whether it is in the middle.
    pub in_middle: bool,
    /// Whether it was there.
    pub was_in_middle: bool,
    /// Whether its words may change now.
    pub editable: bool,
    /// Whether it may be taken back.
    pub retractable: bool,
    /// Whether staff still see it as it was before its last change.
    pub waits: bool,
    /// Whether the therapist of today is not shown whose it is, and may be.
    pub may_be_shown: bool,
    /// Why the therapist set it aside; only to its author.
    pub reason: Option<String>,
}

/// What one may say to a concern that is or was in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcernAnswer {
    /// It is one's own.
    Own,
    /// One may say so.
    MaySay,
    /// One said so, and may take it back.
    Said,
    /// There is nothing to say: one has not come in, or it is over.
    Nothing,
}

/// What is the therapist's alone at a concern.
#[derive(Clone, Debug)]
pub struct EntrustedConcern {
    pub id: ConcernId,
    pub text: String,
    /// Whose it is, where the group is not told.
    pub author: Option<String>,
    /// Whether that is shown to another, who led the group when it was laid.
    pub promised_to_another: bool,
    /// Whether it waits for the next stage before anybody else sees it.
    pub waits: bool,
    /// Whether it is tender.
    pub tender: bool,
    /// What it has in common with others.
    pub theme: Option<ThemeId>,
}

impl EntrustedConcern {
    /// Whether it has this theme.
    pub fn has(&self, theme: impl Borrow<ThemeId>) -> bool {
        self.theme == Some(*theme.borrow())
    }
}

/// What is one's own at a session's table.
#[derive(Clone, Debug, Default)]
pub struct OwnConcerns {
    pub own: Vec<OwnConcern>,
    /// What is in the middle, and what one may say to it; to members.
    pub answer: Option<(ConcernId, ConcernAnswer)>,
    /// What one said *I know this too* to, and is not in the middle any more.
    pub said: Vec<(ConcernId, String)>,
    pub entrusted: Vec<EntrustedConcern>,
    /// To the therapist, what was set aside and may be put back: its words.
    pub aside: Vec<(ConcernId, String)>,
    /// The practice's themes, for the therapist.
    pub themes: Vec<Theme>,
}

impl OwnConcerns {
    /// What is the therapist's alone at this concern.
    pub fn of(&self, id: &ConcernId) -> Option<&EntrustedConcern> {
        self.entrusted.iter().find(|one| one.id == *id)
    }

    /// What one may say to this concern.
    pub fn answer_to(&self, id: &ConcernId) -> ConcernAnswer {
        self.answer.filter(|(of, _)| of == id).map_or(ConcernAnswer::Nothing, |(_, answer)| answer)
    }
}

/// What is one's own at a session's table. `here` says whether a member has come in.
pub async fn of(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    who: ConcernActor,
    here: bool,
    names: &ConcernNames,
) -> Result<OwnConcerns, Error> {
    let at = store::standing(conn, session.id, session.state).await?;
    let all = store::of_session(conn, vault, session.id).await?;
    let mut mine = OwnConcerns::default();
    let mut sight = Vec::new();
    if who.role == Role::Therapist {
        sight = store::sees_as(conn, session.id, who.me).await?;
    } else if all.iter().any(|concern| concern.state.author == who.me && !concern.state.named)
        && let Some(therapist) = store::therapist(conn, session.id).await?
    {
        sight = store::sees_as(conn, session.id, therapist).await?;
    }
    if who.role == Role::Therapist {
        mine.themes = store::themes(conn, vault, session.practice).await?;
        sort_by_name(&mut mine.themes, |theme| &theme.words, Locale::Fa);
    }
    for concern in all {
        let state = concern.state;
        // Whether the therapist is shown whose it is: the one who reads this, or who leads the group of somebody else who does.
        let is_shown = concern.shown_to.is_some_and(|to| sight.contains(&to));
        if who.role == Role::Therapist
            && let Some(text) = concern.own_text()
        {
            if state.put_back(at) == Ok(true) {
                mine.aside.push((concern.id, text.to_owned()));
            }
            if !state.set_aside {
                let known = state.author_may_be_seen_by(who.role, is_shown);
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
        if who.role == Role::Member {
            answer(conn, vault, session, who, here, &concern, &mut mine).await?;
        }
        if state.author == who.me || state.laid_by == Some(who.me) {
            mine.own.push(OwnConcern {
                id: concern.id,
                text: concern.own_text().map(str::to_owned),
                version: state.version,
                laid_for: (state.author != who.me).then(|| names.get(&state.author).cloned().flatten()).flatten(),
                named: state.named,
                tender: if who.role.is_staff() { concern.tender_by_staff } else { concern.tender_to_author },
                in_middle: state.in_middle,
                was_in_middle: state.was_in_middle,
                editable: state.edit(who, at, state.version).is_ok(),
                retractable: !state.taken_back && state.take_back(who, at).is_ok(),
                waits: concern.waits(),
                may_be_shown: !state.taken_back && state.show_anew(who.me, is_shown) == Ok(true),
                reason: concern.reason.filter(|_| state.author == who.me),
            });
        }
    }
    Ok(mine)
}

/// Writes down that a therapist was shown whose concerns without a name are: one line for the session and the hour, which names no author.
/// Whether there was anything to write, and so to commit.
pub async fn note_read(
    seat: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    mine: &OwnConcerns,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    if !mine.entrusted.iter().any(|one| one.author.is_some()) {
        return Ok(false);
    }
    let (practice, actor) = (seat.practice().0, Some(seat.person().0));
    let act = AuditEntry { practice, actor, act: "saw whose concerns are", kind: "session", subject: session.0 };
    audit::record_read(&mut seat.tx, act, now).await
}

async fn answer(
    conn: &mut PgConnection,
    vault: &Vault,
    session: &Session,
    who: ConcernActor,
    here: bool,
    concern: &StoredConcern,
    mine: &mut OwnConcerns,
) -> Result<(), Error> {
    let state = concern.state;
    let Some(text) = concern.text.as_ref().filter(|_| state.was_in_middle && !state.set_aside) else { return Ok(()) };
    let tag = store::tag(conn, vault, session.id, concern.id, who.me).await?;
    let said = match &tag {
        Some(tag) => store::said(conn, concern.id, tag).await?,
        None => false,
    };
    if state.in_middle {
        let may = here && tag.is_some() && session.state == SessionState::Live;
        let answer = match (state.author == who.me, said) {
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

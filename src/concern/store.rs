//! Stores concerns. Their words are sealed with their author's key; answers and themes have stores of their own.

use sqlx::PgConnection;

use super::{CONCERN, ConcernId, ConcernState, EndorsementCount, NewConcern, SessionPhase, ThemeId, reason_context, text_context};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::{SessionId, SessionState};

pub use super::middle_store::*;
pub use super::pending_store::*;
pub use super::resonance_store::*;
pub use super::table::in_the_middle_of;
pub use super::theme_store::*;

crate::fingerprints!(ConcernId: "concern");

/// A stored concern, with its words decrypted.
#[derive(Clone, Debug)]
pub struct StoredConcern {
    pub id: ConcernId,
    pub state: ConcernState,
    /// Its words as others see them; `None` when they were taken back, or their key was destroyed.
    pub text: Option<String>,
    /// The author's new words, which others do not see yet.
    pub pending_text: Option<String>,
    /// The author's tender mark, as others see it.
    pub tender_by_author: bool,
    /// The author's tender mark, as the author set it.
    pub tender_to_author: bool,
    /// The seat of the therapist who sees its author.
    pub shown_to: Option<MembershipId>,
    pub tender_by_staff: bool,
    /// Its rank in the order of first coming to the middle.
    pub middle_number: Option<i32>,
    pub cards: usize,
    /// The last published count.
    pub endorsements: Option<EndorsementCount>,
    /// What it has in common with others, chosen by the therapist.
    pub theme: Option<ThemeId>,
    pub reason: Option<String>,
}

impl StoredConcern {
    /// Its words as its author and the therapist see them.
    pub fn own_text(&self) -> Option<&str> {
        if self.state.taken_back { None } else { self.pending_text.as_deref().or(self.text.as_deref()) }
    }

    /// Whether it has changes that others do not see.
    pub fn waits(&self) -> bool {
        self.pending_text.is_some() || self.state.taken_back != self.state.withdrawn || self.tender_to_author != self.tender_by_author
    }

    /// Whether others see it marked as tender.
    pub fn is_tender(&self) -> bool {
        self.tender_by_author || self.tender_by_staff
    }
}

struct ConcernRow {
    id: ConcernId,
    practice: PracticeId,
    author: MembershipId,
    laid_by: Option<MembershipId>,
    named: bool,
    text: Option<Vec<u8>>,
    pending_text: Option<Vec<u8>>,
    pending_withdrawn: bool,
    pending_tender: Option<bool>,
    shown_to: Option<MembershipId>,
    tender_by_author: bool,
    tender_by_staff: bool,
    visit: i32,
    shown: bool,
    middle_number: Option<i32>,
    in_middle: bool,
    opened: bool,
    cards: i32,
    announced_phones: Option<i32>,
    announced_cards: Option<i32>,
    announced_others: Option<i32>,
    theme: Option<ThemeId>,
    set_aside_by: Option<MembershipId>,
    reason: Option<Vec<u8>>,
    version: i32,
}

fn count(of: i32) -> usize {
    usize::try_from(of).unwrap_or(0)
}

async fn decrypted(conn: &mut PgConnection, vault: &Vault, rows: Vec<ConcernRow>) -> Result<Vec<StoredConcern>, Error> {
    let sealed: Vec<&[u8]> =
        rows.iter().flat_map(|row| [row.text.as_deref(), row.pending_text.as_deref(), row.reason.as_deref()]).flatten().collect();
    let ring = vault.keyring(conn, sealed).await?;
    rows.into_iter()
        .map(|row| {
            let (withdrawn, endorsements) = (row.text.is_none(), (row.announced_phones, row.announced_cards, row.announced_others));
            let open = |text: Vec<u8>| ring.open(text_context(row.practice, row.id), &text).map(Unsealed::text);
            let (text, pending_text) = (row.text.map(open).transpose()?.flatten(), row.pending_text.map(open).transpose()?.flatten());
            let reason =
                row.reason.map(|text| ring.open(reason_context(row.practice, row.id), &text)).transpose()?.and_then(Unsealed::text);
            let state = ConcernState {
                author: row.author,
                laid_by: row.laid_by,
                named: row.named,
                visit: row.visit,
                shown: row.shown,
                in_middle: row.in_middle,
                was_in_middle: row.middle_number.is_some(),
                opened: row.opened,
                withdrawn,
                taken_back: withdrawn || row.pending_withdrawn,
                set_aside: row.set_aside_by.is_some(),
                version: row.version,
            };
            let endorsements = match endorsements {
                (Some(phones), Some(cards), Some(others)) => {
                    Some(EndorsementCount { phones: count(phones), cards: count(cards), others: count(others) })
                }
                _ => None,
            };
            Ok(StoredConcern {
                id: row.id,
                state,
                text,
                pending_text,
                tender_to_author: row.pending_tender.unwrap_or(row.tender_by_author),
                shown_to: row.shown_to,
                tender_by_author: row.tender_by_author,
                tender_by_staff: row.tender_by_staff,
                middle_number: row.middle_number,
                cards: count(row.cards),
                endorsements,
                theme: row.theme,
                reason,
            })
        })
        .collect()
}

pub async fn session_of(conn: &mut PgConnection, id: ConcernId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select session_id from concern where id = $1", id as ConcernId).fetch_optional(conn).await
}

/// The session's phase, with the number of its present stage.
pub async fn session_phase(conn: &mut PgConnection, session: SessionId, state: SessionState) -> Result<SessionPhase, sqlx::Error> {
    let visit = sqlx::query_scalar!(
        r#"select coalesce(max(number), 0) as "visit!" from session_stage where session_id = $1"#,
        session as SessionId
    )
    .fetch_one(conn)
    .await?;
    Ok(SessionPhase { live: state == SessionState::Live, visit })
}

/// Selects concerns by a condition on `$1`.
macro_rules! concerns {
    ($conn:expr, $vault:expr, $condition:tt, $value:expr) => {{
        let rows = sqlx::query_as!(
            ConcernRow,
            r#"select id, practice_id as practice, author, laid_by, named, text, pending_text, pending_withdrawn, pending_tender, shown_to,
                      tender_by_author, tender_by_staff, visit, shown, middle_number, in_middle, opened, cards, announced_phones,
                      announced_cards, announced_others, theme_id as theme, set_aside_by, reason, version
               from concern where "#
                + $condition,
            $value
        )
        .fetch_all(&mut *$conn)
        .await?;
        decrypted($conn, $vault, rows).await
    }};
}

/// Every concern of a session, in an order unrelated to when it was laid: the hash defeats even a client that derives its ids from the
/// clock.
pub async fn of_session(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<StoredConcern>, Error> {
    concerns!(conn, vault, "session_id = $1 order by md5(id::text)", session as SessionId)
}

/// Locks a concern for a change. Lock order: the session's row first, always.
pub async fn lock_concern(conn: &mut PgConnection, vault: &Vault, id: ConcernId) -> Result<Option<StoredConcern>, Error> {
    Ok(concerns!(conn, vault, "id = $1 for update", id as ConcernId)?.pop())
}

/// Stores a concern. A nameless one joins the list when three wait, or with the next stage. Returns whether the list changed.
///
/// # Errors
/// The constraint `concern_pkey` fails when the id exists.
#[expect(clippy::too_many_arguments, reason = "the concern, its session, its sender and the vault")]
pub async fn add(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    at: SessionPhase,
    id: ConcernId,
    text: &str,
    new: NewConcern,
    tender: bool,
) -> Result<bool, Error> {
    let key = vault.key(conn, group::membership_owner(by.practice(), new.author)).await?;
    let by_staff = new.laid_by.is_some() || by.role().is_staff();
    sqlx::query!(
        "insert into concern (id, practice_id, session_id, author, laid_by, named, text, tender_by_author, tender_by_staff, visit, shown)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $6)",
        id as ConcernId,
        by.practice() as PracticeId,
        session as SessionId,
        new.author as MembershipId,
        new.laid_by as Option<MembershipId>,
        new.named,
        key.seal(text_context(by.practice(), id), text),
        tender && !by_staff,
        tender && by_staff,
        at.visit
    )
    .execute(&mut *conn)
    .await?;
    if new.named {
        return Ok(true);
    }
    Ok(step(conn, session, at).await?)
}

/// Changes its words, sealed with the author's key. When the change waits, only its author and the therapist see it.
pub async fn set_text(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    concern: &StoredConcern,
    text: &str,
    waits: bool,
) -> Result<(), Error> {
    let key = vault.key(conn, group::membership_owner(by.practice(), concern.state.author)).await?;
    let sealed = key.seal(text_context(by.practice(), concern.id), text);
    if waits {
        let pending = (concern.text.as_deref() != Some(text)).then_some(sealed);
        sqlx::query!("update concern set pending_text = $2, version = version + 1 where id = $1", concern.id as ConcernId, pending)
            .execute(conn)
            .await?;
        return Ok(());
    }
    sqlx::query!("update concern set text = $2, version = version + 1 where id = $1", concern.id as ConcernId, sealed)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes a concern back: its words and its place in the middle are deleted. When the withdrawal waits, others see it with the next step,
/// and the words are deleted only then.
pub async fn take_back(conn: &mut PgConnection, id: ConcernId, waits: bool) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update concern set text = case when $2 then text end, fingerprint = null, in_middle = in_middle and $2, pending_withdrawn = $2, pending_text = null,
                            pending_tender = null, version = version + 1 where id = $1",
        id as ConcernId,
        waits
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sets or clears a tender mark; the author's mark may wait.
pub async fn mark(conn: &mut PgConnection, id: ConcernId, by_staff: bool, tender: bool, waits: bool) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update concern set tender_by_staff = case when $2 then $3 else tender_by_staff end,
                            tender_by_author = case when $2 or $4 then tender_by_author else $3 end,
                            pending_tender = case when $2 then pending_tender when $4 then nullif($3, tender_by_author) end where id = $1",
        id as ConcernId,
        by_staff,
        tender,
        waits
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn set_aside(conn: &mut PgConnection, vault: &Vault, by: Actor, id: ConcernId, reason: &str) -> Result<(), Error> {
    let key = vault.key(conn, group::membership_owner(by.practice(), by.membership())).await?;
    sqlx::query!(
        "update concern set set_aside_by = $2, reason = $3, in_middle = false where id = $1",
        id as ConcernId,
        by.membership() as MembershipId,
        key.seal(reason_context(by.practice(), id), reason)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts it back on the list, and deletes the reason.
pub async fn put_back(conn: &mut PgConnection, id: ConcernId) -> Result<(), sqlx::Error> {
    sqlx::query!("update concern set set_aside_by = null, reason = null where id = $1", id as ConcernId).execute(conn).await?;
    Ok(())
}

/// Publishes to the recipients' live screens that the table changed.
pub async fn changed(conn: &mut PgConnection, practice: PracticeId, session: SessionId, to: Recipients) -> Result<(), sqlx::Error> {
    events::record(conn, practice.0, session.0, EventChange { kind: CONCERN, subject: session.0, to }).await?;
    Ok(())
}

/// Notifies a session's therapists, on their screens alone, that a nameless concern waits. The event is addressed to them and does not name
/// the author.
pub async fn notify_therapists(conn: &mut PgConnection, practice: PracticeId, session: SessionId) -> Result<(), sqlx::Error> {
    let therapists = sqlx::query_scalar!(
        r#"select membership_id as "id!: MembershipId" from seats_in($1) where role = 'therapist' order by membership_id"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    for id in therapists {
        let change = EventChange { kind: CONCERN, subject: session.0, to: Recipients::Membership(id.0) };
        events::record(conn, practice.0, session.0, change).await?;
    }
    Ok(())
}

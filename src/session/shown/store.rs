//! Queries for the shown part of the charter, and for members who sit in without having signed.

use sqlx::PgConnection;

use super::ShownCharter;
use crate::charter::LineId;
use crate::group::MembershipId;
use crate::session::SessionId;
use crate::session::arc::Stage;

/// The part of the charter that the screens of a session show.
pub async fn shown(conn: &mut PgConnection, session: SessionId) -> Result<ShownCharter, sqlx::Error> {
    let row = sqlx::query!("select charter_shown, charter_line from session where id = $1", session as SessionId).fetch_one(conn).await?;
    Ok(match (row.charter_shown.as_str(), row.charter_line) {
        (_, Some(line)) => ShownCharter::Article(line),
        ("whole", None) => ShownCharter::Whole,
        _ => ShownCharter::Nothing,
    })
}

pub async fn show(conn: &mut PgConnection, session: SessionId, shown: ShownCharter) -> Result<(), sqlx::Error> {
    let (code, line) = match shown {
        ShownCharter::Nothing => ("nothing", None),
        ShownCharter::Whole => ("whole", None),
        ShownCharter::Article(line) => ("article", Some(line)),
    };
    sqlx::query!(
        "update session set charter_shown = $2, charter_line = $3 where id = $1",
        session as SessionId,
        code,
        line as Option<LineId>
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adjusts the shown part to a new stage: *open* shows the whole charter, any other stage folds it away unless a single article is shown.
/// Returns whether that changed anything.
pub async fn follow(conn: &mut PgConnection, session: SessionId, stage: Stage) -> Result<bool, sqlx::Error> {
    let now = shown(conn, session).await?;
    let then = match (stage, now) {
        (Stage::Open, _) => ShownCharter::Whole,
        (_, ShownCharter::Whole) => ShownCharter::Nothing,
        (_, other) => other,
    };
    if then == now {
        return Ok(false);
    }
    show(conn, session, then).await?;
    Ok(true)
}

/// Records that a member sits in without having signed the charter.
pub async fn sit_in(conn: &mut PgConnection, session: SessionId, who: MembershipId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update attendance set sits_in = true where session_id = $1 and membership_id = $2",
        session as SessionId,
        who as MembershipId
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The members who sat in without having signed.
pub async fn sat_in(conn: &mut PgConnection, session: SessionId) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!("select membership_id from attendance where session_id = $1 and sits_in", session as SessionId)
        .fetch_all(conn)
        .await
}

//! Places that name a room: planned sessions and series become references to a new room.

use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::series::{SeriesId, store as series_store};
use super::{SessionId, SessionState, store};
use crate::group::{self, GroupId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::practice::rooms::{OnRoom, Room, RoomId};

/// Turns the places of groups, series and planned sessions that name a room into references to it.
pub const ON_ROOM: OnRoom = adopt;

fn adopt<'a>(conn: &'a mut PgConnection, vault: &'a Vault, practice: PracticeId, room: &'a Room) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        let groups = group::place_store::adopt(conn, vault, practice, room).await?;
        let is_there = |place: &Option<String>| place.as_deref().is_some_and(|place| room.is_named(place));
        for session in store::of_groups(conn, vault, &groups).await? {
            if session.state == SessionState::Planned && is_there(&session.place) {
                sqlx::query!(
                    "update session set room_id = $2, place = null where id = $1 and place is not null",
                    session.id as SessionId,
                    room.id as RoomId
                )
                .execute(&mut *conn)
                .await?;
            }
        }
        for group in groups {
            for series in series_store::of_group(conn, vault, GroupId(group)).await? {
                if is_there(&series.place) {
                    sqlx::query!(
                        "update series set room_id = $2, place = null where id = $1 and place is not null",
                        series.id as SeriesId,
                        room.id as RoomId
                    )
                    .execute(&mut *conn)
                    .await?;
                }
            }
        }
        Ok(())
    })
}

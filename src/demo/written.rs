//! What the demo's therapist wrote: a letter that its reader answered, and a note on another member.

use chrono::TimeDelta;

use super::scenes::DemoGroup;
use crate::contact::letters::{LetterId, store as letters};
use crate::group::MembershipId;
use crate::group::actor::Actor;
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::record::note::IndividualNoteId;
use crate::record::note::store::{self as notes, NewNote};

pub(super) async fn fill(tx: &mut Tx, app: &AppState, scene: &DemoGroup, by: Actor, members: &[MembershipId]) -> Result<(), Error> {
    let [reader, noted, ..] = members else { return Ok(()) };
    let (id, now) = (LetterId::random(), app.clock.now());
    letters::send(tx, &app.vault, by, *reader, id, scene.letter, now - TimeDelta::days(3)).await?;
    let reads = (by.practice(), by.group(), *reader);
    letters::answer(tx, &app.vault, reads, id, scene.answer, now - TimeDelta::days(2)).await?;
    let note = NewNote { id: IndividualNoteId::random(), member: *noted, number: 1, text: scene.note, print: None };
    notes::write(tx, &app.vault, by, &note, now - TimeDelta::days(3)).await
}

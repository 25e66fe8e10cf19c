//! The task that tells one session's listeners; it ends with the last of them.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::EventsContext;
use super::hub::Hub;
use super::round;
use super::seat::ListenerQueue;

/// After this a round is given up and begun again: the server limits each statement, but a dead line would hold us for ever.
const LONGEST_ROUND: Duration = Duration::from_secs(30);

/// The pause after a first failed round; it doubles up to the pace's look.
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// Failed rounds after which a subject that cannot be rendered is not waited for: the whole board is tried in its place.
const PATIENCE: u32 = 5;

/// Takes the session out of the hub when the teller does not end in order, so that its listeners are not left without one.
struct AbandonOnDrop {
    hub: Arc<Hub>,
    session: Uuid,
    in_order: bool,
}

impl Drop for AbandonOnDrop {
    fn drop(&mut self) {
        if !self.in_order {
            self.hub.abandon(self.session);
        }
    }
}

/// Tells until nobody listens any more, or the program stops. Without the database it keeps trying.
pub(super) async fn tell(house: Arc<EventsContext>, practice: Uuid, session: Uuid, bell: Arc<Notify>) {
    let mut desk = AbandonOnDrop { hub: Arc::clone(&house.hub), session, in_order: false };
    let mut seats: Vec<ListenerQueue> = Vec::new();
    let mut failures = 0;
    while !house.stop.is_cancelled() {
        if !house.hub.arrivals(session, &mut seats) {
            desk.in_order = true;
            return;
        }
        let told = timeout(LONGEST_ROUND, round::tell(&house, practice, session, &mut seats, failures < PATIENCE)).await;
        let failed = match told {
            Ok(Ok(())) => None,
            Ok(Err(failure)) => Some(failure.code()),
            Err(_) => Some("too long".to_owned()),
        };
        let pause = if let Some(code) = failed {
            if failures == 0 {
                tracing::warn!(%session, code, "the change log cannot be told now; trying on");
            }
            failures += 1;
            FIRST_PAUSE.saturating_mul(1 << failures.min(8)).min(house.pace.look)
        } else {
            failures = 0;
            house.pace.look
        };
        tokio::select! {
            () = house.stop.cancelled() => {}
            () = sleep(pause) => {}
            () = bell.notified(), if failures == 0 => {}
        }
    }
}

//! The broadcaster: one task per session, which ends with the session's last listener.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::EventsContext;
use super::hub::Hub;
use super::listener::ListenerQueue;
use super::round;

/// A round that takes longer is cancelled and repeated: the server limits each statement, but a dead connection would block for ever.
const ROUND_LIMIT: Duration = Duration::from_secs(30);

/// The pause after the first failed round; it doubles up to [`RoundTiming::look`](super::RoundTiming::look).
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// After this many failed rounds, a round no longer waits for a subject that cannot be rendered: it tries the whole board instead.
const PATIENT_ROUNDS: u32 = 5;

/// Removes the session from the hub if the broadcaster ends abnormally, so that its listeners reconnect to a new one.
struct AbandonOnDrop {
    hub: Arc<Hub>,
    session: Uuid,
    is_done: bool,
}

impl Drop for AbandonOnDrop {
    fn drop(&mut self) {
        if !self.is_done {
            self.hub.abandon(self.session);
        }
    }
}

/// Publishes until the last listener has left or the program stops. While the database is unavailable it keeps trying.
pub(super) async fn broadcast(context: Arc<EventsContext>, practice: Uuid, session: Uuid, waker: Arc<Notify>) {
    let mut abandon = AbandonOnDrop { hub: Arc::clone(&context.hub), session, is_done: false };
    let mut listeners: Vec<ListenerQueue> = Vec::new();
    let mut failures = 0;
    while !context.stop.is_cancelled() {
        if !context.hub.take_new_listeners(session, &mut listeners) {
            abandon.is_done = true;
            return;
        }
        let result = timeout(ROUND_LIMIT, round::publish(&context, practice, session, &mut listeners, failures < PATIENT_ROUNDS)).await;
        let failed = match result {
            Ok(Ok(())) => None,
            Ok(Err(failure)) => Some(failure.code()),
            Err(_) => Some("too long".to_owned()),
        };
        let pause = if let Some(code) = failed {
            if failures == 0 {
                tracing::warn!(%session, code, "the changes could not be published; retrying");
            }
            failures += 1;
            FIRST_PAUSE.saturating_mul(1 << failures.min(8)).min(context.timing.look)
        } else {
            failures = 0;
            context.timing.look
        };
        tokio::select! {
            () = context.stop.cancelled() => {}
            () = sleep(pause) => {}
            () = waker.notified(), if failures == 0 => {}
        }
    }
}

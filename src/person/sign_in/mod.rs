//! A browser's login. The word *session* means therapy, so this is a sign-in.

pub mod attempt;
pub mod gate;
mod limit;
mod link;
pub mod once;
pub mod routes;
pub mod step_up;
mod store;
mod views;

use chrono::{DateTime, TimeDelta, Utc};

use super::PersonId;

pub use attempt::{Delayed, choose, fresh_word, in_vain};
pub use gate::{ClientOrigin, SignedIn};
pub use link::{LASTS as LINK_LASTS, make as make_link, make_by as make_link_by, void as void_links};
pub use store::{begin, end_all, end_earlier, end_others, enter, find_by_name, has_entered, release};

/// What somebody may do with their own sign-ins.
pub(super) mod own {
    pub(in crate::person) use super::attempt::passphrase;
    pub(in crate::person) use super::limit::LimitKeys;
    pub(in crate::person) use super::routes::own_word;
    pub(in crate::person) use super::store::{end, forget_browsers, list, may_choose_until, use_choice};
}

crate::ids! {
    /// One browser's login.
    SignInId,
}

/// How long a sign-in lives. Staff see everybody's words, so theirs is shorter.
#[derive(Clone, Copy, Debug)]
pub struct Lifetime {
    /// Without a request for this long, it is over.
    pub idle: TimeDelta,
    /// However busy, it is over after this.
    pub absolute: TimeDelta,
}

impl Lifetime {
    /// Staff: 30 minutes idle, 12 hours in all; members: 60 minutes, 24 hours.
    pub const fn of(staff: bool) -> Self {
        if staff {
            Self { idle: TimeDelta::minutes(30), absolute: TimeDelta::hours(12) }
        } else {
            Self { idle: TimeDelta::minutes(60), absolute: TimeDelta::hours(24) }
        }
    }
}

/// What is kept of a sign-in, as far as its life depends on it.
#[derive(Clone, Copy, Debug)]
pub struct SignInRecord {
    /// The last request that counts (a stream or its heartbeat never does).
    pub seen_at: DateTime<Utc>,
    /// The absolute end.
    pub expires_at: DateTime<Utc>,
    /// Whether it has entered a session that is live, or ended a short while ago: then it does not idle out.
    pub held: bool,
    /// Whose lifetime applies.
    pub staff: bool,
}

impl SignInRecord {
    /// Whether it still lets somebody in. A clock that was set back revives nothing that had ended: ends are kept as rows removed.
    pub fn lives(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at && (self.held || now < self.seen_at + Lifetime::of(self.staff).idle)
    }

    /// Whether the last request should be written down: not more than once a minute.
    pub fn wants_noting(&self, now: DateTime<Utc>) -> bool {
        now - self.seen_at >= TimeDelta::minutes(1)
    }
}

/// One of a person's own sign-ins, in the list of them.
#[derive(Clone, Debug)]
pub struct ListedSignIn {
    pub id: SignInId,
    pub person: PersonId,
    /// The kind of browser.
    pub device: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

/// The kind of browser, in the few words that are kept of it.
pub fn device(user_agent: &str) -> &'static str {
    let has = |word: &str| user_agent.contains(word);
    let phone = has("Mobile") || has("Android") || has("iPhone");
    let browser = if has("Firefox") {
        ["Firefox", "Firefox · phone"]
    } else if has("Edg") {
        ["Edge", "Edge · phone"]
    } else if has("Chrome") || has("Chromium") {
        ["Chrome", "Chrome · phone"]
    } else if has("Safari") {
        ["Safari", "Safari · phone"]
    } else {
        ["Browser", "Browser · phone"]
    };
    browser[usize::from(phone)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(staff: bool) -> SignInRecord {
        let at = DateTime::UNIX_EPOCH;
        SignInRecord { seen_at: at, expires_at: at + Lifetime::of(staff).absolute, held: false, staff }
    }

    #[test]
    fn idle_and_absolute_ends() {
        let after = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        assert!(kept(true).lives(after(29)) && !kept(true).lives(after(30)));
        assert!(kept(false).lives(after(59)) && !kept(false).lives(after(60)));
        let busy = SignInRecord { seen_at: after(719), ..kept(true) };
        assert!(busy.lives(after(719)) && !busy.lives(after(720)));
    }

    #[test]
    fn a_sign_in_that_entered_a_session_may_just_listen() {
        let after = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let held = SignInRecord { held: true, ..kept(true) };
        assert!(held.lives(after(719)) && !held.lives(after(720)), "an absolute end still holds");
    }

    #[test]
    fn a_device_is_a_word_or_two() {
        assert_eq!(device("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"), "Chrome · phone");
        assert_eq!(device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), "Firefox");
        assert_eq!(device("<script>"), "Browser");
    }
}

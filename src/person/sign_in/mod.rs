//! A browser's login. *Session* means a therapy session, so the login is called a sign-in.

pub mod attempt;
pub mod begin;
pub mod gate;
mod limit;
mod link;
pub mod once;
pub mod routes;
pub mod step_up;
mod store;
pub mod views;

use chrono::{DateTime, TimeDelta, Utc};

use super::PersonId;

pub use attempt::{Delayed, admit_code, choose, code_was_right, fresh_word, in_vain};
pub use gate::{ClientOrigin, SignedIn};
pub use link::{LASTS as LINK_LASTS, make as make_link, make_by as make_link_by, void as void_links};
pub use store::{begin, end_all, end_earlier, end_others, enter, find_by_name, has_entered, hold, release};

/// What people may do with their own sign-ins.
pub(super) mod own {
    pub(in crate::person) use super::attempt::check_passphrase;
    pub(in crate::person) use super::limit::LimitKeys;
    pub(in crate::person) use super::routes::check_recovery_word;
    pub(in crate::person) use super::store::{end, forget_browsers, list, may_choose_until, use_choice};
}

crate::ids! {
    /// One browser's login.
    SignInId,
}

/// The lifetime of a sign-in. Staff read everyone's words, so theirs is shorter.
#[derive(Clone, Copy, Debug)]
pub struct Lifetime {
    /// The sign-in expires when no request arrives for this long.
    pub idle: TimeDelta,
    /// The sign-in expires this long after it began, regardless of requests.
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

/// The part of a sign-in that decides whether it is valid.
#[derive(Clone, Copy, Debug)]
pub struct SignInRecord {
    /// The last request that counts (a stream or its heartbeat never does).
    pub seen_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// Whether it has entered a session that is live or ended a short while ago: then it does not idle out.
    pub held: bool,
    /// Whether the lifetime of staff applies.
    pub staff: bool,
}

impl SignInRecord {
    /// Whether it is still valid. A clock set back revives no ended sign-in: those are deleted rows.
    pub fn lives(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at && (self.held || now < self.seen_at + Lifetime::of(self.staff).idle)
    }

    /// Whether the last request should be recorded: at most once a minute.
    pub fn should_record_request(&self, now: DateTime<Utc>) -> bool {
        now - self.seen_at >= TimeDelta::minutes(1)
    }
}

/// A sign-in in the list that its person sees.
#[derive(Clone, Debug)]
pub struct ListedSignIn {
    pub id: SignInId,
    pub person: PersonId,
    pub device: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

/// The kind of browser, in the few words that are stored.
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
    fn sign_ins_expire_by_idleness_and_by_age() {
        let after = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        assert!(kept(true).lives(after(29)) && !kept(true).lives(after(30)));
        assert!(kept(false).lives(after(59)) && !kept(false).lives(after(60)));
        let busy = SignInRecord { seen_at: after(719), ..kept(true) };
        assert!(busy.lives(after(719)) && !busy.lives(after(720)));
    }

    #[test]
    fn a_sign_in_that_entered_a_session_does_not_idle_out() {
        let after = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let held = SignInRecord { held: true, ..kept(true) };
        assert!(held.lives(after(719)) && !held.lives(after(720)), "the absolute lifetime still applies");
    }

    #[test]
    fn a_device_is_one_or_two_words() {
        assert_eq!(device("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"), "Chrome · phone");
        assert_eq!(device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), "Firefox");
        assert_eq!(device("<script>"), "Browser");
    }
}

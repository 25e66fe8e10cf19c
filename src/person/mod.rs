//! Accounts: a name, a user name made by us or an e-mail address, a passphrase. No clinical word stands here.

pub mod account;
pub mod passphrase;
pub(crate) mod recovery;
mod recovery_store;
pub mod sign_in;
mod store;
pub mod user_name;

use chrono_tz::Tz;
use uuid::Uuid;

use crate::kit::locale::{Calendar, Locale};
use crate::kit::mail::Address;
use crate::kit::vault::{Owner, SealContext};

pub use recovery_store::set_recovery_word;
pub(crate) use store::zone;
pub use store::{find, insert, missing_keys, name_of, set_calendar, set_locale, set_passphrase};

crate::ids! {
    /// An account.
    PersonId,
}

/// How many characters a name people give themselves may have.
pub const NAME_LIMIT: usize = 60;

/// An account about to be made.
pub struct NewPerson {
    pub id: PersonId,
    /// How they want to be called.
    pub name: String,
    /// An address to sign in with besides the user name.
    pub email: Option<Address>,
    /// The passphrase, hashed; without one only links lead in.
    pub passphrase: Option<String>,
    /// The language they read.
    pub locale: Locale,
    /// The calendar they read.
    pub calendar: Calendar,
    /// The zone they live in.
    pub time_zone: Tz,
}

/// An account as its owner sees it.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    /// How they want to be called.
    pub name: String,
    /// The name to sign in with.
    pub user_name: String,
    /// The address to sign in with, if they gave one.
    pub email: Option<String>,
    /// The language they read.
    pub locale: Locale,
    /// The calendar they read.
    pub calendar: Calendar,
    /// The zone they live in.
    pub time_zone: Tz,
}

const KEY: &str = "person";

/// A person's own key: it belongs to no practice.
pub fn owner(id: PersonId) -> Owner {
    Owner { kind: KEY, id: id.0, practice: None }
}

fn place(column: &'static str, id: PersonId) -> SealContext {
    SealContext { table: "person", column, row: id.0, practice: Uuid::nil() }
}

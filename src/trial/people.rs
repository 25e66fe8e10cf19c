//! People who do not exist: of a trial, and of the demo.

use chrono::{DateTime, Utc};

use crate::group::store::NewMembership;
use crate::group::{self, Group, MembershipId, MembershipState, Role};
use crate::kit::app_state::AppState;
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::person::PersonId;

/// The members of a trial.
pub fn names(locale: Locale) -> [&'static str; 6] {
    match locale {
        Locale::Fa => ["مریم", "رضا", "سارا", "کیان", "پریسا", "نوید"],
        Locale::En => ["Maya", "Daniel", "Ruth", "Omid", "Grace", "Thomas"],
    }
}

/// Adds an invented member to a group; without an account, they sit in the room without a phone.
pub async fn add_member(
    conn: &mut sqlx::PgConnection,
    app: &AppState,
    group: &Group,
    person: Option<PersonId>,
    name: &str,
    since: DateTime<Utc>,
) -> Result<MembershipId, Error> {
    let (id, role, state) = (MembershipId::random(), Role::Member, MembershipState::Active);
    let new = NewMembership { id, group: group.id, practice: group.practice, person, role, state, name, invitation: None };
    group::store::insert_membership(conn, &app.vault, &new, since).await?;
    Ok(id)
}

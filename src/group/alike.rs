//! A name that looks like another's in the same group: staff who write it are told once, and may keep it. Access joins is not told: a link
//! must not tell who is in a group.

use sqlx::PgConnection;

use super::{GroupId, store};
use crate::kit::failure::Error;
use crate::kit::locale::Locale;
use crate::kit::vault::Vault;
use crate::kit::web::FormErrors;

/// Says beside the field "name" that another in the group has a name that looks like it, unless the page has said so of this very name.
/// The name that the form carries on, so that sending it again keeps it; empty where there is no such other.
pub async fn alike(
    conn: &mut PgConnection,
    vault: &Vault,
    group: GroupId,
    (name, said): (&str, &str),
    complaints: &mut FormErrors,
    locale: Locale,
) -> Result<String, Error> {
    if !store::is_name_known(conn, vault, group, name).await? {
        return Ok(String::new());
    }
    if name != said {
        complaints.say("name", locale.message("name-alike"));
    }
    Ok(name.to_owned())
}

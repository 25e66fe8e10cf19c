//! Similar names in one group. Staff who type such a name are warned once, and may keep it. A person who joins by a link is not warned: a
//! link must not reveal who is in a group.

use sqlx::PgConnection;

use super::{GroupId, store};
use crate::kit::error::Error;
use crate::kit::i18n::Locale;
use crate::kit::vault::Vault;
use crate::kit::web::FormErrors;

/// Adds an error to the field "name" when another person in the group has a similar name, unless the page has warned of this very name
/// already. Returns the name that the form carries on, so that submitting it again keeps it; empty when no name is similar.
pub async fn alike(
    conn: &mut PgConnection,
    vault: &Vault,
    group: GroupId,
    (name, warned): (&str, &str),
    errors: &mut FormErrors,
    locale: Locale,
) -> Result<String, Error> {
    if !store::is_name_known(conn, vault, group, name).await? {
        return Ok(String::new());
    }
    if name != warned {
        errors.add("name", locale.message("name-alike"));
    }
    Ok(name.to_owned())
}

//! Recognises a form that is sent again. A form that creates a row carries the row's id, and the row keeps an HMAC of the whole form
//! beside it. The same form gets the same answer again; a different form under the same id is refused, and its text is given back.

use std::sync::Arc;

use sqlx::PgConnection;
use subtle::ConstantTimeEq;

use super::error::Error;
use super::secret::is_secret;
use super::vault::{Owner, Vault, VaultError};

/// Separates these hashes from other uses of a key.
const PURPOSE: &str = "hamdel form content 1";

/// All fields of a form, its sender and its path, in a canonical encoding.
#[derive(Clone)]
pub struct FormContent(Arc<[u8]>);

impl FormContent {
    /// Builds the content of a form. Fields are sorted by name; values of the same name keep their order. Empty fields, the form's `age`
    /// (time since the button was pressed) and secrets are left out, and `\r\n` becomes `\n`.
    pub fn of(sender: &str, path: &str, fields: &[(String, String)]) -> Self {
        let mut fields: Vec<(&str, String)> = fields
            .iter()
            .filter(|(name, value)| !value.is_empty() && name != "age" && !is_secret(name))
            .map(|(name, value)| (name.as_str(), value.replace("\r\n", "\n")))
            .collect();
        fields.sort_by_key(|(name, _)| *name);
        let start = form_urlencoded::Serializer::new(String::new()).append_pair("", sender).append_pair("", path).finish();
        let all = form_urlencoded::Serializer::new(start).extend_pairs(fields).finish();
        Self(all.into_bytes().into())
    }

    /// For a keyed hash under a key that the vault does not hold.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The fingerprint under the key that seals the row; `None` if this owner has no key.
    pub async fn fingerprint(&self, conn: &mut PgConnection, vault: &Vault, owner: Owner) -> Result<Option<Fingerprint>, Error> {
        match vault.key(conn, owner).await {
            Ok(key) => Ok(Some(Fingerprint(key.tag(PURPOSE, &self.0)))),
            Err(Error::Vault(VaultError::NoKey(_))) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

/// A keyed hash of a form's content (HMAC, 32 bytes).
pub struct Fingerprint(Vec<u8>);

impl From<Vec<u8>> for Fingerprint {
    fn from(hash: Vec<u8>) -> Self {
        Self(hash)
    }
}

impl Fingerprint {
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The id of a row that a form creates. Its store declares it with [`fingerprints`](crate::fingerprints).
pub trait MadeByForm: Copy + Send {
    fn write(self, conn: &mut PgConnection, bytes: &[u8]) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
    /// The fingerprint in the row: the outer `None` if the transaction sees no such row, the inner `None` if the row has no fingerprint.
    fn read(self, conn: &mut PgConnection) -> impl Future<Output = Result<Option<Option<Vec<u8>>>, sqlx::Error>> + Send;
}

pub async fn store_fingerprint(conn: &mut PgConnection, id: impl MadeByForm, fingerprint: Option<Fingerprint>) -> Result<(), sqlx::Error> {
    match fingerprint {
        Some(fingerprint) => id.write(conn, fingerprint.bytes()).await,
        None => Ok(()),
    }
}

/// How a form relates to the row with its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It has just created the row.
    First,
    /// It created the row earlier: it gets the same answer again.
    Again,
    /// Another form created the row: this form is not saved.
    Other,
}

/// Call it after the insert: `made` says whether the insert created the row, or found one with this id.
pub async fn record_submission(
    conn: &mut PgConnection,
    id: impl MadeByForm,
    fingerprint: Option<Fingerprint>,
    made: bool,
) -> Result<Submitted, sqlx::Error> {
    if made {
        store_fingerprint(conn, id, fingerprint).await?;
        return Ok(Submitted::First);
    }
    Ok(if is_resend(conn, id, fingerprint.as_ref()).await? { Submitted::Again } else { Submitted::Other })
}

/// Compares a form with the row that has its id; `None` if the transaction sees no such row. Without a fingerprint (the row is older than
/// fingerprints, or figures are frozen) the form counts as another one, so that nothing is reported as saved that may not be.
pub async fn compare_with_row(
    conn: &mut PgConnection,
    id: impl MadeByForm,
    fingerprint: Option<&Fingerprint>,
) -> Result<Option<Submitted>, sqlx::Error> {
    let same = |kept: Option<Vec<u8>>| kept.zip(fingerprint).is_some_and(|(kept, sent)| kept.ct_eq(sent.bytes()).into());
    Ok(id.read(conn).await?.map(|kept| if same(kept) { Submitted::Again } else { Submitted::Other }))
}

/// Whether the same form created the row with this id.
pub async fn is_resend(conn: &mut PgConnection, id: impl MadeByForm, fingerprint: Option<&Fingerprint>) -> Result<bool, sqlx::Error> {
    Ok(compare_with_row(conn, id, fingerprint).await? == Some(Submitted::Again))
}

/// Implements [`MadeByForm`](crate::kit::fingerprint::MadeByForm) for an id type and its table, which has the columns `id` and
/// `fingerprint`.
#[macro_export]
macro_rules! fingerprints {
    ($($id:ty: $table:tt),+ $(,)?) => {$(
        impl $crate::kit::fingerprint::MadeByForm for $id {
            async fn write(self, conn: &mut sqlx::PgConnection, bytes: &[u8]) -> Result<(), sqlx::Error> {
                sqlx::query!("update " + $table + " set fingerprint = $2 where id = $1", self.0, bytes).execute(conn).await?;
                Ok(())
            }

            async fn read(self, conn: &mut sqlx::PgConnection) -> Result<Option<Option<Vec<u8>>>, sqlx::Error> {
                sqlx::query_scalar!("select fingerprint from " + $table + " where id = $1", self.0).fetch_optional(conn).await
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::vault::SealingKey;

    fn content(sender: &str, path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        FormContent::of(sender, path, &fields).bytes().to_vec()
    }

    #[test]
    fn order_age_secrets_and_line_endings_do_not_change_the_content() {
        let once = content("me", "/ideas", &[("id", "1"), ("text", "a\r\nb"), ("whose", ""), ("age", "5")]);
        assert_eq!(once, content("me", "/ideas", &[("text", "a\nb"), ("id", "1"), ("age", "9000"), ("passphrase", "secret")]));
        for other in [
            content("me", "/ideas", &[("id", "1"), ("text", "a\nb and more")]),
            content("me", "/ideas", &[("id", "1"), ("text", "a\nb"), ("whose", "them")]),
            content("me", "/points", &[("id", "1"), ("text", "a\nb")]),
            content("them", "/ideas", &[("id", "1"), ("text", "a\nb")]),
            content("me", "/ideas", &[("id", "1"), ("text", "a"), ("text", "b")]),
        ] {
            assert_ne!(once, other);
        }
        assert_ne!(
            content("", "", &[("point", "a"), ("point", "b")]),
            content("", "", &[("point", "b"), ("point", "a")]),
            "the order of a list matters"
        );
    }

    #[test]
    fn the_tag_depends_on_key_and_purpose() {
        let (one, other) = (SealingKey::random(), SealingKey::random());
        assert_eq!(one.tag(PURPOSE, b"words").len(), 32);
        assert_eq!(one.tag(PURPOSE, b"words"), one.tag(PURPOSE, b"words"));
        assert_ne!(one.tag(PURPOSE, b"words"), other.tag(PURPOSE, b"words"));
        assert_ne!(one.tag(PURPOSE, b"words"), one.tag("another", b"words"));
    }
}

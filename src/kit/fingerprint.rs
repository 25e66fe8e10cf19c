//! Recognises a form that is sent again. A form that makes something carries the id of what it makes, and the row keeps beside this id an
//! HMAC of all that the form said: the same form again is answered as before, another one under the same id is refused with its words.

use std::sync::Arc;

use sqlx::PgConnection;
use subtle::ConstantTimeEq;

use super::failure::Error;
use super::secret::is_secret;
use super::vault::{Owner, Vault, VaultError};

/// Separates these hashes from other uses of a key.
const PURPOSE: &str = "hamdel form content 1";

/// All that a form said, who sent it and where to, in one canonical form.
#[derive(Clone)]
pub struct FormContent(Arc<[u8]>);

impl FormContent {
    /// Builds the content of a form. Fields are sorted by name; values of the same name keep their order. Empty fields, the form's `age`
    /// (time since the tap) and secrets are left out, and `\r\n` becomes `\n`.
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

    /// Its bytes, for a keyed hash under a key that the vault does not hold.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Its fingerprint under the key that seals the row; none when this owner has no key.
    pub async fn under(&self, conn: &mut PgConnection, vault: &Vault, owner: Owner) -> Result<Option<Fingerprint>, Error> {
        match vault.key(conn, owner).await {
            Ok(key) => Ok(Some(Fingerprint(key.tag(PURPOSE, &self.0)))),
            Err(Error::Vault(VaultError::NoKey(_))) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

/// A keyed hash of a form's content, 32 bytes.
pub struct Fingerprint(Vec<u8>);

impl From<Vec<u8>> for Fingerprint {
    fn from(hash: Vec<u8>) -> Self {
        Self(hash)
    }
}

impl Fingerprint {
    /// Its bytes, as a row keeps them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The id of a row that a form makes. Its store declares it with [`fingerprints`](crate::fingerprints).
pub trait MadeByForm: Copy + Send {
    /// Writes a fingerprint into the row.
    fn write(self, conn: &mut PgConnection, bytes: &[u8]) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
    /// The row that the transaction sees, if there is one, and the fingerprint in it.
    fn read(self, conn: &mut PgConnection) -> impl Future<Output = Result<Option<Option<Vec<u8>>>, sqlx::Error>> + Send;
}

/// Keeps the fingerprint of the form that has made a row.
pub async fn keep(conn: &mut PgConnection, id: impl MadeByForm, of: Option<Fingerprint>) -> Result<(), sqlx::Error> {
    match of {
        Some(of) => id.write(conn, of.bytes()).await,
        None => Ok(()),
    }
}

/// What a form is, seen from the row of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It has made the row just now.
    First,
    /// It made the row before: it is answered as it was then.
    Again,
    /// Another form made the row: what this one says is not saved.
    Other,
}

/// Settles a form whose insert made a row, or found that there is one with this id already.
pub async fn settle(conn: &mut PgConnection, id: impl MadeByForm, of: Option<Fingerprint>, made: bool) -> Result<Submitted, sqlx::Error> {
    if made {
        keep(conn, id, of).await?;
        return Ok(Submitted::First);
    }
    Ok(if is_resend(conn, id, of.as_ref()).await? { Submitted::Again } else { Submitted::Other })
}

/// What a form is when the row of its id is there already; none when the transaction sees no such row. Without a fingerprint (the row was
/// made before there were any, or figures are frozen) nobody can tell, and it counts as another form: nothing is reported as saved that may
/// not be.
pub async fn earlier(conn: &mut PgConnection, id: impl MadeByForm, of: Option<&Fingerprint>) -> Result<Option<Submitted>, sqlx::Error> {
    let same = |kept: Option<Vec<u8>>| kept.zip(of).is_some_and(|(kept, of)| kept.ct_eq(of.bytes()).into());
    Ok(id.read(conn).await?.map(|kept| if same(kept) { Submitted::Again } else { Submitted::Other }))
}

/// Whether the row of this id was made by the same form.
pub async fn is_resend(conn: &mut PgConnection, id: impl MadeByForm, of: Option<&Fingerprint>) -> Result<bool, sqlx::Error> {
    Ok(earlier(conn, id, of).await? == Some(Submitted::Again))
}

/// Says in which table of its store rows of an id are made by forms: the table has the columns `id` and `fingerprint`.
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

    fn of(sender: &str, path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        FormContent::of(sender, path, &fields).bytes().to_vec()
    }

    #[test]
    fn what_does_not_change_a_form_does_not_change_its_content() {
        let once = of("me", "/ideas", &[("id", "1"), ("text", "a\r\nb"), ("whose", ""), ("age", "5")]);
        assert_eq!(once, of("me", "/ideas", &[("text", "a\nb"), ("id", "1"), ("age", "9000"), ("passphrase", "secret")]));
        for other in [
            of("me", "/ideas", &[("id", "1"), ("text", "a\nb and more")]),
            of("me", "/ideas", &[("id", "1"), ("text", "a\nb"), ("whose", "them")]),
            of("me", "/points", &[("id", "1"), ("text", "a\nb")]),
            of("them", "/ideas", &[("id", "1"), ("text", "a\nb")]),
            of("me", "/ideas", &[("id", "1"), ("text", "a"), ("text", "b")]),
        ] {
            assert_ne!(once, other);
        }
        assert_ne!(
            of("", "", &[("point", "a"), ("point", "b")]),
            of("", "", &[("point", "b"), ("point", "a")]),
            "the order of a list counts"
        );
    }

    #[test]
    fn without_the_key_it_says_nothing() {
        let (one, other) = (SealingKey::random(), SealingKey::random());
        assert_eq!(one.tag(PURPOSE, b"words").len(), 32);
        assert_eq!(one.tag(PURPOSE, b"words"), one.tag(PURPOSE, b"words"));
        assert_ne!(one.tag(PURPOSE, b"words"), other.tag(PURPOSE, b"words"));
        assert_ne!(one.tag(PURPOSE, b"words"), one.tag("another", b"words"));
    }
}

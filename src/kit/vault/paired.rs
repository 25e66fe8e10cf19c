//! Texts under two keys: first under the key of the person whom they concern, then under the key of what they belong to. They open only
//! while both keys exist, so erasing either erases them.

use sqlx::PgConnection;

use super::{Owner, SealContext, Unsealed, Vault};
use crate::kit::error::Error;

impl Vault {
    /// Seals a text under the key of `inner`, and the result under the key of `outer`.
    pub async fn seal_under_both(
        &self,
        conn: &mut PgConnection,
        (outer, inner): (Owner, Owner),
        context: SealContext,
        text: &str,
    ) -> Result<Vec<u8>, Error> {
        let (outer, inner) = (self.key(conn, outer).await?, self.key(conn, inner).await?);
        let data = context.associated_data();
        Ok(outer.seal_bytes(&data, &inner.seal_bytes(&data, text.as_bytes())))
    }

    /// Opens texts that [`Vault::seal_under_both`] has sealed, in their order.
    pub async fn open_under_both(&self, conn: &mut PgConnection, sealed: &[(SealContext, &[u8])]) -> Result<Vec<Unsealed>, Error> {
        let outer = self.keyring(&mut *conn, sealed.iter().map(|(_, bytes)| *bytes)).await?;
        let mut halves = Vec::with_capacity(sealed.len());
        for (context, bytes) in sealed {
            halves.push(outer.open_bytes(*context, bytes)?);
        }
        let inner = self.keyring(conn, halves.iter().flatten().map(Vec::as_slice)).await?;
        let mut texts = Vec::with_capacity(sealed.len());
        for ((context, _), half) in sealed.iter().zip(&halves) {
            texts.push(match half {
                Some(half) => inner.open(*context, half)?,
                None => Unsealed::TakenBack,
            });
        }
        Ok(texts)
    }
}

//! One edit of a document by the centre, in the transaction of what it reacts to.

use crate::{core::transaction::Transaction, store::StoreError};
use linli_domain::id::DocId;
use linli_replica::replica::Edit;

/// Writes one edit in the centre's name.
///
/// # Errors
/// When the store fails or there is no such document.
pub fn write(tx: &mut Transaction<'_>, id: DocId, edit: Edit) -> Result<(), StoreError> {
    let replica = tx.take_out(id)?;
    tx.write_as_centre(replica, |pen, replica| {
        let mut replica = replica.ok_or(StoreError::Unreadable("document"))?;
        let signed = replica.edit(pen, &[edit])?;
        Ok((replica, signed))
    })
}

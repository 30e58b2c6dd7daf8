//! The devices with which people's documents of Demo City are written: through the gate,
//! as any other device's.

use crate::{
    core::{gate, transaction::Transaction},
    store::{Account, StoreError},
};
use linli_domain::{
    id::{DeviceId, DocId},
    time::Timestamp,
};
use linli_replica::{
    exchange::{ChangeOutcome, DeviceCard},
    keys::SecretKey,
    replica::{Edit, Pen, ReplicaError},
    signed::SignedChange,
};

/// A device that exists only while Demo City is made.
pub(super) struct DemoPhone {
    key: SecretKey,
    device: DeviceId,
    pub(super) account: Account,
}

impl DemoPhone {
    pub(super) fn enrol(tx: &mut Transaction<'_>, account: &Account) -> Result<Self, StoreError> {
        let key = SecretKey::from_seed(tx.random()?);
        let device = DeviceId(tx.random()?);
        let centre = tx.state.key.secret.clone();
        let card = DeviceCard::sign(&centre, device, key.public(), account.writer.clone());
        tx.store.put_device(&card, account.id, None, tx.now)?;
        Ok(Self {
            key,
            device,
            account: account.clone(),
        })
    }

    pub(super) fn retire(self, tx: &mut Transaction<'_>) -> Result<(), StoreError> {
        tx.store.revoke_device(self.device, tx.now).map(drop)
    }

    pub(super) fn edit(
        &self,
        tx: &mut Transaction<'_>,
        id: DocId,
        at: Timestamp,
        edits: &[Edit],
    ) -> Result<(), StoreError> {
        let mut copy = tx.take_out(id)?.ok_or(StoreError::Unreadable("document"))?;
        tx.put_back(id, copy.clone());
        self.write(tx, at, |pen| copy.edit(pen, edits))
    }

    pub(super) fn write(
        &self,
        tx: &mut Transaction<'_>,
        now: Timestamp,
        make: impl FnOnce(&mut Pen<'_>) -> Result<SignedChange, ReplicaError>,
    ) -> Result<(), StoreError> {
        let random = tx.state.random.clone();
        let mut fresh_id = || random.bytes().unwrap_or_default();
        let signed = make(&mut Pen {
            key: &self.key,
            device: self.device,
            incarnation: 0,
            author: self.account.writer.author(),
            now,
            consent: None,
            fresh_id: &mut fresh_id,
        })?;
        match gate::admit(tx, &signed)? {
            ChangeOutcome::Received(_) => Ok(()),
            ChangeOutcome::Missing(_) | ChangeOutcome::Refused(..) => {
                Err(StoreError::Unreadable("change of the demo"))
            }
        }
    }
}

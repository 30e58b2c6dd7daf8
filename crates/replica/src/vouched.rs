//! What the centre vouches for with its key: receipts, whole documents and cards of devices.

use crate::{
    chunk,
    exchange::{DeviceCard, Receipt, Snapshot, encode},
    keys::{PublicKey, Purpose, SecretKey},
    signed::Hash,
};
use linli_domain::{
    access::Writer,
    id::{DeviceId, DocId},
    time::Timestamp,
};

impl Receipt {
    /// The centre's word for a change.
    #[must_use]
    pub fn sign(key: &SecretKey, hash: Hash, seq: u64, at: Timestamp) -> Self {
        let signature = key.sign(Purpose::Receipt, &Self::message(hash, seq, at));
        Self {
            hash,
            seq,
            at,
            signature,
        }
    }

    /// Whether the centre with `key` gave it.
    #[must_use]
    pub fn verified_by(&self, key: &PublicKey) -> bool {
        let message = Self::message(self.hash, self.seq, self.at);
        key.verifies(Purpose::Receipt, &message, &self.signature)
    }

    fn message(hash: Hash, seq: u64, at: Timestamp) -> Vec<u8> {
        [hash.0.as_slice(), &seq.to_be_bytes(), &at.0.to_be_bytes()].concat()
    }
}

impl Snapshot {
    /// The centre's word for a whole document.
    #[must_use]
    pub fn sign(key: &SecretKey, doc: DocId, bytes: Vec<u8>) -> Self {
        let signature = key.sign(Purpose::Snapshot, &[doc.0.as_slice(), &bytes].concat());
        Self { bytes, signature }
    }

    /// Whether the centre with `key` gave it for `doc`.
    #[must_use]
    pub fn verified_by(&self, key: &PublicKey, doc: DocId) -> bool {
        let message = [doc.0.as_slice(), &self.bytes].concat();
        key.verifies(Purpose::Snapshot, &message, &self.signature)
    }

    /// Whether the document in it is as it was saved, by its own checksum. Asked before it
    /// is looked into, where it was kept and may be damaged since.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        chunk::hash(&self.bytes).is_some()
    }
}

impl DeviceCard {
    /// The centre's word for whose a device is.
    #[must_use]
    pub fn sign(centre: &SecretKey, device: DeviceId, key: PublicKey, writer: Writer) -> Self {
        let signature = centre.sign(Purpose::Card, &Self::message(device, key, &writer));
        Self {
            device,
            key,
            writer,
            signature,
        }
    }

    /// Whether the centre with `key` gave it.
    #[must_use]
    pub fn verified_by(&self, key: &PublicKey) -> bool {
        let message = Self::message(self.device, self.key, &self.writer);
        key.verifies(Purpose::Card, &message, &self.signature)
    }

    fn message(device: DeviceId, key: PublicKey, writer: &Writer) -> Vec<u8> {
        encode(&(device, key, writer))
    }
}

//! What the centre keeps for offices' own systems.

use super::{Device, StoreError};
use linli_domain::{
    id::{DeviceId, DocId, OfficeId},
    role::Scope,
    time::Timestamp,
};

/// An office's own system, as the centre knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// The device in whose name it writes; the centre holds the key.
    pub device: Device,
    /// Its office.
    pub office: OfficeId,
}

/// An answer as given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// SHA-256 of what was asked.
    pub request: [u8; 32],
    /// HTTP's status.
    pub status: u16,
    /// JSON.
    pub body: String,
}

/// Reads for gateways. Every method fails when the database does.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait GatewayReading {
    /// The gateway whose token has this hash.
    fn gateway_by_token(&self, hash: &[u8; 32]) -> Result<Option<Gateway>, StoreError>;
    /// Every gateway, in the order of making.
    fn gateways(&self) -> Result<Vec<Gateway>, StoreError>;
    /// What a gateway was answered under `key`.
    fn answer(&self, device: DeviceId, key: &str) -> Result<Option<Answer>, StoreError>;
    /// At most `most` documents that carry `scope`, each with the number of its last
    /// change, which lies after `after`; in the order of these numbers.
    fn carrying(
        &self,
        scope: &Scope,
        after: u64,
        most: usize,
    ) -> Result<Vec<(DocId, u64)>, StoreError>;
}

/// Writes for gateways. Every method fails when the database does.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait GatewayWriting: GatewayReading {
    /// Makes a known device a gateway.
    fn put_gateway(
        &mut self,
        device: DeviceId,
        office: &OfficeId,
        token_hash: &[u8; 32],
    ) -> Result<(), StoreError>;
    /// Keeps an answer, and drops those from before `forget_before`.
    fn keep_answer(
        &mut self,
        device: DeviceId,
        key: &str,
        answer: &Answer,
        at: Timestamp,
        forget_before: Timestamp,
    ) -> Result<(), StoreError>;
}

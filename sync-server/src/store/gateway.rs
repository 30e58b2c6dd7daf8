//! Offices' own systems, and what they were answered.

use super::{Device, StoreError, TokenHash};
use linli_domain::{
    id::{DeviceId, OfficeId},
    time::Timestamp,
};

/// An office's own system, as the centre knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// The device in whose name it writes; the centre holds the key.
    pub device: Device,
    pub office: OfficeId,
}

/// A response that is given again when the request is repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedResponse {
    /// SHA-256 of the request, to tell a repeat from another use of its key.
    pub request: [u8; 32],
    pub status: u16,
    /// The body of the answer, JSON.
    pub body: String,
}

pub trait ReadGateways {
    /// The gateway whose token has this hash, also when its device was revoked.
    fn gateway_by_token(&self, hash: TokenHash) -> Result<Option<Gateway>, StoreError>;
    /// Every gateway, in the order of making.
    fn gateways(&self) -> Result<Vec<Gateway>, StoreError>;
    /// What a gateway was answered under this idempotency key.
    fn response(&self, device: DeviceId, key: &str) -> Result<Option<SavedResponse>, StoreError>;
}

pub trait WriteGateways: ReadGateways {
    /// Makes a known device a gateway.
    ///
    /// # Errors
    /// Also when it is one, or the token is taken.
    fn add_gateway(
        &mut self,
        device: DeviceId,
        office: &OfficeId,
        token: TokenHash,
    ) -> Result<(), StoreError>;
    /// Keeps a response, and forgets those from before `forget_before`.
    ///
    /// # Errors
    /// Also when there is one under this key.
    fn add_response(
        &mut self,
        device: DeviceId,
        key: &str,
        response: &SavedResponse,
        at: Timestamp,
        forget_before: Timestamp,
    ) -> Result<(), StoreError>;
}

//! People's accounts, their enrolment codes and their devices.

use super::{AccountId, CodeHash, StoreError, TokenHash};
use linli_domain::{
    access::Writer,
    device::DeviceKind,
    id::{AreaId, DeviceId, PersonId},
    role::Scope,
    time::Timestamp,
};
use linli_replica::{exchange::DeviceCard, keys::PublicKey};
use std::collections::BTreeSet;

/// One person in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    /// Who, as what, with which right to read.
    pub writer: Writer,
    /// The area that they belong to.
    pub area: AreaId,
    /// The person's name, maybe in two scripts with a space between.
    pub name: String,
    /// How often it was changed since it was made; devices are told of each change.
    pub version: u64,
    /// The version that last changed the right to read.
    pub rights_version: u64,
    /// Scopes that it held once and holds no more: what was read by them goes from its
    /// devices.
    pub lost: BTreeSet<Scope>,
    /// Since when nobody uses it any more.
    pub closed_at: Option<Timestamp>,
}

/// An enrolment code. Only a hash of the code itself is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// Whose device it enrols.
    pub account: Account,
    pub expires_at: Timestamp,
    /// The device that used it.
    pub used_by: Option<DeviceId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    /// The key that its changes are signed with.
    pub key: PublicKey,
    pub account: Account,
    pub enrolled_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    /// What it said it is.
    pub kind: DeviceKind,
    /// When it was last noted that it was in touch.
    pub seen_at: Option<Timestamp>,
}

/// Reads accounts, codes and devices.
pub trait ReadAccounts {
    /// The accounts of a person, one for each of their roles.
    fn accounts_of(&self, person: PersonId) -> Result<Vec<Account>, StoreError>;
    /// Every account, also the centre's own and those of gateways, in the order in which
    /// they were added.
    fn accounts(&self) -> Result<Vec<Account>, StoreError>;
    /// How many accounts there are, with the centre's own.
    fn count_accounts(&self) -> Result<u64, StoreError>;
    /// The code with this hash, also when it was used or has ended.
    fn code(&self, hash: CodeHash) -> Result<Option<EnrolmentCode>, StoreError>;
    /// A device, also when it was revoked.
    fn device(&self, id: DeviceId) -> Result<Option<Device>, StoreError>;
    /// The device whose token has this hash, also when it was revoked.
    fn device_by_token(&self, hash: TokenHash) -> Result<Option<Device>, StoreError>;
    /// The devices of a person, in all their roles, in the order of enrolment.
    fn devices_of(&self, person: PersonId) -> Result<Vec<Device>, StoreError>;
    /// Every device, in the order of enrolment.
    fn devices(&self) -> Result<Vec<Device>, StoreError>;
    /// The card that the centre signed for a device.
    fn card(&self, id: DeviceId) -> Result<Option<DeviceCard>, StoreError>;
}

/// Writes accounts, codes and devices.
pub trait WriteAccounts: ReadAccounts {
    /// Adds an account.
    ///
    /// # Errors
    /// Also when the person has an account in this role.
    fn add_account(
        &mut self,
        writer: &Writer,
        area: &AreaId,
        name: &str,
    ) -> Result<Account, StoreError>;
    /// Keeps what may change of a known account: name, area, scopes, and what follows
    /// from their change. Not whose it is, and in which role.
    fn set_account(&mut self, account: &Account) -> Result<(), StoreError>;
    /// Forgets an account's codes.
    fn forget_codes(&mut self, account: AccountId) -> Result<(), StoreError>;
    /// Adds a code, and forgets codes that ended before `forget_before`.
    fn add_code(
        &mut self,
        hash: CodeHash,
        account: AccountId,
        expires_at: Timestamp,
        forget_before: Timestamp,
    ) -> Result<(), StoreError>;
    /// Marks a code as used.
    fn set_code_used(&mut self, hash: CodeHash, by: DeviceId) -> Result<(), StoreError>;
    /// Enrols a device, or gives an enrolled one a new token. One without a token opens
    /// no exchange.
    fn put_device(
        &mut self,
        card: &DeviceCard,
        account: AccountId,
        token: Option<TokenHash>,
        at: Timestamp,
    ) -> Result<(), StoreError>;
    /// Notes what a device says it is.
    fn set_device_kind(&mut self, id: DeviceId, kind: DeviceKind) -> Result<(), StoreError>;
    /// Notes that a device was in touch.
    fn set_device_seen(&mut self, id: DeviceId, at: Timestamp) -> Result<(), StoreError>;
    /// Names an account that has no name, because it was made again without one.
    fn name_account(&mut self, id: AccountId, name: &str, area: &AreaId) -> Result<(), StoreError>;
    /// Gives a device in use that has no token this one. Answers whether there was one.
    fn set_first_token(&mut self, id: DeviceId, token: TokenHash) -> Result<bool, StoreError>;
    /// Revokes a device. Answers whether there was one in use.
    fn revoke_device(&mut self, id: DeviceId, at: Timestamp) -> Result<bool, StoreError>;
}

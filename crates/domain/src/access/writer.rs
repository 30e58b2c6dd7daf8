//! Who writes a change.

use crate::{
    document::Author,
    id::PersonId,
    role::{Role, Scope},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who writes: the person and role of the device's account, and what they may read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writer {
    pub person: PersonId,
    pub role: Role,
    /// The scopes that the account holds.
    pub scopes: BTreeSet<Scope>,
}

impl Writer {
    /// The author that this writer's events must name.
    #[must_use]
    pub const fn author(&self) -> Author {
        Author {
            person: self.person,
            role: self.role,
        }
    }
}

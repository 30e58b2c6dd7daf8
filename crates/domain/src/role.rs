//! Roles of accounts, and the scopes that give a right to read.

use crate::id::{AreaId, OfficeId, PersonId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What an account is enrolled as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Gets services and care.
    Resident,
    /// Family or friend who acts for a resident who allowed it.
    Delegate,
    /// Comes to the homes of residents.
    Caregiver,
    /// Community worker (社区工作者, 网格员).
    Worker,
    /// Sits at the authority's desk.
    Officer,
    /// The centre itself: the server, with its own key.
    Centre,
}

impl Role {
    /// The word that stands for this role in scopes, files and command lines.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Delegate => "delegate",
            Self::Caregiver => "caregiver",
            Self::Worker => "worker",
            Self::Officer => "officer",
            Self::Centre => "centre",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        [
            Self::Resident,
            Self::Delegate,
            Self::Caregiver,
            Self::Worker,
            Self::Officer,
            Self::Centre,
        ]
        .into_iter()
        .find(|role| role.word() == text)
        .ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

/// A word that is no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a role")]
pub struct UnknownRole(pub String);

/// A right to read. An account holds scopes, a document carries scopes; one in
/// common makes the document readable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// What belongs to, or was assigned to, one person. Delegates hold the resident's.
    Person(PersonId),
    /// What the workers of an area see.
    AreaWorker(AreaId),
    /// What the caregivers of an area see: offers, never homes.
    AreaCaregiver(AreaId),
    /// What everyone in an area sees.
    Area(AreaId),
    /// What an office decides.
    Office(OfficeId),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => write!(f, "person:{person}"),
            Self::AreaWorker(area) => write!(f, "area:{area}:worker"),
            Self::AreaCaregiver(area) => write!(f, "area:{area}:caregiver"),
            Self::Area(area) => write!(f, "area:{area}"),
            Self::Office(office) => write!(f, "office:{office}"),
        }
    }
}

/// The scopes that an account of `role` holds for itself. A delegate's resident and an
/// officer's office are not among them: those are granted to the account beside these.
#[must_use]
pub fn scopes_of(role: Role, person: PersonId, area: &AreaId) -> Vec<Scope> {
    let mut scopes = vec![Scope::Person(person), Scope::Area(area.clone())];
    match role {
        Role::Caregiver => scopes.push(Scope::AreaCaregiver(area.clone())),
        Role::Worker => {
            scopes.push(Scope::AreaWorker(area.clone()));
            scopes.push(Scope::AreaCaregiver(area.clone()));
        }
        Role::Resident | Role::Delegate | Role::Officer | Role::Centre => {}
    }
    scopes
}

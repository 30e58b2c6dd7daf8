//! What a community worker sees.

mod roster;

pub(crate) use roster::RosterScreen;

//! What a community worker sees.

mod roster;

pub use roster::Roster;

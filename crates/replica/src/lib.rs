//! Documents as Automerge histories: signed changes, the gate's reading of them,
//! and the exchange. Sans-I/O: no clock, no randomness, no network, no database.

mod chunk;
pub mod exchange;
pub mod gate;
pub mod keys;
mod layout;
mod photos;
pub mod replica;
pub mod signed;
pub mod sources;

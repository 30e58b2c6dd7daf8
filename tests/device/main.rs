//! A device and its centre over a real socket: the engine with its own link, and the
//! server, both in this process, each with a clock that the test holds.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "this whole program is a test; its helpers may fail it"
)]

mod alerts;
mod answers;
mod centre;
mod consents;
mod damage;
mod device;
mod full_day;
mod healing;
mod own_record;
mod standing;
mod town;

//! What somebody with a device and its key tries, one case a line: who, what, and what must
//! be answered. Each change is signed by a device that the centre knows and goes over a
//! socket to the real gate; what is refused leaves nothing in the store.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    dead_code,
    reason = "this whole program is a test; its helpers may fail it, and it shares them with others"
)]

/// The lines of an attack: what is tried, by whom, how, and what must be answered.
macro_rules! lines {
    ($($what:literal, $by:ident: $craft:expr => $answer:expr;)*) => {
        vec![$(($what, stringify!($by), $craft, $answer)),*]
    };
}

mod begin;
mod bounds;
mod claims;
mod consents;
mod desk;
mod floods;
mod known_again;
mod readers;
mod siege;
mod visits;

#[path = "../support/mod.rs"]
mod support;

//! An office's own system, as it meets the centre: plain HTTP from outside.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "this whole program is a test; its helpers may fail it"
)]

mod actions;
mod client;
mod commands;
mod requests;
mod way;
mod webhooks;

#[expect(
    dead_code,
    reason = "shared with tests and the benchmark that use the rest"
)]
#[path = "../support/mod.rs"]
mod support;

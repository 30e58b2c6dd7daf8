//! The program as its operator meets it: processes, files, signals and logs. Only what
//! cannot be seen from within one process is here.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "this whole program is a test; its helpers may fail it"
)]

mod backup;
mod commands;
#[cfg(target_os = "linux")]
mod disk;
mod folder;
mod health;
mod moved;
mod program;
mod readme;

#[expect(
    dead_code,
    reason = "shared with tests and the benchmark that use the rest"
)]
#[path = "../support/mod.rs"]
mod support;

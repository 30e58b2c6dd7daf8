//! The replica from outside: what enters, what is refused, and that all who got
//! the same changes hold the same document.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, and its helpers too"
)]

mod answers;
mod applications;
mod bytes;
mod clashes;
mod converge;
mod craft;
mod forms;
mod gate;
mod golden;
mod hall;
mod hostile;
mod kept;
mod sealed;
mod together;
mod town;
mod turned_away;

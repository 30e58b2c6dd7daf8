//! Asking for care.

mod ask;

pub use ask::{Ask, AskFlow};

//! The device itself: its start, whose it is, text and colours.

mod enrol;
#[cfg(debug_assertions)]
mod gallery;
mod look;
mod start;

pub use enrol::Enrol;
#[cfg(debug_assertions)]
pub use gallery::Gallery;
pub use look::LookPage;
pub use start::Start;

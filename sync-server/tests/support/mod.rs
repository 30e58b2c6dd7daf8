//! What tests and benchmarks share: a phone, a link over a real socket, and a
//! centre with its own folder and clock.

pub mod link;
pub mod phone;
pub mod photo;
pub mod town;
pub mod words;

pub use link::Link;
pub use phone::Phone;

//! The screens of Linli, the same for the browser and the desktop window.
//!
//! [`parts`] is the design system, [`hooks`] what parts and pages share,
//! `pages` by whom they serve, [`bridge`] the way to the engine. Not here:
//! rules, storage and the network, which are behind the bridge.

mod address;
mod app;
pub mod bridge;
pub mod hooks;
mod notices;
mod pages;
pub mod parts;
mod picture;
mod questions;
mod route;
mod saying;
mod shell;

pub use app::App;

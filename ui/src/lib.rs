//! The screens of Linli, the same for the browser and the desktop window.
//!
//! [`parts`] is the design system, [`hooks`] what parts and pages share. Not
//! here: rules, storage and the network, which are behind the bridge.

pub mod hooks;
pub mod parts;

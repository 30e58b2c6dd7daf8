//! The centre: it knows who has which device, lets changes in or says why not,
//! keeps them, tells them on, and reacts. No screens and no device's engine here.

pub mod config;
pub mod core;
pub mod demo;
pub mod error;
pub mod http;
pub mod server;
pub mod store;

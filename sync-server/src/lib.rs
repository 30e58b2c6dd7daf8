//! The centre: it knows who has which device, lets changes in or says why not,
//! keeps them, tells them on, and reacts. No screens and no device's engine here.

pub mod account;
pub mod batch;
pub mod blob;
pub mod catalogue;
pub mod centre;
pub mod config;
pub mod cpsv;
pub mod demo;
pub mod error;
pub mod exchange;
pub mod feed;
pub mod gate;
pub mod gateway;
pub mod hub;
pub mod journal;
pub mod key;
pub mod limit;
pub mod metrics;
mod network;
pub mod place;
pub mod recent;
pub mod routes;
pub mod server;
pub mod site;
pub mod store;

//! What the centre does, whoever asks and however: nothing here knows of HTTP.

pub mod account;
pub mod catalogue;
pub mod cursor;
pub mod feed;
pub mod gate;
pub mod hub;
pub mod key;
pub mod limit;
pub mod photos;
pub mod reactions;
pub mod recent;
pub mod transaction;
pub mod webhook;
pub mod writer;

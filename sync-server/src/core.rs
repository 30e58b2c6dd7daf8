//! What the centre does, whoever asks and however: nothing here knows of HTTP.

pub mod account;
pub mod catalogue;
pub mod centre;
pub mod clock;
pub mod cursor;
pub mod data_folder;
pub mod deeds;
pub mod document_cache;
pub mod feed;
pub mod gate;
pub(crate) mod gzip;
pub mod health;
pub mod hub;
pub mod key;
pub mod limit;
pub mod metrics;
pub mod photos;
pub mod reactions;
pub mod restore;
pub mod transaction;
pub mod webhook;
pub mod writer;

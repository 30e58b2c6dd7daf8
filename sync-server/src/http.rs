//! How the centre is reached, and how it reaches others: connections, addresses,
//! messages. What a request may do and what follows from it is `core`'s matter.

mod catalogue;
mod cbor;
pub(crate) mod connections;
mod enrol;
mod error;
mod exchange;
mod gateway;
mod health;
mod known_again;
mod metrics;
mod patience;
mod photos;
mod request;
mod rescue;
pub(crate) mod router;
pub(crate) mod site;
mod slots;
pub mod webhooks;

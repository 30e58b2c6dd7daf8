//! How the centre is reached: connections, addresses, messages.

pub(crate) mod connections;
pub mod exchange;
pub mod gateway;
pub mod metrics;
pub mod router;
pub mod site;
pub mod webhooks;

//! A device: its database, the commands that screens call, and the exchange with
//! the centre. The same code natively and in the browser.
//!
//! [`Engine`] is plain and synchronous: it has no clock, no randomness and no
//! threads of its own ([`Host`] lends the first two). Only [`link`] is async.

mod clock;
mod commands;
mod engine;
mod error;
mod host;
mod identity;
pub mod link;
mod store;
mod sync;

pub use engine::Engine;
pub use error::{EngineError, Result};
pub use host::{Host, MaybeSend};
pub use linli_domain::time::Timestamp;
pub use sync::{BlobAnswer, BlobAsk, ExchangeOutcome};

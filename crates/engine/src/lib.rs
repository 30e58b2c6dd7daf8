//! A device: its database, the commands that screens call, and the exchange with the
//! centre. The same code natively and in the browser.
//!
//! No command waits for the network, and nothing counts as done before it is in the
//! database. The engine must never show words to people, and has no clock, no randomness
//! and no threads of its own ([`Host`] lends the first two); only [`link`] is async.
//!
//! Its layers, from below: `store` (all SQL) → `engine` (what a device holds, and the one
//! way to write) → `sync` → `commands` → [`link`]. Each uses those below it only.
//!
//! ```
//! use linli_api::{GetSession, dispatch, view};
//! use linli_engine::{Engine, Host, Timestamp};
//!
//! struct Noon;
//!
//! impl Host for Noon {
//!     fn now(&self) -> Timestamp {
//!         Timestamp(1_795_406_400_000)
//!     }
//!     fn fresh(&mut self) -> [u8; 32] {
//!         [7; 32] // a shell asks its system for random bytes
//!     }
//! }
//!
//! let mut engine = Engine::open(":memory:", Noon)?;
//! let outcome = dispatch(&mut engine, GetSession {}.into());
//! let reply = outcome.result.map_err(|failure| format!("{failure:?}"))?;
//! let session: view::Session = serde_json::from_str(reply.get())?;
//! assert_eq!(session.account, None, "nobody is enrolled here yet");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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

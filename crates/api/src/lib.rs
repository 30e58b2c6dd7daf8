//! The one interface between a screen and the engine: commands, the views that they
//! answer with, the topics that a change makes stale, and failures.
//!
//! It must never hold a rule, a database or words for people, and a screen gets nothing of
//! a device by any other way. All of it crosses the border of the shell as JSON, which
//! golden files hold: a refused change keeps its command on the disk of a phone.
//!
//! [`command`] holds the only list of commands. Each is a request with the type of its
//! reply; the list makes [`Command`], the trait [`CommandHandler`] that the engine
//! implements, and [`dispatch`]. A forgotten handler does not compile.
//!
//! ```
//! use linli_api::{Command, OpenCare};
//! use linli_domain::id::DocId;
//!
//! let command = Command::from(OpenCare { doc: DocId([0; 16]) });
//! let text = command.to_text()?;
//! assert_eq!(
//!     text,
//!     r#"{"ask":"open_care","with":{"doc":"00000000000000000000000000000000"}}"#
//! );
//! assert_eq!(Command::from_text(&text)?, command);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod command;
mod failure;
mod topic;
pub mod view;

pub use command::*;
pub use failure::{Code, Failure};
pub use topic::{EngineEvent, Topic};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

/// A request with the type of its reply.
pub trait Ask: Serialize + DeserializeOwned + Into<Command> {
    /// What the engine answers.
    type Reply: Serialize + DeserializeOwned;
}

/// What one command brought about: its reply or failure, and every topic that it changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CommandOutcome {
    /// The reply as JSON of the command's reply type, or why there is none.
    pub result: Result<Box<RawValue>, Failure>,
    /// What a screen must ask for again.
    pub changed: Vec<Topic>,
}

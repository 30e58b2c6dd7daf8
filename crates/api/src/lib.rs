//! The one interface between a screen and the engine.
//!
//! [`command`] holds the only list of commands. Each is a request struct with
//! its reply type; the list makes [`Command`], the trait [`CommandHandler`] that the
//! engine implements, and [`dispatch`]. A forgotten handler does not compile.
//! All of it crosses the shell's border as JSON.

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

//! The officer's desk: the queue, one case, and what is decided about it.

mod actions;
mod bulk;
mod case;
mod decide;
mod due;
mod frame;
mod keys;
mod more;
mod queue;
mod write;

pub use case::Case;
pub use decide::Decide;
pub use more::AskMore;
pub use queue::Desk;
pub use write::{AnswerCorrection, FollowUp, TurnAway};

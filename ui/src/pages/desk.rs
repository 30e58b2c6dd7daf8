//! The officer's desk: the queue, one case, and what is decided about it.

mod actions;
mod bulk;
mod case;
mod decide;
mod frame;
mod keys;
mod more;
mod queue;

pub use case::Case;
pub use decide::{AnswerCorrection, Decide, TurnAway};
pub use more::AskMore;
pub use queue::Desk;

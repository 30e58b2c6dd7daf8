//! Every word that a person sees and that is not in the catalogue: Fluent
//! messages embedded from `locales/`, in the language that the person chose.
//!
//! Not here: who chose which language (the screen keeps it), and the names and
//! questions of the kinds of care (`catalogue/` holds both languages itself).

mod lang;
mod messages;
mod pseudo;
mod when;

pub use lang::{Lang, negotiate};
pub use messages::{Arg, Messages};
pub use when::{Day, NearDay};

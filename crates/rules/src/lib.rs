//! Who is entitled to what: the rules of public services, judged over what a
//! profile says on a day, on the person's own device.
//!
//! A rule is an expression of CEL over three names: `profile` (a map of fields; `age`
//! is worked out from `birth_date`), `today` (a timestamp, midnight UTC) and `area`
//! (a text). It has no loops and no functions but those in [`compile`], so its cost is
//! bounded by its length: a catalogue file cannot hang a phone.
//!
//! No clock, no disk, no words for people: the reasons shown stand in the catalogue.

mod compile;
mod evaluate;
mod facts;
mod search;

pub use compile::{MAX_BYTES, Rule, RuleError};
pub use evaluate::{Rules, Verdict};
pub use facts::Facts;

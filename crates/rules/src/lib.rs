//! Who is entitled to what: the rules of public services, judged over what a
//! profile says on a day, on the person's own device.
//!
//! A rule is an expression of CEL over three names: `profile` (a map of fields; `age`
//! is worked out from `birth_date`), `today` (a timestamp, midnight UTC) and `area`
//! (a text). It has no loops and no functions but those in `functions`, so its cost is
//! bounded by its length: a catalogue file cannot hang a phone.
//!
//! The centre reads the text of a rule (feature `parser`) and tries it on people of
//! every kind; devices get the tree that it read, and have no parser.
//!
//! No clock, no disk, no words for people: the reasons shown stand in the catalogue.

#[cfg(feature = "parser")]
mod check;
mod evaluate;
mod facts;
mod functions;
#[cfg(feature = "parser")]
mod read;
mod rule;
mod search;

pub use evaluate::{Rules, Verdict};
pub use facts::Facts;
#[cfg(feature = "parser")]
pub use read::{MAX_BYTES, RuleError, read};
pub use rule::{CompiledRule, MAX_DEPTH, MAX_PARTS, TreeError};

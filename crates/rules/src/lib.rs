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
//! A rule must never say "no" where too little is known, and this crate has no clock, no
//! disk and no words for people: the reasons shown stand in the catalogue.
//!
//! ```
//! # #[cfg(feature = "parser")] {
//! use linli_domain::{answer::Value, id::AreaId, profile::ProfileField, time::Date};
//! use linli_rules::{CompiledRule, Facts, Rules, Verdict, read};
//!
//! let tree = read("profile.age >= 80")?;
//! let rule = CompiledRule::of(&tree)?;
//! let mut facts = Facts {
//!     profile: [].into(),
//!     today: Date::constant(2026, 11, 24),
//!     area: AreaId("demo".into()),
//! };
//! let rules = Rules::default();
//! let birth_date = ProfileField::BirthDate.into();
//! assert_eq!(
//!     rules.evaluate(&rule, &facts),
//!     Verdict::Unknown { missing: vec![birth_date] }
//! );
//!
//! let born = Value::Text("1947-03-03".into());
//! facts.profile.insert(ProfileField::BirthDate.into(), born);
//! let from = Date::constant(2027, 3, 3);
//! assert_eq!(rules.evaluate(&rule, &facts), Verdict::NotYet { from });
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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

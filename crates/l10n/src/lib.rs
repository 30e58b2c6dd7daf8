//! Every word that a person sees and that is not in the catalogue: Fluent messages from
//! `locales/`, compiled in, in the language that the person chose.
//!
//! Not here: which language somebody chose (the screens keep it), and the names and questions of
//! care and services (`catalogue/` has both languages). This crate never reads a clock, a file or
//! the system's settings, so one input gives one text everywhere.
//!
//! ```
//! use linli_l10n::{CalendarDay, Lang, Messages, NearDay, negotiate};
//!
//! let lang = negotiate(&["fr", "en-GB"]);
//! assert_eq!(lang, Lang::En);
//!
//! let messages = Messages::new(lang);
//! let step = messages.text("ask-step", &[("step", 2_usize.into()), ("steps", 4_usize.into())]);
//! assert_eq!(step, "Step 2 of 4");
//!
//! let day = CalendarDay { year: 2026, month: 11, day: 24, weekday: 2 };
//! assert_eq!(messages.near_day(day, NearDay::after_days(1), 2026), "Tomorrow");
//! assert_eq!(Messages::new(Lang::ZhCn).day(day, 2026), "11月24日（星期二）");
//! ```

mod lang;
mod messages;
mod pseudo;
mod when;

pub use lang::{Lang, negotiate};
pub use messages::{Arg, Messages};
pub use when::{CalendarDay, NearDay};

//! The screens of Linli, the same for the browser and the desktop window.
//!
//! - [`parts`] is the design system: one file per part, its style beside it.
//! - `aloud` reads a page out.
//! - `questions` has one field per kind of answer.
//! - [`hooks`] is what parts and pages share: words, views of the engine, actions, focus.
//! - `pages` stand in rooms by whom they serve; each room reads and draws its own addresses.
//! - [`bridge`] is the way to the engine.
//!
//! A screen asks for a view, shows it, and sends commands. It never decides what may happen,
//! never stores anything but how it looks, and never talks to the network: all of that is
//! behind the bridge. It says only what the view says.
//!
//! A part is given words and gives back what somebody did:
//!
//! ```
//! use linli_ui::parts::{Prompt, TextField};
//! use yew::prelude::*;
//!
//! let name = html! {
//!     <TextField prompt={Prompt::new("name", "What is your name?").heading()}
//!         value="王秀英" on_input={Callback::from(|_typed: String| ())} />
//! };
//! assert!(matches!(name, Html::VComp(_)));
//! ```

mod address;
mod aloud;
mod app;
pub mod bridge;
pub mod hooks;
mod notices;
mod pages;
pub mod parts;
mod picture;
mod questions;
mod route;
mod saying;
mod shell;
mod sound;
mod tongues;

pub use app::App;

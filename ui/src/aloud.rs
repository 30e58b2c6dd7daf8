//! Reading a page aloud with the device's own voice, as a person would read it to somebody
//! beside them: title, question and choices one after another, what is chosen, digits singly,
//! each language in its own voice.
//!
//! `page` finds the passages of a page, `saying` and `digits` are how they are said, `voice`
//! says them, and `reader` keeps the place. Nothing leaves the device: only voices that are on
//! it are used.

mod digits;
mod page;
mod reader;
mod saying;
mod voice;

pub(crate) use reader::{PageReader, ReadingState, use_page_reader};
pub(crate) use voice::{Pace, how_to_get_one};

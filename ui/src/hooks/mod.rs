//! What pages and parts share: words, the page's own window, the voice, views.

mod page;
mod voice;
mod words;

pub use page::{focus_id, scroll_to_top, set_title};
pub use voice::Voice;
pub use words::{Words, use_words};

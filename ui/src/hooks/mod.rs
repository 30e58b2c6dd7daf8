//! What pages and parts share: words, the page's own window, views.

mod alerts;
mod every;
mod here;
mod look;
mod of_another;
mod page;
mod photo;
mod save_file;
mod saver;
mod say;
mod steady;
mod typed;
mod view;
mod words;

pub use alerts::{Alerts, use_alerts};
pub use every::use_every;
pub use here::{Here, use_here};
pub use look::{Look, SIZES, THEMES};
pub use page::{
    focus_id, is_in_sight, keep, kept, print_page, scroll_to_top, served_desk, set_look, set_title,
    set_title_count, set_title_error, system_languages, system_wants, user_agent,
};
pub use photo::{use_photos, use_picture};
pub use save_file::save_file;
pub use saver::{Saver, use_saver};
pub use say::{SayRank, VOICE, say, use_said, use_said_when_it_lasts};
pub use steady::{PAUSES, keep_pause, pause, pause_ms};
pub use typed::{Fields, use_fields, use_keep_typed};
pub use view::{Act, View, use_act, use_bridge, use_view, use_view_again};
pub use words::{Words, use_words};

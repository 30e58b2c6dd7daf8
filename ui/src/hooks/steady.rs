//! How long no press counts after something else came under the finger: chosen on this
//! device, for these hands.

use super::{keep, kept};
use yew::AttrValue;

/// Where it is kept, as a number of milliseconds.
const KEY: &str = "linli-steady";

/// The pauses to choose from: milliseconds, and the key of the words for them. The first
/// holds where nothing was chosen: second taps of trembling hands came after 90 to 350.
pub const PAUSES: [(&str, &str); 2] = [("600", "look-steady-usual"), ("1200", "look-steady-long")];

/// The pause that was chosen.
#[must_use]
pub fn pause() -> AttrValue {
    kept(KEY).unwrap_or_else(|| PAUSES[0].0.into())
}

/// The pause in milliseconds.
#[must_use]
pub fn pause_ms() -> f64 {
    pause().parse().unwrap_or(600.0)
}

/// Keeps another pause from now on.
pub fn keep_pause(pause: &str) {
    keep(KEY, pause);
}

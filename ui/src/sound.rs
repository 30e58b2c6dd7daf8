//! The sound that calls somebody to the screen.

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

/// How many times it sounds.
const BEEPS: u8 = 3;
/// How long each is, and the pause after it, in seconds.
const BEEP_S: f64 = 0.22;
const PAUSE_S: f64 = 0.14;
/// High enough to be heard through a wall, low enough for old ears, in hertz.
const PITCH_HZ: f32 = 740.0;
const LOUDNESS: f32 = 0.4;

thread_local! {
    // Browsers allow only a few, so there is one for the life of the page.
    static CONTEXT: Option<AudioContext> = AudioContext::new().ok();
}

/// Sounds three times. A browser that the person has not touched yet stays silent; the
/// page's title and the notice of the system say the same.
pub(crate) fn alarm() {
    CONTEXT.with(|context| {
        if let Some(context) = context
            && let Err(error) = beep(context)
        {
            web_sys::console::warn_2(&"no sound".into(), &error);
        }
    });
}

fn beep(context: &AudioContext) -> Result<(), JsValue> {
    // Resolves once the person has touched the page; nothing waits for it.
    drop(context.resume()?);
    for beep in 0..BEEPS {
        let starts = context.current_time() + f64::from(beep) * (BEEP_S + PAUSE_S);
        let tone = context.create_oscillator()?;
        let volume = context.create_gain()?;
        tone.frequency().set_value(PITCH_HZ);
        volume.gain().set_value(LOUDNESS);
        tone.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&context.destination())?;
        tone.start_with_when(starts)?;
        tone.stop_with_when(starts + BEEP_S)?;
    }
    Ok(())
}

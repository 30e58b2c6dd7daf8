//! The device's own voice for reading a page aloud. Nothing leaves the device
//! that the system's voice does not send itself.

use linli_l10n::Lang;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

#[derive(Clone, Debug)]
pub struct Voice(SpeechSynthesis);

/// Ends a subscription when dropped.
#[derive(Debug)]
pub struct Listening {
    voice: SpeechSynthesis,
    _closure: Closure<dyn FnMut()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.voice.set_onvoiceschanged(None);
    }
}

impl Voice {
    /// The voice of this device, where the browser has the interface at all.
    #[must_use]
    pub fn of_this_device() -> Option<Self> {
        let window = web_sys::window()?;
        let speech = js_sys::Reflect::get(&window, &"speechSynthesis".into()).ok()?;
        speech.dyn_into().ok().map(Self)
    }

    /// Whether it has a voice for `lang`.
    #[must_use]
    pub fn speaks(&self, lang: Lang) -> bool {
        let wanted = family(lang);
        self.0.get_voices().iter().any(|voice| {
            let voice: SpeechSynthesisVoice = voice.unchecked_into();
            voice.lang().to_ascii_lowercase().starts_with(wanted)
        })
    }

    /// Calls `again` whenever the list of voices changes: browsers load it late.
    pub fn on_voices(&self, again: impl FnMut() + 'static) -> Listening {
        let closure = Closure::<dyn FnMut()>::new(again);
        self.0
            .set_onvoiceschanged(Some(closure.as_ref().unchecked_ref()));
        Listening {
            voice: self.0.clone(),
            _closure: closure,
        }
    }

    pub fn stop(&self) {
        self.0.cancel();
    }

    /// Reads title and main part of the page; calls `done` at the end. Says
    /// whether there was anything to read.
    pub fn read_page(&self, lang: Lang, done: impl FnOnce() + 'static) -> bool {
        self.stop();
        let mut lines = page_lines();
        let Some(last) = lines.pop() else {
            return false;
        };
        for line in lines {
            if let Some(part) = utterance(&line, lang) {
                self.0.speak(&part);
            }
        }
        let Some(part) = utterance(&last, lang) else {
            return false;
        };
        let done = Rc::new(RefCell::new(Some(done)));
        let closure = Closure::<dyn FnMut()>::new(move || {
            if let Some(done) = done.borrow_mut().take() {
                done();
            }
        });
        part.set_onend(Some(closure.as_ref().unchecked_ref()));
        part.set_onerror(Some(closure.as_ref().unchecked_ref()));
        // Lives as long as the browser may still call it.
        closure.forget();
        self.0.speak(&part);
        true
    }
}

const fn family(lang: Lang) -> &'static str {
    if lang.is_chinese() { "zh" } else { "en" }
}

/// Line by line, because some voices break off after some seconds of one text.
fn page_lines() -> Vec<String> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Vec::new();
    };
    let parts = ["h1", "main"].map(|name| document.query_selector(name).ok().flatten());
    let texts = parts
        .into_iter()
        .flatten()
        .map(|part| part.unchecked_into::<HtmlElement>().inner_text());
    texts
        .flat_map(|text| {
            text.lines()
                .map(|line| line.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|line| !line.is_empty())
        .collect()
}

fn utterance(line: &str, lang: Lang) -> Option<SpeechSynthesisUtterance> {
    let part = SpeechSynthesisUtterance::new_with_text(line).ok()?;
    part.set_lang(if lang.is_chinese() { "zh-CN" } else { "en" });
    part.set_rate(0.9);
    Some(part)
}

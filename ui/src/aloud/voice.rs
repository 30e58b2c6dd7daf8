//! The voices of this device.

use super::saying::Saying;
use js_sys::{Promise, Reflect};
use linli_l10n::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// How fast a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Pace {
    #[default]
    Normal,
    Slow,
}

impl Pace {
    /// The word under which the device keeps it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Slow => "slow",
        }
    }

    /// As a part of the voice's own speed: even the faster one is a little below it.
    const fn rate(self) -> f32 {
        match self {
            Self::Normal => 0.9,
            Self::Slow => 0.6,
        }
    }
}

/// What speaks on this device, with all its voices.
#[derive(Clone, Debug)]
pub(super) struct Voice(SpeechSynthesis);

impl Voice {
    /// The voice of this device, where the browser has the interface at all.
    pub(super) fn of_this_device() -> Option<Self> {
        let window = web_sys::window()?;
        let speech = Reflect::get(&window, &"speechSynthesis".into()).ok()?;
        speech.dyn_into().ok().map(Self)
    }

    /// Whether it has a voice for `lang` that needs no network. Browsers load the list when
    /// they are asked for it first, so the answer may be another one a moment later.
    pub(super) fn speaks(&self, lang: Lang) -> bool {
        self.for_lang(lang).is_some()
    }

    /// A voice on this device: one in the network would be sent every word of the page.
    fn for_lang(&self, lang: Lang) -> Option<SpeechSynthesisVoice> {
        let voices = self.0.get_voices().into_iter();
        voices
            .map(JsCast::unchecked_into::<SpeechSynthesisVoice>)
            .find(|voice| voice.local_service() && is_of(lang, &voice.lang()))
    }

    /// Breaks off what is being said.
    pub(super) fn stop(&self) {
        self.0.cancel();
    }

    /// Says it; returns when it is said, or was broken off. Words in a language for which there
    /// is no voice are read by the one of the page, `page`.
    pub(super) async fn say(&self, saying: &Saying, page: Lang, pace: Pace) {
        let Ok(part) = SpeechSynthesisUtterance::new_with_text(&saying.words) else {
            return;
        };
        let own = self.for_lang(saying.lang).map(|voice| (saying.lang, voice));
        let Some((lang, voice)) = own.or_else(|| Some((page, self.for_lang(page)?))) else {
            return;
        };
        part.set_voice(Some(&voice));
        part.set_lang(if lang.is_chinese() { "zh-CN" } else { "en" });
        part.set_rate(pace.rate());
        let said = Promise::new(&mut |resolve, _| {
            part.set_onend(Some(&resolve));
            part.set_onerror(Some(&resolve));
            self.0.speak(&part);
        });
        // Never rejected.
        let _ = JsFuture::from(said).await;
    }
}

/// Whether a voice's language tag is `lang`. Android writes "zh_CN", others "cmn-Hans-CN".
fn is_of(lang: Lang, tag: &str) -> bool {
    let family = tag.split(['-', '_']).next().unwrap_or_default();
    let wanted: &[&str] = if lang.is_chinese() {
        &["zh", "zho", "cmn"]
    } else {
        &["en", "eng"]
    };
    wanted
        .iter()
        .any(|wanted| family.eq_ignore_ascii_case(wanted))
}

/// The key of the words that say how a device gets a voice, by what its browser calls itself.
#[must_use]
pub(crate) fn how_to_get_one(user_agent: &str) -> &'static str {
    let has = |word| user_agent.contains(word);
    if has("Android") || has("HarmonyOS") {
        "aloud-get-android"
    } else if has("iPhone") || has("iPad") || has("Macintosh") {
        "aloud-get-apple"
    } else if has("Windows") {
        "aloud-get-windows"
    } else {
        "aloud-get-other"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_is_known_by_its_tag() {
        for tag in ["zh-CN", "zh_CN", "cmn-Hans-CN", "ZH", "zho-CHN-l03"] {
            assert!(is_of(Lang::ZhCn, tag), "{tag}");
            assert!(!is_of(Lang::En, tag), "{tag}");
        }
        assert!(is_of(Lang::En, "en-GB"));
        assert!(!is_of(Lang::En, "eno") && !is_of(Lang::ZhCn, "yue-HK"));
    }

    #[test]
    fn a_device_is_told_its_own_way_to_a_voice() {
        let android = "Mozilla/5.0 (Linux; Android 14; KB2000) AppleWebKit/537.36 Chrome/129.0";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5";
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/129.0 Safari/537.36";
        let linux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 Version/17.0 Safari";
        let ways = [android, iphone, windows, linux].map(how_to_get_one);
        let known = ["android", "apple", "windows", "other"].map(|way| format!("aloud-get-{way}"));
        assert_eq!(ways.map(str::to_owned), known);
    }
}

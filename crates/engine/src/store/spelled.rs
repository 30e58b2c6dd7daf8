//! Chinese words as they sound, in letters: who looks somebody up often knows the sound of a
//! name and not its characters, or types letters faster.

use pinyin::{ToPinyin, ToPinyinMulti};

/// Most ways in which one word is read, where its characters have several sounds.
const MOST_READINGS: usize = 8;

/// The syllables of a word, in one of the ways in which it can be read.
pub(crate) type Syllables = Vec<&'static str>;

/// Each run of Chinese characters in `text`, in every way in which it can be read.
pub(crate) fn readings(text: &str) -> Vec<Syllables> {
    let runs = text.split(|sign: char| sign.to_pinyin().is_none());
    runs.filter(|run| !run.is_empty())
        .flat_map(readings_of_run)
        .collect()
}

/// The first letters of syllables: `wxy`.
pub(crate) fn initials(syllables: &[&str]) -> String {
    let firsts = syllables
        .iter()
        .filter_map(|syllable| syllable.chars().next());
    firsts.collect()
}

fn readings_of_run(run: &str) -> Vec<Syllables> {
    let mut all: Vec<Syllables> = vec![Vec::new()];
    for sign in run.chars() {
        let sounds = sounds(sign);
        let mut longer = Vec::new();
        // The usual sound of each character first, so that it is never cut off.
        for sound in sounds {
            for begun in &all {
                if longer.len() < MOST_READINGS {
                    let mut reading = begun.clone();
                    reading.push(sound);
                    longer.push(reading);
                }
            }
        }
        all = longer;
    }
    all
}

/// How a character can sound, the usual first. Keyboards have no ü: people type v for it.
fn sounds(sign: char) -> Vec<&'static str> {
    let mut sounds: Vec<&'static str> = Vec::new();
    let usual = sign.to_pinyin().into_iter();
    let others = sign.to_pinyin_multi().into_iter().flatten();
    for sound in usual.chain(others).map(|sound| sound.plain()) {
        let typed = match sound {
            "lü" => ["lv", "lu"],
            "nü" => ["nv", "nu"],
            _ => [sound, sound],
        };
        for sound in typed {
            if !sounds.contains(&sound) {
                sounds.push(sound);
            }
        }
    }
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        readings(text).iter().map(|one| one.concat()).collect()
    }

    #[test]
    fn a_name_is_read_in_every_way_that_its_characters_sound() {
        assert!(joined("王秀英").contains(&"wangxiuying".to_owned()));
        for way in ["shanxiong", "danxiong"] {
            assert!(joined("单雄").contains(&way.to_owned()), "{way}");
        }
        for way in ["lvmei", "lumei"] {
            assert!(joined("吕梅").contains(&way.to_owned()), "{way}");
        }
        assert!(joined("Wang 3").is_empty());
        assert!(
            joined("王 Wang 英").contains(&"ying".to_owned()),
            "each run by itself"
        );
        let first = readings("王秀英").remove(0);
        assert_eq!(initials(&first), "wxy");
    }

    #[test]
    fn a_long_word_has_no_more_readings_than_can_be_kept() {
        assert_eq!(readings(&"单".repeat(40)).len(), MOST_READINGS);
    }
}

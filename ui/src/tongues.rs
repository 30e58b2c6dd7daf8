//! Which language words are written in, told by their letters: for the voice that reads them
//! and for what a page says of them with `lang`.

use linli_l10n::Lang;

/// The words by the languages that they are written in, in order and with nothing left out.
/// What could be either goes with the words before it, a number with the Chinese after it.
pub(crate) fn tongues(words: &str, lang: Lang) -> Vec<(Lang, String)> {
    let mut runs: Vec<(Lang, String)> = Vec::new();
    let letters: Vec<char> = words.chars().collect();
    for chunk in letters.chunk_by(|a, b| script(*a) == script(*b)) {
        let own = language_of(chunk, lang);
        let chunk: String = chunk.iter().collect();
        match runs.last_mut() {
            None => runs.push((own.unwrap_or(lang), chunk)),
            Some((last, so_far)) => match own.filter(|own| own != last) {
                None => so_far.push_str(&chunk),
                Some(own) => {
                    let number = if own.is_chinese() {
                        take_number(so_far)
                    } else {
                        String::new()
                    };
                    runs.push((own, number + &chunk));
                }
            },
        }
    }
    runs.retain(|(_, words)| !words.is_empty());
    runs
}

/// Takes the number off the end of `words`.
fn take_number(words: &mut String) -> String {
    let before = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    words.split_off(before.len())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Latin,
    Any,
}

const fn script(letter: char) -> Script {
    match letter {
        // The blocks of ideographs: Unicode 16, chapter 18.1.
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Script::Han
        }
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Script::Latin,
        _ => Script::Any,
    }
}

/// The language of letters of one script, on a page in `lang`: a single Latin letter is
/// Chinese too, as in "A 座".
fn language_of(letters: &[char], lang: Lang) -> Option<Lang> {
    match script(*letters.first()?) {
        Script::Han if lang.is_chinese() => Some(lang),
        Script::Han => Some(Lang::ZhCn),
        Script::Latin if !lang.is_chinese() => Some(lang),
        Script::Latin => (letters.len() > 1).then_some(Lang::En),
        Script::Any => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each run with its language, as `zh-CN(王秀英 )`.
    fn marked(words: &str, lang: Lang) -> String {
        let runs = tongues(words, lang).into_iter();
        runs.map(|(lang, words)| format!("{}({words})", lang.tag()))
            .collect()
    }

    #[test]
    fn every_run_has_its_language_and_nothing_is_left_out() {
        for (words, lang, expected) in [
            ("", Lang::En, ""),
            ("Your requests", Lang::En, "en(Your requests)"),
            (
                "王秀英 Wang Xiuying",
                Lang::En,
                "zh-CN(王秀英 )en(Wang Xiuying)",
            ),
            (
                "王秀英 Wang Xiuying",
                Lang::ZhCn,
                "zh-CN(王秀英 )en(Wang Xiuying)",
            ),
            (
                "Building 1, 1 单元 101",
                Lang::En,
                "en(Building 1,)zh-CN( 1 单元 101)",
            ),
            ("2 号楼 A 座", Lang::ZhCn, "zh-CN(2 号楼 A 座)"),
            ("120", Lang::ZhCn, "zh-CN(120)"),
        ] {
            assert_eq!(marked(words, lang), expected);
            let whole: String = tongues(words, lang)
                .into_iter()
                .map(|(_, run)| run)
                .collect();
            assert_eq!(whole, words);
        }
    }
}

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

/// Of what is written in two languages, a line each, the lines in `lang`; all where none is.
/// A line is in the language in which it has more words; one of only a number is in both.
pub(crate) fn lines_in(text: &str, lang: Lang) -> String {
    let lines: Vec<_> = text.lines().map(|line| (is_chinese(line), line)).collect();
    let own = Some(lang.is_chinese());
    if !lines.iter().any(|(is_chinese, _)| *is_chinese == own) {
        return text.to_owned();
    }
    let lines = lines.into_iter();
    let lines = lines.filter(|(is_chinese, _)| is_chinese.is_none() || *is_chinese == own);
    lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// Whether a line has more Chinese words, of about one sign each, than English ones.
fn is_chinese(line: &str) -> Option<bool> {
    let signs = line.chars().filter(|c| script(*c) == Script::Han).count();
    let words = line.split(|c| script(c) != Script::Latin);
    let words = words.filter(|word| !word.is_empty()).count();
    (signs + words > 0).then_some(signs > words)
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
    fn of_two_languages_a_reader_gets_the_lines_in_their_own() {
        let chinese = "60 天内到 Demo Service Hall 三楼申请复议。";
        let english = "Within 60 days, at the service hall (服务大厅).";
        let number = "010-5550 0101";
        let both = format!("{chinese}\n{english}\n{number}");
        for (text, lang, expected) in [
            (&*both, Lang::ZhCn, format!("{chinese}\n{number}")),
            (&*both, Lang::En, format!("{english}\n{number}")),
            // One language is better than nothing.
            (chinese, Lang::En, chinese.to_owned()),
            (english, Lang::ZhCn, english.to_owned()),
            ("", Lang::En, String::new()),
        ] {
            assert_eq!(lines_in(text, lang), expected, "{text}");
        }
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

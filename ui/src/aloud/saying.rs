//! How the words of a page are said: which language reads them, where it pauses, and which
//! digits are said one by one.

use super::digits::digits;
use crate::tongues::tongues;
use linli_l10n::Lang;

/// Words that stand together on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub words: String,
    /// The language that they are marked with.
    pub lang: Lang,
    /// Whether they lead to a telephone: then even a short number is said digit by digit.
    pub is_telephone: bool,
}

/// Words for one voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Saying {
    pub words: String,
    pub lang: Lang,
}

/// A voice pauses after these of itself.
const PAUSES: [char; 16] = [
    '。', '！', '？', '；', '：', '，', '、', '“', '.', '!', '?', ';', ':', ',', '…', '"',
];

/// What is said for the `pieces` of one passage: with a pause between them, and an end.
pub(super) fn sayings(pieces: &[Piece]) -> Vec<Saying> {
    let mut said: Vec<Saying> = Vec::new();
    for piece in pieces {
        if let Some(last) = said.last_mut() {
            end_with(last, '，', ',');
        }
        for (lang, words) in tongues(&piece.words, piece.lang) {
            let words = words.trim();
            if !words.contains(char::is_alphanumeric) {
                continue;
            }
            let words = digits(&with_pauses(words, lang), lang, piece.is_telephone);
            match said.last_mut() {
                Some(last) if last.lang == lang => {
                    last.words += if lang.is_chinese() { "" } else { " " };
                    last.words += &words;
                }
                _ => said.push(Saying { words, lang }),
            }
        }
    }
    if let Some(last) = said.last_mut() {
        end_with(last, '。', '.');
    }
    said
}

/// Puts a mark at the end, where there is none.
fn end_with(saying: &mut Saying, chinese: char, english: char) {
    if !saying.words.ends_with(PAUSES) {
        let is_chinese = saying.lang.is_chinese();
        saying
            .words
            .push(if is_chinese { chinese } else { english });
    }
}

/// A dot between two things, and a dash, are pauses; a dash between two numbers is "to".
fn with_pauses(words: &str, lang: Lang) -> String {
    let (pause, to) = if lang.is_chinese() {
        ("，", "到")
    } else {
        (", ", " to ")
    };
    let words = words.replace(" · ", pause);
    let mut parts = words.split(" – ");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_between_numbers = said.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit());
        said += if is_between_numbers { to } else { pause };
        said += part;
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(words: &str, lang: Lang) -> Piece {
        Piece {
            words: words.to_owned(),
            lang,
            is_telephone: false,
        }
    }

    /// What is said, each run after the tag of its language.
    fn said(pieces: &[Piece]) -> String {
        let said = sayings(pieces).into_iter();
        let said = said.map(|said| format!("{}: {}", said.lang.tag(), said.words));
        said.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn pieces_have_a_pause_between_them_and_an_end() {
        let choice =
            ["明天上午", "上午8:00到中午12:00", "已选"].map(|words| piece(words, Lang::ZhCn));
        assert_eq!(
            said(&choice),
            "zh-CN: 明天上午，上午8:00到中午12:00，已选。"
        );
        let tile = ["Meals brought to you", "2 in progress."].map(|words| piece(words, Lang::En));
        assert_eq!(said(&tile), "en: Meals brought to you, 2 in progress.");
    }

    #[test]
    fn each_language_has_its_own_voice() {
        let mixed = [piece("Building 1, 1 单元 101", Lang::En)];
        assert_eq!(said(&mixed), "en: Building 1, | zh-CN: 1 单元 幺零幺。");
        let name = [piece("王小明 Wang Xiaoming (Family) wrote", Lang::En)];
        assert_eq!(
            said(&name),
            "zh-CN: 王小明 | en: Wang Xiaoming (Family) wrote."
        );
        assert_eq!(
            said(&[piece("2 号楼 A 座", Lang::ZhCn)]),
            "zh-CN: 2 号楼 A 座。"
        );
        assert_eq!(
            said(&[piece("请下载 Linli 再看", Lang::ZhCn)]),
            "zh-CN: 请下载 | en: Linli | zh-CN: 再看。"
        );
    }

    #[test]
    fn a_dash_between_numbers_is_said() {
        let time = [piece("11:30 – 12:30 · near you", Lang::En)];
        assert_eq!(said(&time), "en: 11:30 to 12:30, near you.");
        let time = [piece("今天 11:30 – 12:30 · 3 号楼", Lang::ZhCn)];
        assert_eq!(said(&time), "zh-CN: 今天 11:30到12:30，3 号楼。");
    }

    #[test]
    fn what_is_not_spoken_is_not_said() {
        assert_eq!(said(&[piece("…", Lang::En), piece(" ", Lang::En)]), "");
    }
}

//! Which numbers are said digit by digit, and how: telephones, cards, identity numbers and
//! rooms, as people read them to each other; amounts and years are said as numbers.

use linli_l10n::Lang;

/// So many digits in a row are a telephone, a card or a file, and no amount.
const LONG: usize = 5;
/// So many are said without a pause: "12345" is one thing to remember.
const SHORT: usize = 6;
/// The digits of an identity number before its check digit, which may be X (GB 11643).
const BEFORE_CHECK_DIGIT: usize = 17;

/// The words with what is to be said digit by digit written so.
pub(super) fn digits(words: &str, lang: Lang, is_telephone: bool) -> String {
    let letters: Vec<char> = words.chars().collect();
    let mut said = String::new();
    let mut at = 0;
    while at < letters.len() {
        let end = end_of_number(&letters, at);
        let (before, rest) = letters.split_at(at);
        let (number, after) = rest.split_at(end - at);
        if number.is_empty() {
            said.extend(rest.first());
            at += 1;
            continue;
        }
        let length = number.iter().filter(|c| c.is_ascii_digit()).count();
        let singly = !is_amount(before, after)
            && (is_telephone || length >= LONG || (length > 2 && is_room(before)));
        if singly {
            said += &one_by_one(number, lang);
        } else {
            said.extend(number);
        }
        at = end;
    }
    said
}

/// Where the number that begins at `from` ends: digits, with one space or hyphen between two
/// groups; `from` itself where none begins.
fn end_of_number(letters: &[char], from: usize) -> usize {
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let is_gap = |at: usize| {
        let gap = letters.get(at);
        gap.is_some_and(|gap| matches!(gap, ' ' | '-' | '\u{a0}')) && is_digit(at + 1)
    };
    let mut end = from;
    while is_digit(end) || (end > from && is_gap(end)) {
        end += 1;
    }
    let number = letters.get(from..end).unwrap_or_default();
    let length = number.iter().filter(|c| c.is_ascii_digit()).count();
    let has_x = letters.get(end).is_some_and(|c| matches!(c, 'X' | 'x'));
    if length == BEFORE_CHECK_DIGIT && has_x {
        end + 1
    } else {
        end
    }
}

/// Whether what stands around a number makes it money, a share or a part of a decimal.
fn is_amount(before: &[char], after: &[char]) -> bool {
    let sign = before.iter().rfind(|c| !c.is_whitespace());
    let after: String = after.iter().take(8).collect();
    let unit = after.trim_start();
    let is_decimal =
        after.starts_with('.') && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    sign.is_some_and(|sign| matches!(sign, '¥' | '￥' | '$'))
        || is_decimal
        || ["元", "块", "万", "%", "yuan"]
            .iter()
            .any(|word| unit.starts_with(word))
}

/// Whether a room's number follows: people say its digits.
fn is_room(before: &[char]) -> bool {
    let before: String = before.iter().collect();
    let before = before.trim_end();
    if before.ends_with("单元") {
        return true;
    }
    let unit = before.strip_suffix(',').unwrap_or_default();
    let unit = unit.trim_end_matches(|c: char| c.is_alphanumeric());
    before.ends_with(',') && unit.trim_end().to_ascii_lowercase().ends_with("unit")
}

/// The digits one by one, with a pause between groups. In Chinese 1 is said "yāo", so that
/// nobody hears 7.
fn one_by_one(number: &[char], lang: Lang) -> String {
    let written = number.split(|c| matches!(c, ' ' | '-' | '\u{a0}'));
    let groups = written.flat_map(|group| {
        let mut rest = group;
        let sizes: &[usize] = match group.len() {
            11 => &[3],
            18 => &[6],
            _ => &[],
        };
        let first = sizes.first().map(|size| {
            let (first, others) = group.split_at(*size);
            rest = others;
            first
        });
        let size = if rest.len() > SHORT { 4 } else { SHORT };
        first
            .into_iter()
            .chain(rest.chunks(size))
            .collect::<Vec<_>>()
    });
    let (pause, between) = if lang.is_chinese() {
        ("，", "")
    } else {
        (", ", " ")
    };
    let said = groups.map(|group| {
        let names: Vec<String> = group.iter().map(|digit| name(*digit, lang)).collect();
        names.join(between)
    });
    said.collect::<Vec<_>>().join(pause)
}

/// What a digit is called.
fn name(digit: char, lang: Lang) -> String {
    const CHINESE: [char; 10] = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九'];
    let value = digit
        .to_digit(10)
        .and_then(|value| usize::try_from(value).ok());
    let chinese = value.and_then(|value| CHINESE.get(value));
    chinese
        .filter(|_| lang.is_chinese())
        .unwrap_or(&digit)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str, lang: Lang) -> String {
        digits(words, lang, false)
    }

    #[test]
    fn long_numbers_are_said_digit_by_digit_in_groups() {
        let zh = |words| said(words, Lang::ZhCn);
        assert_eq!(zh("电话 13800138000"), "电话 幺三八，零零幺三，八零零零");
        assert_eq!(
            zh("打 010-5550 0101 问"),
            "打 零幺零，五五五零，零幺零幺 问"
        );
        assert_eq!(
            zh("11010119430303002X"),
            "幺幺零幺零幺，幺九四三，零三零三，零零二X"
        );
        assert_eq!(
            said("Card 6222 0212 3456", Lang::En),
            "Card 6 2 2 2, 0 2 1 2, 3 4 5 6"
        );
        assert_eq!(said("100083", Lang::En), "1 0 0 0 8 3");
    }

    #[test]
    fn amounts_years_and_times_are_said_as_numbers() {
        for words in [
            "每月 10000 元",
            "¥12000",
            "12000.50",
            "2026 年 11 月 27 日",
            "8:00 到 12:00",
            "12,000",
            "80000 yuan",
        ] {
            assert_eq!(said(words, Lang::ZhCn), words);
        }
    }

    #[test]
    fn a_telephone_is_said_digit_by_digit_however_short() {
        assert_eq!(digits("急救 120", Lang::ZhCn, true), "急救 幺二零");
        assert_eq!(digits("Ambulance 120", Lang::En, true), "Ambulance 1 2 0");
        assert_eq!(said("急救 120", Lang::ZhCn), "急救 120");
    }

    #[test]
    fn a_room_is_said_digit_by_digit() {
        assert_eq!(
            said("Building 3, unit 2, 501", Lang::En),
            "Building 3, unit 2, 5 0 1"
        );
        assert_eq!(said("units, 501", Lang::En), "units, 501");
        assert_eq!(said("at 8, 501", Lang::En), "at 8, 501");
        assert_eq!(said("2 单元 501", Lang::ZhCn), "2 单元 五零幺");
        assert_eq!(said("2 单元 5", Lang::ZhCn), "2 单元 5");
    }
}

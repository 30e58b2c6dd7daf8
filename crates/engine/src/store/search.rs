//! Words of the search index, and queries on it. Chinese has no spaces, and
//! people search by one character or by the end of a telephone number: every
//! Chinese character and every digit is a word, a query is a phrase of them.

use super::spelled;
use linli_domain::{answer::own_number, signs};

/// Parts what stands beside each other in the index and is not one phrase. Nobody types it.
const BREAK: &str = " \u{298} ";
/// From so many digits on something is looked for as a telephone number too, whatever
/// stands between them.
const NUMBER_DIGITS: usize = 7;

/// `text` as the index takes it: pieces with spaces between them.
pub(super) fn spaced(text: &str) -> String {
    pieces(&signs::narrow(text)).join(" ")
}

/// A name: as it is written, and as it sounds, from each syllable on and by its initials.
pub(super) fn name(text: &str) -> String {
    let mut all = vec![spaced(text)];
    for reading in spelled::readings(text) {
        for from in 0..reading.len() {
            let rest = reading.get(from..).unwrap_or_default();
            all.extend([rest.concat(), spelled::initials(rest)]);
        }
    }
    all.join(BREAK)
}

/// A telephone number: without the code of the country, as it is looked for.
pub(super) fn phone(text: &str) -> String {
    spaced(&own_number(text))
}

/// An address as pages write it: the building by every name that it has, and each of them
/// with the door after it; and by its numbers alone, as `1-1-101`.
pub(super) fn address<'a>(names: impl IntoIterator<Item = &'a str>, door: &str) -> String {
    let mut all = Vec::new();
    for name in names {
        let whole = format!("{name} {door}");
        let numbers: String = whole
            .chars()
            .filter(|sign| !is_letter(*sign) && !is_cjk(*sign))
            .collect();
        all.extend([spaced(&whole), spaced(&numbers)]);
    }
    all.dedup();
    all.join(BREAK)
}

/// What a person typed as an FTS5 query, or `None` where nothing can be searched for.
pub(super) fn query(typed: &str) -> Option<String> {
    let typed = &signs::narrow(typed);
    let phrases: Vec<String> = typed
        .split_whitespace()
        .map(pieces)
        .filter(|pieces| !pieces.is_empty())
        .map(|pieces| {
            // The last piece of letters may still be in typing.
            let open = pieces
                .last()
                .is_some_and(|piece| piece.starts_with(is_letter));
            format!("\"{}\"{}", pieces.join(" "), if open { " *" } else { "" })
        })
        .collect();
    if phrases.is_empty() {
        return None;
    }
    let words = phrases.join(" AND ");
    Some(match number(typed) {
        Some(number) => format!("({words}) OR \"{}\"", spaced(&number)),
        None => words,
    })
}

/// The digits of what is written as a telephone number.
fn number(typed: &str) -> Option<String> {
    let is_digit = |sign: &char| sign.is_ascii_digit();
    let is_written = |sign: char| is_digit(&sign) || " +-()./#".contains(sign);
    let is_number =
        typed.chars().all(is_written) || typed.chars().filter(is_digit).count() >= NUMBER_DIGITS;
    let number = own_number(typed);
    (is_number && !number.is_empty()).then_some(number)
}

/// Letters of scripts with spaces stay together; everything else stands alone;
/// what is neither letter nor digit is left out.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut joins = false;
    for c in text.chars().filter(|c| *c != '\u{0}') {
        let letter = is_letter(c);
        match pieces.last_mut() {
            Some(piece) if joins && letter => piece.push(c),
            _ if c.is_alphanumeric() => pieces.push(c.to_string()),
            _ => {}
        }
        joins = letter;
    }
    pieces
}

/// A letter of a script that writes words with spaces between them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_cjk(c)
}

const fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{30FF}' | '\u{3100}'..='\u{318F}' | '\u{31A0}'..='\u{31FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}' | '\u{20000}'..='\u{323AF}')
}

/// A sort key in which numbers are in order of size: `10号楼` after `2号楼`.
pub(super) fn sortable(text: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\u{0}']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        if c != '\u{0}' {
            key.extend(c.to_lowercase());
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_digits_stand_alone_and_latin_stays_together() {
        assert_eq!(spaced("王桂兰 3号楼"), "王 桂 兰 3 号 楼");
        assert_eq!(spaced("Wang Guilan, A座 402"), "Wang Guilan A 座 4 0 2");
    }

    #[test]
    fn a_query_cannot_be_broken_by_what_is_typed() {
        assert_eq!(query("\"王\" OR *").as_deref(), Some("\"王\" AND \"OR\" *"));
        assert_eq!(query(" -- * \" "), None);
    }

    #[test]
    fn a_telephone_number_is_looked_for_however_it_is_written() {
        for typed in ["+86 138 0013", "0086-138-0013", "tel:+86-138-0013"] {
            let query = query(typed).unwrap();
            assert!(query.ends_with("OR \"1 3 8 0 0 1 3\""), "{query}");
        }
        assert_eq!(phone("+86 138 0013 8000"), "1 3 8 0 0 1 3 8 0 0 0");
        assert_eq!(query("王"), Some("\"王\"".into()), "no number");
    }

    #[test]
    fn an_address_is_found_as_pages_write_it_and_by_its_numbers() {
        let index = address(["1", "Building 1", "1 号楼"], "1 单元 101");
        for typed in [
            "1号楼",
            "Building 1",
            "1 号楼 1 单元 101",
            "1-101",
            "1-1-101",
            "101",
        ] {
            for word in typed.split_whitespace() {
                let phrase = spaced(word);
                assert!(index.contains(&phrase), "{typed}: {index}");
            }
        }
        assert!(!index.contains(&spaced("2号楼")));
    }

    #[test]
    fn what_is_found_by_its_sound_is_still_found_by_its_signs() {
        let index = name("王秀英");
        assert!(index.starts_with("王 秀 英 "));
        for typed in ["wangxiuying", "xiuying", "ying", "wxy"] {
            assert!(
                index.split(' ').any(|piece| piece == typed),
                "{typed}: {index}"
            );
        }
    }

    #[test]
    fn buildings_sort_by_number() {
        assert!(sortable("2号楼") < sortable("10号楼"));
    }
}

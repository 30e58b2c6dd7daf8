//! The door within a building, as an address is read in the language of the page.

use crate::hooks::Words;
use yew::AttrValue;

/// Staircase and room where a door names both, as in `1 单元 101`; also `1单元101室`.
fn unit_and_room(door: &str) -> Option<(&str, &str)> {
    let (unit, room) = door.split_once("单元")?;
    let (unit, room) = (unit.trim(), room.trim().trim_end_matches('室').trim_end());
    (!unit.is_empty() && !room.is_empty()).then_some((unit, room))
}

/// A door as it was written; on a page in English without the Chinese words for its parts.
pub(super) fn door_words(words: &Words, door: &str) -> AttrValue {
    if words.lang().is_chinese() {
        return door.to_owned().into();
    }
    match unit_and_room(door) {
        Some((unit, room)) => staircase_words(words, unit, room),
        None => door.trim_end_matches('室').to_owned().into(),
    }
}

/// A staircase and the room on it.
pub(super) fn staircase_words(words: &Words, unit: &str, room: &str) -> AttrValue {
    let args = [("unit", unit.into()), ("room", room.into())];
    words.with("address-door", &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_l10n::Lang;

    #[test]
    fn a_door_is_read_in_the_language_of_the_page() {
        for (door, english) in [
            ("1 单元 101", "unit 1, 101"),
            ("1单元101室", "unit 1, 101"),
            (" 12 单元 1201 ", "unit 12, 1201"),
            ("甲单元 2-301", "unit 甲, 2-301"),
            ("101室", "101"),
            ("2-501", "2-501"),
            ("单元 5", "单元 5"),
            ("", ""),
        ] {
            assert_eq!(door_words(&Words::new(Lang::En), door), english);
            assert_eq!(door_words(&Words::new(Lang::ZhCn), door), door);
        }
    }
}

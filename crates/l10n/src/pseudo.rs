//! Pseudo-languages, made from English at run time: they show in a test what a
//! long or a right-to-left language would do to a page.

use crate::lang::Lang;

/// `text` as `lang` shows it; unchanged in real languages.
pub(crate) fn render(lang: Lang, text: String) -> String {
    match lang {
        Lang::ZhCn | Lang::En => text,
        Lang::LongEn => long(&text),
        // "Right-to-left override" turns the letters, "pop" ends it.
        Lang::MirroredEn => format!("\u{202e}{text}\u{202c}"),
    }
}

/// Accents on the vowels and a third more letters, as German or Finnish would need.
fn long(text: &str) -> String {
    let mut out = String::from("[");
    out.extend(text.chars().map(accented));
    for _ in 0..text.chars().count() / 3 {
        out.push('~');
    }
    out.push(']');
    out
}

const fn accented(letter: char) -> char {
    match letter {
        'a' => 'å',
        'e' => 'ê',
        'i' => 'ï',
        'o' => 'ø',
        'u' => 'ü',
        'c' => 'ç',
        'n' => 'ñ',
        'A' => 'Å',
        'E' => 'Ê',
        'I' => 'Ï',
        'O' => 'Ø',
        'U' => 'Ü',
        other => other,
    }
}

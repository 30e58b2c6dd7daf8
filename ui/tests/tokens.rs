//! Contrast and sizes of the tokens, in every theme, against the floor: text
//! 7:1, parts and pictures 4.5:1, body text 20 px, targets 60 px (44 at a desk).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

type Tokens = BTreeMap<String, String>;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn tokens() -> String {
    fs::read_to_string(folder().join("style/tokens.css")).unwrap()
}

/// Every other style sheet, wherever it stands.
fn sheets() -> BTreeMap<PathBuf, String> {
    let mut sheets = BTreeMap::new();
    let mut folders = vec![folder().join("style"), folder().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "css")
                && !path.ends_with("style/tokens.css")
            {
                sheets.insert(path.clone(), fs::read_to_string(path).unwrap());
            }
        }
    }
    sheets
}

/// The tokens of the block that begins after the comment `/* name */`, on top of the common ones.
fn theme(css: &str, name: &str) -> Tokens {
    let common = css.split(":root {").nth(1).unwrap();
    let own = css.split(&format!("/* {name} */")).nth(1).unwrap();
    [common, own]
        .into_iter()
        .flat_map(|block| block.split('}').next().unwrap().split(['{', ';']))
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect()
}

fn luminance(colour: &str) -> f64 {
    let hex = colour
        .strip_prefix('#')
        .unwrap_or_else(|| panic!("`{colour}` is no hexadecimal colour"));
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(tokens: &Tokens, one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(&tokens[one]), luminance(&tokens[other]));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Text and the ground it stands on.
const TEXT: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "wash"),
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    ("ink-soft", "wash"),
    ("brand", "paper"),
    ("brand", "card"),
    ("brand-ink", "brand"),
    ("brand-on-wash", "brand-wash"),
    ("ink-soft", "brand-wash"),
    ("good", "good-wash"),
    ("careful", "careful-wash"),
    ("danger", "danger-wash"),
    ("danger", "card"),
    ("danger", "paper"),
    ("card", "danger"),
];

/// Frames, marks and pictures, and the ground they stand on.
const PARTS: &[(&str, &str)] = &[
    ("line", "paper"),
    ("line", "card"),
    ("brand", "card"),
    ("brand", "brand-wash"),
    ("ink", "card"),
    ("danger", "danger-wash"),
    ("ring-inner", "ring-outer"),
];

#[test]
fn every_theme_keeps_the_floor_of_contrast() {
    let css = tokens();
    for name in ["light", "dark", "contrast"] {
        let tokens = theme(&css, name);
        for (pairs, floor) in [(TEXT, 7.0), (PARTS, 4.5)] {
            for (one, other) in pairs {
                let found = contrast(&tokens, one, other);
                assert!(
                    found >= floor,
                    "{name}: {one} on {other} is {found:.2}:1, below {floor}:1"
                );
            }
        }
    }
}

/// Pixels of a size at the smallest text size: `2rem`, `60px`, or the larger of two.
fn px(size: &str) -> f64 {
    if let Some(list) = size.strip_prefix("max(") {
        let sizes = list.trim_end_matches(')').split(',').map(str::trim);
        return sizes.map(px).fold(0.0, f64::max);
    }
    match size.strip_suffix("px") {
        Some(pixels) => pixels.parse().unwrap(),
        None => size.strip_suffix("rem").unwrap().parse::<f64>().unwrap() * 20.0,
    }
}

#[test]
fn sizes_keep_the_floor() {
    let tokens = theme(&tokens(), "light");
    let size = |name: &str| px(&tokens[name]);
    assert!(size("text-body") >= 20.0);
    assert!(size("text-small") >= 18.0);
    assert!(size("text-digits") >= 30.0, "one size of at least 30");
    assert!(tokens["line-height"].parse::<f64>().unwrap() >= 1.5);
    let targets: Vec<_> = tokens
        .keys()
        .filter(|name| name.starts_with("target"))
        .collect();
    assert!(targets.len() > 5);
    for name in targets {
        let floor = if name == "target-desk" { 44.0 } else { 60.0 };
        assert!(size(name) >= floor, "{name}");
    }
}

#[test]
fn the_base_is_twenty_pixels_times_the_system_setting() {
    // 125 % of the browser's own 16 px.
    let base = fs::read_to_string(folder().join("style/base.css")).unwrap();
    assert!(base.contains("font-size: calc(125% * var(--text-scale))"));
}

#[test]
fn the_style_names_no_colour_no_side_and_no_size() {
    for (path, css) in sheets() {
        let is_plain = |line: &&str| line.contains(':') && !line.trim_start().starts_with('@');
        for line in css.lines().filter(is_plain) {
            let at = path.display();
            assert!(
                !line.contains(": #"),
                "{at}: a colour outside the tokens: {line}"
            );
            assert!(
                !names_a_size(line),
                "{at}: a size outside the tokens: {line}"
            );
            for side in [
                "margin-left",
                "margin-right",
                "padding-left",
                "padding-right",
                "text-align: left",
                "text-align: right",
            ] {
                assert!(!line.contains(side), "{at}: does not mirror: {line}");
            }
        }
    }
}

/// Whether a number with a unit of length stands in the line. Shares of the window and of
/// what is around are no sizes.
fn names_a_size(line: &str) -> bool {
    let is_part = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    line.split(is_part).any(|word| {
        ["px", "rem", "em"].iter().any(|unit| {
            let number = word.strip_suffix(unit);
            number.is_some_and(|number| number.parse::<f64>().is_ok_and(|number| number != 0.0))
        })
    })
}

#[test]
fn every_style_sheet_is_taken_in_once() {
    let style = folder().join("style");
    let index = style.join("app.css");
    let text = fs::read_to_string(&index).unwrap();
    let imports: Vec<PathBuf> = text
        .lines()
        .filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"))
        .map(|path| style.join(path).canonicalize().unwrap())
        .collect();
    let taken: BTreeSet<_> = imports.iter().cloned().collect();
    assert_eq!(taken.len(), imports.len(), "one stands there twice");
    let there = sheets().into_keys().filter(|path| *path != index);
    let there: BTreeSet<_> = there.map(|path| path.canonicalize().unwrap()).collect();
    assert_eq!(taken, there);
}

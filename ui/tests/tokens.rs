//! Contrast and sizes of the tokens, in every theme, against the floor: text
//! 7:1, parts and pictures 4.5:1, body text 20 px, targets 60 px (44 at a desk).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{collections::BTreeMap, fs, path::Path};

type Tokens = BTreeMap<String, String>;

fn css(file: &str) -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("style")
            .join(file),
    )
    .unwrap()
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
    let css = css("tokens.css");
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

/// Pixels of a size in rem at the smallest text size.
fn px(tokens: &Tokens, name: &str) -> f64 {
    tokens[name]
        .strip_suffix("rem")
        .unwrap()
        .parse::<f64>()
        .unwrap()
        * 20.0
}

#[test]
fn sizes_keep_the_floor() {
    let tokens = theme(&css("tokens.css"), "light");
    assert!(px(&tokens, "text-body") >= 20.0);
    assert!(px(&tokens, "text-small") >= 18.0);
    assert!(px(&tokens, "target") >= 60.0);
    assert!(px(&tokens, "target-desk") >= 44.0);
    assert!(
        px(&tokens, "text-digits") >= 30.0,
        "one size of at least 30"
    );
    assert!(tokens["line-height"].parse::<f64>().unwrap() >= 1.5);
}

#[test]
fn the_base_is_twenty_pixels_times_the_system_setting() {
    // 125 % of the browser's own 16 px.
    assert!(css("app.css").contains("font-size: calc(125% * var(--text-scale))"));
}

#[test]
fn the_style_names_no_colour_and_no_side() {
    let css = css("app.css");
    for line in css.lines().filter(|line| line.contains(':')) {
        assert!(!line.contains(": #"), "a colour outside the tokens: {line}");
        for side in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "text-align: left",
            "text-align: right",
        ] {
            assert!(!line.contains(side), "does not mirror: {line}");
        }
    }
}

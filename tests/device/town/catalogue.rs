//! The town's catalogue: a part of the repository's own, so that the centre starts quickly.

use linli_domain::catalogue::Catalogue;
use std::{fs, path::Path};

/// Where everybody lives and works.
pub(crate) const AREA: &str = "demo-chunfeng";

/// Where some move to; nobody works there but who moved too.
pub(crate) const OTHER_AREA: &str = "demo-elsewhere";

/// What is left of each folder; of those not named here, everything.
const KEPT: [(&str, &[&str]); 3] = [
    ("care", &["bath.toml", "meal.toml", "urgent.toml"]),
    (
        "services",
        &["senior-card.toml", "community-issue-report.toml"],
    ),
    ("bundles", &[]),
];

/// Changes it: an order of the kinds that was not there before.
pub(crate) fn change(folder: &Path, number: u64) {
    let path = folder.join("care/bath.toml");
    let text = fs::read_to_string(&path).expect("the catalogue");
    let lines = text.lines().map(|line| {
        if line.starts_with("order = ") {
            format!("order = {}", 1_000 + number)
        } else {
            line.to_owned()
        }
    });
    let text: Vec<_> = lines.collect();
    fs::write(path, text.join("\n")).expect("the catalogue");
}

/// Writes it into `to`.
pub(crate) fn write(to: &Path) {
    let from = linli_tests::root().join("catalogue");
    for folder in Catalogue::FOLDERS {
        fs::create_dir_all(to.join(folder)).expect("a folder of the catalogue");
        let kept = KEPT.iter().find(|(name, _)| name == &folder);
        for entry in fs::read_dir(from.join(folder)).expect("the catalogue") {
            let path = entry.expect("the catalogue").path();
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            if kept.is_some_and(|(_, kept)| !kept.contains(&name.as_str())) {
                continue;
            }
            let text = fs::read_to_string(&path).expect("the catalogue");
            // What is related may have been left out.
            let lines = text.lines().map(|line| match line.split_once(" = ") {
                Some(("related", _)) => "related = []",
                _ => line,
            });
            let text: Vec<_> = lines.collect();
            let text = text.join("\n");
            if folder == "areas" {
                // Another area that is like it.
                let other = text.replace(AREA, OTHER_AREA);
                fs::write(to.join(folder).join("other.toml"), other).expect("the catalogue");
            }
            // Each office serves both.
            let both = format!("\"{AREA}\", \"{OTHER_AREA}\"");
            let text = match folder {
                "offices" => text.replace(&format!("\"{AREA}\""), &both),
                _ => text,
            };
            fs::write(to.join(folder).join(name), text).expect("the catalogue");
        }
    }
}

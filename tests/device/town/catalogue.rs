//! The town's catalogue: a part of the repository's own, so that the centre starts quickly.

use linli_domain::catalogue::Catalogue;
use std::{fs, path::Path};

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
            fs::write(to.join(folder).join(name), text.join("\n")).expect("the catalogue");
        }
    }
}

//! The catalogue's folder: read, checked, and served as one signed whole.

pub mod shelf;

use crate::{
    error::ServerError,
    key::{hex, sha256},
};
use linli_domain::catalogue::Catalogue;
use linli_rules::Rules;
use std::{fs, path::Path};

/// Reads and checks the catalogue in `folder`.
///
/// # Errors
/// Every mistake with file, line and reason; or that a file cannot be read.
pub fn load(folder: &Path) -> Result<Catalogue, ServerError> {
    let mut files = Vec::new();
    for kind in Catalogue::FOLDERS {
        let path = folder.join(kind);
        let wrong = |error| ServerError::File(path.clone(), error);
        for entry in fs::read_dir(&path).map_err(wrong)? {
            let path = entry.map_err(wrong)?.path();
            let is_toml = path
                .extension()
                .is_some_and(|extension| extension == "toml");
            if let Some(name) = path.file_name().filter(|_| is_toml) {
                let name = format!("{kind}/{}", name.to_string_lossy());
                let text = fs::read_to_string(&path)
                    .map_err(|error| ServerError::File(path.clone(), error))?;
                files.push((name, text));
            }
        }
    }
    files.sort();
    let bytes: Vec<&[u8]> = files
        .iter()
        .flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()])
        .collect();
    let version = hex(&sha256(&bytes)[..8]);
    let texts = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let told = |lines: Vec<String>| ServerError::Catalogue(format!("\n{}", lines.join("\n")));
    let catalogue = Catalogue::from_files(version, texts)
        .map_err(|errors| told(errors.iter().map(ToString::to_string).collect()))?;
    let unreadable = unreadable_rules(&catalogue, &files);
    if unreadable.is_empty() {
        Ok(catalogue)
    } else {
        Err(told(unreadable))
    }
}

/// Rules that no device could judge, each with its place.
fn unreadable_rules(catalogue: &Catalogue, files: &[(String, String)]) -> Vec<String> {
    let rules = Rules::default();
    let services = catalogue.services.iter();
    let all = services.flat_map(|service| &service.eligibility);
    let wrong = all.filter_map(|rule| Some((rule, rules.compile(&rule.expr).err()?)));
    wrong
        .map(|(rule, error)| {
            let lines = files.iter().flat_map(|(name, text)| {
                let numbered = (1_usize..).zip(text.lines());
                numbered.map(move |(number, line)| (name, number, line))
            });
            let is_its = |line: &str| line.starts_with("expr") && line.contains(&rule.expr);
            let place = lines.into_iter().find(|(_, _, line)| is_its(line));
            let place = place.map_or_else(String::new, |(name, number, _)| {
                format!("{name}:{number}: ")
            });
            format!("{place}the rule `{}`: {error}", rule.id)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_catalogue_is_valid_and_a_mistake_is_told_with_its_place() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
        assert_eq!(load(&folder).unwrap().care.len(), 12);
        let copy = tempfile::tempdir().unwrap();
        for kind in Catalogue::FOLDERS {
            fs::create_dir(copy.path().join(kind)).unwrap();
        }
        fs::write(
            copy.path().join("care/x.toml"),
            "id = \"x\"\norder = \"no\"\n",
        )
        .unwrap();
        let error = load(copy.path()).unwrap_err().to_string();
        assert!(error.contains("care/x.toml:2"), "{error}");
    }

    #[test]
    fn a_rule_that_no_device_could_judge_is_told_with_its_place() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
        let copy = tempfile::tempdir().unwrap();
        for kind in Catalogue::FOLDERS {
            fs::create_dir(copy.path().join(kind)).unwrap();
            for file in fs::read_dir(folder.join(kind)).unwrap() {
                let file = file.unwrap();
                fs::copy(file.path(), copy.path().join(kind).join(file.file_name())).unwrap();
            }
        }
        let path = copy.path().join("services/senior-card.toml");
        let text = fs::read_to_string(&path).unwrap();
        let line = 1 + text
            .lines()
            .take_while(|line| !line.starts_with("expr"))
            .count();
        fs::write(&path, text.replacen(">= 60", ">== 60", 1)).unwrap();
        let error = load(copy.path()).unwrap_err().to_string();
        let place = format!("services/senior-card.toml:{line}: the rule `age`");
        assert!(error.contains(&place), "{error}");
    }
}

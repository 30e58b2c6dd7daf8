//! Reads the folder of the catalogue and checks it.

pub mod cpsv;
pub mod kept;
pub mod live;

use crate::{core::key::sha256, error::ServerError};
use data_encoding::HEXLOWER;
use linli_domain::catalogue::Catalogue;
use linli_rules::Rules;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A part of every version. A program that makes something else of the same files has
/// another text here, so that two different catalogues never share a version.
const FORMAT: &[u8] = b"rules as trees";

/// Reads and checks the catalogue in `folder`.
///
/// # Errors
/// Every mistake with file, line and reason; or that a file cannot be read.
pub fn load(folder: &Path) -> Result<Catalogue, ServerError> {
    let mut files = Vec::new();
    for path in paths(folder)? {
        let text =
            fs::read_to_string(&path).map_err(|error| ServerError::File(path.clone(), error))?;
        let name = path.strip_prefix(folder).unwrap_or(&path);
        files.push((name.to_string_lossy().replace('\\', "/"), text));
    }
    let named = files
        .iter()
        .flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]);
    let bytes: Vec<&[u8]> = std::iter::once(FORMAT).chain(named).collect();
    let version = HEXLOWER.encode(&sha256(&bytes)[..8]);
    let texts = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let rules = Rules::default();
    let read = |catalogue: &Catalogue, rule: &_| rules.check(catalogue, rule);
    Catalogue::with_rules(version, texts, read).map_err(|errors| {
        let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
        ServerError::Catalogue(format!("\n{}", lines.join("\n")))
    })
}

/// The files of a catalogue, sorted. Leaves out what editors put beside them.
fn paths(folder: &Path) -> Result<Vec<PathBuf>, ServerError> {
    let mut paths = Vec::new();
    for kind in Catalogue::FOLDERS {
        let path = folder.join(kind);
        let mut add = || {
            for entry in fs::read_dir(&path)? {
                let path = entry?.path();
                if is_of_catalogue(&path) {
                    paths.push(path);
                }
            }
            Ok::<_, io::Error>(())
        };
        add().map_err(|error| ServerError::File(path.clone(), error))?;
    }
    paths.sort();
    Ok(paths)
}

fn is_of_catalogue(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_left = name.starts_with(['.', '#', '~']);
    !is_left && path.extension().is_some_and(|end| end == "toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A copy of the repository's catalogue to write in.
    fn copy() -> tempfile::TempDir {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
        let copy = tempfile::tempdir().unwrap();
        for kind in Catalogue::FOLDERS {
            fs::create_dir(copy.path().join(kind)).unwrap();
            for file in fs::read_dir(folder.join(kind)).unwrap() {
                let file = file.unwrap();
                fs::copy(file.path(), copy.path().join(kind).join(file.file_name())).unwrap();
            }
        }
        copy
    }

    fn rewrite(copy: &Path, file: &str, from: &str, to: &str) -> String {
        let path = copy.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        let text = text.replacen(from, to, 1);
        fs::write(&path, &text).unwrap();
        text
    }

    #[test]
    fn our_own_catalogue_is_valid_and_a_mistake_is_told_with_its_place() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
        let ours = load(&folder).unwrap();
        assert_eq!(ours.care.len(), 13);
        let mut rules = ours.services.iter().flat_map(|own| &own.eligibility);
        assert!(rules.all(|rule| rule.tree.is_some()), "as devices need it");
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
        let copy = copy();
        // Four files hold this text; only this one is wrong.
        let file = "services/senior-card.toml";
        let text = rewrite(copy.path(), file, "'profile.age >= 60'", "'profile.age'");
        let line = 1 + text
            .lines()
            .take_while(|line| !line.starts_with("expr"))
            .count();
        let error = load(copy.path()).unwrap_err().to_string();
        let place = format!("\nservices/senior-card.toml:{line}: the rule `age`: ");
        assert!(error.contains(&place), "{error}");
        assert_eq!(error.matches("the rule").count(), 1, "{error}");
        // Over several lines, in the one that is wrong.
        let longer = "'''\nprofile.age >= 60\n  && profile.age >== 1'''";
        rewrite(copy.path(), file, "'profile.age'", longer);
        let error = load(copy.path()).unwrap_err().to_string();
        let place = format!("senior-card.toml:{}: the rule `age`: ", line + 2);
        assert!(error.contains(&place), "{error}");
    }

    #[test]
    fn what_editors_leave_in_the_folder_is_not_read() {
        let copy = copy();
        let version = load(copy.path()).unwrap().version;
        for name in [
            ".meal.toml",
            ".#meal.toml",
            "#meal.toml#",
            "meal.toml~",
            "~meal.toml",
            "meal.toml.swp",
            "4913",
        ] {
            fs::write(copy.path().join("care").join(name), "half a").unwrap();
        }
        assert_eq!(load(copy.path()).unwrap().version, version);
    }
}

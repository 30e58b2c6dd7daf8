//! The catalogue's folder: read, checked, and served as one signed whole.

pub mod shelf;

use crate::{
    error::ServerError,
    key::{hex, sha256},
};
use linli_domain::catalogue::Catalogue;
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
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    Catalogue::from_files(version, files).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        ServerError::Catalogue(format!("\n{}", lines.join("\n")))
    })
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
}

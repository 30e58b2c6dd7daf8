//! How a person's wishes for their screen stand in their document, one field each, so
//! that they follow the person to a new device.

use linli_domain::person::Preferences;
use std::collections::BTreeMap;

/// Preferences as fields of a person document: the JSON words of each.
pub(crate) fn to_fields(preferences: &Preferences) -> BTreeMap<String, String> {
    let json = serde_json::to_value(preferences).unwrap_or_default();
    let fields = json.as_object().into_iter().flatten();
    fields
        .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
        .collect()
}

/// `preferences` with what a person document says; fields that it does not have,
/// or that this version does not know, stay as they are.
pub(crate) fn with_fields(
    preferences: &Preferences,
    fields: &BTreeMap<String, String>,
) -> Preferences {
    let mut result = preferences.clone();
    for (key, text) in fields {
        let mut json = serde_json::to_value(&result).unwrap_or_default();
        if let Some(slot) = json.get_mut(key) {
            *slot = text.clone().into();
            result = serde_json::from_value(json).unwrap_or(result);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::person::{TextSize, Theme};

    #[test]
    fn preferences_survive_the_way_through_a_document() {
        let chosen = Preferences {
            text_size: TextSize::Largest,
            theme: Theme::Contrast,
            language: Some("en".to_owned()),
        };
        assert_eq!(
            with_fields(&Preferences::default(), &to_fields(&chosen)),
            chosen
        );
    }

    #[test]
    fn a_preference_of_a_newer_version_is_passed_over() {
        let fields = BTreeMap::from([
            ("theme".to_owned(), "plaid".to_owned()),
            ("text_size".to_owned(), "large".to_owned()),
        ]);
        let read = with_fields(&Preferences::default(), &fields);
        assert_eq!(
            (read.theme, read.text_size),
            (Theme::Light, TextSize::Large)
        );
    }
}

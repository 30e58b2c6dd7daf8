//! Edits without the signs that nobody sees: what is copied from elsewhere brings some
//! along, and the gate lets none in.

use crate::{layout::to_text, replica::Edit};
use linli_domain::signs::{plain, plain_json};
use serde::{Serialize, de::DeserializeOwned};

impl Edit {
    /// The same, with nothing in its texts that is not read as it stands.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        match self {
            Self::Area(area) => Self::Area(area.clone()),
            Self::Devices(notes) => Self::Devices(notes.clone()),
            Self::When(when) => Self::When(when.clone()),
            Self::Place(place) => Self::Place(clean(place)),
            Self::Answer(field, value) => Self::Answer(field.clone(), value.as_ref().map(clean)),
            Self::Whole(field, value) => Self::Whole(field.clone(), clean(value)),
            Self::Care(event) => Self::Care(clean(event)),
            Self::Application(event) => Self::Application(clean(event)),
            Self::Offer(event) => Self::Offer(clean(event)),
            Self::Consent(event) => Self::Consent(clean(event)),
            Self::Profile(field, text) => Self::Profile(*field, plain(text)),
            Self::Confirmed(fields) => Self::Confirmed(fields.clone()),
            Self::Preference(key, text) => Self::Preference(plain(key), plain(text)),
        }
    }
}

/// Through JSON, where every text stands: so no part that is added later is forgotten.
fn clean<T: Serialize + DeserializeOwned + Clone>(part: &T) -> T {
    let json = to_text(part);
    serde_json::from_str(&plain_json(&json)).unwrap_or_else(|_| part.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::{
        answer::{Contact, FieldId, Value},
        care::{CareEvent, Place},
        profile::ProfileField,
    };

    #[test]
    fn a_number_copied_from_a_telephone_book_loses_its_marks() {
        let copied = "\u{202a}000-5555-0101\u{202c}";
        let number = "000-5555-0101".to_owned();
        let place = |phone: &str| Place {
            phone: phone.to_owned(),
            ..Place::default()
        };
        let contact = |phone: &str| {
            let contact = Contact {
                phone: phone.to_owned(),
                ..Contact::default()
            };
            Edit::Whole(FieldId("who".into()), Value::Person(contact))
        };
        let said = |text: &str| Edit::Care(CareEvent::Said { text: text.into() });
        for (dirty, clean) in [
            (Edit::Place(place(copied)), Edit::Place(place(&number))),
            (contact(copied), contact(&number)),
            (said("a\u{0}\n\"b\" \\u"), said("a\n\"b\" \\u")),
            (
                Edit::Profile(ProfileField::Phone, copied.into()),
                Edit::Profile(ProfileField::Phone, number.clone()),
            ),
        ] {
            assert_eq!(dirty.cleaned(), clean);
            assert_eq!(clean.cleaned(), clean, "what is plain stays");
        }
    }
}

//! What stands where a change wrote, as its author sees it: whether that can be there.

use super::lineage;
use crate::layout;
use automerge::{Automerge, ChangeHash, ObjId, ObjType, ReadDoc, ScalarValue, Value as Amv};
use linli_domain::{
    access::{self, Ground, Refusal, Touch, valid},
    answer::Value,
    folded::Folded,
};
use std::collections::BTreeSet;

/// Whether the author of the change `hash`, which is in `doc`, left nothing that cannot be
/// there: answers that no question asks for, telephone numbers of 3,000 signs. What stood
/// there before, as `before` says, may stay.
///
/// # Errors
/// [`Refusal::NotValid`].
pub(super) fn check(
    doc: &Automerge,
    hash: ChangeHash,
    before: &Folded,
    touches: &[Touch],
    ground: &Ground<'_>,
) -> Result<(), Refusal> {
    let heads = [hash];
    let author = AuthorsView {
        doc,
        at: (!lineage::is_newest(doc, &heads)).then_some(&heads),
    };
    let mut seen = BTreeSet::new();
    for touch in touches {
        match (touch, before) {
            (Touch::Answer(field), _) if seen.insert(field) => {
                let value = author.answer(&field.0);
                access::may_answer(before, field, value.as_ref(), ground)?;
            }
            (Touch::Profile(key), Folded::Person(person)) => {
                let text = author.text(layout::PROFILE, key.name()).unwrap_or_default();
                let is_fine = key
                    .known()
                    .is_some_and(|field| access::is_profile_text(field, &text));
                valid(is_fine || person.profile.get(key) == Some(&text))?;
            }
            (Touch::Preference(key), Folded::Person(person)) => {
                let text = author.text(layout::PREFERENCES, key).unwrap_or_default();
                let is_fine = access::is_preference(key, &text);
                valid(is_fine || person.preferences.get(key) == Some(&text))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The document as the author of one change sees it.
struct AuthorsView<'a> {
    doc: &'a Automerge,
    /// The change; `None` where it is the newest.
    at: Option<&'a [ChangeHash; 1]>,
}

impl AuthorsView<'_> {
    fn get(&self, map: &str, key: &str) -> Option<(Amv<'_>, ObjId)> {
        let map = layout::map(self.doc, map)?;
        match self.at {
            None => self.doc.get(map, key).ok()?,
            Some(heads) => self.doc.get_at(map, key, heads).ok()?,
        }
    }

    fn text(&self, map: &str, key: &str) -> Option<String> {
        match self.get(map, key)?.0 {
            Amv::Scalar(scalar) => match scalar.as_ref() {
                ScalarValue::Str(text) => Some(text.to_string()),
                _ => None,
            },
            Amv::Object(_) => None,
        }
    }

    fn answer(&self, field: &str) -> Option<Value> {
        let (value, id) = self.get(layout::ANSWERS, field)?;
        if let Amv::Object(ObjType::Text) = value {
            let text = match self.at {
                None => self.doc.text(&id),
                Some(heads) => self.doc.text_at(&id, heads),
            };
            return text.ok().map(Value::Text);
        }
        serde_json::from_str(&self.text(layout::ANSWERS, field)?).ok()
    }
}

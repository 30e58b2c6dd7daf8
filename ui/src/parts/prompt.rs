//! What a field asks: the words that every part for answers has in common, in one value.

use yew::{html::IntoPropValue, prelude::*};

/// The words around a control or a group of controls. Cheap to clone.
///
/// ```
/// use linli_ui::parts::Prompt;
///
/// let prompt = Prompt::new("phone", "Telephone").hint("With the area code").heading();
/// assert_eq!(prompt.part_id("area"), "phone-area");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Prompt {
    /// The control's id, or the group's.
    pub id: AttrValue,
    pub label: AttrValue,
    pub hint: Option<AttrValue>,
    /// What is wrong with the answer, and how to mend it.
    pub error: Option<AttrValue>,
    /// Whether it is the question of the page: its words are then the heading that takes
    /// the focus when the page opens.
    pub is_heading: bool,
    /// What of the reader's own the browser may fill in, as in HTML's `autocomplete`; nothing
    /// where it asks for something else, or about somebody else.
    pub fills: Option<&'static str>,
}

impl Prompt {
    /// A question without a hint, with which nothing is wrong.
    #[must_use]
    pub fn new(id: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// The same with help in answering.
    #[must_use]
    pub fn hint(mut self, hint: impl IntoPropValue<Option<AttrValue>>) -> Self {
        self.hint = hint.into_prop_value();
        self
    }

    /// The same with what is wrong.
    #[must_use]
    pub fn error(mut self, error: impl IntoPropValue<Option<AttrValue>>) -> Self {
        self.error = error.into_prop_value();
        self
    }

    /// The same as the question of the page.
    #[must_use]
    pub const fn heading(mut self) -> Self {
        self.is_heading = true;
        self
    }

    /// The same for something of the reader's own that the browser may know.
    #[must_use]
    pub const fn fills(mut self, what: Option<&'static str>) -> Self {
        self.fills = what;
        self
    }

    /// The value of `autocomplete`.
    pub(super) fn autocomplete(&self) -> &'static str {
        self.fills.unwrap_or("off")
    }

    /// The id of one of several controls that answer it together.
    #[must_use]
    pub fn part_id(&self, part: &str) -> AttrValue {
        format!("{}-{part}", self.id).into()
    }

    /// For `aria-describedby`: the ids of the hint and of what is wrong.
    pub(super) fn described_by(&self) -> Option<AttrValue> {
        let hint = self.hint.as_ref().map(|_| self.hint_id());
        let error = self.error.as_ref().map(|_| self.error_id());
        let ids: Vec<_> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" ").into())
    }

    /// The value of `aria-invalid`, if it is set.
    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    pub(super) fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    pub(super) fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }
}

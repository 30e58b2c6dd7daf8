//! What the pages of a form show, whichever kind of document it fills.

use super::RuleReason;
use linli_domain::{
    answer::FieldId,
    care::{Place, When},
    catalogue::{BundleId, EvidenceKind, KindId, ServiceId},
    form,
    id::DocId,
    text::LocalText,
    time::Minute,
};
use serde::{Deserialize, Serialize};

/// A form as it is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormView {
    /// The document that it fills.
    pub doc: DocId,
    /// What is asked for by it.
    pub subject: Subject,
    /// The name of that.
    pub title: LocalText,
    /// Questions, answers, and what is known.
    pub form: form::Form,
    /// Papers that go with it, those too of which no photo is sent.
    pub papers: Vec<EvidenceKind>,
    /// Answers that differ from the profile: it could be brought up to date.
    pub newer: Vec<FieldId>,
    /// ID numbers that say another day of birth or another sex than the profile. It may
    /// be sent so: the profile may be wrong.
    pub doubtful: Vec<FieldId>,
    /// Another application for the same that was sent: this one cannot be sent beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under_way: Option<DocId>,
    /// What speaks against it by its own answers and the profile. The office decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<RuleReason>,
}

/// What is asked for by a form: the kind of document, and what its pages show besides
/// questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Care {
        kind: KindId,
        when: Option<When>,
        /// Where somebody would come, as the profile has it now.
        #[serde(default)]
        place: Box<Place>,
        /// The time of the day where that is.
        #[serde(default)]
        now: Minute,
    },
    Application {
        service: ServiceId,
        /// The bundle that it is a part of.
        bundle: Option<BundleId>,
    },
}

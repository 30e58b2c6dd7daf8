//! Addresses of the pages of a form.

use crate::address::routes;
use linli_domain::{answer::FieldId, id::DocId};

routes! {
    /// Where a form is filled in.
    FormRoute {
        /// Where it is begun or gone on with; the parts of a long one.
        Tasks(doc: DocId) = "form" / doc;
        Question(doc: DocId, field: FieldId) = "form" / doc / "question" / field;
        /// Read it once more.
        Check(doc: DocId) = "form" / doc / "check";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<FormRoute>(),
            ["form/DOC", "form/DOC/question/diet", "form/DOC/check",]
        );
    }
}

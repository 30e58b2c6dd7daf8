//! What was read of a document is kept beside it and brought up to date with what each
//! change touched. Reading it anew costs as much as all that ever happened in it.

use crate::{contents, layout, layout::ReplicaError as Error, replica::Replica};
use linli_domain::{access::Touch, contents::Contents, folded::Folded};

impl Replica {
    /// Everything in it as domain types. A copy: [`Self::folded`] costs less.
    ///
    /// # Errors
    /// [`Error::Part`] when it is of a form that this version does not know.
    pub fn contents(&self) -> Result<Contents, Error> {
        match &self.folded {
            Some(folded) => Ok(folded.contents()),
            None => contents::read(&self.doc),
        }
    }

    /// Everything in it as domain types, with what its events come to; read once and then
    /// kept up to date.
    ///
    /// # Errors
    /// [`Error::Part`] when it is of a form that this version does not know.
    pub fn folded(&mut self) -> Result<&Folded, Error> {
        self.folded_mut().map(|folded| &*folded)
    }

    pub(crate) fn folded_mut(&mut self) -> Result<&mut Folded, Error> {
        let folded = match self.folded.take() {
            Some(folded) => folded,
            None => Box::new(Folded::of(contents::read(&self.doc)?)),
        };
        Ok(self.folded.insert(folded))
    }

    /// Reads again, where they stand, the parts that a change has touched which has just
    /// entered: two who write one part while apart get one of both, or a mixture. Events
    /// are what they were written as.
    pub(crate) fn read_again(&mut self, touches: &[Touch]) {
        let (doc, Some(folded)) = (&self.doc, self.folded.as_deref_mut()) else {
            return;
        };
        for touch in touches {
            match touch {
                Touch::Area(area) => {
                    let area = layout::part(doc, layout::AREA).unwrap_or_else(|| area.clone());
                    folded.set_area(area);
                }
                Touch::Devices(_) => {
                    folded.set_devices(layout::part(doc, layout::DEVICES).unwrap_or_default());
                }
                Touch::When(_) => folded.set_when(layout::part(doc, layout::WHEN)),
                Touch::Place(_) => folded.set_place(layout::part(doc, layout::PLACE)),
                Touch::Answer(field) => folded.set_answer(field, contents::answer(doc, &field.0)),
                Touch::Profile(key) => {
                    let text = contents::text_in(doc, layout::PROFILE, key.name());
                    folded.set_profile(key, text);
                }
                Touch::Preference(key) => {
                    let text = contents::text_in(doc, layout::PREFERENCES, key);
                    folded.set_preference(key, text);
                }
                Touch::Care(_)
                | Touch::Offer(_)
                | Touch::Consent(_)
                | Touch::Application(_)
                | Touch::Creation
                | Touch::Elsewhere(_) => {}
            }
        }
    }
}

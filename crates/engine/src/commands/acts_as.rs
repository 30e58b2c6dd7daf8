//! As what this device's person acts in somebody's matter: a worker does what is the
//! resident's to do only while acting for them.

use crate::{engine::Engine, error::Result};
use linli_domain::{consent::Permission, document::Author, id::PersonId, role::Role};

/// Who uses this device, and as what.
#[derive(Debug, Clone, Copy)]
pub(super) struct ActsAs {
    pub(super) me: Author,
    /// Whether they also do what is the resident's to do.
    pub(super) resident: bool,
}

/// As what this device's person acts in a matter of `resident` that needs the consent `what`.
pub(super) fn acts_as(engine: &Engine, resident: PersonId, what: Permission) -> Result<ActsAs> {
    let enrolment = engine.enrolled()?;
    let me = enrolment.writer.author();
    if me.role != Role::Worker {
        return Ok(ActsAs { me, resident: true });
    }
    let acting = enrolment.acting;
    let Some(acting) = acting.filter(|acting| acting.resident == resident) else {
        return Ok(ActsAs {
            me,
            resident: false,
        });
    };
    let mut given = engine.store.consents(resident)?.into_iter();
    let consented = given.any(|(doc, line)| {
        doc == acting.consent && line.ended_at.is_none() && line.grant.may.contains(&what)
    });
    Ok(ActsAs {
        me,
        resident: consented,
    })
}

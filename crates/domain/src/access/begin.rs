//! Who may begin which document, for whom and where: the table is
//! `golden/begin.txt`.

use super::{
    consent::{is_consented, permission_to_begin},
    ground::Ground,
    refusal::{Refusal, valid},
    writer::Writer,
};
use crate::{
    document::{DocKind, Header},
    folded::Folded,
    id::DocId,
    role::{Role, Scope},
};

/// Whether `writer` may begin a document with this header.
///
/// A person's document and an offer are the centre's to make. A care request or an
/// application is begun by the resident, by who acts for them, or by a worker of the area
/// where they live, with the resident's consent; and always in that area.
///
/// # Errors
/// The reason why not.
pub fn may_begin(
    writer: &Writer,
    header: &Header,
    ground: Option<&Ground<'_>>,
) -> Result<(), Refusal> {
    let is_theirs = match header.kind {
        DocKind::Person | DocKind::Offer => writer.role == Role::Centre,
        DocKind::Care | DocKind::Application => {
            matches!(writer.role, Role::Resident | Role::Delegate | Role::Worker)
        }
        DocKind::Consent => matches!(writer.role, Role::Resident | Role::Worker),
    };
    if !is_theirs {
        return Err(Refusal::NotForRole);
    }
    valid(header.format == Header::FORMAT && header.id != DocId::default())?;
    if writer.role == Role::Centre {
        return Ok(());
    }
    if !is_for(writer, header) {
        return Err(Refusal::NotTheirs);
    }
    let Some(ground) = ground else {
        return Ok(());
    };
    ground.is_home(header)?;
    match permission_to_begin(writer, header.kind) {
        Some(what) => is_consented(writer, header.resident, what, ground),
        None => Ok(()),
    }
}

/// Whether it is somebody for whom `writer` begins anything, where `writer` does.
fn is_for(writer: &Writer, header: &Header) -> bool {
    let holds = |scope: Scope| writer.scopes.contains(&scope);
    let is_own = header.resident == writer.person;
    match writer.role {
        Role::Resident => is_own && holds(Scope::Area(header.area.clone())),
        Role::Delegate => !is_own && holds(Scope::Person(header.resident)),
        Role::Worker => !is_own && holds(Scope::AreaWorker(header.area.clone())),
        Role::Caregiver | Role::Officer | Role::Centre => false,
    }
}

/// Whether what a document is begun with exists.
///
/// # Errors
/// [`Refusal::NotValid`] where it does not.
pub fn may_hold(begun: &Folded, ground: &Ground<'_>) -> Result<(), Refusal> {
    valid(match begun {
        Folded::Care(care, _) => ground.has_kind(&care.kind),
        Folded::Application(application, _) => ground.has_service(application),
        // The centre's own.
        Folded::Person(_) | Folded::Offer(..) | Folded::Consent(..) => true,
    })
}

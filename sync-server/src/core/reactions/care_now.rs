//! What the centre looks at of a care request.

use crate::{core::transaction::Transaction, store::StoreError};
use linli_domain::{
    care::{Care, CareState, CareStatus, VisitStatus, When},
    catalogue::KindId,
    id::{AreaId, DocId, PersonId},
    recur,
};
use std::collections::BTreeSet;

/// Whether the caregiver has set out, or the visit has got further.
fn has_begun(care: &Care, state: &CareState) -> bool {
    let visit = care.when.as_ref().and_then(recur::only_visit);
    visit.is_some_and(|visit| state.visit(visit).status != VisitStatus::Booked)
}

fn is_being_served(state: &CareState) -> bool {
    let mut visits = state.visits.values();
    visits.any(|visit| visit.status == VisitStatus::InProgress)
}

/// What the centre looks at of a care request, whatever has been said and done in it.
pub(super) struct CareNow {
    pub(super) id: DocId,
    pub(super) area: AreaId,
    pub(super) kind: KindId,
    pub(super) when: Option<When>,
    pub(super) status: CareStatus,
    pub(super) is_sent: bool,
    pub(super) caregiver: Option<PersonId>,
    /// The caregiver, while they read it.
    pub(super) reader: Option<PersonId>,
    /// Whose names stand in it.
    pub(super) named: BTreeSet<PersonId>,
    pub(super) has_begun: bool,
    /// Whether the work at a visit has begun and not ended.
    pub(super) is_being_served: bool,
    /// Whether the desk was told that who comes has no device any more.
    pub(super) is_out_of_reach: bool,
}

impl CareNow {
    /// Whether it is `caregiver` who is to come.
    pub(super) fn is_assigned_to(&self, caregiver: PersonId) -> bool {
        self.status == CareStatus::Assigned && self.caregiver == Some(caregiver)
    }
}

pub(super) fn care_at(tx: &mut Transaction<'_>, id: DocId) -> Result<Option<CareNow>, StoreError> {
    let seen = tx.look(id, |folded| {
        let (care, state) = folded.as_care()?;
        Some(CareNow {
            id,
            area: care.header.area.clone(),
            kind: care.kind.clone(),
            when: care.when.clone(),
            status: state.status,
            is_sent: state.sent_at.is_some(),
            caregiver: state.caregiver(),
            reader: state.reader(),
            named: state.names.keys().copied().collect(),
            has_begun: has_begun(care, state),
            is_being_served: is_being_served(state),
            is_out_of_reach: state.out_of_reach.is_some(),
        })
    })?;
    Ok(seen.flatten())
}

//! The gate: may this signed change enter this document? The same code at the
//! centre and on every device.
//!
//! It reads the *operations* of a change, not its visible effect (Automerge's
//! patches): an operation whose effect is hidden today, because a concurrent one
//! wins or its object was deleted, may show tomorrow. Every operation must be one
//! that an honest device makes; everything else is refused. Two things make that
//! complete:
//!
//! - *Where it stands* ([`lineage`]): a change continues its actor's numbers and the
//!   document's operation counters without a gap, because Automerge takes both on
//!   trust and ends the process, or corrupts the document, where they are wrong.
//! - *What it touches* ([`reading`]): each operation names an object that the author
//!   saw, and as its predecessors exactly the values that the author saw at that
//!   place. Automerge looks predecessors up by number alone, so that an operation on
//!   one key could otherwise delete what stands at another.
//!
//! Both are judged in the document as it was at the change's own dependencies, so
//! that honest work done while apart passes whenever it arrives; only events must
//! also be new to the document as it is now.

mod beginning;
mod lineage;
mod reading;
mod written;

use crate::{
    keys::PublicKey,
    replica::{Replica, ReplicaError},
    signed::{Hash, ReadChange, SignedChange},
};
use automerge::Automerge;
use linli_domain::{
    access::{self, Consented, Ground, Refusal, Touch, Writer},
    role::Scope,
};

/// What became of a change at the gate.
#[derive(Debug, Clone, PartialEq)]
pub enum Admission {
    New {
        touches: Vec<Touch>,
        /// Who could read the document before; empty where it is new.
        scopes_before: Vec<Scope>,
        /// Who can read it now.
        scopes_after: Vec<Scope>,
    },
    /// It is in the document already.
    Known,
    /// It stands on changes that are not here.
    Missing(Vec<Hash>),
}

/// Lets a change into `replica` (`None`: a document that does not exist here yet)
/// if `key` signed it and `writer` may make each of its touches.
///
/// What may not enter leaves `replica` as it was. Only where that is seen with the change
/// in it, `replica` is set to `None`: it must be loaded anew.
///
/// # Errors
/// Why the change may not enter.
pub fn admit(
    replica: &mut Option<Replica>,
    signed: &SignedChange,
    key: &PublicKey,
    writer: &Writer,
) -> Result<Admission, Refusal> {
    admit_read(replica, signed.read()?, key, writer, None)
}

/// As [`admit`], for a change that was read already: reading is a third of the cost. And
/// with what is known beside the document: the time, the catalogues, who is enrolled.
///
/// # Errors
/// Why the change may not enter.
pub fn admit_read(
    replica: &mut Option<Replica>,
    read: ReadChange<'_>,
    key: &PublicKey,
    writer: &Writer,
    ground: Option<&Ground<'_>>,
) -> Result<Admission, Refusal> {
    enter(replica, read, key, Some(&Judging { writer, ground }))
}

/// By what a change is judged that somebody hands in.
struct Judging<'a> {
    writer: &'a Writer,
    ground: Option<&'a Ground<'a>>,
}

/// Lets in what the centre passed on: signature, actor and form are checked as in
/// [`admit`]; whether the state allowed it was the centre's to judge, in its order of arrival.
///
/// # Errors
/// Why the change may not enter.
pub fn accept(
    replica: &mut Option<Replica>,
    signed: &SignedChange,
    key: &PublicKey,
) -> Result<Admission, Refusal> {
    // Reading comes first: it is cheaper than the signature and refuses what is too large.
    accept_read(replica, signed.read()?, key)
}

/// As [`accept`], for a change that was read already.
///
/// # Errors
/// Why the change may not enter.
pub fn accept_read(
    replica: &mut Option<Replica>,
    read: ReadChange<'_>,
    key: &PublicKey,
) -> Result<Admission, Refusal> {
    enter(replica, read, key, None)
}

/// What the gate asks of the consent that a change names, which is `consent`.
///
/// # Errors
/// When the document cannot be read.
pub fn consented<'a>(
    read: &ReadChange<'_>,
    consent: &'a mut Replica,
) -> Result<Option<Consented<'a>>, ReplicaError> {
    let consent = consent.folded()?.as_consent();
    Ok(consent.map(|(consent, state)| Consented {
        header: &consent.header,
        state,
        at: read.at,
    }))
}

fn enter(
    slot: &mut Option<Replica>,
    read: ReadChange<'_>,
    key: &PublicKey,
    judging: Option<&Judging<'_>>,
) -> Result<Admission, Refusal> {
    if !read.signed.verified_by(key) {
        return Err(Refusal::Forged);
    }
    let Some(replica) = slot else {
        let (begun, admission) = enter_new(read, judging)?;
        *slot = begun;
        return Ok(admission);
    };
    let passed = match look_at(replica, &read, judging.is_some())? {
        Looked::Through(touches) => touches,
        Looked::Done(admission) => return Ok(admission),
    };
    let (touches, scopes_before) = (passed, replica.scopes()?);
    judge(replica, &touches, judging)?;
    let hash = read.hash;
    let entered = apply(&mut replica.doc, read).and_then(|()| {
        if let Some(ground) = judging.and_then(|judging| judging.ground) {
            let before = replica.folded.as_deref().ok_or(Refusal::NotValid)?;
            written::check(&replica.doc, hash.into(), before, &touches, ground)?;
        }
        replica.read_again(&touches);
        replica.scopes()
    });
    match entered {
        Ok(scopes_after) => Ok(Admission::New {
            touches,
            scopes_before,
            scopes_after,
        }),
        Err(refusal) => {
            *slot = None;
            Err(refusal)
        }
    }
}

/// What is seen of a change before anybody judges it.
enum Looked {
    /// It has the form of an honest device's, and touches this.
    Through(Vec<Touch>),
    /// There is nothing to judge.
    Done(Admission),
}

fn look_at(
    replica: &mut Replica,
    read: &ReadChange<'_>,
    is_strict: bool,
) -> Result<Looked, Refusal> {
    let folded = replica.folded().map_err(|_| Refusal::NotValid)?;
    let (id, kind) = (folded.header().id, folded.kind());
    if id != read.signed.doc {
        return Err(Refusal::NotTheirs);
    }
    if replica.contains(&read.hash) {
        return Ok(Looked::Done(Admission::Known));
    }
    let missing = replica.missing(&read.deps);
    if !missing.is_empty() {
        return Ok(Looked::Done(Admission::Missing(missing)));
    }
    lineage::check(&mut replica.doc, &read.change)?;
    reading::touches(&replica.doc, kind, read, is_strict).map(Looked::Through)
}

/// Takes the touches into what is kept of the document, if they may be made.
fn judge(
    replica: &mut Replica,
    touches: &[Touch],
    judging: Option<&Judging<'_>>,
) -> Result<(), Refusal> {
    let folded = replica.folded_mut().map_err(|_| Refusal::NotValid)?;
    let Some(Judging { writer, ground }) = judging else {
        touches.iter().for_each(|touch| folded.take(touch));
        return Ok(());
    };
    access::may_change(writer, folded, touches, *ground)
}

fn enter_new(
    read: ReadChange<'_>,
    judging: Option<&Judging<'_>>,
) -> Result<(Option<Replica>, Admission), Refusal> {
    if !read.deps.is_empty() {
        return Ok((None, Admission::Missing(read.deps)));
    }
    let header = beginning::header(&read.ops).ok_or(Refusal::NotValid)?;
    if header.id != read.signed.doc {
        return Err(Refusal::NotTheirs);
    }
    if let Some(judging) = judging {
        beginning::is_plain(&read.ops)?;
        access::may_begin(judging.writer, &header, judging.ground)?;
    }
    let mut doc = Automerge::new();
    apply(&mut doc, read)?;
    let mut replica = Replica::of(doc);
    if let Some(ground) = judging.and_then(|judging| judging.ground) {
        access::may_hold(replica.folded().map_err(|_| Refusal::NotValid)?, ground)?;
    }
    let scopes_after = replica.scopes()?;
    let admission = Admission::New {
        touches: vec![Touch::Creation],
        scopes_before: Vec::new(),
        scopes_after,
    };
    Ok((Some(replica), admission))
}

fn apply(doc: &mut Automerge, read: ReadChange<'_>) -> Result<(), Refusal> {
    let hash = read.hash;
    doc.apply_changes([read.change])
        .map_err(|error| match error {
            automerge::AutomergeError::DuplicateSeqNumber(..) => Refusal::WrongActor,
            _ => Refusal::Malformed,
        })?;
    let entered = doc.get_change_meta_by_hash(&hash.into()).is_some();
    if entered {
        Ok(())
    } else {
        Err(Refusal::WrongActor)
    }
}

impl Replica {
    fn scopes(&mut self) -> Result<Vec<Scope>, Refusal> {
        let folded = self.folded().map_err(|_| Refusal::NotValid)?;
        Ok(folded.scopes())
    }
}

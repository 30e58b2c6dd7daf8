//! Documents as Automerge histories: signed changes, the gate that reads them, and the
//! one message between a device and the centre.
//!
//! It must never decide by itself who may do what (that is `linli_domain::access`), and
//! never look at a clock, draw a random number, or touch a disk or a network. Bytes that
//! it wrote once are read for ever: golden files hold them.
//!
//! A device writes with a [`Pen`](replica::Pen); whoever gets the change lets it in through
//! the [`gate`], which needs the author's key and rights.
//!
//! ```
//! use linli_domain::{
//!     access::Writer,
//!     answer::{FieldId, Value},
//!     catalogue::KindId,
//!     document::{Author, DocKind, Header},
//!     id::{AreaId, DeviceId, DocId, PersonId},
//!     role::{Role, scopes_of},
//!     time::Timestamp,
//! };
//! use linli_replica::{
//!     gate::{self, Admission},
//!     keys::SecretKey,
//!     replica::{Edit, Pen, Replica},
//! };
//!
//! let (worker, area) = (PersonId([1; 16]), AreaId("demo".into()));
//! let key = SecretKey::from_seed([7; 32]);
//! let mut pen = Pen {
//!     key: &key,
//!     device: DeviceId([2; 16]),
//!     incarnation: 1,
//!     author: Author { person: worker, role: Role::Worker },
//!     now: Timestamp(1_795_406_400_000),
//!     consent: None,
//!     fresh_id: &mut || [3; 16],
//! };
//! let header = Header::new(DocId([4; 16]), DocKind::Care, PersonId([5; 16]), area.clone());
//! let (mut here, first) = Replica::begin_care(&mut pen, &header, &KindId("meal".into()))?;
//! let note = Value::Text("请敲两下门".into());
//! let answer = Edit::Answer(FieldId("door_note".into()), Some(note));
//! let second = here.edit(&mut pen, &[answer])?;
//!
//! // Elsewhere: nothing yet, then both changes, each judged on its way in.
//! let writer = Writer {
//!     person: worker,
//!     role: Role::Worker,
//!     scopes: scopes_of(Role::Worker, worker, &area).into_iter().collect(),
//! };
//! let mut there = None;
//! for change in [&first, &second] {
//!     let admission = gate::admit(&mut there, change, &key.public(), &writer)?;
//!     assert!(matches!(admission, Admission::New { .. }));
//! }
//! let there = there.ok_or("begun above")?;
//! assert_eq!(there.contents()?, here.contents()?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod advance;
mod chunk;
mod cleaning;
mod contents;
pub mod exchange;
pub mod gate;
pub mod keys;
pub mod known_again;
mod layout;
pub mod merge;
mod photos;
pub mod replica;
pub mod rescue;
pub mod sealed;
pub mod signed;
pub mod sources;
pub mod turned_away;
mod vouched;

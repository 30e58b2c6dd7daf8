//! More than one may write, and what somebody else says in one's name.

use crate::siege::{Craft, Siege, Verdict, asks_for, writes};
use linli_domain::{
    access::Refusal,
    answer::{FieldId, Value},
    id::DocId,
};
use linli_replica::{keys::Signature, replica::Edit, signed::SignedChange};
use linli_server::config::RawConfig;

const FULL: Verdict = Verdict::Refused(Refusal::TooMuch);
const FORGED: Verdict = Verdict::Refused(Refusal::Forged);

fn notes(doc: DocId, words: &'static str) -> Craft {
    let words = Some(Value::Text(words.into()));
    writes(doc, vec![Edit::Answer(FieldId("door_note".into()), words)])
}

/// What `as_who` could have written, with no signature of anybody's.
fn unsigned(doc: DocId, as_who: &'static str) -> Craft {
    Box::new(move |siege, _| SignedChange {
        signature: Signature([7; 64]),
        ..notes(doc, "unsigned")(siege, as_who)
    })
}

/// What `as_who` could have written, signed by who sends it.
fn in_the_name_of(doc: DocId, as_who: &'static str) -> Craft {
    Box::new(move |siege, by| {
        let written = notes(doc, "in her name")(siege, as_who);
        let key = &siege.phone(by).key;
        SignedChange::sign(key, written.device, doc, written.change)
    })
}

#[test]
fn room_is_told_to_whoever_wrote_and_nobody_fills_anothers() {
    let siege = Siege::with(RawConfig {
        changes_per_document: Some(4),
        ..RawConfig::default()
    });
    let bath = siege.does("Wang", &asks_for("bath"));
    siege.stands(lines! {
        "without a signature", Wang: unsigned(bath, "Wang") => FORGED;
        "in her name", Li: in_the_name_of(bath, "Wang") => FORGED;
        "the same again", Li: in_the_name_of(bath, "Wang") => FORGED;
        "and again", Li: in_the_name_of(bath, "Wang") => FORGED;
        "and she has all her room", Wang: notes(bath, "ring") => Verdict::Enters;
        "the third", Wang: notes(bath, "ring twice") => Verdict::Enters;
        "the fourth", Wang: notes(bath, "knock") => Verdict::Enters;
        "one too many", Wang: notes(bath, "knock twice") => FULL;
        "which nobody learns without her key", Wang: unsigned(bath, "Wang") => FORGED;
        "nor with another", Li: in_the_name_of(bath, "Wang") => FORGED;
    });
}

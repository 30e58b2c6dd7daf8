//! More than one may write, and what somebody else says in one's name.

use crate::consents::under;
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
    without_signature(notes(doc, "unsigned"), as_who)
}

fn without_signature(what: Craft, as_who: &'static str) -> Craft {
    Box::new(move |siege, _| SignedChange {
        signature: Signature([7; 64]),
        ..what(siege, as_who)
    })
}

/// What `as_who` could have written, signed by who sends it.
fn in_the_name_of(doc: DocId, as_who: &'static str) -> Craft {
    signed_by_another(notes(doc, "in her name"), as_who)
}

fn signed_by_another(what: Craft, as_who: &'static str) -> Craft {
    Box::new(move |siege, by| {
        let written = what(siege, as_who);
        let key = &siege.phone(by).key;
        SignedChange::sign(key, written.device, written.doc, written.change)
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

#[test]
fn the_room_of_a_day_is_each_persons_and_nobody_else_learns_of_it() {
    let siege = Siege::with(RawConfig {
        documents_per_day: Some(3),
        ..RawConfig::default()
    });
    let tomorrow = Verdict::NotToday;
    let consent = siege.consent_of("Wang");
    let bath = siege.does("Wang", &asks_for("bath"));
    siege.stands(lines! {
        "without a signature", Wang: without_signature(asks_for("bath"), "Wang") => FORGED;
        "in her name", Li: signed_by_another(asks_for("bath"), "Wang") => FORGED;
        "and she has all her room", Wang: asks_for("bath") => Verdict::Enters;
        "the third", Wang: asks_for("meal") => Verdict::Enters;
        "one too many", Wang: asks_for("bath") => tomorrow;
        "and another", Wang: asks_for("meal") => tomorrow;
        "which nobody learns without her key", Wang: without_signature(asks_for("bath"), "Wang") => FORGED;
        "nor with another", Li: signed_by_another(asks_for("bath"), "Wang") => FORGED;
        "what she began goes on", Wang: notes(bath, "ring twice") => Verdict::Enters;
        "and others have their own", Lin: under(consent, asks_for("bath")) => Verdict::Enters;
    });
    siege.town.pass_minutes(24 * 60);
    siege.stands(lines! {
        "the day after", Wang: asks_for("bath") => Verdict::Enters;
    });
}

//! Who of the desk has turned to a request, in words; and what about it cannot wait. Said of
//! the request's state only: nobody is said to know of it who has not said so.

use crate::{
    hooks::{Here, Words},
    parts::Tone,
    saying::moment_inside_words,
};
use linli_api::view::{Delivered, DeskHand};
use linli_domain::care::{AlertKind, CareStatus};
use yew::AttrValue;

/// How far somebody has turned to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attention {
    /// It was not sent, or nobody has to turn to it.
    None,
    /// It is on this device only.
    NotOut,
    /// It is at the centre, and nobody has looked at it.
    Unseen,
    Seen,
    TakenOn,
    Settled,
}

/// What decides how far somebody has turned to a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AttentionFacts {
    pub(crate) status: CareStatus,
    pub(crate) delivered: Delivered,
    /// The desk has to turn to it: then it matters also that nobody has looked.
    pub(crate) awaits_desk: bool,
    /// Somebody comes, which the page says with their name.
    pub(crate) is_assigned: bool,
    pub(crate) is_seen: bool,
    pub(crate) is_taken_on: bool,
    pub(crate) is_settled: bool,
}

/// How far somebody has turned to a request.
pub(crate) const fn attention(facts: AttentionFacts) -> Attention {
    match facts.status {
        CareStatus::Completed if facts.is_settled => return Attention::Settled,
        CareStatus::Draft
        | CareStatus::Discarded
        | CareStatus::Completed
        | CareStatus::Cancelled => return Attention::None,
        CareStatus::Sent | CareStatus::Received | CareStatus::Assigned => {}
    }
    // A message that is still here says nothing of a request that is at the centre.
    let is_out =
        !matches!(facts.status, CareStatus::Sent) || matches!(facts.delivered, Delivered::AtCentre);
    match (facts.is_taken_on, facts.is_seen) {
        (true, _) => Attention::TakenOn,
        (false, true) if facts.awaits_desk && !facts.is_assigned => Attention::Seen,
        (false, false) if facts.awaits_desk && !is_out => Attention::NotOut,
        (false, false) if facts.awaits_desk && !facts.is_assigned => Attention::Unseen,
        _ => Attention::None,
    }
}

/// The title of a notice about it, with its mood; `None` where there is nothing to say.
pub(crate) const fn attention_words(attention: Attention) -> Option<(&'static str, Tone)> {
    match attention {
        Attention::None => None,
        Attention::NotOut => Some(("attention-not-out", Tone::Danger)),
        Attention::Unseen => Some(("attention-unseen", Tone::Careful)),
        Attention::Seen => Some(("attention-seen", Tone::Plain)),
        Attention::TakenOn => Some(("attention-taken-on", Tone::Good)),
        Attention::Settled => Some(("attention-settled", Tone::Good)),
    }
}

/// What cannot wait, with its mood.
pub(crate) const fn alert_words(kind: AlertKind) -> (&'static str, Tone) {
    match kind {
        AlertKind::UrgentCall => ("alert-urgent", Tone::Danger),
        AlertKind::NotSafe => ("alert-not-safe", Tone::Danger),
        AlertKind::NobodyOpened => ("alert-nobody-opened", Tone::Careful),
        AlertKind::OutOfReach => ("alert-out-of-reach", Tone::Careful),
        AlertKind::CannotCome => ("alert-cannot-come", Tone::Careful),
        AlertKind::NobodyTook => ("alert-nobody-took", Tone::Careful),
        AlertKind::NobodyCame => ("alert-nobody-came", Tone::Careful),
        AlertKind::CallBack => ("alert-call-back", Tone::Plain),
    }
}

/// Who did it and when, a line each.
pub(crate) fn hand_words(words: &Words, here: &Here, hand: &DeskHand) -> AttrValue {
    let who = match &hand.name {
        _ if hand.mine => words.text("role-you"),
        Some(name) => name.clone().into(),
        None => words.text("role-community"),
    };
    let at = moment_inside_words(words, here, hand.at);
    words.with(
        "attention-who",
        &[("who", who.as_str().into()), ("at", at.as_str().into())],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect_file;
    use std::fmt::Write as _;

    const STATES: [CareStatus; 7] = [
        CareStatus::Draft,
        CareStatus::Sent,
        CareStatus::Received,
        CareStatus::Assigned,
        CareStatus::Completed,
        CareStatus::Cancelled,
        CareStatus::Discarded,
    ];

    fn all() -> Vec<AttentionFacts> {
        let mut all = Vec::new();
        for status in STATES {
            for delivered in [Delivered::Here, Delivered::AtCentre] {
                for bits in 0..16_u8 {
                    all.push(AttentionFacts {
                        status,
                        delivered,
                        awaits_desk: bits & 1 > 0,
                        is_assigned: status == CareStatus::Assigned,
                        is_seen: bits & 2 > 0,
                        is_taken_on: bits & 4 > 0,
                        is_settled: bits & 8 > 0,
                    });
                }
            }
        }
        all
    }

    #[test]
    fn what_is_said_claims_no_more_than_the_state_knows() {
        for facts in all() {
            let said = attention(facts);
            let is_true = match said {
                Attention::None => true,
                Attention::NotOut => {
                    facts.status == CareStatus::Sent && facts.delivered == Delivered::Here
                }
                Attention::Unseen => !facts.is_seen && !facts.is_taken_on,
                Attention::Seen => facts.is_seen,
                Attention::TakenOn => facts.is_taken_on,
                Attention::Settled => facts.is_settled,
            };
            assert!(is_true, "{facts:?}: {said:?}");
            // Who called for urgent help is never left without a word, unless somebody comes.
            let is_waiting = matches!(facts.status, CareStatus::Sent | CareStatus::Received);
            if facts.awaits_desk && is_waiting {
                assert_ne!(said, Attention::None, "{facts:?}");
            }
        }
    }

    #[test]
    fn every_state_has_the_words_that_it_had() {
        let mut table = String::new();
        for facts in all() {
            let said = attention_words(attention(facts)).map_or("-", |(key, _)| key);
            let flag = |is: bool, word: &'static str| if is { word } else { "" };
            writeln!(
                table,
                "{:?} {:?} {} {} {} {} → {said}",
                facts.status,
                facts.delivered,
                flag(facts.awaits_desk, "urgent"),
                flag(facts.is_seen, "seen"),
                flag(facts.is_taken_on, "taken-on"),
                flag(facts.is_settled, "settled"),
            )
            .unwrap();
        }
        expect_file!["../../golden/attention.txt"].assert_eq(&table);
    }
}

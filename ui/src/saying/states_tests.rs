//! Walks every state of a request, a visit and an application, with everybody who looks: the
//! words that each is told stand in `golden/`, so that none is left out or claims too much.

use super::{
    Audience, application_words, delivered_words, standing_words, visit_in_words, visit_words,
};
use crate::{hooks::Words, parts::Tone};
use expect_test::expect_file;
use linli_api::view::Delivered;
use linli_domain::{
    application::ApplicationStatus as A,
    care::{CareStatus as C, VisitStatus as V},
    time::Date,
};
use linli_l10n::Lang;
use std::fmt::Write as _;

const REQUESTS: [C; 7] = [
    C::Draft,
    C::Sent,
    C::Received,
    C::Assigned,
    C::Completed,
    C::Cancelled,
    C::Discarded,
];

const VISITS: [V; 10] = [
    V::Booked,
    V::OnTheWay,
    V::Arrived,
    V::InProgress,
    V::Finished,
    V::Confirmed,
    V::NoAnswer,
    V::Stopped,
    V::CancelledByProvider,
    V::CancelledByClient,
];

const APPLICATIONS: [A; 12] = [
    A::Draft,
    A::Sent,
    A::Received,
    A::Accepted,
    A::InReview,
    A::NeedsMore,
    A::NotAccepted,
    A::Decided,
    A::Closed,
    A::Withdrawn,
    A::Lapsed,
    A::Discarded,
];

const DELIVERED: [Delivered; 2] = [Delivered::Here, Delivered::AtCentre];

/// What the resident and her family read, in both languages.
fn said(key: &str) -> String {
    let read = |lang| {
        let own = Words::new(lang);
        let family = own.for_family_of("王秀英".into()).text(key);
        let own = own.text(key);
        if own == family {
            own.to_string()
        } else {
            format!("{own} (family: {family})")
        }
    };
    format!("{} | {}", read(Lang::En), read(Lang::ZhCn))
}

#[test]
fn every_state_of_a_request_has_the_words_that_it_had() {
    let mut table = String::new();
    let day = Some(Date::constant(2026, 11, 24));
    for status in REQUESTS {
        for delivered in DELIVERED {
            for (outdated, of_day) in [(None, ""), (day, " its day is over")] {
                for (awaits_desk, of_desk) in [(false, ""), (true, " for the desk")] {
                    let (key, tone) = standing_words(status, delivered, outdated, awaits_desk);
                    let is_out = status != C::Sent || delivered == Delivered::AtCentre;
                    assert!(is_out || key == delivered_words(delivered), "{status:?}");
                    let is_good = matches!(status, C::Assigned | C::Completed);
                    assert!(tone != Tone::Good || is_good, "{status:?} {key}");
                    let state = format!("{status:?} {delivered:?}{of_day}{of_desk}");
                    writeln!(table, "{state} → {}", said(key)).unwrap();
                }
            }
        }
    }
    expect_file!["../../golden/standing.txt"].assert_eq(&table);
}

#[test]
fn every_state_of_a_visit_has_the_words_that_it_had() {
    let mut table = String::new();
    for status in REQUESTS {
        for visit in VISITS {
            let (key, tone) = visit_in_words(status, visit);
            let is_taken = matches!(status, C::Assigned | C::Completed);
            let is_planned = visit == V::Booked && key == visit_words(V::Booked).0;
            assert!(is_taken || !is_planned, "nobody comes yet: {status:?}");
            let went_wrong = matches!(visit, V::NoAnswer | V::Stopped | V::CancelledByProvider);
            assert!(!went_wrong || tone == Tone::Careful, "{visit:?}");
            writeln!(table, "{status:?} {visit:?} → {}", said(key)).unwrap();
        }
    }
    expect_file!["../../golden/visit.txt"].assert_eq(&table);
}

#[test]
fn every_state_of_an_application_has_the_words_that_it_had() {
    let mut table = String::new();
    for status in APPLICATIONS {
        for delivered in DELIVERED {
            for audience in [Audience::Own, Audience::Helper, Audience::Office] {
                let (key, tone) = application_words(status, delivered, audience);
                assert_ne!(tone, Tone::Good, "the answer need not be a good one");
                let is_out = status != A::Sent || delivered == Delivered::AtCentre;
                assert!(is_out || key == delivered_words(delivered), "{status:?}");
                let state = format!("{status:?} {delivered:?} {audience:?}");
                writeln!(table, "{state} → {}", said(key)).unwrap();
            }
        }
    }
    expect_file!["../../golden/application.txt"].assert_eq(&table);
}

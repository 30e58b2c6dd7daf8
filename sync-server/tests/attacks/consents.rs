//! What a worker tries without a resident's consent, outside of it, or after its end.

use crate::siege::{
    Craft, HERE, HILL, NOT_FOR_ROLE, NOT_THEIRS, NOT_VALID, Siege, TODAY, TOO_LATE, Verdict,
    begins, writes,
};
use Verdict::Enters;
use linli_domain::{
    access::Refusal,
    consent::{Assent, ConsentEvent, Grant, Permission},
    document::DocKind::{Application, Care, Consent},
    id::DocId,
    time::{Date, add_days},
};
use linli_replica::replica::Edit;

const NO_CONSENT: Verdict = Verdict::Refused(Refusal::NoConsent);

/// That somebody may ask for care for a resident.
fn grant(siege: &Siege, to: &str, until: Date) -> Grant {
    Grant {
        to: siege.person(to),
        to_name: to.to_owned(),
        purpose: "help with washing".to_owned(),
        may: [Permission::Care].into(),
        until,
        how: Assent::Witnessed {
            witness: "Chen".to_owned(),
        },
    }
}

fn gives(consent: DocId, grant: Grant) -> Craft {
    writes(consent, vec![Edit::Consent(ConsentEvent::Given(grant))])
}

fn ends(consent: DocId) -> Craft {
    writes(consent, vec![Edit::Consent(ConsentEvent::Ended)])
}

/// The same, written under a consent.
pub(crate) fn under(consent: DocId, craft: Craft) -> Craft {
    Box::new(move |siege, by| siege.under(consent, || craft(siege, by)))
}

impl Siege {
    /// A consent of a resident to what the worker Lin does for them today.
    pub(crate) fn consent_of(&self, resident: &'static str) -> DocId {
        let consent = self.does("Lin", &begins(Consent, resident, HERE));
        self.does("Lin", &gives(consent, grant(self, "Lin", TODAY)));
        consent
    }
}

#[test]
fn nobody_gives_a_consent_that_is_not_theirs_or_says_nothing() {
    let siege = Siege::new();
    let begun = siege.does("Lin", &begins(Consent, "Wang", HERE));
    let to = |name: &str| grant(&siege, name, TODAY);
    let unsaid = Grant {
        purpose: " ".to_owned(),
        ..to("Lin")
    };
    siege.stands(lines! {
        "by family", Ming: begins(Consent, "Wang", HERE) => NOT_FOR_ROLE;
        "by a caregiver", Sun: begins(Consent, "Wang", HERE) => NOT_FOR_ROLE;
        "by an officer", Qin: begins(Consent, "Wang", HERE) => NOT_FOR_ROLE;
        "by a worker of another area", Zhou: begins(Consent, "Wang", HERE) => NOT_THEIRS;
        "as if she lived there", Zhou: begins(Consent, "Wang", HILL) => NOT_THEIRS;
        "in a neighbour's name", Li: begins(Consent, "Wang", HERE) => NOT_THEIRS;
        "given by family", Ming: gives(begun, to("Lin")) => NOT_FOR_ROLE;
        "given by a neighbour", Li: gives(begun, to("Lin")) => NOT_THEIRS;
        "to a colleague", Lin: gives(begun, to("Zhou")) => NOT_VALID;
        "for nothing", Lin: gives(begun, unsaid) => NOT_VALID;
        "until yesterday", Lin: gives(begun, grant(&siege, "Lin", add_days(TODAY, -1))) => NOT_VALID;
        "for two years", Lin: gives(begun, grant(&siege, "Lin", add_days(TODAY, 730))) => NOT_VALID;
        "taken back before it is given", Wang: ends(begun) => TOO_LATE;
        "as it was said", Lin: gives(begun, to("Lin")) => Enters;
        "once more, for longer", Lin: gives(begun, grant(&siege, "Lin", add_days(TODAY, 300))) => TOO_LATE;
        "taken back by a neighbour", Li: ends(begun) => NOT_THEIRS;
        "taken back by family", Ming: ends(begun) => Enters;
        "given again", Wang: gives(begun, to("Lin")) => TOO_LATE;
    });
}

#[test]
fn nothing_is_done_for_a_resident_without_their_consent() {
    let siege = Siege::new();
    let (wangs, lis) = (siege.consent_of("Wang"), siege.consent_of("Li"));
    let begun = siege.does("Lin", &begins(Consent, "Wang", HERE));
    let own = siege.does("Wang", &begins(Care, "Wang", HERE));
    let care = || begins(Care, "Wang", HERE);
    siege.stands(lines! {
        "under none", Lin: care() => NO_CONSENT;
        "under one that there is not", Lin: under(DocId([9; 16]), care()) => NO_CONSENT;
        "under a neighbour's", Lin: under(lis, care()) => NO_CONSENT;
        "under one that was never given", Lin: under(begun, care()) => NO_CONSENT;
        "under what is none", Lin: under(own, care()) => NO_CONSENT;
        "by a worker of another area", Zhou: under(wangs, care()) => NOT_THEIRS;
        "what she did not consent to", Lin: under(wangs, begins(Application, "Wang", HERE)) => NO_CONSENT;
        "what she consented to", Lin: under(wangs, care()) => Enters;
        "she needs none", Wang: care() => Enters;
        "taken back", Wang: ends(wangs) => Enters;
    });
    siege.town.pass_minutes(1);
    siege.stands(lines! {
        "after that", Lin: under(wangs, care()) => NO_CONSENT;
        "another's still holds", Lin: under(lis, begins(Care, "Li", HERE)) => Enters;
    });
    siege.town.pass_minutes(24 * 60);
    siege.stands(lines! {
        "after the last day", Lin: under(lis, begins(Care, "Li", HERE)) => NO_CONSENT;
    });
}

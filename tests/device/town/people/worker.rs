//! Community workers: they look at their residents, and into the matters of the area; they
//! see what was asked for, take care of it, and say how it ended.

use super::{Deed, Somebody, application, deed, resident};
use crate::town::broken::{Kept, never_fails};
use linli_api::{
    ActFor, GetSession, GiveConsent, ListRoster, OpenCare, OpenResident, Say, SeeCare, SettleCare,
    TakeOnCare, view::Resident,
};
use linli_domain::{
    care::{CareMove, When},
    consent::{Assent, Permission},
    document::DocKind,
    id::DocId,
    time::add_days,
};
use linli_replica::replica::Replica;

pub(super) fn act(somebody: &mut Somebody<'_>) -> Kept {
    let roster = somebody.phone.must(ListRoster {
        search: String::new(),
        after: None,
        limit: 50,
    })?;
    if somebody.dice.happens(25) {
        return for_a_resident(somebody, &roster.rows);
    }
    let docs: Vec<(DocId, Replica)> = somebody.phone.documents()?.into_iter().collect();
    let Some((doc, replica)) = somebody.dice.one(&docs) else {
        return Ok(());
    };
    let (doc, contents) = (*doc, replica.contents());
    match never_fails(contents, "a phone's documents can be read")?.kind() {
        DocKind::Application => application::go_on(somebody, doc),
        DocKind::Care => go_on_with_care(somebody, doc),
        DocKind::Person | DocKind::Offer | DocKind::Consent => Ok(()),
    }
}

/// Does something for one of her residents, who consents to it now or did before.
fn for_a_resident(somebody: &mut Somebody<'_>, roster: &[Resident]) -> Kept {
    let Some(resident) = somebody.dice.one(roster).map(|row| row.person) else {
        return Ok(());
    };
    let page = somebody.phone.must(OpenResident { resident })?;
    let mut consents = page.consents.iter();
    if consents.any(|line| line.is_mine && line.holds) {
        let resident = Some(resident);
        somebody.phone.must(ActFor { resident })?;
    } else {
        let today = somebody.phone.must(GetSession {})?.today;
        somebody.phone.must(GiveConsent {
            resident,
            purpose: somebody.ledger.fresh_words(),
            may: Permission::ALL.into_iter().collect(),
            until: add_days(today, [0, 2, 30][somebody.dice.below(3)]),
            how: Assent::Witnessed {
                witness: "Li".to_owned(),
            },
        })?;
    }
    resident::act(somebody)?;
    somebody.phone.must(ActFor { resident: None })
}

fn go_on_with_care(somebody: &mut Somebody<'_>, doc: DocId) -> Kept {
    let page = somebody.phone.must(OpenCare { doc })?;
    let is_series = matches!(page.when, Some(When::Weekly { .. }));
    let mut deeds: Vec<Deed<'_>> = Vec::new();
    for what in page.may {
        deeds.push(match what {
            CareMove::Say => deed(4, move |somebody| {
                let text = somebody.ledger.fresh_words();
                somebody.phone.must(Say { doc, text })
            }),
            CareMove::See => deed(3, move |somebody| somebody.phone.must(SeeCare { doc })),
            CareMove::TakeOn => deed(3, move |somebody| somebody.phone.must(TakeOnCare { doc })),
            CareMove::Settle if !is_series => deed(3, move |somebody| {
                let words = somebody.ledger.fresh_words();
                somebody.phone.must(SettleCare { doc, words })
            }),
            _ => continue,
        });
    }
    somebody.choose(deeds)
}

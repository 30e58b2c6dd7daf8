//! Community workers: they look at their residents, and into the matters of the area; they
//! see what was asked for, take care of it, and say how it ended.

use super::{Deed, Somebody, application, deed};
use crate::town::broken::{Kept, never_fails};
use linli_api::{ListRoster, OpenCare, Say, SeeCare, SettleCare, TakeOnCare};
use linli_domain::{
    care::{CareMove, When},
    document::DocKind,
    id::DocId,
};
use linli_replica::replica::Replica;

pub(super) fn act(somebody: &mut Somebody<'_>) -> Kept {
    somebody.phone.must(ListRoster {
        search: String::new(),
        after: None,
        limit: 50,
    })?;
    let docs: Vec<(DocId, Replica)> = somebody.phone.documents()?.into_iter().collect();
    let Some((doc, replica)) = somebody.dice.one(&docs) else {
        return Ok(());
    };
    let (doc, contents) = (*doc, replica.contents());
    match never_fails(contents, "a phone's documents can be read")?.kind() {
        DocKind::Application => application::go_on(somebody, doc),
        DocKind::Care => go_on_with_care(somebody, doc),
        DocKind::Person | DocKind::Offer => Ok(()),
    }
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

//! Community workers: they look at their residents, and into the matters of the area.

use super::{Somebody, application};
use crate::town::broken::{Kept, never_fails};
use linli_api::{OpenCare, Roster, Say};
use linli_domain::{care::CareMove, document::DocKind, id::DocId};
use linli_replica::replica::Replica;

pub(super) fn act(somebody: &mut Somebody<'_>) -> Kept {
    somebody.phone.must(Roster {
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
        DocKind::Care => {
            let page = somebody.phone.must(OpenCare { doc })?;
            if !page.may.contains(&CareMove::Say) {
                return Ok(());
            }
            let text = somebody.ledger.fresh_words();
            somebody.phone.must(Say { doc, text })
        }
        DocKind::Person | DocKind::Offer => Ok(()),
    }
}

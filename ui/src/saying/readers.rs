//! Who can see what is written in a form, in words. Made from the scopes that documents
//! carry, never typed: what the policy lets somebody read, the page says.

use crate::hooks::Words;
use linli_domain::{
    document::{DocKind, Header},
    id::{AreaId, DocId, OfficeId, PersonId},
    role::Scope,
};
use yew::AttrValue;

/// Whose answers a form has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormReaders {
    Care {
        /// The answer stands in the offer too.
        in_offer: bool,
    },
    Application,
}

const RESIDENT: PersonId = PersonId([1; 16]);
const CAREGIVER: PersonId = PersonId([2; 16]);

/// The scopes under which an answer can be read once the form was sent.
fn scopes(form: FormReaders) -> Vec<Scope> {
    let of = |kind| {
        let area = AreaId(String::new());
        Header::new(DocId::default(), kind, RESIDENT, area).scopes(Some(CAREGIVER))
    };
    match form {
        FormReaders::Care { in_offer: false } => of(DocKind::Care),
        FormReaders::Care { in_offer: true } => [of(DocKind::Care), of(DocKind::Offer)].concat(),
        // From the receipt on the office reads it: `Contents::scopes`.
        FormReaders::Application => {
            let mut scopes = of(DocKind::Application);
            scopes.push(Scope::Office(OfficeId(String::new())));
            scopes
        }
    }
}

/// Who holds such a scope.
fn holder(scope: &Scope) -> &'static str {
    match scope {
        Scope::Person(person) if *person == CAREGIVER => "readers-carer",
        Scope::Person(_) => "readers-own",
        Scope::AreaWorker(_) => "readers-worker",
        Scope::AreaCaregiver(_) | Scope::Area(_) => "readers-carers",
        Scope::Office(_) => "readers-office",
    }
}

/// Who can see an answer of the form.
pub(crate) fn readers_words(words: &Words, form: FormReaders) -> AttrValue {
    let mut who = scopes(form).into_iter().rev();
    let last = who.next().map(|scope| words.text(holder(&scope)));
    let who = who.fold(last.unwrap_or_default(), |rest, scope| {
        let first = words.text(holder(&scope));
        let args = [
            ("first", first.as_str().into()),
            ("rest", rest.as_str().into()),
        ];
        words.with("readers-and", &args)
    });
    words.with("readers", &[("who", who.as_str().into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_l10n::Lang;

    #[test]
    fn every_form_names_all_who_read_it() {
        let words = Words::new(Lang::En);
        let said = |form| readers_words(&words, form).to_string();
        let care = said(FormReaders::Care { in_offer: false });
        assert_eq!(
            care,
            "Who can see this: you and the family who act for you, community workers, \
             the carer who comes."
        );
        let offered = said(FormReaders::Care { in_offer: true });
        assert!(
            offered.ends_with("the carer who comes, carers of this community."),
            "{offered}"
        );
        let applied = said(FormReaders::Application);
        assert!(
            applied.ends_with("community workers, the office that decides."),
            "{applied}"
        );
    }
}

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
    /// The profile, which is no form: it is there for all of them.
    Profile,
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
        FormReaders::Profile => of(DocKind::Person),
        // From the receipt on the office reads it: `Contents::scopes`.
        FormReaders::Application => {
            let mut scopes = of(DocKind::Application);
            scopes.push(Scope::Office(OfficeId(String::new())));
            scopes
        }
    }
}

/// Who holds such a scope; a carer reads of the resident as of another.
fn holder(scope: &Scope, is_carer: bool) -> &'static str {
    match scope {
        Scope::Person(person) if *person == CAREGIVER => "readers-carer",
        Scope::Person(_) if is_carer => "readers-resident",
        Scope::Person(_) => "readers-own",
        Scope::AreaWorker(_) => "readers-worker",
        Scope::AreaCaregiver(_) | Scope::Area(_) => "readers-carers",
        Scope::Office(_) => "readers-office",
    }
}

/// Who can see an answer of the form, told to the resident's side.
pub(crate) fn readers_words(words: &Words, form: FormReaders) -> AttrValue {
    told(words, form, false)
}

/// Who can see what a carer writes into the record of a visit, told to them.
pub(crate) fn record_readers_words(words: &Words) -> AttrValue {
    told(words, FormReaders::Care { in_offer: false }, true)
}

/// The message `key`, and after it who can see what is asked there.
pub(crate) fn with_readers(words: &Words, key: &str, form: FormReaders) -> AttrValue {
    let (said, readers) = (words.text(key), readers_words(words, form));
    let space = if words.lang().is_chinese() { "" } else { " " };
    format!("{said}{space}{readers}").into()
}

fn told(words: &Words, form: FormReaders, is_carer: bool) -> AttrValue {
    let mut who = scopes(form).into_iter().rev();
    let last = who.next();
    let last = last.map(|scope| words.text(holder(&scope, is_carer)));
    let who = who.fold(last.unwrap_or_default(), |rest, scope| {
        let first = words.text(holder(&scope, is_carer));
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
    use linli_domain::grade::Grade;
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
        let known = said(FormReaders::Profile);
        assert!(
            known.ends_with("who act for you, community workers."),
            "{known}"
        );
    }

    /// Every kind of document with every grade that an answer in it can have: a line names
    /// whoever the policy lets read it, and nobody else.
    #[test]
    fn a_line_names_those_whom_the_policy_lets_read() {
        let words = Words::new(Lang::En);
        let all = [
            "readers-own",
            "readers-worker",
            "readers-carer",
            "readers-carers",
            "readers-office",
        ];
        let offers = |grade| grade <= Grade::PERSONAL;
        for grade in [1, 2, 3, 4].map(|grade| Grade::try_from(grade).unwrap()) {
            for (form, who) in [
                (FormReaders::Care { in_offer: false }, &all[..3]),
                (FormReaders::Care { in_offer: true }, &all[..4]),
                (FormReaders::Profile, &all[..2]),
                (FormReaders::Application, &[all[0], all[1], all[4]][..]),
            ] {
                if form == (FormReaders::Care { in_offer: true }) && !offers(grade) {
                    // The catalogue lets no such answer into an offer.
                    continue;
                }
                let names: Vec<_> = who.iter().map(|key| words.text(key).to_string()).collect();
                let line = format!("Who can see this: {}.", names.join(", "));
                assert_eq!(readers_words(&words, form), line, "{form:?} {grade:?}");
            }
        }
        let record = record_readers_words(&words);
        assert!(record.contains("the resident and the family"), "{record}");
        assert!(!record.contains("you"), "{record}");
    }
}

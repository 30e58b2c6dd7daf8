//! Documents in other people's names, of kinds and about things that there are not.

use crate::{
    consents::under,
    siege::{
        AGE, HERE, HILL, NOT_FOR_ROLE, NOT_THEIRS, NOT_VALID, Siege, Verdict, Wish, applies_for,
        asks_for, begins, begins_with, of_kind,
    },
};
use Verdict::Enters;
use linli_domain::{
    document::{DocKind, Header},
    id::{AreaId, DocId, PersonId},
};

#[test]
fn nobody_begins_a_document_in_anothers_name() {
    use DocKind::{Application, Care, Offer, Person};
    let siege = Siege::new();
    let consent = siege.consent_of("Wang");
    siege.stands(lines! {
        "her own request", Wang: begins(Care, "Wang", HERE) => Enters;
        "family's, for her", Ming: begins(Care, "Wang", HERE) => Enters;
        "the worker's, for her", Lin: under(consent, begins(Care, "Wang", HERE)) => Enters;
        "her own application", Wang: begins(Application, "Wang", HERE) => Enters;
        "a worker of another area, where she lives", Zhou: begins(Care, "Wang", HERE) => NOT_THEIRS;
        "a worker of another area, as if she lived there", Zhou: begins(Care, "Wang", HILL) => NOT_THEIRS;
        "the same with an application", Zhou: begins(Application, "Wang", HILL) => NOT_THEIRS;
        "a second person document, by a worker of another area", Zhou: begins(Person, "Wang", HILL) => NOT_FOR_ROLE;
        "a second person document, by her worker", Lin: begins(Person, "Wang", HERE) => NOT_FOR_ROLE;
        "a second person document, by herself", Wang: begins(Person, "Wang", HERE) => NOT_FOR_ROLE;
        "a second person document, by family", Ming: begins(Person, "Wang", HERE) => NOT_FOR_ROLE;
        "a person document of a caregiver", Sun: begins(Person, "Sun", HERE) => NOT_FOR_ROLE;
        "care in another area", Wang: begins(Care, "Wang", HILL) => NOT_THEIRS;
        "care in an area that there is not", Wang: begins(Care, "Wang", "x") => NOT_THEIRS;
        "care in no area", Wang: begins(Care, "Wang", "") => NOT_THEIRS;
        "family in another area", Ming: begins(Care, "Wang", HILL) => NOT_THEIRS;
        "a neighbour's request", Li: begins(Care, "Wang", HERE) => NOT_THEIRS;
        "family's of somebody else", Ming: begins(Care, "Li", HERE) => NOT_THEIRS;
        "family's of themselves", Ming: begins(Care, "Ming", HERE) => NOT_THEIRS;
        "a worker's, of a caregiver", Lin: begins(Care, "Sun", HERE) => NOT_THEIRS;
        "a worker's, of one from another area", Lin: begins(Care, "Yu", HERE) => NOT_THEIRS;
        "a worker's own", Lin: begins(Care, "Lin", HERE) => NOT_THEIRS;
        "a caregiver's", Sun: begins(Care, "Wang", HERE) => NOT_FOR_ROLE;
        "an officer's application", Qin: begins(Application, "Wang", HERE) => NOT_FOR_ROLE;
    });
    let header = |kind, resident, id| Header::new(DocId(id), kind, resident, AreaId(HERE.into()));
    let wang = siege.person("Wang");
    let nobody = begins_with(move |_| header(Care, PersonId::default(), [1; 16]));
    let blank = begins_with(move |_| header(Care, wang, [0; 16]));
    let offer = begins_with(move |_| header(Offer, wang, [2; 16]));
    siege.stands(lines! {
        "a kind of document that there is not", Wang: of_kind("gold") => NOT_VALID;
        "no kind of document", Wang: of_kind("") => NOT_VALID;
        "a request of nobody", Lin: nobody => NOT_THEIRS;
        "a document with the empty id", Wang: blank => NOT_VALID;
        "an offer", Lin: offer => NOT_VALID;
    });
}

#[test]
fn nothing_is_begun_that_the_catalogue_never_had() {
    let siege = Siege::new();
    let wish = |wish| applies_for(wish);
    siege.stands(lines! {
        "a kind of care", Wang: asks_for("meal") => Enters;
        "no such kind of care", Wang: asks_for("gold") => NOT_VALID;
        "the empty kind", Wang: asks_for("") => NOT_VALID;
        "a service", Wang: wish(AGE) => Enters;
        "no such service", Wang: wish(Wish { service: "gold", ..AGE }) => NOT_VALID;
        "an empty service", Wang: wish(Wish { service: "", ..AGE }) => NOT_VALID;
        "at another office", Wang: wish(Wish { office: "community", ..AGE }) => NOT_VALID;
        "at no office", Wang: wish(Wish { office: "x", ..AGE }) => NOT_VALID;
        "of no version", Wang: wish(Wish { version: "1", ..AGE }) => NOT_VALID;
        "in no bundle", Wang: wish(Wish { bundle: Some("x"), ..AGE }) => NOT_VALID;
        "in a bundle without it", Wang: wish(Wish { bundle: Some("disability"), ..AGE }) => NOT_VALID;
        "in its bundle", Wang: wish(Wish { bundle: Some("turning-80"), ..AGE }) => Enters;
    });
}

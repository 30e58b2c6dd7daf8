//! A phone that a restored centre forgot, and who would like to be taken for it. Cards
//! travel with the changes, so everybody has them.

use crate::support::{Phone, town::Town};
use linli_domain::{
    id::AreaId,
    role::{Role, Scope},
};
use linli_replica::{
    exchange::{DeviceCard, ENROL_VERSION, EnrolChallenge, EnrolRefusal, decode, encode},
    keys::SecretKey,
    known_again::{KNOWN_AGAIN_VERSION, KnownAgain},
    turned_away::TurnedAway,
};
use linli_server::core::people;
use std::path::PathBuf;

const STALE: Option<TurnedAway> = Some(TurnedAway::Code(EnrolRefusal::Stale));
const UNKNOWN: Option<TurnedAway> = Some(TurnedAway::Unknown);
const COMES_BACK: Option<TurnedAway> = None;

/// A centre that was brought back to before Sun Li's phone was enrolled.
struct Restored {
    town: Town,
    sun: Phone,
    copy: PathBuf,
}

impl Restored {
    fn new() -> Self {
        let mut town = Town::new();
        let copy = town.back_up();
        let sun = town.phone(3, "孙丽", Role::Caregiver);
        town.bring_back(&copy);
        Self { town, sun, copy }
    }

    fn challenge(&self) -> EnrolChallenge {
        Phone::challenge(&mut self.town.link())
    }

    /// What her own phone says.
    fn her_word(&self) -> KnownAgain {
        self.word_of(&self.sun.key, self.sun.token(), &self.challenge())
    }

    fn word_of(&self, key: &SecretKey, token: &str, given: &EnrolChallenge) -> KnownAgain {
        let own = self.sun.enrolled.as_ref().unwrap();
        let holder = (own.name.clone(), own.area.clone());
        KnownAgain::sign(key, token, own.card.clone(), holder, given)
    }

    /// Why the centre does not take it; `None` where it does.
    fn says(&self, message: &KnownAgain, token: &str) -> Option<TurnedAway> {
        let mut link = self.town.link();
        let reply = link.post("/v1/known-again", token, &encode(message));
        let reply = reply.unwrap();
        (reply.status != 204).then(|| decode(&reply.body).unwrap())
    }

    fn is_known(&self) -> bool {
        let mut link = self.town.link();
        self.sun
            .post(&mut link, &self.sun.request(0))
            .unwrap()
            .status
            == 200
    }
}

#[test]
fn only_the_phones_own_key_over_a_fresh_challenge_brings_it_back() {
    let at = Restored::new();
    let (sun, token) = (&at.sun, at.sun.token());
    let thief = SecretKey::from_seed([66; 32]);
    let own = |given: &EnrolChallenge| at.word_of(&sun.key, token, given);
    let bent = |bend: &dyn Fn(&mut KnownAgain)| {
        let mut word = at.her_word();
        bend(&mut word);
        word
    };
    let spent = {
        let mut link = at.town.link();
        let given = Phone::challenge(&mut link);
        let code = at.town.code("何香", Role::Caregiver);
        let mut other = Phone::new(4);
        let request = other.enrol_request(&code, None, &given);
        other.enrolled = Some(Phone::ask_for_token(&mut link, &request).unwrap());
        given
    };
    let old = at.challenge();
    at.town.pass_minutes(4);
    let made_up = EnrolChallenge {
        v: ENROL_VERSION,
        bytes: vec![7; 56],
    };
    let none = EnrolChallenge {
        bytes: Vec::new(),
        ..made_up.clone()
    };
    let fresh = at.challenge();
    let own_card = |word: &mut KnownAgain| {
        let writer = word.card.writer.clone();
        word.card = DeviceCard::sign(&thief, word.card.device, thief.public(), writer);
    };
    let too_old = Some(TurnedAway::TooOld);
    let before = at.town.dump();
    for (what, message, with, answer) in [
        (
            "another's key",
            at.word_of(&thief, token, &fresh),
            token,
            UNKNOWN,
        ),
        ("another's token", own(&fresh), "stolen", UNKNOWN),
        ("a card that they signed", bent(&own_card), token, UNKNOWN),
        (
            "another name",
            bent(&|word| word.name = "何香".into()),
            token,
            UNKNOWN,
        ),
        (
            "another area",
            bent(&|word| word.area = AreaId("demo-hill".into())),
            token,
            UNKNOWN,
        ),
        (
            "another challenge",
            bent(&|word| word.challenge = fresh.bytes.clone()),
            token,
            UNKNOWN,
        ),
        (
            "the form without one",
            bent(&|word| word.v = KNOWN_AGAIN_VERSION - 1),
            token,
            too_old,
        ),
        ("no challenge", own(&none), token, STALE),
        ("one that they made up", own(&made_up), token, STALE),
        ("one that has ended", own(&old), token, STALE),
        ("one that was used to enrol", own(&spent), token, STALE),
    ] {
        assert_eq!(at.says(&message, with), answer, "{what}");
        assert!(at.town.dump() == before, "{what}: the store has changed");
        assert!(!at.is_known(), "{what}");
    }
    assert_eq!(at.says(&own(&fresh), token), COMES_BACK);
    assert!(at.is_known());
    let after = at.town.dump();
    let second = at.word_of(&sun.key, "second", &at.challenge());
    assert_eq!(at.says(&second, "second"), UNKNOWN, "no second token");
    assert!(at.town.dump() == after);
}

#[test]
fn what_was_overheard_is_worth_nothing_when_it_is_said_again() {
    let mut at = Restored::new();
    let heard = at.her_word();
    assert_eq!(at.says(&heard, at.sun.token()), COMES_BACK);
    let after = at.town.dump();
    assert_eq!(at.says(&heard, at.sun.token()), STALE, "at once");
    assert!(at.town.dump() == after);
    // Nor after the next restore, which forgets her phone and all that was said.
    let copy = at.copy.clone();
    at.town.bring_back(&copy);
    let before = at.town.dump();
    assert_eq!(at.says(&heard, at.sun.token()), STALE, "after a restore");
    assert!(at.town.dump() == before && !at.is_known());
    assert_eq!(at.says(&at.her_word(), at.sun.token()), COMES_BACK);
    // Whoever was revoked stays so, whatever they sign.
    let (device, now) = (at.sun.device, at.sun.now());
    let store = &at.town.centre.store;
    store
        .write(|store| store.revoke_device(device, now))
        .unwrap();
    assert_eq!(at.says(&at.her_word(), at.sun.token()), UNKNOWN);
}

#[test]
fn a_phones_word_for_its_name_and_area_is_checked_like_any_other() {
    let long = "长".repeat(people::MAX_NAME + 1);
    for (name, area, kept) in [
        (" 孙丽  Sun Li ", "demo-chunfeng", "孙丽 Sun Li"),
        (&long, "demo-chunfeng", ""),
        ("孙\u{202e}丽", "demo-chunfeng", ""),
        ("孙丽\n", "demo-nowhere", "孙丽"),
    ] {
        let at = Restored::new();
        let own = at.sun.enrolled.as_ref().unwrap();
        let holder = (name.to_owned(), AreaId(area.to_owned()));
        let (key, card) = (&at.sun.key, own.card.clone());
        let message = KnownAgain::sign(key, at.sun.token(), card, holder, &at.challenge());
        assert_eq!(at.says(&message, at.sun.token()), COMES_BACK, "{name:?}");
        let known = at
            .town
            .centre
            .store
            .read(|store| store.device(at.sun.device));
        let account = known.unwrap().unwrap().account;
        assert_eq!(account.name, kept);
        // Her card says where she works.
        assert!(
            account
                .writer
                .scopes
                .contains(&Scope::Area(account.area.clone()))
        );
        assert_eq!(account.area, own.area);
    }
}

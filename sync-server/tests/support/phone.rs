//! A device as the centre sees it: a key, a token, documents, an outbox.

use super::{
    link::{Link, Reply},
    town::{OFFICE, version},
};
use linli_domain::{
    access::Writer,
    answer::{FieldId, Value},
    application::{Application, ApplicationEvent},
    care::{Care, CareEvent, Place, When},
    catalogue::{KindId, ServiceId},
    device::DeviceKind,
    document::{Author, DocKind, Header},
    id::{AreaId, DeviceId, DocId, OfficeId, PersonId},
    offer::{Offer, OfferEvent},
    time::Timestamp,
};
use linli_replica::{
    exchange::{
        ChangeOutcome, Cursor, Enrol, EnrolChallenge, EnrolRefusal, Enrolled, Exchange, Exchanged,
        VERSION, decode, encode,
    },
    gate::{self, Admission},
    keys::{PublicKey, SecretKey},
    replica::{Edit, Pen, Replica},
    signed::{Hash, SignedChange},
    turned_away::TurnedAway,
};
use std::collections::{BTreeMap, BTreeSet};

pub struct Phone {
    pub key: SecretKey,
    pub device: DeviceId,
    pub enrolled: Option<Enrolled>,
    pub cursor: Cursor,
    pub docs: BTreeMap<DocId, Replica>,
    pub outbox: Vec<SignedChange>,
    /// The version of the catalogue that it has.
    pub catalogue: String,
    /// Changes for which there is a receipt.
    pub received: BTreeSet<Hash>,
    pub refused: Vec<ChangeOutcome>,
    keys: BTreeMap<DeviceId, PublicKey>,
    made: u64,
}

impl Phone {
    /// The phone number `number`: same number, same key and ids.
    pub fn new(number: u64) -> Self {
        let mut seed = [7; 32];
        seed[..8].copy_from_slice(&number.to_be_bytes());
        let mut device = [9; 16];
        device[..8].copy_from_slice(&number.to_be_bytes());
        Self {
            key: SecretKey::from_seed(seed),
            device: DeviceId(device),
            enrolled: None,
            cursor: Cursor::default(),
            docs: BTreeMap::new(),
            outbox: Vec::new(),
            catalogue: version().to_owned(),
            received: BTreeSet::new(),
            refused: Vec::new(),
            keys: BTreeMap::new(),
            made: number << 32,
        }
    }

    /// Enrols with a code as it was printed.
    pub fn enrol(&mut self, link: &mut Link, code: &str) -> Result<(), EnrolRefusal> {
        let challenge = Self::challenge(link);
        let request = self.enrol_request(code, None, &challenge);
        let reply = Self::ask_for_token(link, &request)?;
        self.enrolled = Some(reply);
        Ok(())
    }

    /// What it sends to be enrolled with a code as it was printed.
    pub fn enrol_request(
        &self,
        code: &str,
        holder: Option<Author>,
        challenge: &EnrolChallenge,
    ) -> Enrol {
        let code: String = code.chars().filter(char::is_ascii_digit).collect();
        let (key, kind) = (&self.key, DeviceKind::Phone);
        Enrol::sign(key, self.device, kind, holder, &code, challenge)
    }

    /// What a device signs to be enrolled.
    pub fn challenge(link: &mut Link) -> EnrolChallenge {
        let reply = link.post("/v1/enrol/challenge", "", &[]).unwrap();
        assert_eq!(reply.status, 200);
        decode(&reply.body).unwrap()
    }

    /// Sends a request for a token as it is.
    pub fn ask_for_token(link: &mut Link, request: &Enrol) -> Result<Enrolled, EnrolRefusal> {
        let reply = link.post("/v1/enrol", "", &encode(request)).unwrap();
        if reply.status != 200 {
            return Err(match decode(&reply.body).unwrap() {
                TurnedAway::Code(refusal) => refusal,
                TurnedAway::TooMany { .. } => EnrolRefusal::TooMany,
                TurnedAway::Malformed => EnrolRefusal::Malformed,
                other => panic!("{other:?}"),
            });
        }
        let enrolled: Enrolled = decode(&reply.body).unwrap();
        assert!(enrolled.card.verified_by(&enrolled.centre_key));
        Ok(enrolled)
    }

    pub fn token(&self) -> &str {
        self.enrolled
            .as_ref()
            .map_or("", |enrolled| &enrolled.token)
    }

    pub fn writer(&self) -> &Writer {
        &self.enrolled.as_ref().unwrap().card.writer
    }

    pub fn person(&self) -> PersonId {
        self.writer().person
    }

    pub fn area(&self) -> AreaId {
        self.enrolled.as_ref().unwrap().area.clone()
    }

    pub fn fresh_id(&mut self) -> [u8; 16] {
        self.made += 1;
        let mut id = [3; 16];
        id[..8].copy_from_slice(&self.made.to_be_bytes());
        id
    }

    /// Writes with this phone's pen.
    pub fn write<T>(&mut self, make: impl FnOnce(&mut Pen<'_>) -> T) -> T {
        let author = self.writer().author();
        let key = self.key.clone();
        let device = self.device;
        let now = self.enrolled.as_ref().unwrap().now;
        let mut fresh_id = || self.fresh_id();
        make(&mut Pen {
            key: &key,
            device,
            incarnation: 1,
            author,
            now,
            consent: None,
            fresh_id: &mut fresh_id,
        })
    }

    /// Begins a care request.
    pub fn begin_care(&mut self, kind: &str) -> DocId {
        let id = DocId(self.fresh_id());
        let header = Header::new(id, DocKind::Care, self.person(), self.area());
        let kind = KindId(kind.to_owned());
        let (replica, signed) = self
            .write(|pen| Replica::begin_care(pen, &header, &kind))
            .unwrap();
        self.docs.insert(id, replica);
        self.outbox.push(signed);
        id
    }

    /// Asks for care, all the way to "sent".
    pub fn ask(&mut self, kind: &str, when: When) -> DocId {
        let id = self.begin_care(kind);
        self.send_care(id, when);
        id
    }

    /// Sends a care request that is begun.
    pub fn send_care(&mut self, id: DocId, when: When) {
        let place = Place {
            name: "王秀英".to_owned(),
            phone: "000-5555-1001".to_owned(),
            building: "3".to_owned(),
            door: "2 单元 301".to_owned(),
            ..Place::default()
        };
        self.edit(id, &[Edit::When(when), Edit::Place(place)]);
        self.edit(id, &[Edit::Care(CareEvent::Sent)]);
    }

    /// Begins an application for `service` at the town's office.
    pub fn begin_application(&mut self, service: &str) -> DocId {
        let id = DocId(self.fresh_id());
        let header = Header::new(id, DocKind::Application, self.person(), self.area());
        let service = ServiceId(service.to_owned());
        let office = OfficeId(OFFICE.to_owned());
        let version = self.catalogue.clone();
        let (replica, signed) = self
            .write(|pen| {
                Replica::begin_application(pen, &header, &service, &version, &office, None)
            })
            .unwrap();
        self.docs.insert(id, replica);
        self.outbox.push(signed);
        id
    }

    /// Applies for `service`, all the way to "submitted".
    pub fn apply(&mut self, service: &str) -> DocId {
        let id = self.begin_application(service);
        self.submit(id);
        id
    }

    /// Writes a name into an application and submits it.
    pub fn submit(&mut self, id: DocId) {
        let name = Some(Value::Text("王秀英".to_owned()));
        self.edit(id, &[Edit::Answer(FieldId("full_name".to_owned()), name)]);
        self.say(id, ApplicationEvent::Submitted { by_proxy: false });
    }

    /// Adds an event to an application.
    pub fn say(&mut self, id: DocId, what: ApplicationEvent) -> SignedChange {
        self.edit(id, &[Edit::Application(what)])
    }

    /// Edits a document and puts the change into the outbox.
    pub fn edit(&mut self, id: DocId, edits: &[Edit]) -> SignedChange {
        let mut replica = self.docs.remove(&id).expect("the phone has the document");
        let signed = self.write(|pen| replica.edit(pen, edits)).unwrap();
        self.docs.insert(id, replica);
        self.outbox.push(signed.clone());
        signed
    }

    pub fn claim(&mut self, offer: DocId) -> SignedChange {
        self.edit(offer, &[Edit::Offer(OfferEvent::Claimed)])
    }

    pub fn request(&self, wait_ms: u32) -> Exchange {
        let changes = self.outbox.iter().take(400).cloned().collect();
        Exchange {
            v: VERSION,
            cursor: self.cursor,
            changes,
            account: self
                .enrolled
                .as_ref()
                .map_or(0, |enrolled| enrolled.version),
            wait_ms,
            incarnation: 1,
            ..Exchange::default()
        }
    }

    pub fn post(&self, link: &mut Link, exchange: &Exchange) -> std::io::Result<Reply> {
        link.post("/v1/exchange", self.token(), &encode(exchange))
    }

    pub fn round(&mut self, link: &mut Link, wait_ms: u32) -> std::io::Result<Exchanged> {
        let request = self.request(wait_ms);
        let reply = self.post(link, &request)?;
        assert_eq!(
            reply.status,
            200,
            "{}",
            String::from_utf8_lossy(&reply.body)
        );
        let exchanged: Exchanged = decode(&reply.body).unwrap();
        self.take(&request, &exchanged);
        Ok(exchanged)
    }

    /// Exchanges until nothing is left to send or to read.
    pub fn sync(&mut self, link: &mut Link) {
        while self.round(link, 0).unwrap().more || !self.outbox.is_empty() {}
    }

    pub fn take(&mut self, request: &Exchange, exchanged: &Exchanged) {
        let centre = self.enrolled.as_ref().unwrap().centre_key;
        assert_eq!(request.changes.len(), exchanged.outcomes.len());
        for outcome in &exchanged.outcomes {
            match outcome {
                ChangeOutcome::Received(receipt) => {
                    assert!(receipt.verified_by(&centre), "a receipt is signed");
                    self.received.insert(receipt.hash);
                }
                other => self.refused.push(other.clone()),
            }
        }
        self.outbox.drain(..request.changes.len());
        for card in &exchanged.authors {
            assert!(card.verified_by(&centre), "a card is signed");
            self.keys.insert(card.device, card.key);
        }
        self.keys.insert(self.device, self.key.public());
        for news in &exchanged.news {
            let mut replica = self.docs.remove(&news.doc);
            if let Some(snapshot) = &news.snapshot {
                assert!(
                    snapshot.verified_by(&centre, news.doc),
                    "a snapshot is signed"
                );
                replica = Some(Replica::load(&snapshot.bytes).unwrap());
            }
            for change in &news.changes {
                let key = self.keys[&change.device];
                let admission = gate::accept(&mut replica, change, &key).unwrap();
                assert!(
                    !matches!(admission, Admission::Missing(_)),
                    "the feed told a change before what it stands on"
                );
            }
            self.docs.insert(news.doc, replica.unwrap());
        }
        for doc in &exchanged.forget {
            self.docs.remove(doc);
        }
        if let Some(news) = &exchanged.account {
            assert!(news.card.verified_by(&centre), "a card is signed");
            let enrolled = self.enrolled.as_mut().unwrap();
            enrolled.card = news.card.clone();
            (enrolled.name, enrolled.area) = (news.name.clone(), news.area.clone());
            enrolled.version = news.version;
        }
        self.cursor = exchanged.cursor;
    }

    pub fn care(&self, id: DocId) -> Care {
        let contents = self.docs[&id].contents().unwrap();
        contents.into_care().unwrap()
    }

    pub fn application(&self, id: DocId) -> Application {
        let contents = self.docs[&id].contents().unwrap();
        contents.into_application().unwrap()
    }

    pub fn offer(&self, id: DocId) -> Offer {
        let contents = self.docs[&id].contents().unwrap();
        contents.into_offer().unwrap()
    }

    pub fn now(&self) -> Timestamp {
        self.enrolled.as_ref().unwrap().now
    }
}

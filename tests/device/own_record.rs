//! What a caregiver did herself stays on her device when the request leaves it.

use crate::{
    centre::{MORNING, Town},
    device::{DOOR_NOTE, Device, draft},
};
use linli_api::{
    CheckSafety, ClaimOffer, Code, DoTask, GetCatalogue, GetRound, GiveBack, ListOffers, NoteVisit,
    OpenVisit, Say, SendCare, TakeStep, view,
};
use linli_domain::{
    care::{TaskResult, VisitStatus, VisitStep},
    catalogue::CareKind,
    id::DocId,
    offer::Standing,
    role::Role,
    time::DAY_MS,
};
use std::sync::atomic::Ordering;

const WANG: &str = "王秀英 Wang Xiuying";
const NOTE: &str = "all well, would like afternoons";
const WORDS: &str = "the key is under the geranium";

/// A resident's phone and a caregiver's, and one request that she has taken on.
struct Scene {
    town: Town,
    resident: Device,
    caregiver: Device,
    doc: DocId,
    stop: view::Stop,
}

fn round(device: &Device) -> view::Round {
    device.ask(GetRound { date: None })
}

impl Scene {
    async fn taken_on() -> Self {
        let town = Town::new().await;
        let resident = Device::enrolled(1, &town, WANG, Role::Resident).await;
        let caregiver = Device::enrolled(2, &town, "孙丽 Sun Li", Role::Caregiver).await;
        let doc = draft(&resident);
        resident.ask(SendCare { doc });
        claim(&caregiver).await;
        let find = |device: &Device| round(device).stops.into_iter().next();
        let stop = caregiver.until("her round", find).await;
        Self {
            town,
            resident,
            caregiver,
            doc,
            stop,
        }
    }

    fn step(&self, step: VisitStep) {
        let (doc, visit) = (self.doc, self.stop.visit);
        self.caregiver.ask(TakeStep { doc, visit, step });
    }

    fn kind(&self) -> CareKind {
        let catalogue = self.caregiver.ask(GetCatalogue {});
        catalogue.kind(&self.stop.kind).unwrap().clone()
    }

    /// Comes to the door and answers the checks.
    fn come_and_check(&self) {
        self.step(VisitStep::OnTheWay);
        self.step(VisitStep::Arrived);
        let (doc, visit) = (self.doc, self.stop.visit);
        for check in self.kind().safety {
            self.caregiver.ask(CheckSafety {
                doc,
                visit,
                result: check.in_order(),
                check: check.id,
            });
        }
    }

    fn work_and_finish(&self) {
        self.step(VisitStep::Started);
        let (doc, visit) = (self.doc, self.stop.visit);
        self.caregiver.ask(DoTask {
            doc,
            visit,
            task: self.kind().tasks[0].id.clone(),
            result: TaskResult::Done,
        });
        self.caregiver.ask(NoteVisit {
            doc,
            visit,
            text: NOTE.to_owned(),
        });
        self.step(VisitStep::Finished);
    }

    /// Waits until the request is not on the caregiver's device any more.
    async fn until_it_left(&self) {
        let (doc, visit) = (self.doc, self.stop.visit);
        let gone = |device: &Device| {
            let opened = device.try_to(OpenVisit { doc, visit });
            matches!(opened, Err(failure) if failure.code == Code::NotFound).then_some(())
        };
        self.caregiver.until("the end of her reading", gone).await;
    }

    fn own(&self, date: linli_domain::time::Date) -> Vec<view::OwnVisit> {
        let round = self.caregiver.ask(GetRound { date: Some(date) });
        assert_eq!(round.stops, [], "it is no visit of hers any more");
        round.own
    }
}

async fn claim(caregiver: &Device) {
    let open = |device: &Device| {
        let (after, limit) = (None, 9);
        let rows = device.ask(ListOffers { after, limit }).rows;
        let mut open = rows.into_iter();
        open.find(|offer| offer.standing == Standing::Open)
    };
    let offer = caregiver.until("an offer", open).await.doc;
    caregiver.ask(ClaimOffer { offer });
}

fn steps(own: &view::OwnVisit) -> Vec<VisitStep> {
    let steps = own.record.steps.iter();
    steps.map(|(step, _)| step.clone()).collect()
}

#[tokio::test]
async fn she_keeps_what_she_did_and_nothing_of_the_home_when_her_reading_ends() {
    let scene = Scene::taken_on().await;
    let Scene { resident, doc, .. } = &scene;
    scene.come_and_check();
    scene.work_and_finish();
    scene.caregiver.until_delivered().await;
    assert_eq!(round(&scene.caregiver).stops.len(), 1);
    assert_eq!(round(&scene.caregiver).own, [], "as long as it is hers");
    resident.ask(Say {
        doc: *doc,
        text: WORDS.to_owned(),
    });
    let heard = |device: &Device| {
        let (doc, visit) = (scene.doc, scene.stop.visit);
        let messages = device.ask(OpenVisit { doc, visit }).messages;
        messages.iter().any(|said| said.text == WORDS).then_some(())
    };
    scene.caregiver.until("the resident's words", heard).await;

    let later = MORNING + 2 * DAY_MS;
    for clock in [&scene.town.clock, &scene.caregiver.clock] {
        clock.store(later, Ordering::SeqCst);
    }
    scene.town.centre.release_lapsed().await.unwrap();
    scene.town.centre.hub.wake_all();
    scene.until_it_left().await;
    let own = scene.own(scene.stop.visit.date);
    let [own] = own.as_slice() else {
        panic!("one visit, not {own:?}")
    };
    use VisitStep as S;
    assert_eq!((own.doc, own.visit), (scene.doc, scene.stop.visit));
    assert_eq!(own.record.status, VisitStatus::Finished);
    let all = [S::OnTheWay, S::Arrived, S::Started, S::Finished];
    assert_eq!(steps(own), all);
    assert_eq!(own.record.note, NOTE);
    assert_eq!(own.record.checks.len(), scene.kind().safety.len());
    assert_eq!(own.record.tasks.len(), 1);
    let kept = serde_json::to_string(own).unwrap();
    for word in ["Xiuying", "502", "000-5555-1001", DOOR_NOTE, WORDS] {
        assert!(!kept.contains(word), "`{word}` is not hers: {kept}");
    }
    assert!(!scene.caregiver.documents().contains_key(&scene.doc));
}

#[tokio::test]
async fn what_she_did_before_she_gave_it_back_is_hers_at_once_and_not_the_next_ones() {
    let mut scene = Scene::taken_on().await;
    scene.step(VisitStep::OnTheWay);
    scene.step(VisitStep::Arrived);
    scene.step(VisitStep::NoAnswer);
    scene.caregiver.until_delivered().await;
    // Without a network: the request is still here, but she said that she does not come.
    scene.town.end().await;
    scene.caregiver.until_link(view::Link::Away).await;
    scene.caregiver.ask(GiveBack { doc: scene.doc });
    let did = [VisitStep::OnTheWay, VisitStep::Arrived, VisitStep::NoAnswer];
    let own = scene.own(scene.stop.visit.date);
    assert_eq!(own.iter().map(steps).collect::<Vec<_>>(), [did.to_vec()]);

    scene
        .town
        .resume(linli_server::config::RawConfig::default())
        .await;
    scene.until_it_left().await;
    let own = scene.own(scene.stop.visit.date);
    assert_eq!(own.iter().map(steps).collect::<Vec<_>>(), [did.to_vec()]);

    let next = Device::enrolled(3, &scene.town, "何平 He Ping", Role::Caregiver).await;
    claim(&next).await;
    let find = |device: &Device| round(device).stops.into_iter().next();
    let stop = next.until("the next one's round", find).await;
    assert_eq!(stop.status, VisitStatus::NoAnswer, "it can be tried again");
    assert_eq!(round(&next).own, []);
}

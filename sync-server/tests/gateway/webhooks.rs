//! What an office's system hears of by itself.

use crate::{
    client::Outside,
    support::{
        Phone,
        photo::picture,
        town::{OFFICE, Town},
    },
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use linli_domain::{
    application::ApplicationEvent as Event,
    id::{DocId, OfficeId},
    role::Role,
};
use linli_server::{
    config::RawConfig,
    core::{key, webhook::WebhookSecret},
    http::webhooks::{TRIES, WebhookSender},
    store::{Webhook, WebhookId},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};
use tokio::net::TcpListener;

/// A system that listens, and answers as it is told to.
struct Receiver {
    heard: Arc<Mutex<Vec<Heard>>>,
    answer: Arc<Mutex<StatusCode>>,
    url: String,
}

#[derive(Debug, Clone)]
struct Heard {
    headers: HeaderMap,
    body: String,
}

impl Heard {
    fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// What happened, to which application.
    fn news(&self) -> (String, String) {
        let json = self.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&json["type"]), text(&json["data"]["application"]))
    }
}

impl Receiver {
    fn new(town: &Town) -> Self {
        let heard: Arc<Mutex<Vec<Heard>>> = Arc::default();
        let answer = Arc::new(Mutex::new(StatusCode::NO_CONTENT));
        let state = (heard.clone(), answer.clone());
        type Shared = (Arc<Mutex<Vec<Heard>>>, Arc<Mutex<StatusCode>>);
        let hear = |State((heard, answer)): State<Shared>, headers: HeaderMap, body: String| async move {
            heard.lock().unwrap().push(Heard { headers, body });
            *answer.lock().unwrap()
        };
        let router = Router::new().route("/heard", post(hear)).with_state(state);
        let url = town.runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}/heard", listener.local_addr().unwrap());
            tokio::spawn(async move { axum::serve(listener, router).await });
            url
        });
        Self { heard, answer, url }
    }

    fn answers(&self, status: u16) {
        *self.answer.lock().unwrap() = StatusCode::from_u16(status).unwrap();
    }

    fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }

    fn kinds(&self) -> Vec<String> {
        let heard = self.heard();
        heard.iter().map(|heard| heard.news().0).collect()
    }
}

/// A town in which the office listens, and a resident.
struct Story {
    town: Town,
    receiver: Receiver,
    webhook: Webhook,
    wang: Phone,
}

impl Story {
    fn new() -> Self {
        let town = Town::new();
        let receiver = Receiver::new(&town);
        let webhook = Webhook {
            id: WebhookId(key::random().unwrap()),
            office: OfficeId(OFFICE.to_owned()),
            url: receiver.url.clone(),
        };
        let now = town.centre.now();
        let store = &town.centre.store;
        store
            .write(|store| store.add_webhook(&webhook, now))
            .unwrap();
        let wang = town.phone(1, "王秀英", Role::Resident);
        Self {
            town,
            receiver,
            webhook,
            wang,
        }
    }

    fn apply(&mut self) -> DocId {
        let own = self.wang.apply("old-age-allowance");
        self.wang.sync(&mut self.town.link());
        own
    }

    fn say(&mut self, own: DocId, text: &str) {
        let text = text.to_owned();
        self.wang.say(own, Event::Said { text });
        self.wang.sync(&mut self.town.link());
    }

    fn send(&self) -> usize {
        let sender = WebhookSender::new(self.town.centre.clone()).unwrap();
        self.town.runtime.block_on(sender.send_due()).unwrap()
    }

    fn dead(&self) -> usize {
        let store = &self.town.centre.store;
        store
            .read(|store| store.dead_letters(None, 100))
            .unwrap()
            .len()
    }
}

#[test]
fn each_thing_that_happens_is_told_once_signed_and_without_anything_personal() {
    let mut story = Story::new();
    let own = story.apply();
    let office = Outside::of(&story.town);
    office.post(&format!("/applications/{own}/accept"), &json!({}));
    let text = "门牌是三号楼".to_owned();
    story.wang.say(own, Event::Said { text });
    story.wang.sync(&mut story.town.link());
    assert_eq!(story.send(), 3);
    let heard = story.receiver.heard();
    let kinds: Vec<String> = heard.iter().map(|heard| heard.news().0).collect();
    assert_eq!(
        kinds,
        [
            "application.received",
            "application.accepted",
            "application.said"
        ]
    );
    let secret = WebhookSecret::of(&story.town.centre.key, story.webhook.id);
    let mut ids = BTreeSet::new();
    for heard in &heard {
        let (id, at) = (
            heard.header("webhook-id"),
            heard.header("webhook-timestamp"),
        );
        let expected = secret.signature(id, at.parse().unwrap(), &heard.body);
        assert_eq!(heard.header("webhook-signature"), expected);
        ids.insert(id.to_owned());
        let json = heard.json();
        let keys: Vec<&String> = json["data"].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["application", "sequence"]);
        assert!(!heard.body.contains("王") && !heard.body.contains("门牌"));
    }
    assert_eq!(ids.len(), 3, "each message has its own id");
    // The number is that of the change in the list.
    let listed = office.list("0");
    assert_eq!(
        heard[2].json()["data"]["sequence"],
        listed["items"][0]["sequence"]
    );
    assert_eq!(story.send(), 0);
}

#[test]
fn nobody_hears_of_a_draft_or_of_another_offices_applications() {
    let mut story = Story::new();
    story.wang.begin_application("old-age-allowance");
    story.wang.sync(&mut story.town.link());
    let store = story.town.centre.store.clone();
    store
        .write(|store| store.remove_webhook(story.webhook.id))
        .unwrap();
    let other = Webhook {
        office: OfficeId("community".to_owned()),
        ..story.webhook.clone()
    };
    let now = story.town.centre.now();
    store.write(|store| store.add_webhook(&other, now)).unwrap();
    story.apply();
    assert_eq!(story.send(), 0);
}

#[test]
fn what_was_not_taken_comes_again_under_the_same_id_and_in_order() {
    let mut story = Story::new();
    story.receiver.answers(500);
    let (first, second) = (story.apply(), story.apply());
    story.say(first, "一");
    story.say(first, "二");
    assert_eq!(story.send(), 2, "of each application the oldest");
    let tried = story.receiver.heard();
    assert_eq!(story.send(), 0, "not at once again");
    story.receiver.answers(200);
    story.town.pass_minutes(1);
    assert_eq!(story.send(), 4);
    let told = story.receiver.heard();
    let of_first: Vec<&Heard> = told
        .iter()
        .filter(|heard| heard.news().1 == first.to_string())
        .collect();
    let kinds: Vec<String> = of_first.iter().map(|heard| heard.news().0).collect();
    assert_eq!(
        kinds,
        [
            "application.received",
            "application.said",
            "application.said"
        ]
    );
    let sequence = |heard: &Heard| heard.json()["data"]["sequence"].as_u64().unwrap();
    assert!(of_first.is_sorted_by_key(|heard| sequence(heard)));
    let again = |one: &Heard| {
        let same = |heard: &&Heard| heard.header("webhook-id") == one.header("webhook-id");
        told.iter().find(same).map(|heard| heard.body.clone())
    };
    assert!(
        tried
            .iter()
            .all(|one| again(one).as_ref() == Some(&one.body))
    );
    assert!(
        told.iter()
            .any(|heard| heard.news().1 == second.to_string())
    );
}

#[test]
fn a_new_start_forgets_nothing() {
    let mut story = Story::new();
    story.receiver.answers(503);
    story.apply();
    assert_eq!(story.send(), 1);
    story.receiver.heard();
    story.receiver.answers(204);
    story.town.pass_minutes(1);
    story.town.restart();
    assert_eq!(story.send(), 1);
    assert_eq!(story.receiver.kinds(), ["application.received"]);
}

#[test]
fn what_is_never_taken_is_given_up_and_can_be_tried_anew() {
    let mut story = Story::new();
    // A redirect is no answer: what is signed goes nowhere else.
    story.receiver.answers(307);
    let own = story.apply();
    story.say(own, "等着");
    for _ in 1..TRIES {
        assert_eq!(story.send(), 1);
        story.town.pass_minutes(6 * 60);
    }
    assert_eq!(story.dead(), 0);
    assert_eq!(story.send(), 2, "given up, it holds up the next no longer");
    assert_eq!(story.dead(), 1);
    story.receiver.heard();
    story.receiver.answers(200);
    story.town.pass_minutes(1);
    assert_eq!(story.send(), 1);
    assert_eq!(story.receiver.kinds(), ["application.said"]);
    let now = story.town.centre.now();
    let store = &story.town.centre.store;
    let revived = store.write(|store| store.retry_dead_letters(now)).unwrap();
    assert_eq!((revived, story.dead()), (1, 0));
    assert_eq!(story.send(), 1);
    assert_eq!(story.receiver.kinds(), ["application.received"]);
}

#[test]
fn an_address_where_nobody_listens_harms_nobody() {
    let mut story = Story::new();
    let now = story.town.centre.now();
    let nowhere = Webhook {
        id: WebhookId(key::random().unwrap()),
        // No port of this machine.
        url: "http://127.0.0.1:0/".to_owned(),
        ..story.webhook.clone()
    };
    let store = story.town.centre.store.clone();
    store
        .write(|store| store.add_webhook(&nowhere, now))
        .unwrap();
    story.apply();
    assert_eq!(story.send(), 2);
    assert_eq!(story.receiver.kinds(), ["application.received"]);
    assert!(
        store
            .write(|store| store.remove_webhook(nowhere.id))
            .unwrap()
    );
    story.town.pass_minutes(60);
    assert_eq!(story.send(), 0, "what was not told goes with it");
}

#[test]
fn what_was_given_up_is_listed_and_tried_again_by_the_offices_own_system() {
    let mut story = Story::new();
    story.receiver.answers(500);
    let own = story.apply();
    for _ in 0..TRIES {
        story.send();
        story.town.pass_minutes(6 * 60);
    }
    let office = Outside::of(&story.town);
    let letters = office.get("/dead-letters").json;
    let letter = &letters["items"][0];
    assert_eq!(letter["application"], own.to_string());
    assert_eq!(letter["type"], "application.received");
    assert_eq!(
        (&letter["last_status"], &letter["tries"]),
        (&json!(500), &json!(TRIES))
    );
    assert!(letter["given_up_at"].is_string());
    assert_eq!(story.town.centre.metrics.webhooks_given_up.get(), 1);
    let retry = format!("/dead-letters/{}/retry", letter["letter"]);
    let other = Outside::at(&story.town, "community");
    assert_eq!(other.get("/dead-letters").json["items"], json!([]));
    assert_eq!(other.post(&retry, &json!({})).problem(), "not-found");
    story.receiver.heard();
    story.receiver.answers(200);
    assert_eq!(office.post(&retry, &json!({})).status, 200);
    assert_eq!(office.post(&retry, &json!({})).status, 200, "no harm");
    assert_eq!(story.send(), 1);
    assert_eq!(story.receiver.kinds(), ["application.received"]);
    assert_eq!(office.post(&retry, &json!({})).problem(), "not-found");
}

#[test]
fn a_picture_that_comes_late_is_told_of() {
    let mut story = Story::new();
    let late = picture(4000, &[]);
    let own = story.wang.begin_application("home-adaptation-grant");
    story.wang.answer_photos(own, &[&late]);
    story.wang.submit(own);
    let mut link = story.town.link();
    story.wang.sync(&mut link);
    story.send();
    story.receiver.heard();
    story.wang.send_photo(&mut link, &late, 3000);
    story.send();
    let heard = story.receiver.heard();
    let news: Vec<_> = heard.iter().map(Heard::news).collect();
    assert_eq!(news, [("application.evidence".to_owned(), own.to_string())]);
}

/// The loop that a running centre has, with sockets on both sides.
#[test]
fn a_receiver_that_hangs_holds_up_no_other() {
    let town = Town::with(RawConfig {
        webhook_check_seconds: Some(1),
        ..RawConfig::default()
    });
    let (hang, hangs) = mpsc::channel();
    let (tell, told) = mpsc::channel();
    let (silent, real) = town.runtime.block_on(async {
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let real = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let urls = [&silent, &real].map(|at| format!("http://{}/", at.local_addr().unwrap()));
        tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok((stream, _)) = silent.accept().await {
                held.push(stream);
                let _gone = hang.send(());
            }
        });
        let hear = move |body: String| async move {
            let _gone = tell.send(body);
            StatusCode::NO_CONTENT
        };
        let router = Router::new().route("/", post(hear));
        tokio::spawn(async move { axum::serve(real, router).await });
        let [silent, real] = urls;
        (silent, real)
    });
    let now = town.centre.now();
    for url in [silent, real] {
        let webhook = Webhook {
            id: WebhookId(key::random().unwrap()),
            office: OfficeId(OFFICE.to_owned()),
            url,
        };
        let store = &town.centre.store;
        store
            .write(|store| store.add_webhook(&webhook, now))
            .unwrap();
    }
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    // Below the time that a receiver is given to answer.
    let soon = Duration::from_secs(10);
    for _ in 0..3 {
        let own = wang.apply("old-age-allowance");
        wang.sync(&mut town.link());
        let body = told.recv_timeout(soon).expect("the other is told");
        assert!(body.contains(&own.to_string()));
    }
    hangs.recv_timeout(soon).expect("and one hangs");
}

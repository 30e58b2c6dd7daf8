//! Webhooks and their deliveries.

use super::Case;
use linli_domain::{
    id::{DocId, OfficeId},
    time::Timestamp,
};
use linli_server::store::{
    AttemptOutcome, DeliveryId, MessageId, Seq, Webhook, WebhookDelivery, WebhookEvent, WebhookId,
};

const ONE: WebhookId = WebhookId([1; 16]);
const TWO: WebhookId = WebhookId([2; 16]);

fn office(name: &str) -> OfficeId {
    OfficeId(name.to_owned())
}

fn webhook(id: WebhookId, name: &str) -> Webhook {
    Webhook {
        id,
        office: office(name),
        url: format!("https://{name}.example/"),
    }
}

fn event(message: u8, doc: DocId, at: i64) -> WebhookEvent {
    WebhookEvent {
        message: MessageId([message; 16]),
        doc,
        seq: Seq(message.into()),
        kind: "received".to_owned(),
        at: Timestamp(at),
    }
}

/// Two webhooks, of the offices "b" and "a" in this order, and two documents.
fn two_offices(case: &Case) -> [DocId; 2] {
    case.write(|tx| tx.add_webhook(&webhook(TWO, "b"), Timestamp(1)));
    case.write(|tx| tx.add_webhook(&webhook(ONE, "a"), Timestamp(2)));
    [case.begin(1), case.begin(2)]
}

fn queue(case: &Case, webhook: WebhookId, event: &WebhookEvent) {
    case.write(|tx| tx.add_delivery(webhook, event));
}

fn due(case: &Case, webhook: WebhookId, now: i64) -> Vec<WebhookDelivery> {
    case.read(|tx| tx.deliveries_due(webhook, Timestamp(now), 9))
}

fn give_up(case: &Case, id: DeliveryId, at: i64) {
    let outcome = AttemptOutcome::GaveUp {
        status: Some(500),
        at: Timestamp(at),
    };
    case.write(|tx| tx.end_attempt(id, outcome));
}

pub fn webhooks_are_listed_by_office_in_the_order_of_adding(case: &Case) {
    two_offices(case);
    let all = case.read(|tx| tx.webhooks(None));
    assert_eq!(all, [webhook(TWO, "b"), webhook(ONE, "a")]);
    assert_eq!(case.read(|tx| tx.webhooks(Some(&office("a")))), all[1..]);
    assert_eq!(case.read(|tx| tx.webhooks(Some(&office("c")))), []);
}

pub fn a_removed_webhook_takes_its_deliveries_with_it(case: &Case) {
    let [doc, _] = two_offices(case);
    queue(case, ONE, &event(1, doc, 5));
    queue(case, TWO, &event(2, doc, 5));
    assert!(case.write(|tx| tx.remove_webhook(ONE)));
    assert!(!case.write(|tx| tx.remove_webhook(ONE)));
    assert_eq!(case.read(|tx| tx.webhooks_due(Timestamp(9))), [TWO]);
    case.write(|tx| tx.add_webhook(&webhook(ONE, "a"), Timestamp(9)));
    assert_eq!(due(case, ONE, 99), []);
}

pub fn deliveries_come_in_the_order_of_their_application(case: &Case) {
    let [doc, other] = two_offices(case);
    let events = [event(1, doc, 6), event(2, doc, 6), event(3, other, 5)];
    events.iter().for_each(|event| queue(case, ONE, event));
    assert_eq!(case.read(|tx| tx.webhooks_due(Timestamp(4))), []);
    assert_eq!(case.read(|tx| tx.webhooks_due(Timestamp(5))), [ONE]);
    assert_eq!(due(case, ONE, 4), []);
    assert_eq!(due(case, TWO, 9), [], "it is told of by the other only");
    let first = due(case, ONE, 9);
    let told: Vec<&WebhookEvent> = first.iter().map(|delivery| &delivery.event).collect();
    assert_eq!(
        told,
        [&events[2], &events[0]],
        "of each the oldest, the longest waiting first"
    );
    assert_eq!(first[0].webhook, webhook(ONE, "a"));
    assert_eq!(
        (first[0].attempts, first[0].last_status, first[0].dead_at),
        (0, None, None)
    );
    assert!(
        first[1].id < first[0].id,
        "numbered in the order of what happened"
    );
    let one = case.read(|tx| tx.deliveries_due(ONE, Timestamp(9), 1));
    assert_eq!(one, first[..1]);
    case.write(|tx| tx.end_attempt(first[1].id, AttemptOutcome::Delivered));
    let next = due(case, ONE, 9);
    assert_eq!((next.len(), &next[1].event), (2, &events[1]));
    let (status, at) = (None, Timestamp(8));
    case.write(|tx| tx.end_attempt(next[0].id, AttemptOutcome::Retry { status, at }));
    let later = due(case, ONE, 9);
    assert_eq!((later[0].id, later[1].id), (next[1].id, next[0].id));
}

pub fn a_failed_attempt_waits_and_the_last_one_makes_a_dead_letter(case: &Case) {
    let [doc, _] = two_offices(case);
    let events = [event(1, doc, 5), event(2, doc, 5)];
    events.iter().for_each(|event| queue(case, ONE, event));
    let id = due(case, ONE, 5)[0].id;
    let retry = |status, at| {
        let at = Timestamp(at);
        case.write(|tx| tx.end_attempt(id, AttemptOutcome::Retry { status, at }));
    };
    retry(Some(503), 7);
    assert_eq!(
        due(case, ONE, 6),
        [],
        "the next of its application waits for it"
    );
    let second = due(case, ONE, 7);
    assert_eq!(
        (second[0].id, second[0].attempts, second[0].last_status),
        (id, 1, Some(503))
    );
    retry(None, 8);
    assert_eq!(due(case, ONE, 8)[0].last_status, None, "it did not answer");
    give_up(case, id, 9);
    assert_eq!(
        due(case, ONE, 9)[0].event,
        events[1],
        "what is dead holds up nothing"
    );
    let dead = case.read(|tx| tx.dead_letters(None, 9));
    assert_eq!(
        (dead[0].id, dead[0].attempts, dead[0].dead_at),
        (id, 3, Some(Timestamp(9)))
    );
    assert_eq!(
        (dead.len(), dead[0].last_status, &dead[0].event),
        (1, Some(500), &events[0])
    );
}

pub fn dead_letters_are_listed_by_office(case: &Case) {
    let [doc, other] = two_offices(case);
    queue(case, TWO, &event(1, doc, 5));
    queue(case, ONE, &event(2, doc, 5));
    queue(case, ONE, &event(3, other, 5));
    for webhook in [ONE, TWO] {
        due(case, webhook, 5)
            .iter()
            .for_each(|delivery| give_up(case, delivery.id, 9));
    }
    let dead = |office: Option<OfficeId>, most| {
        let letters = case.read(|tx| tx.dead_letters(office.as_ref(), most));
        letters
            .iter()
            .map(|letter| letter.event.message.0[0])
            .collect::<Vec<u8>>()
    };
    assert_eq!(dead(None, 9), [1, 2, 3]);
    assert_eq!(dead(None, 2), [1, 2]);
    assert_eq!(dead(Some(office("a")), 9), [2, 3]);
    assert!(dead(Some(office("c")), 9).is_empty());
    assert_eq!(case.read(|tx| tx.webhooks_due(Timestamp(99))), []);
}

pub fn a_delivery_is_retried_for_its_own_office_only(case: &Case) {
    let [doc, _] = two_offices(case);
    queue(case, ONE, &event(1, doc, 5));
    let id = due(case, ONE, 5)[0].id;
    give_up(case, id, 9);
    let retry = |office: Option<&OfficeId>, id, now| {
        case.write(|tx| tx.retry_delivery(office, id, Timestamp(now)))
    };
    assert!(!retry(Some(&office("b")), id, 10));
    assert_eq!(due(case, ONE, 99), []);
    assert!(retry(Some(&office("a")), id, 10));
    assert_eq!(due(case, ONE, 9), []);
    let again = due(case, ONE, 10);
    assert_eq!(
        (again[0].id, again[0].attempts, again[0].dead_at),
        (id, 0, None)
    );
    let at = Timestamp(50);
    case.write(|tx| tx.end_attempt(id, AttemptOutcome::Retry { status: None, at }));
    assert!(retry(None, id, 20), "also one that waits");
    assert_eq!(due(case, ONE, 20)[0].attempts, 0);
    case.write(|tx| tx.end_attempt(id, AttemptOutcome::Delivered));
    assert!(!retry(None, id, 20));
}

pub fn all_dead_letters_are_retried_together(case: &Case) {
    let [doc, other] = two_offices(case);
    queue(case, ONE, &event(1, doc, 5));
    queue(case, TWO, &event(2, doc, 5));
    queue(case, TWO, &event(3, other, 5));
    give_up(case, due(case, ONE, 5)[0].id, 9);
    give_up(case, due(case, TWO, 5)[0].id, 9);
    assert_eq!(case.write(|tx| tx.retry_dead_letters(Timestamp(20))), 2);
    assert_eq!(case.write(|tx| tx.retry_dead_letters(Timestamp(20))), 0);
    assert_eq!((due(case, ONE, 20).len(), due(case, TWO, 20).len()), (1, 2));
    assert_eq!((due(case, ONE, 19).len(), due(case, TWO, 19).len()), (0, 1));
}

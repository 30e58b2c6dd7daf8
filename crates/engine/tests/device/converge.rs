//! Whatever the network does between four devices of one household's matter, all
//! end with the same words in the same order, and no word is lost.

use crate::{
    centre::{Centre, WANG},
    phone::{Phone, ask},
};
use linli_api::{GetDelivery, OpenCare, Say, SendCare};
use linli_domain::role::Role;
use linli_replica::exchange::{Exchange, Exchanged};
use linli_testing::cases;
use proptest::prelude::*;

/// What may happen to one of the devices.
#[derive(Debug, Clone, Copy)]
enum Turn {
    /// A message is written.
    Say,
    /// An exchange, as it should be.
    Meet,
    /// The answer is lost.
    Lose,
    /// The answer comes twice.
    Twice,
    /// The answer comes, and later an older one once more.
    Late,
    /// The power fails between two writes.
    Restart,
    /// The clock jumps by hours.
    Jump,
}

fn turns() -> impl Strategy<Value = Vec<(usize, Turn)>> {
    use Turn::{Jump, Late, Lose, Meet, Restart, Say, Twice};
    let turn = prop::sample::select(vec![
        Say, Say, Say, Meet, Meet, Lose, Twice, Late, Restart, Jump,
    ]);
    prop::collection::vec((0..4_usize, turn), 1..40)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn four_devices_end_alike_and_keep_every_word(turns in turns()) {
        let mut centre = Centre::new();
        let mut phones: Vec<Option<Phone>> = (1..=4).map(|seed| Some(Phone::new(seed))).collect();
        for phone in phones.iter_mut().flatten() {
            centre.enrol(phone, WANG, Role::Resident);
        }
        let first = phones[0].as_mut().unwrap();
        let doc = first.fill_in();
        ask(&mut first.engine, SendCare { doc });
        for phone in phones.iter_mut().flatten() {
            centre.meet(phone);
        }

        let mut said = Vec::new();
        let mut old: Vec<Option<(Exchange, Exchanged)>> = vec![None; 4];
        for (which, turn) in turns {
            let phone = phones[which].as_mut().unwrap();
            match turn {
                Turn::Say => {
                    let text = format!("第{}句", said.len());
                    ask(&mut phone.engine, Say { doc, text: text.clone() });
                    said.push(text);
                }
                Turn::Restart => phones[which] = phones[which].take().map(Phone::restart),
                Turn::Jump => {
                    let hours = 7 * 3_600_000 * i64::try_from(said.len() % 5).unwrap() - 14 * 3_600_000;
                    phone.host.clock.fetch_add(hours, std::sync::atomic::Ordering::SeqCst);
                }
                Turn::Meet | Turn::Lose | Turn::Twice | Turn::Late => {
                    let sent = phone.engine.next_exchange(0).unwrap();
                    let answer = centre.answer(phone.device, &sent);
                    if !matches!(turn, Turn::Lose) {
                        phone.engine.take(answer.clone(), &sent).unwrap();
                    }
                    if matches!(turn, Turn::Twice) {
                        phone.engine.take(answer.clone(), &sent).unwrap();
                    }
                    if let (Turn::Late, Some((sent, answer))) = (turn, old[which].take()) {
                        phone.engine.take(answer, &sent).unwrap();
                    }
                    old[which] = Some((sent, answer));
                }
            }
        }

        // The network is back: everyone speaks once, then hears what the others said.
        for _ in 0..2 {
            for phone in phones.iter_mut().flatten() {
                centre.meet(phone);
            }
        }
        let mut views = Vec::new();
        for phone in phones.iter_mut().flatten() {
            let mut care = ask(&mut phone.engine, OpenCare { doc });
            care.messages.iter_mut().for_each(|message| message.mine = true);
            prop_assert_eq!(ask(&mut phone.engine, GetDelivery {}).waiting, 0);
            views.push(care);
        }
        for other in &views[1..] {
            prop_assert_eq!(&views[0], other);
        }
        let mut heard: Vec<_> = views[0].messages.iter().map(|message| message.text.clone()).collect();
        heard.sort();
        said.sort();
        prop_assert_eq!(heard, said);
    }
}

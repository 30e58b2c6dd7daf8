//! How delivery stands, in words: the line under every title, and what the home page asks
//! somebody to do about it. One function from what is known to messages; no message claims
//! more than that.

use crate::{hooks::Here, pages::device::DeviceRoute, parts::DeliveryTone};
use linli_api::view::{Delivery, DeviceStanding, Link};

/// What is known of delivery.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeliveryFacts<'a> {
    /// Whether the centre knows the device.
    pub(crate) standing: DeviceStanding,
    /// How delivery stands; `None` while that is being asked for.
    pub(crate) delivery: Option<&'a Delivery>,
    /// Whether the system promised to keep what is stored here. It may not, in a browser.
    pub(crate) is_kept: bool,
}

impl<'a> DeliveryFacts<'a> {
    pub(crate) fn of(here: &'a Here) -> Self {
        Self {
            standing: here.session.standing,
            delivery: here.delivery.as_deref(),
            is_kept: here.is_kept,
        }
    }
}

/// What is said of delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeliveryWords {
    pub(crate) tone: DeliveryTone,
    /// The message of the line; its `count` is [`Self::count`].
    pub(crate) line: &'static str,
    /// How many the line tells of.
    pub(crate) count: u32,
    /// Where more about it is.
    pub(crate) more: Option<DeviceRoute>,
    /// What must be done and by whom, as a message for the home page.
    pub(crate) to_do: Option<&'static str>,
}

impl DeliveryWords {
    const fn of(tone: DeliveryTone, line: &'static str, count: u32) -> Self {
        Self {
            tone,
            line,
            count,
            more: None,
            to_do: None,
        }
    }

    fn more(self, more: DeviceRoute) -> Self {
        Self {
            more: Some(more),
            ..self
        }
    }

    fn asking(self, to_do: &'static str) -> Self {
        Self {
            to_do: Some(to_do),
            ..self
        }
    }
}

/// What to say of what is known.
pub(crate) fn delivery_words(known: DeliveryFacts<'_>) -> DeliveryWords {
    use DeliveryTone::{Trouble, Waiting};
    let DeliveryFacts {
        standing,
        delivery,
        is_kept,
    } = known;
    let waiting = delivery.map_or(0, |delivery| delivery.waiting);
    match standing {
        DeviceStanding::Revoked => return DeliveryWords::of(Trouble, "delivery-revoked", 0),
        DeviceStanding::Unknown => {
            let line = of_count(waiting, "delivery-not-known", "delivery-waiting-not-known");
            return DeliveryWords::of(Trouble, line, waiting)
                .more(DeviceRoute::Connection)
                .asking("home-not-known");
        }
        DeviceStanding::Known => {}
    }
    let Some(delivery) = delivery else {
        return DeliveryWords::of(Waiting, "delivery-reaching", 0);
    };
    if delivery.is_full {
        return DeliveryWords::of(Trouble, "delivery-full", 0)
            .more(DeviceRoute::Connection)
            .asking("home-full");
    }
    if delivery.twice {
        let line = of_count(waiting, "delivery-twice", "delivery-waiting-twice");
        return DeliveryWords::of(Trouble, line, waiting)
            .more(DeviceRoute::Connection)
            .asking("home-twice");
    }
    if delivery.refused > 0 {
        return DeliveryWords::of(Trouble, "delivery-refused", delivery.refused)
            .more(DeviceRoute::Refused);
    }
    let told = with_unread(by_link(delivery, waiting), delivery.unread);
    if delivery.is_clock_doubted && delivery.link != Link::Online {
        return DeliveryWords {
            tone: Trouble,
            line: if delivery.giving_back > 0 {
                told.line
            } else {
                of_count(waiting, "delivery-clock", "delivery-waiting-clock")
            },
            more: Some(DeviceRoute::Connection),
            to_do: Some("home-clock"),
            ..told
        };
    }
    if !is_kept && waiting > 0 && delivery.link != Link::Online {
        return told.more(DeviceRoute::Connection).asking("home-not-kept");
    }
    told
}

/// What the link does, or why it does not. A centre that lost something may lack what it
/// once had, and so nothing is called delivered before it has said that it lacks nothing.
fn by_link(delivery: &Delivery, waiting: u32) -> DeliveryWords {
    let told = if delivery.link == Link::Online && delivery.not_today > 0 {
        DeliveryWords::of(
            DeliveryTone::Waiting,
            "delivery-waiting-not-today",
            delivery.not_today,
        )
        .more(DeviceRoute::Connection)
        .asking("home-not-today")
    } else {
        match delivery.coming {
            Some(here) if delivery.link == Link::Online && waiting == 0 => {
                DeliveryWords::of(DeliveryTone::Waiting, "delivery-coming", here)
            }
            _ => with_link(delivery.link, waiting),
        }
    };
    if delivery.giving_back == 0 {
        return told;
    }
    DeliveryWords {
        tone: match told.tone {
            DeliveryTone::AllThere => DeliveryTone::Waiting,
            tone => tone,
        },
        line: of_count(
            waiting,
            "delivery-giving-back",
            "delivery-waiting-giving-back",
        ),
        ..told
    }
}

/// Says what could not be read, where there is nothing else to say on the line.
fn with_unread(told: DeliveryWords, unread: u32) -> DeliveryWords {
    if unread == 0 {
        return told;
    }
    let told = if told.tone == DeliveryTone::AllThere {
        DeliveryWords::of(DeliveryTone::Waiting, "delivery-unread", unread)
    } else {
        told
    };
    DeliveryWords {
        more: told.more.or(Some(DeviceRoute::Connection)),
        to_do: told.to_do.or(Some("home-unread")),
        ..told
    }
}

fn with_link(link: Link, waiting: u32) -> DeliveryWords {
    use DeliveryTone::{AllThere, Trouble, Waiting};
    let told = |tone, none, some| DeliveryWords::of(tone, of_count(waiting, none, some), waiting);
    match link {
        Link::Online if waiting == 0 => DeliveryWords::of(AllThere, "delivery-all", 0),
        Link::Online => DeliveryWords::of(Waiting, "delivery-sending", waiting),
        Link::Unknown => told(Waiting, "delivery-reaching", "delivery-waiting-reaching"),
        Link::NoNetwork => told(
            Waiting,
            "delivery-no-network",
            "delivery-waiting-no-network",
        )
        .more(DeviceRoute::Connection),
        Link::Away => {
            told(Waiting, "delivery-away", "delivery-waiting-away").more(DeviceRoute::Connection)
        }
        Link::Busy => {
            told(Waiting, "delivery-busy", "delivery-waiting-busy").more(DeviceRoute::Connection)
        }
        Link::AppTooOld => told(Trouble, "delivery-app-old", "delivery-waiting-app-old")
            .more(DeviceRoute::Connection)
            .asking("home-app-old"),
        Link::Moved => told(Trouble, "delivery-moved", "delivery-waiting-moved")
            .more(DeviceRoute::Connection)
            .asking("home-moved"),
        Link::AppTooNew => told(Waiting, "delivery-app-new", "delivery-waiting-app-new")
            .more(DeviceRoute::Connection),
    }
}

const fn of_count(count: u32, none: &'static str, some: &'static str) -> &'static str {
    if count == 0 { none } else { some }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect_file;
    use linli_l10n::{Lang, Messages};
    use std::collections::{BTreeMap, BTreeSet};

    const STANDINGS: [DeviceStanding; 3] = [
        DeviceStanding::Known,
        DeviceStanding::Unknown,
        DeviceStanding::Revoked,
    ];
    const LINKS: [Link; 8] = [
        Link::Unknown,
        Link::Online,
        Link::NoNetwork,
        Link::Away,
        Link::Busy,
        Link::AppTooOld,
        Link::AppTooNew,
        Link::Moved,
    ];

    fn delivery(link: Link, waiting: u32, refused: u32) -> Delivery {
        Delivery {
            link,
            waiting,
            refused,
            heard_at: None,
            is_clock_doubted: false,
            is_full: false,
            giving_back: 0,
            not_today: 0,
            twice: false,
            coming: None,
            unread: 0,
            moved_to: None,
        }
    }

    fn told(standing: DeviceStanding, delivery: &Delivery, is_kept: bool) -> DeliveryWords {
        delivery_words(DeliveryFacts {
            standing,
            delivery: Some(delivery),
            is_kept,
        })
    }

    /// Six troubles, at most two of them at once.
    fn two_at_most() -> Vec<[bool; 6]> {
        let sets = (0_u8..64).filter(|set| set.count_ones() <= 2);
        sets.map(|set| [1, 2, 4, 8, 16, 32].map(|bit| set & bit != 0))
            .collect()
    }

    /// Every state with what is said of it.
    fn all() -> Vec<(String, DeliveryWords, Delivery)> {
        let mut all = Vec::new();
        let flags = [false, true];
        for standing in STANDINGS {
            for link in LINKS {
                for (waiting, refused) in [(0, 0), (3, 0), (0, 2), (3, 2)] {
                    for troubles in two_at_most() {
                        for is_kept in flags {
                            let [
                                is_full,
                                is_clock_doubted,
                                is_giving_back,
                                twice,
                                is_for_tomorrow,
                                is_unread,
                            ] = troubles;
                            let delivery = Delivery {
                                is_clock_doubted,
                                is_full,
                                giving_back: u32::from(is_giving_back),
                                // One of those that wait.
                                not_today: u32::from(is_for_tomorrow).min(waiting),
                                twice,
                                unread: u32::from(is_unread),
                                ..delivery(link, waiting, refused)
                            };
                            let words = told(standing, &delivery, is_kept);
                            let mut name = format!("{standing:?} {link:?}");
                            name += &format!(" waiting {waiting} refused {refused}");
                            for (is_so, word) in [
                                (is_full, " full"),
                                (is_clock_doubted, " clock"),
                                (is_giving_back, " giving-back"),
                                (twice, " twice"),
                                (is_for_tomorrow, " tomorrow"),
                                (is_unread, " unread"),
                                (!is_kept, " not-kept"),
                            ] {
                                name += if is_so { word } else { "" };
                            }
                            all.push((name, words, delivery));
                        }
                    }
                }
            }
        }
        all
    }

    #[test]
    fn every_state_has_its_sentence_in_both_languages() {
        let languages = [Messages::new(Lang::ZhCn), Messages::new(Lang::En)];
        let mut sentences: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, told, _) in all() {
            let mut sentence = String::new();
            for messages in &languages {
                let count = [("count", i64::from(told.count).into())];
                sentence += &format!("{}\n", messages.text(told.line, &count));
                let to_do = told.to_do.map(|key| messages.text(key, &[]));
                sentence += &to_do.map_or_else(String::new, |words| format!("  {words}\n"));
            }
            sentences.entry(sentence).or_default().push(name);
        }
        let table: String = sentences
            .into_iter()
            .map(|(sentence, names)| format!("{sentence}    {}\n\n", names.join("\n    ")))
            .collect();
        expect_file!["../../golden/delivery.txt"].assert_eq(&table);
    }

    #[test]
    fn no_state_claims_more_than_is_known() {
        for (name, told, delivery) in all() {
            let is_all_there = told.tone == DeliveryTone::AllThere;
            let all_there = delivery.link == Link::Online
                && delivery.waiting == 0
                && delivery.refused == 0
                && delivery.giving_back == 0
                && !delivery.twice
                && !delivery.is_full
                && delivery.unread == 0;
            assert!(!is_all_there || all_there, "{name}");
            assert_eq!(told.line == "delivery-all", is_all_there, "{name}");
            let says_no_network = told.line.contains("no-network");
            assert!(
                !says_no_network || delivery.link == Link::NoNetwork,
                "{name}"
            );
            // Whoever must do something is told where.
            assert!(told.to_do.is_none() || told.more.is_some(), "{name}");
            // What waits is never passed over in silence, unless something is worse.
            let worse = ["delivery-revoked", "delivery-refused", "delivery-full"];
            if !worse.contains(&told.line) {
                let says_waiting = told.line.contains("waiting") || told.line == "delivery-sending";
                assert_eq!(says_waiting, delivery.waiting > 0, "{name}");
            }
            let says_unread = told.line == "delivery-unread" || told.to_do == Some("home-unread");
            assert!(!says_unread || delivery.unread > 0, "{name}");
            let says_lost = told.line.contains("giving-back");
            assert!(!says_lost || delivery.giving_back > 0, "{name}");
            assert_eq!(
                told.line.contains("twice"),
                told.to_do == Some("home-twice")
            );
            assert_eq!(
                told.line.contains("not-today"),
                told.to_do == Some("home-not-today") && delivery.giving_back == 0
            );
            // The clock is doubted only until the centre has been asked.
            let says_clock = told.line.contains("clock");
            assert!(!says_clock || delivery.link != Link::Online, "{name}");
        }
    }

    #[test]
    fn nothing_is_called_all_there_before_all_came() {
        for link in LINKS {
            for waiting in [0, 3] {
                let coming = Some(7);
                let delivery = Delivery {
                    coming,
                    ..delivery(link, waiting, 0)
                };
                let told = told(DeviceStanding::Known, &delivery, true);
                assert_ne!(told.line, "delivery-all");
                let is_told = link == Link::Online && waiting == 0;
                assert_eq!(
                    told.line == "delivery-coming",
                    is_told,
                    "{link:?} {waiting}"
                );
                assert_eq!(told.count, if is_told { 7 } else { waiting });
            }
        }
    }

    #[test]
    fn different_states_of_the_link_have_different_sentences() {
        for waiting in [0, 1] {
            let lines: BTreeSet<_> = LINKS
                .map(|link| told(DeviceStanding::Known, &delivery(link, waiting, 0), true).line)
                .into();
            assert_eq!(lines.len(), LINKS.len());
        }
    }
}

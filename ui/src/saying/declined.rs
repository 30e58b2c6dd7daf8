//! Why a caregiver did not get what they claimed, in words that say what to do next.

use linli_domain::offer::DeclineReason;

pub(crate) const fn declined_words(why: DeclineReason) -> &'static str {
    match why {
        DeclineReason::TooMany => "offers-too-many",
        DeclineReason::AtSameTime => "offers-at-same-time",
        DeclineReason::GaveBackOften => "offers-gave-back-often",
        DeclineReason::TimeOver => "offers-time-over",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_l10n::{Lang, Messages};

    #[test]
    fn each_reason_says_what_it_is_and_what_to_do() {
        // What is so, and what to do: in Chinese, and in English.
        let table = [
            (
                DeclineReason::TooMany,
                [["够多了", "先开始"], ["as many as", "Begin one"]],
            ),
            (
                DeclineReason::AtSameTime,
                [["时间", "社区"], ["at that time", "community desk"]],
            ),
            (
                DeclineReason::GaveBackOften,
                [["退回", "过一会儿"], ["gave several back", "wait a while"]],
            ),
            (
                DeclineReason::TimeOver,
                [["过了", "不用去"], ["was over", "do not need to go"]],
            ),
        ];
        for (why, expected) in table {
            for (lang, parts) in [Lang::ZhCn, Lang::En].into_iter().zip(expected) {
                let said = Messages::new(lang).text(declined_words(why), &[]);
                for part in parts {
                    assert!(said.contains(part), "{why:?}: {said}");
                }
            }
        }
    }
}

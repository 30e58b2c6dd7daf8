//! What is said of the resident when family reads it: of another, and by name. To the
//! resident the same message says "you".

/// A message that speaks to the resident, and what family is told in its place, with the
/// resident's name as `resident`.
const OF_ANOTHER: &[(&str, &str)] = &[
    ("about-known", "family-about-known"),
    ("about-see", "family-about-see"),
    ("about-title", "family-about-title"),
    ("application-appeal", "family-appeal"),
    ("application-more", "family-more"),
    ("application-object", "family-object"),
    ("application-resume-until", "family-resume-until"),
    ("ask-sent", "family-ask-sent"),
    ("ask-which", "family-ask-which"),
    ("bundle-held", "family-bundle-held"),
    ("consent-own-heading", "consent-heading"),
    ("details-address", "family-details-address"),
    ("details-all", "family-details-all"),
    ("details-all-words", "family-details-all-words"),
    ("details-contact-name", "family-details-contact-name"),
    ("details-hearing", "family-details-hearing"),
    ("details-missing", "family-details-missing"),
    ("details-phone", "family-details-phone"),
    ("details-text-me", "family-details-text-me"),
    ("details-title", "family-details-title"),
    ("form-known-by-id-number", "family-known-by-id-number"),
    ("form-kept-number", "family-kept-number"),
    ("home-matters", "family-matters"),
    ("paper-which", "family-paper-which"),
    ("person-relation", "family-relation"),
    ("readers-own", "family-readers-own"),
    ("remind-from", "family-remind-from"),
    ("service-may-ask", "family-service-may-ask"),
    ("service-no", "family-service-no"),
    ("service-output", "family-service-output"),
    ("service-yes", "family-service-yes"),
    ("services-may-ask", "family-services-may-ask"),
    ("services-private", "family-services-private"),
    ("services-title", "family-services-title"),
    ("services-yes", "family-services-yes"),
    ("urgent-sent", "family-urgent-sent"),
];

/// What family is told in place of the message `key`.
pub(super) fn of_another(key: &str) -> Option<&'static str> {
    let found = OF_ANOTHER.iter().find(|(own, _)| *own == key);
    found.map(|(_, theirs)| *theirs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_l10n::{Lang, Messages};
    use std::{collections::BTreeSet, fs, path::Path};

    /// Files with what family's pages say.
    const FILES: [&str; 8] = [
        "application",
        "ask",
        "consent",
        "family",
        "home",
        "matter",
        "services",
        "urgent",
    ];

    /// Messages that speak to whoever reads, or that only the resident is shown.
    const OF_READER: &[&str] = &[
        "consent-to-me",
        "consent-was-mine",
        "home-consent-for-you",
        "consent-script-words",
        "consent-page",
        "consent-may",
        "consent-end-mine",
        "consent-ask-words",
        "acting-words",
        "acting-title",
        "acting-done",
        "answer-error-birth-differs",
        "answer-error-card-length",
        "answer-error-disability-length",
        "answer-error-id-length",
        "answer-error-mobile-length",
        "answer-error-too-long",
        "answer-error-written",
        "answer-not-at-hand",
        "answer-not-known",
        "answer-optional",
        "answer-several",
        "application-granted",
        "application-lapsed",
        "application-lapsed-over",
        "application-lapsed-until",
        "application-needs-more",
        "application-partly",
        "application-received-next",
        "application-refused",
        "ask-check",
        "ask-sent-here-next",
        "ask-sent-there-next",
        "ask-when-hint",
        "cancel-reason",
        "discard-words",
        "form-clash-here",
        "form-doubtful",
        "form-kept",
        "form-known",
        "form-known-change",
        "form-paper-or-show",
        "form-send-for-words",
        "form-to-check",
        "home-app-old",
        "home-clock",
        "home-full",
        "home-moved",
        "home-not-kept",
        "home-not-known",
        "home-rescued",
        "home-sent-for-you",
        "home-title",
        "home-waits",
        "home-twice",
        "matter-rated",
        "message-kept",
        "paper-other",
        "rate-words",
        "remind-ask",
        "service-apply",
        "service-auto",
        "service-prepare",
        "service-prepare-words",
        "service-unknown",
        "services-near",
        "services-open",
        "services-search",
        "services-unknown",
        "signature-name",
        "signature-counts",
        "signature-write",
        "signature-draw",
        "answer-error-signature-too-small",
        "answer-error-signature-not-used",
        "signature-pad",
        "timeline-sent",
        "urgent-gas",
        "urgent-note",
        "call-back-hard",
        "call-back-hint",
        "call-back-no-number",
        "call-back-question",
        "call-back-send",
        "call-back-sent",
        "form-answers-kept",
        "home-not-today",
        "way-correction-asked",
        "way-more-asked",
        "way-objected",
        "way-served",
        "way-submitted",
        "way-supplemented",
        "way-opened",
        "way-unsent",
        "way-withdrawn",
        "way-your-turn",
        "withdraw-words",
        "write-why",
        "application-resume",
    ];

    /// The messages of family's pages in one language, by key.
    fn messages(lang: &str) -> Vec<(String, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales");
        let mut all = Vec::<(String, String)>::new();
        for file in FILES {
            let path = folder.join(lang).join(format!("{file}.ftl"));
            for line in fs::read_to_string(path).unwrap().lines() {
                let is_more = line.starts_with(' ') || line.starts_with('}');
                match line.split_once(" = ") {
                    Some((key, text)) if !is_more && !line.starts_with('#') => {
                        all.push((key.to_owned(), text.to_owned()));
                    }
                    _ if is_more => all.last_mut().unwrap().1.push_str(line),
                    _ => {}
                }
            }
        }
        all
    }

    fn speaks_to_somebody(text: &str) -> bool {
        let mut words = text.split(|sign: char| !sign.is_ascii_alphabetic());
        let is_said = |word: &str| {
            ["you", "your", "yours", "i", "my", "me", "mine"]
                .contains(&word.to_lowercase().as_str())
        };
        let is_chinese = text.replace("我们", "").contains(['您', '你', '我']);
        is_chinese || words.any(is_said)
    }

    #[test]
    fn whatever_speaks_to_the_resident_is_said_of_another_to_family() {
        let spoken: BTreeSet<String> = ["en", "zh-CN"]
            .into_iter()
            .flat_map(messages)
            .filter(|(_, text)| speaks_to_somebody(text))
            .map(|(key, _)| key)
            .filter(|key| of_another(key).is_none() && !OF_READER.contains(&key.as_str()))
            .collect();
        assert!(spoken.is_empty(), "to whom? {spoken:?}");
    }

    #[test]
    fn family_is_told_by_name_and_never_you() {
        for lang in [Lang::En, Lang::ZhCn] {
            let messages = Messages::new(lang);
            for (own, theirs) in OF_ANOTHER {
                let args = [
                    ("resident", "王秀英".into()),
                    ("what", "…".into()),
                    ("day", "…".into()),
                ];
                assert_ne!(messages.text(own, &args), *own, "no such message");
                let said = messages.text(theirs, &args);
                assert!(!speaks_to_somebody(&said), "{theirs}: {said}");
            }
        }
    }

    #[test]
    fn what_is_said_of_who_reads_is_there() {
        let keys: BTreeSet<_> = messages("en").into_iter().map(|(key, _)| key).collect();
        let gone = OF_READER.iter().filter(|key| !keys.contains(**key));
        assert_eq!(gone.collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}

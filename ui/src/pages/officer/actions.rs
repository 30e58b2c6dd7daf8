//! What an officer may do with an application as it stands.

use linli_domain::application::ApplicationStatus as S;

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Work on it, so that colleagues leave it alone.
    Take,
    /// Go on working on it for a further while.
    Renew,
    /// Give it back.
    Give,
    /// Take it on: the promised time begins.
    Accept,
    /// Not for this office.
    TurnAway,
    /// Ask the resident for something.
    AskMore,
    /// Decide.
    Decide,
    /// The resident has the result.
    Served,
    /// Say whether something is corrected.
    AnswerCorrection,
    /// Say what came of asking why the rating was low.
    FollowUp,
}

/// What may be done. `held`: by me, or by a colleague; `corrects`: a correction waits;
/// `follows_up`: somebody has to ask why the rating was low.
pub(super) fn allowed(
    status: S,
    held: Option<Holder>,
    corrects: bool,
    follows_up: bool,
) -> Vec<Action> {
    use Action as A;
    let mut allowed = Vec::new();
    if held == Some(Holder::Other) {
        return allowed;
    }
    if status.is_at_office() {
        if held == Some(Holder::Me) {
            allowed.extend([A::Renew, A::Give]);
        } else {
            allowed.push(A::Take);
        }
    }
    match status {
        S::Received => allowed.extend([A::Accept, A::AskMore, A::TurnAway]),
        S::Accepted | S::InReview => allowed.extend([A::Decide, A::AskMore]),
        S::Decided => allowed.push(A::Served),
        _ => {}
    }
    if corrects {
        allowed.push(A::AnswerCorrection);
    }
    if follows_up {
        allowed.push(A::FollowUp);
    }
    allowed
}

/// Who works on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// This officer.
    Me,
    /// A colleague.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use Action as A;

    #[test]
    fn what_a_colleague_holds_is_left_alone() {
        for status in [S::Received, S::Accepted, S::InReview] {
            assert!(allowed(status, Some(Holder::Other), true, true).is_empty());
        }
    }

    #[test]
    fn each_state_has_its_own() {
        assert_eq!(
            allowed(S::Received, None, false, false),
            [A::Take, A::Accept, A::AskMore, A::TurnAway]
        );
        assert_eq!(
            allowed(S::InReview, Some(Holder::Me), false, false),
            [A::Renew, A::Give, A::Decide, A::AskMore]
        );
        assert_eq!(
            allowed(S::Decided, None, true, true),
            [A::Served, A::AnswerCorrection, A::FollowUp]
        );
        for status in [S::Draft, S::Sent, S::NeedsMore, S::Withdrawn, S::Closed] {
            assert!(allowed(status, None, false, false).is_empty(), "{status:?}");
        }
    }
}

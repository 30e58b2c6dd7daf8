//! The network between phones and the centre, and all that it can do to an exchange.

use crate::town::{
    broken::{Kept, law, never_fails},
    dice::Dice,
    invariants,
    world::World,
};
use linli_api::view::Link;
use linli_replica::{
    exchange::{Exchange, Exchanged},
    turned_away::{Revocation, TurnedAway},
};

/// More exchanges than anything honest needs in a row.
const MOST: usize = 100;

impl World {
    /// Exchanges as it should be, until there is nothing to be asked at once.
    pub(crate) fn meet(&mut self, who: usize) -> Kept {
        for _ in 0..MOST {
            let sent = self.next(who)?;
            let Some(answer) = self.ask(who, &sent)? else {
                return Ok(());
            };
            self.centre.give_catalogue(&mut self.phones[who])?;
            if !self.take(who, answer, &sent)? {
                return Ok(());
            }
        }
        law(false, "an exchange comes to an end", || self.name(who))
    }

    pub(crate) fn cut(&mut self, who: usize) -> Kept {
        self.note(who)?;
        self.phones[who].engine.set_link(Link::NoNetwork);
        Ok(())
    }

    pub(crate) fn lose(&mut self, who: usize) -> Kept {
        let sent = self.next(who)?;
        self.ask(who, &sent)?;
        self.phones[who].engine.set_link(Link::NoNetwork);
        Ok(())
    }

    pub(crate) fn double(&mut self, who: usize) -> Kept {
        let sent = self.next(who)?;
        self.ask(who, &sent)?;
        if let Some(answer) = self.ask(who, &sent)? {
            self.take(who, answer, &sent)?;
        }
        Ok(())
    }

    pub(crate) fn twice(&mut self, who: usize) -> Kept {
        let sent = self.next(who)?;
        if let Some(answer) = self.ask(who, &sent)? {
            self.take(who, answer.clone(), &sent)?;
            self.take(who, answer, &sent)?;
        }
        Ok(())
    }

    pub(crate) fn hold(&mut self, who: usize) -> Kept {
        let sent = self.next(who)?;
        if let Some(answer) = self.ask(who, &sent)? {
            self.phones[who].answers.push((sent, answer));
        }
        Ok(())
    }

    pub(crate) fn late(&mut self, who: usize, dice: u64) -> Kept {
        let answers = &mut self.phones[who].answers;
        if answers.is_empty() {
            return Ok(());
        }
        let (sent, answer) = answers.remove(Dice::of(dice).below(answers.len()));
        self.take(who, answer, &sent).map(drop)
    }

    pub(crate) fn send(&mut self, who: usize) -> Kept {
        let sent = self.next(who)?;
        self.phones[who].sent.push(sent);
        Ok(())
    }

    pub(crate) fn arrive(&mut self, who: usize, dice: u64) -> Kept {
        let sent = &mut self.phones[who].sent;
        if sent.is_empty() {
            return Ok(());
        }
        let sent = sent.remove(Dice::of(dice).below(sent.len()));
        self.ask(who, &sent).map(drop)
    }

    pub(crate) fn name(&self, who: usize) -> String {
        self.phones[who].owner.name.to_owned()
    }

    /// What the phone sends now; what waits on it is noted before.
    fn next(&mut self, who: usize) -> Kept<Exchange> {
        self.note(who)?;
        let next = self.phones[who].engine.next_exchange(0);
        never_fails(next, "the outbox can be read")
    }

    /// What the centre answers; `None` where it has no answer for this device.
    fn ask(&mut self, who: usize, sent: &Exchange) -> Kept<Option<Exchanged>> {
        let Some(token) = self.phones[who].engine.token().map(str::to_owned) else {
            self.centre.take_rescue(&mut self.phones[who])?;
            return Ok(None);
        };
        let mut answer = self.centre.exchange(&token, sent)?;
        if matches!(answer, Err(TurnedAway::Unknown)) {
            match self.centre.know_again(&self.phones[who].engine, &token)? {
                Ok(false) => {}
                Ok(true) => answer = self.centre.exchange(&token, sent)?,
                Err(turned) => answer = Err(turned),
            }
        }
        match answer {
            Ok(answer) => {
                self.trace.push(told(sent, &answer));
                invariants::after_answer(self, who, sent, &answer)?;
                return Ok(Some(answer));
            }
            Err(TurnedAway::Revoked(word)) => self.empty(who, &word)?,
            Err(TurnedAway::Unavailable { .. }) => {
                self.figures.reach("the centre has no room".to_owned());
                self.phones[who].engine.set_link(Link::Away);
            }
            Err(_) => {
                let taken = self.phones[who].engine.take_unknown();
                self.phones[who].kept(taken, "a phone learns that it is unknown")?;
            }
        }
        Ok(None)
    }

    /// The phone hears that it was revoked: it keeps nothing, and hands over what it had
    /// not delivered.
    fn empty(&mut self, who: usize, word: &Revocation) -> Kept {
        let phone = &mut self.phones[who];
        let has_waiting = !phone.waiting()?.is_empty();
        let emptied = phone.engine.take_revoked(word);
        phone.kept(emptied, "a phone is emptied")?;
        // Nobody waits for those any more.
        phone.answers.clear();
        phone.sent.clear();
        self.ledger.settle(who);
        let is_handed = self.centre.take_rescue(phone)?;
        law(
            is_handed || !has_waiting,
            "what was never delivered is handed over",
            || phone.owner.name.to_owned(),
        )
    }

    /// Takes an answer in; whether the phone wants to exchange again at once.
    fn take(&mut self, who: usize, answer: Exchanged, sent: &Exchange) -> Kept<bool> {
        let taken = self.phones[who].engine.take(answer, sent);
        let taken = self.phones[who].kept(taken, "an answer can be taken in")?;
        self.note(who)?;
        Ok(taken.again)
    }

    /// Notes what waits on the phone.
    pub(crate) fn note(&mut self, who: usize) -> Kept {
        let now = self.time.now();
        for waiting in self.phones[who].waiting()? {
            self.ledger.note_waiting(waiting, who, now);
        }
        Ok(())
    }
}

/// What an exchange came to, in words that two runs of one seed share.
fn told(sent: &Exchange, answer: &Exchanged) -> String {
    let news = answer.news.iter().map(|news| {
        let changes = news
            .changes
            .iter()
            .map(|change| change.read().map(|read| read.hash));
        let changes: Vec<_> = changes.filter_map(Result::ok).collect();
        (news.doc, news.snapshot.is_some(), changes)
    });
    let news: Vec<_> = news.collect();
    let outcomes = &answer.outcomes;
    let (from, to, forget) = (sent.cursor, answer.cursor, &answer.forget);
    format!("{from:?} {to:?} {outcomes:?} {news:?} {forget:?}")
}

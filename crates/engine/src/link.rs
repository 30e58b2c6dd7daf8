//! The only async part: carries exchanges over HTTP, natively and in the browser.
//!
//! [`run`] never ends and never holds the engine over an await, so no command
//! ever waits for the network. What is written here goes at once: a long poll
//! under way is dropped for it.

mod http;

pub use crate::engine::Bell;

use crate::{
    engine::Engine,
    error::{EngineError, chain},
    host::{MaybeSend, fresh_number},
    sync::{BlobAnswer, HAND_OVER_MS},
};
use futures::future::{Either, select};
use http::{Http, LinkError, StatusCode};
use linli_api::{EngineEvent, Topic, view};
use linli_domain::{
    photo::CHUNK_BYTES,
    time::{MINUTE_MS, Timestamp},
};
use linli_replica::{
    exchange::{EnrolRefusal, Enrolled},
    turned_away::TurnedAway,
};
use std::{future::Future, pin::pin};

/// How long the centre may hold an answer. Proxies commonly cut at 60 s.
const POLL_MS: u32 = 25_000;
/// The longest pause between attempts.
const LONGEST_PAUSE_MS: u32 = 60_000;
/// Even a lucky draw leaves this much between attempts.
const SHORTEST_PAUSE_MS: u32 = 250;
/// How often a challenge may end on the way.
const ENROL_TRIES: usize = 2;
/// How often the catalogue is asked for.
const CATALOGUE_MS: i64 = 60 * MINUTE_MS;
/// The smallest pieces of a photo, for networks on which larger ones never arrive.
const LEAST_PIECE: usize = 16 * 1024;

/// `Sync` where there are threads; nothing in the browser.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSync: Sync {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Sync> MaybeSync for T {}

/// `Sync` where there are threads; nothing in the browser.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSync {}
#[cfg(target_arch = "wasm32")]
impl<T> MaybeSync for T {}

/// What the link needs of the shell that runs it.
pub trait Shell: MaybeSend + MaybeSync {
    /// Does `work` with the engine locked.
    fn with<T>(&self, work: impl FnOnce(&mut Engine) -> T) -> T;

    /// Waits for so many milliseconds.
    fn sleep(&self, ms: u32) -> impl Future<Output = ()> + MaybeSend;

    fn emit(&self, event: EngineEvent);

    /// Whether the device has a network at all; `None` where nobody knows.
    fn has_network(&self) -> Option<bool> {
        None
    }

    /// Whether requests can go to another address than the shell's own. A browser lets a
    /// page talk only to where it came from.
    fn can_follow(&self) -> bool {
        true
    }
}

/// What to do after one step.
enum Next {
    /// Go on at once.
    Go,
    /// There is nothing to do until the bell rings.
    Rest,
    /// It did not work; pause, then try again. Whoever was told to wait does not come
    /// before that.
    Pause { least_ms: u32 },
}

/// Keeps the device and its centre in touch, for ever.
///
/// `home` is the centre's address where the shell knows it (the page's origin in
/// the browser); an address that the person gave at enrolment comes before it.
pub async fn run(shell: impl Shell, home: Option<String>) {
    let (bell, network) = shell.with(|engine| {
        let status = &engine.centre_status;
        (status.bell.clone(), status.network.clone())
    });
    let mut line = match Http::new() {
        Ok(http) => Line {
            shell,
            http,
            home,
            catalogue_at: None,
            handed_at: None,
            is_first: true,
            is_carrying: false,
            piece: CHUNK_BYTES,
        },
        Err(error) => {
            tracing::error!(error = %chain(&error), "no network on this device");
            return;
        }
    };
    let mut failures = 0;
    loop {
        // Whatever rings from here on is not in the exchange that begins now.
        bell.clear();
        network.clear();
        // A request on a network that is gone would only end in its time-out.
        let stepped = match select(pin!(line.step(&bell)), pin!(network.rung())).await {
            Either::Left((next, _)) => Some(next),
            Either::Right(((), _)) => None,
        };
        match stepped.unwrap_or_else(|| line.begin_anew()) {
            Next::Go => failures = 0,
            Next::Rest => {
                failures = 0;
                bell.rung().await;
            }
            Next::Pause { least_ms } => {
                failures += 1;
                line.is_first = true;
                // Only somebody who presses "try now", or a new network, comes sooner.
                let least = pin!(line.shell.sleep(least_ms));
                if let Either::Left(_) = select(least, pin!(network.rung())).await {
                    let pause = pin!(line.shell.sleep(line.pause_ms(failures)));
                    let (rung, changed) = (pin!(bell.rung()), pin!(network.rung()));
                    select(pause, select(rung, changed)).await;
                }
            }
        }
    }
}

/// How things stand with the centre after a failure. Nothing is claimed that is not known:
/// "no network" only where the device has none.
fn link_after(error: &LinkError, has_network: Option<bool>) -> view::Link {
    match error {
        LinkError::Unreachable(_) if has_network == Some(false) => view::Link::NoNetwork,
        LinkError::TurnedAway(TurnedAway::TooOld, _) => view::Link::AppTooOld,
        LinkError::TurnedAway(TurnedAway::TooNew, _) => view::Link::AppTooNew,
        // Whatever it says: too much is asked for just now.
        LinkError::TurnedAway(_, StatusCode::TOO_MANY_REQUESTS)
        | LinkError::Status(StatusCode::TOO_MANY_REQUESTS) => view::Link::Busy,
        _ => view::Link::Away,
    }
}

/// How long the centre asked to be left alone.
fn least_pause_ms(error: &LinkError) -> u32 {
    let seconds = match error {
        LinkError::TurnedAway(turned, _) => turned.retry_after_s().unwrap_or_default(),
        _ => 0,
    };
    seconds.saturating_mul(1_000).min(LONGEST_PAUSE_MS)
}

struct Line<S> {
    shell: S,
    http: Http,
    home: Option<String>,
    /// When the catalogue was last asked for.
    catalogue_at: Option<Timestamp>,
    /// When it was last tried to hand over what was sealed.
    handed_at: Option<Timestamp>,
    /// The first exchange after a start or a failure does not wait, so that the
    /// screen soon knows whether there is a network.
    is_first: bool,
    /// A piece of a photo went or came, and there may be more: no long poll between them.
    is_carrying: bool,
    /// Bytes of a photo that travel at once.
    piece: usize,
}

impl<S: Shell> Line<S> {
    /// After the network came or went, or the centre knows the device again.
    fn begin_anew(&mut self) -> Next {
        self.is_first = true;
        Next::Go
    }

    /// Exponential with full jitter: a crowd of devices must not come back at once.
    fn pause_ms(&self, failures: u32) -> u32 {
        let most = 1_000u32
            .saturating_mul(1 << failures.min(6))
            .min(LONGEST_PAUSE_MS);
        let draw = self.shell.with(|engine| fresh_number(engine.host.as_mut()));
        SHORTEST_PAUSE_MS.max(draw % most)
    }

    async fn step(&mut self, bell: &Bell) -> Next {
        match self.try_step(bell).await {
            Ok(next) => next,
            Err(error) => {
                tracing::info!(error = %chain(&error), "the centre was not reached");
                self.after(&error);
                Next::Pause {
                    least_ms: least_pause_ms(&error),
                }
            }
        }
    }

    fn after(&self, error: &LinkError) {
        let link = link_after(error, self.shell.has_network());
        let taken = self.shell.with(|engine| match error {
            LinkError::TurnedAway(TurnedAway::Revoked(word), _) => engine.take_revoked(word),
            LinkError::TurnedAway(TurnedAway::Unknown, _) => engine.take_unknown(),
            LinkError::TurnedAway(TurnedAway::Moved(word), _) => {
                engine.take_moved(word, self.shell.can_follow())
            }
            _ => Ok(engine.set_link(link).into_iter().collect()),
        });
        match taken {
            Ok(topics) => self.tell(topics),
            // Not the centre's word, or one that could not be kept: nobody to talk to.
            Err(error) => {
                tracing::error!(error = %chain(&error), "could not note it");
                let away = self.shell.with(|engine| engine.set_link(link));
                self.tell(away.into_iter().collect());
            }
        }
    }

    fn tell(&self, topics: Vec<Topic>) {
        if !topics.is_empty() {
            self.shell.emit(EngineEvent::Changed(topics));
        }
    }

    async fn try_step(&mut self, bell: &Bell) -> Result<Next, LinkError> {
        let server = self.shell.with(|engine| engine.server())?;
        let Some(server) = server.or_else(|| self.home.clone()) else {
            return Ok(Next::Rest);
        };
        if self.shell.with(|engine| engine.wants_enrolment()) {
            let answer = self.enrol(&server).await;
            let failed = answer.is_err();
            if let Err(error) = &answer {
                tracing::info!(error = %chain(error), "could not enrol");
                self.after(error);
            }
            let topics = self
                .shell
                .with(|engine| engine.take_enrolled(answer.ok().flatten()))?;
            self.tell(topics);
            return Ok(if failed { Next::Rest } else { Next::Go });
        }
        let handed_over = self.hand_over(&server).await;
        let Some(token) = self.shell.with(|engine| engine.token().map(str::to_owned)) else {
            return handed_over.map(|()| Next::Rest);
        };
        match self.talk(&server, &token, bell).await {
            Err(error @ LinkError::TurnedAway(TurnedAway::Unknown, _)) => {
                if self.come_back(&server, &token).await? {
                    Ok(self.begin_anew())
                } else {
                    Err(error)
                }
            }
            done => done,
        }
    }

    async fn talk(&mut self, server: &str, token: &str, bell: &Bell) -> Result<Next, LinkError> {
        self.catalogue(server, token).await?;
        let next = self.exchange(server, token, bell).await?;
        if matches!(next, Next::Go) {
            self.is_carrying = self.photo(server, token, bell).await?;
        }
        Ok(next)
    }

    /// Tries to be known again by a centre that forgot this device; whether it is. Only the
    /// centre's own word makes it unknown: one that is busy has not said so.
    async fn come_back(&self, server: &str, token: &str) -> Result<bool, LinkError> {
        let mut known = self.prove(server, token).await;
        for _ in 1..ENROL_TRIES {
            if let Err(LinkError::TurnedAway(TurnedAway::Code(EnrolRefusal::Stale), _)) = &known {
                known = self.prove(server, token).await;
            }
        }
        if let Err(error @ LinkError::TurnedAway(TurnedAway::Unknown, _)) = &known {
            tracing::info!(error = %chain(error), "the centre does not know this device again");
            return Ok(false);
        }
        known
    }

    /// Comes with its card and its key over a fresh challenge. False where the device has no
    /// card to come with.
    async fn prove(&self, server: &str, token: &str) -> Result<bool, LinkError> {
        let challenge = self.http.enrol_challenge(server).await?;
        let message = self.shell.with(|engine| engine.known_again(&challenge))?;
        match message {
            Some(message) => self.http.known_again(server, token, &message).await?,
            None => return Ok(false),
        }
        Ok(true)
    }

    /// Gives the centre what was sealed for it before the device was emptied. Whoever has
    /// the device now is not held up by it.
    async fn hand_over(&mut self, server: &str) -> Result<(), LinkError> {
        let (message, current, now) = self.shell.with(|engine| {
            let current = engine.token().map(str::to_owned);
            (engine.hand_over(), current, engine.now())
        });
        let Some((message, token)) = message else {
            return Ok(());
        };
        let is_too_soon = |at: Timestamp| now.since(at).abs() < HAND_OVER_MS;
        if current.is_some() && self.handed_at.is_some_and(is_too_soon) {
            return Ok(());
        }
        self.handed_at = Some(now);
        let given = self.http.hand_over(server, &token, &message).await;
        match (given, current) {
            // The centre forgot the device that wrote it, and knows who has it now.
            (Err(LinkError::TurnedAway(TurnedAway::Unknown, _)), Some(current)) => {
                self.http.hand_over(server, &current, &message).await?;
            }
            (given, _) => given?,
        }
        let topics = self.shell.with(|engine| engine.handed_over())?;
        self.tell(topics);
        Ok(())
    }

    /// Asks for a challenge and answers it. On a slow network one may have ended on the
    /// way, so there is a second try. `None` where nobody wants to be enrolled any more.
    async fn enrol(
        &self,
        server: &str,
    ) -> Result<Option<Result<Enrolled, EnrolRefusal>>, LinkError> {
        let mut answer = None;
        for _ in 0..ENROL_TRIES {
            let challenge = self.http.enrol_challenge(server).await?;
            let request = self.shell.with(|engine| engine.enrol_request(&challenge));
            let Some(request) = request else { break };
            answer = Some(self.http.enrol(server, &request).await?);
            if answer != Some(Err(EnrolRefusal::Stale)) {
                break;
            }
        }
        Ok(answer)
    }

    async fn catalogue(&mut self, server: &str, token: &str) -> Result<(), LinkError> {
        let (now, tag) = self
            .shell
            .with(|engine| Ok::<_, EngineError>((engine.now(), engine.catalogue_tag()?)))?;
        if self
            .catalogue_at
            .is_some_and(|at| now.since(at).abs() < CATALOGUE_MS)
        {
            return Ok(());
        }
        if let Some(new) = self.http.catalogue(server, token, tag.as_deref()).await? {
            let topics = self
                .shell
                .with(|engine| engine.take_catalogue(&new.json, &new.etag, &new.signature))?;
            self.tell(topics);
        }
        self.catalogue_at = Some(now);
        Ok(())
    }

    async fn exchange(
        &mut self,
        server: &str,
        token: &str,
        bell: &Bell,
    ) -> Result<Next, LinkError> {
        let wait_ms = if self.is_first || self.is_carrying {
            0
        } else {
            POLL_MS
        };
        let sent = self.shell.with(|engine| engine.next_exchange(wait_ms))?;
        let post = self.http.exchange(server, token, &sent);
        let answer = if sent.wait_ms > 0 {
            match select(pin!(post), pin!(bell.rung())).await {
                Either::Left((answer, _)) => answer?,
                // Something was written: it goes first. Nothing is lost with the
                // dropped poll, for the cursor has not moved.
                Either::Right(((), _)) => return Ok(Next::Go),
            }
        } else {
            post.await?
        };
        let asked_something = !sent.changes.is_empty();
        let (taken, to_send, tag) = self.shell.with(|engine| {
            let taken = engine.take(answer.exchanged, &sent)?;
            let (_, to_send) = engine.waiting_until()?;
            Ok::<_, EngineError>((taken, to_send, engine.catalogue_tag()?))
        })?;
        if answer.catalogue.is_some() && answer.catalogue != tag {
            self.catalogue_at = None;
        }
        self.tell(taken.topics);
        self.is_first = taken.again;
        // Sent, and not one change got a lasting answer: asking again at once would not help.
        let is_stuck = asked_something && to_send > 0 && !taken.again;
        Ok(if is_stuck {
            Next::Pause { least_ms: 0 }
        } else {
            Next::Go
        })
    }

    /// Carries one piece of a photo; whether there was one. Documents go before each,
    /// and what becomes of a photo is its own matter.
    async fn photo(&mut self, server: &str, token: &str, bell: &Bell) -> Result<bool, LinkError> {
        let piece = self.piece;
        let Some(ask) = self.shell.with(|engine| engine.next_blob(piece))? else {
            return Ok(false);
        };
        let carried = self.http.blob(server, token, &ask);
        let answer = match select(pin!(carried), pin!(bell.rung())).await {
            Either::Left((answer, _)) => answer,
            // Something was written: it goes first. The centre says next time how far
            // this photo has come.
            Either::Right(((), _)) => return Ok(true),
        };
        self.piece = if answer == BlobAnswer::Broken {
            (piece / 2).max(LEAST_PIECE)
        } else {
            (piece * 2).min(CHUNK_BYTES)
        };
        let topics = self.shell.with(|engine| engine.take_blob(&ask, answer))?;
        self.tell(topics);
        Ok(true)
    }
}

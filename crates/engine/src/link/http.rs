//! The requests of a device. POST bodies and answers are CBOR; photos are bytes.

use crate::{
    error::{EngineError, chain},
    sync::{BlobAnswer, BlobAsk},
};
use linli_api::view::PhotoTrouble;
use linli_replica::{
    exchange::{
        DecodeError, Enrol, EnrolChallenge, EnrolRefusal, Enrolled, Exchange, Exchanged, decode,
        encode,
    },
    keys::Signature,
    known_again::KnownAgain,
    rescue::HandOver,
    turned_away::TurnedAway,
};
pub(super) use reqwest::StatusCode;
use reqwest::{Client, RequestBuilder, Response, header};
use std::time::Duration;

/// How long a request may take beside what the centre may hold it for.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a piece of a photo may take: on a slow network it is many seconds.
const PIECE_PATIENCE: Duration = Duration::from_secs(120);
/// How many bytes of a photo the centre has.
const OFFSET: &str = "upload-offset";
/// How many bytes the whole photo has.
const LENGTH: &str = "upload-length";
/// Hex of the centre's signature over the catalogue's bytes.
const SIGNATURE: &str = "linli-signature";

/// Names the catalogue that the centre uses now, as its `etag` does.
const CATALOGUE: &str = "linli-catalogue";

/// Why a request brought nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum LinkError {
    #[error("could not reach the centre")]
    Unreachable(#[from] reqwest::Error),
    /// Something between, or a centre of another version, answered in words of its own.
    #[error("the centre answered {0}")]
    Status(StatusCode),
    #[error("the centre turned the request away with {status}: {why}", status = .1, why = .0.why())]
    TurnedAway(TurnedAway, StatusCode),
    #[error("could not read the centre's answer")]
    Answer(#[from] DecodeError),
    #[error("the centre's answer lacks `{0}`")]
    Lacks(&'static str),
    #[error("could not use the centre's answer")]
    Engine(#[from] EngineError),
}

/// What an exchange brought.
pub(super) struct Answered {
    pub(super) exchanged: Exchanged,
    /// The catalogue that the centre uses now.
    pub(super) catalogue: Option<String>,
}

/// A catalogue as it came.
pub(super) struct NewCatalogue {
    pub(super) json: String,
    pub(super) etag: String,
    pub(super) signature: Signature,
}

pub(super) struct Http {
    client: Client,
}

impl Http {
    pub(super) fn new() -> Result<Self, LinkError> {
        #[cfg(not(target_arch = "wasm32"))]
        let client = {
            // Fails only where the shell has chosen a provider already.
            let _ = rustls::crypto::ring::default_provider().install_default();
            Client::builder()
                .connect_timeout(Duration::from_secs(10))
                .build()?
        };
        #[cfg(target_arch = "wasm32")]
        let client = Client::builder().build()?;
        Ok(Self { client })
    }

    /// What is to be signed to be enrolled.
    pub(super) async fn enrol_challenge(&self, server: &str) -> Result<EnrolChallenge, LinkError> {
        let request = self.post(server, "/v1/enrol/challenge", Vec::new());
        let response = success(request.timeout(PATIENCE).send().await?).await?;
        Ok(decode(&response.bytes().await?)?)
    }

    pub(super) async fn enrol(
        &self,
        server: &str,
        enrol: &Enrol,
    ) -> Result<Result<Enrolled, EnrolRefusal>, LinkError> {
        let request = self
            .post(server, "/v1/enrol", encode(enrol))
            .timeout(PATIENCE);
        match success(request.send().await?).await {
            Ok(response) => Ok(Ok(decode(&response.bytes().await?)?)),
            Err(LinkError::TurnedAway(TurnedAway::Code(refusal), _)) => Ok(Err(refusal)),
            Err(LinkError::TurnedAway(TurnedAway::Malformed, _)) => {
                Ok(Err(EnrolRefusal::Malformed))
            }
            Err(error) => Err(error),
        }
    }

    /// Comes with the card that the centre once signed, to a centre that forgot it.
    pub(super) async fn known_again(
        &self,
        server: &str,
        token: &str,
        message: &KnownAgain,
    ) -> Result<(), LinkError> {
        let request = self.post(server, "/v1/known-again", encode(message));
        taken(request.bearer_auth(token).timeout(PATIENCE)).await
    }

    pub(super) async fn exchange(
        &self,
        server: &str,
        token: &str,
        exchange: &Exchange,
    ) -> Result<Answered, LinkError> {
        let held = Duration::from_millis(exchange.wait_ms.into());
        let request = self
            .post(server, "/v1/exchange", encode(exchange))
            .bearer_auth(token)
            .timeout(PATIENCE + held);
        let response = success(request.send().await?).await?;
        let catalogue = text(&response, CATALOGUE);
        Ok(Answered {
            exchanged: decode(&response.bytes().await?)?,
            catalogue,
        })
    }

    /// Hands over what was sealed before a device was emptied.
    pub(super) async fn hand_over(
        &self,
        server: &str,
        token: &str,
        message: &HandOver,
    ) -> Result<(), LinkError> {
        let request = self.post(server, "/v1/rescue", encode(message));
        taken(request.bearer_auth(token).timeout(PIECE_PATIENCE)).await
    }

    /// The catalogue, where it is another than the one tagged `etag`.
    pub(super) async fn catalogue(
        &self,
        server: &str,
        token: &str,
        etag: Option<&str>,
    ) -> Result<Option<NewCatalogue>, LinkError> {
        let url = url(server, "/v1/catalogue");
        let mut request = self.client.get(url).bearer_auth(token).timeout(PATIENCE);
        if let Some(etag) = etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        let response = request.send().await?;
        if response.status() == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        let response = success(response).await?;
        let etag = text(&response, header::ETAG.as_str()).ok_or(LinkError::Lacks("etag"))?;
        let signature = text(&response, SIGNATURE).and_then(|hex| unhex(&hex));
        let signature = signature.ok_or(LinkError::Lacks(SIGNATURE))?;
        Ok(Some(NewCatalogue {
            json: response.text().await?,
            etag,
            signature,
        }))
    }

    /// Asks about a photo, or carries a piece of it. A failure is an answer too: it
    /// concerns this photo, and nothing else.
    pub(super) async fn blob(&self, server: &str, token: &str, ask: &BlobAsk) -> BlobAnswer {
        let path = url(server, &format!("/v1/blob/{}", ask.hash()));
        let request = match ask {
            BlobAsk::Offset(_) => self.client.head(path).timeout(PATIENCE),
            BlobAsk::Put {
                size, start, bytes, ..
            } => self
                .client
                .put(path)
                .header(OFFSET, *start)
                .header(LENGTH, *size)
                .header(header::CONTENT_TYPE, "application/octet-stream")
                .body(bytes.clone())
                .timeout(PIECE_PATIENCE),
            BlobAsk::Get { start, count, .. } => {
                let last = start.saturating_add(*count).saturating_sub(1);
                self.client
                    .get(path)
                    .header(header::RANGE, format!("bytes={start}-{last}"))
                    .timeout(PIECE_PATIENCE)
            }
        };
        match request.bearer_auth(token).send().await {
            Ok(response) => blob_answer(response, matches!(ask, BlobAsk::Get { .. })).await,
            Err(error) => {
                tracing::info!(error = %chain(&error), "a photo did not get through");
                BlobAnswer::Broken
            }
        }
    }

    fn post(&self, server: &str, path: &str, body: Vec<u8>) -> RequestBuilder {
        let request = self.client.post(url(server, path));
        request
            .header(header::CONTENT_TYPE, "application/cbor")
            .body(body)
    }
}

async fn blob_answer(response: Response, wants_bytes: bool) -> BlobAnswer {
    let status = response.status();
    let offset = text(&response, OFFSET).and_then(|value| value.parse().ok());
    match offset {
        // The centre says how far it is, also where the piece did not fit.
        Some(offset) if status.is_success() || status == StatusCode::CONFLICT => {
            BlobAnswer::Has(offset)
        }
        _ if status == StatusCode::PARTIAL_CONTENT && wants_bytes => match response.bytes().await {
            Ok(bytes) => BlobAnswer::Bytes(bytes.to_vec()),
            Err(_) => BlobAnswer::Broken,
        },
        _ => match success(response).await {
            Err(LinkError::TurnedAway(turned, _)) => blob_trouble(&turned),
            // An answer to `HEAD` has no body.
            Err(LinkError::Status(StatusCode::NOT_FOUND)) => BlobAnswer::Unknown,
            _ => BlobAnswer::Broken,
        },
    }
}

/// What becomes of a photo whose request was turned away. What concerns the whole device
/// is left to the exchange, which comes next.
const fn blob_trouble(turned: &TurnedAway) -> BlobAnswer {
    match turned {
        TurnedAway::NotHere => BlobAnswer::Unknown,
        TurnedAway::NotToday { retry_after_s } => BlobAnswer::NotToday(*retry_after_s),
        TurnedAway::Full => BlobAnswer::Refused(PhotoTrouble::NoRoom),
        TurnedAway::NotAPhoto | TurnedAway::TooLarge | TurnedAway::Malformed => {
            BlobAnswer::Refused(PhotoTrouble::Refused)
        }
        _ => BlobAnswer::Broken,
    }
}

fn text(response: &Response, name: &str) -> Option<String> {
    let value = response.headers().get(name)?;
    value.to_str().ok().map(str::to_owned)
}

fn url(server: &str, path: &str) -> String {
    format!("{}{path}", server.trim_end_matches('/'))
}

/// Sends a message to which there is no answer but that it was taken.
async fn taken(request: RequestBuilder) -> Result<(), LinkError> {
    success(request.send().await?).await.map(drop)
}

async fn success(response: Response) -> Result<Response, LinkError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let body = response.bytes().await?;
    Err(match decode(&body) {
        Ok(turned) => LinkError::TurnedAway(turned, status),
        Err(_) => LinkError::Status(status),
    })
}

fn unhex(hex: &str) -> Option<Signature> {
    let hex = hex.as_bytes();
    let mut bytes = [0; 64];
    if hex.len() != 2 * bytes.len() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(Signature(bytes))
}

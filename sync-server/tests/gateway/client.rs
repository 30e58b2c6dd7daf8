//! The office's system.

use crate::support::town::{OFFICE, Town};
use linli_domain::id::{DeviceId, OfficeId, PersonId};
use linli_server::core::{
    account::{self, NewGateway},
    key,
};
use reqwest::{Client, Method, StatusCode, header::HeaderMap};
use serde_json::Value;

/// A system with a token.
pub struct Outside<'a> {
    town: &'a Town,
    http: Client,
    pub token: String,
    pub device: DeviceId,
    keys: std::cell::Cell<u64>,
}

/// What it was answered.
#[derive(Debug, PartialEq)]
pub struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    pub json: Value,
}

impl Told {
    #[track_caller]
    pub fn problem(&self) -> &str {
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.json["status"], self.status.as_u16());
        let kind = self.json["type"].as_str().unwrap();
        kind.strip_prefix("urn:linli:problem:").unwrap()
    }
}

impl<'a> Outside<'a> {
    pub fn of(town: &'a Town) -> Self {
        Self::at(town, OFFICE)
    }

    pub fn at(town: &'a Town, office: &str) -> Self {
        let (token, token_hash) = key::fresh_token().unwrap();
        let device = DeviceId(key::random().unwrap());
        let new = NewGateway {
            office: OfficeId(office.to_owned()),
            name: "福利系统".to_owned(),
            person: PersonId(key::random().unwrap()),
            device,
            token_hash,
        };
        let (centre, now) = (&town.centre.key, town.centre.now());
        let store = &town.centre.store;
        store
            .write(|store| account::open_gateway(store, centre, new, now))
            .unwrap();
        // Fails only where another test has chosen a provider already.
        let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
        Self {
            town,
            http: Client::new(),
            token,
            device,
            keys: std::cell::Cell::new(0),
        }
    }

    pub fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Told {
        let address = format!("http://{}/gateway/v1{path}", self.town.address);
        let mut request = self.http.request(method, address).body(body.to_owned());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.town.runtime.block_on(async {
            let response = request.send().await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let bytes = response.bytes().await.unwrap();
            let json = serde_json::from_slice(&bytes).unwrap_or_default();
            Told {
                status,
                headers,
                bytes: bytes.into(),
                json,
            }
        })
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    pub fn get(&self, path: &str) -> Told {
        let bearer = self.bearer();
        self.ask(Method::GET, path, &[("authorization", &bearer)], "")
    }

    /// What is told after `after`.
    pub fn list(&self, after: &str) -> Value {
        let told = self.get(&format!("/applications?after={after}"));
        assert_eq!(told.status, 200, "{told:?}");
        told.json
    }

    pub fn post_as(&self, key: &str, path: &str, body: &Value) -> Told {
        let bearer = self.bearer();
        let headers = [
            ("authorization", bearer.as_str()),
            ("idempotency-key", key),
            ("content-type", "application/json"),
        ];
        self.ask(Method::POST, path, &headers, &body.to_string())
    }

    /// Posts under a key that was never used.
    pub fn post(&self, path: &str, body: &Value) -> Told {
        self.keys.set(self.keys.get() + 1);
        self.post_as(&format!("key-{}", self.keys.get()), path, body)
    }
}

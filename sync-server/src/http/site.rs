//! The files of the browser app, read and compressed once at start.

use crate::{
    core::{gzip::gzip, key::sha256},
    error::ServerError,
    http::request::has_etag,
};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY},
    },
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use std::{collections::HashMap, fs, path::Path};

/// Folders are not followed deeper than this.
const DEPTH: usize = 8;
/// What is shown where no browser app was given.
const NO_APP: &str = "The centre is running. It was started without the browser app (--web).\n\
     中心正在运行。启动时没有指定网页应用（--web）。\n";

/// A file with everything that an answer needs.
#[derive(Debug)]
struct SiteFile {
    bytes: Bytes,
    /// Absent where compression gains nothing.
    gzip: Option<Bytes>,
    etag: String,
    kind: &'static str,
}

/// All files, by path without the leading slash.
#[derive(Debug, Default)]
pub(crate) struct Site {
    files: HashMap<String, SiteFile>,
}

impl Site {
    /// Reads every file of `folder`; no folder, no app.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(crate) fn load(folder: Option<&Path>) -> Result<Self, ServerError> {
        let mut site = Self::default();
        if let Some(folder) = folder {
            site.take_in(folder, "", DEPTH)?;
        }
        Ok(site)
    }

    fn take_in(&mut self, folder: &Path, prefix: &str, depth: usize) -> Result<(), ServerError> {
        let wrong = |path: &Path| {
            let path = path.to_owned();
            move |error| ServerError::File(path, error)
        };
        for entry in fs::read_dir(folder).map_err(wrong(folder))? {
            let path = entry.map_err(wrong(folder))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            let address = format!("{prefix}{name}");
            if path.is_dir() {
                if depth > 0 {
                    self.take_in(&path, &format!("{address}/"), depth - 1)?;
                }
            } else {
                let bytes = fs::read(&path).map_err(wrong(&path))?;
                let file = SiteFile::of(name, bytes).map_err(wrong(&path))?;
                self.files.insert(address, file);
            }
        }
        Ok(())
    }

    /// Answers a request for a file.
    #[must_use]
    pub(crate) fn answer(&self, request: &Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        let path = request.uri().path().trim_start_matches('/');
        let path = if path.is_empty() { "index.html" } else { path };
        let Some(file) = self.files.get(path) else {
            if path == "index.html" {
                return NO_APP.into_response();
            }
            return (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "no-store")]).into_response();
        };
        // A file asked for with its version never changes under that address.
        let is_versioned = request
            .uri()
            .query()
            .is_some_and(|query| query.split('&').any(|pair| pair.starts_with("v=")));
        file.answer(request.headers(), is_versioned)
    }
}

impl SiteFile {
    fn of(name: &str, bytes: Vec<u8>) -> std::io::Result<Self> {
        let etag = format!("\"{}\"", HEXLOWER.encode(&sha256(&[&bytes])[..16]));
        let gzip = gzip(&bytes)?;
        let gzip = (gzip.len() + 64 < bytes.len()).then(|| gzip.into());
        Ok(Self {
            bytes: bytes.into(),
            gzip,
            etag,
            kind: kind(name),
        })
    }

    fn answer(&self, headers: &HeaderMap, is_versioned: bool) -> Response {
        let caching = if is_versioned {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let gzip = self.gzip.as_ref().filter(|_| takes_gzip(headers));
        // The two forms are the same file but not the same bytes.
        let etag = if gzip.is_some() {
            format!("{}-gz\"", self.etag.trim_end_matches('"'))
        } else {
            self.etag.clone()
        };
        let mut response = if has_etag(headers, &etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let bytes = gzip.unwrap_or(&self.bytes).clone();
            ([(CONTENT_TYPE, self.kind)], Body::from(bytes)).into_response()
        };
        let answer = response.headers_mut();
        answer.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(etag) = etag.try_into() {
            answer.insert(ETAG, etag);
        }
        if gzip.is_some() {
            answer.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

/// Whether the caller reads what gzip makes.
pub(crate) fn takes_gzip(headers: &HeaderMap) -> bool {
    headers.get_all(ACCEPT_ENCODING).iter().any(|value| {
        value.to_str().is_ok_and(|value| {
            value.split(',').any(|one| {
                let mut parts = one.split(';').map(str::trim);
                parts.next() == Some("gzip") && parts.next() != Some("q=0")
            })
        })
    })
}

/// The kind of a file by the end of its name.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(site: &Site, address: &str, headers: &[(&'static str, &str)]) -> Response {
        let mut request = Request::builder().uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        site.answer(&request.body(Body::empty()).unwrap())
    }

    #[test]
    fn files_have_a_kind_a_name_for_their_bytes_and_are_sent_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("index.html"),
            "<!doctype html>".repeat(50),
        )
        .unwrap();
        fs::write(folder.path().join(".secret"), "x").unwrap();
        fs::create_dir(folder.path().join("app")).unwrap();
        fs::write(folder.path().join("app/ui_bg.wasm"), [0; 500]).unwrap();
        let site = Site::load(Some(folder.path())).unwrap();

        let home = get(&site, "/", &[("accept-encoding", "br, gzip")]);
        assert_eq!(home.headers()[CONTENT_ENCODING], "gzip");
        assert_eq!(home.headers()[CACHE_CONTROL], "no-cache");
        let etag = home.headers()[ETAG].to_str().unwrap().to_owned();
        let again = get(
            &site,
            "/",
            &[("accept-encoding", "gzip"), ("if-none-match", &etag)],
        );
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let plain = get(&site, "/", &[("if-none-match", &etag)]);
        assert_eq!(
            plain.status(),
            StatusCode::OK,
            "the plain bytes have another name"
        );

        let wasm = get(&site, "/app/ui_bg.wasm?v=1", &[]);
        assert_eq!(wasm.headers()[CONTENT_TYPE], "application/wasm");
        assert!(
            wasm.headers()[CACHE_CONTROL]
                .to_str()
                .unwrap()
                .contains("immutable")
        );
        for outside in ["/.secret", "/../Cargo.toml", "/app/../../x", "/app"] {
            assert_eq!(
                get(&site, outside, &[]).status(),
                StatusCode::NOT_FOUND,
                "{outside}"
            );
        }
    }
}

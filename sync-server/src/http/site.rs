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
/// What the name of a file ends with that holds another one, packed with brotli.
const PACKED: &str = ".br";
/// The document that all pages of the app are.
const DOCUMENT: &str = "index.html";
/// What is shown where no browser app was given.
const NO_APP: &str = "The centre is running. It was started without the browser app (--web).\n\
     中心正在运行。启动时没有指定网页应用（--web）。\n";

/// A file with everything that an answer needs.
#[derive(Debug)]
struct SiteFile {
    bytes: Bytes,
    /// Absent where compression gains nothing.
    gzip: Option<Bytes>,
    /// What was packed when the app was built, if it was.
    brotli: Option<Bytes>,
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
            site.unite_packed();
        }
        Ok(site)
    }

    /// Gives each file its packed form, which is no file of its own.
    fn unite_packed(&mut self) {
        let is_packed = |address: &String, _: &mut SiteFile| address.ends_with(PACKED);
        let packed: Vec<_> = self.files.extract_if(is_packed).collect();
        for (address, packed) in packed {
            let file = self.files.get_mut(address.trim_end_matches(PACKED));
            if let Some(file) = file {
                file.brotli = Some(packed.bytes);
            }
        }
    }

    /// Writes the community desk's number into the document, so that it is known before
    /// anything else is.
    ///
    /// # Errors
    /// When the document cannot be compressed.
    pub(crate) fn tell_desk(&mut self, number: &str) -> std::io::Result<()> {
        let Some(file) = self.files.get_mut(DOCUMENT) else {
            return Ok(());
        };
        let is_plain = |sign: char| sign.is_ascii_digit() || "+-() ".contains(sign);
        let number: String = number.chars().filter(|sign| is_plain(*sign)).collect();
        let told = format!("<meta name=\"linli-desk\" content=\"{number}\">\n</head>");
        let document = String::from_utf8_lossy(&file.bytes).replacen("</head>", &told, 1);
        *file = SiteFile::of(DOCUMENT, document.into_bytes())?;
        Ok(())
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
        let path = if path.is_empty() { DOCUMENT } else { path };
        let Some(file) = self.files.get(path) else {
            if path == DOCUMENT {
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
            brotli: None,
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
        let brotli = self.brotli.as_ref().filter(|_| takes(headers, "br"));
        let gzip = self.gzip.as_ref().filter(|_| takes_gzip(headers));
        let packed = brotli
            .map(|bytes| (bytes, "br"))
            .or_else(|| Some((gzip?, "gzip")));
        // The forms are the same file but not the same bytes.
        let etag = match packed {
            Some((_, how)) => format!("{}-{how}\"", self.etag.trim_end_matches('"')),
            None => self.etag.clone(),
        };
        let mut response = if has_etag(headers, &etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let bytes = packed.map_or(&self.bytes, |(bytes, _)| bytes).clone();
            ([(CONTENT_TYPE, self.kind)], Body::from(bytes)).into_response()
        };
        let answer = response.headers_mut();
        answer.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(etag) = etag.try_into() {
            answer.insert(ETAG, etag);
        }
        if let Some((_, how)) = packed {
            answer.insert(CONTENT_ENCODING, HeaderValue::from_static(how));
        }
        response
    }
}

/// Whether the caller reads what gzip makes.
pub(crate) fn takes_gzip(headers: &HeaderMap) -> bool {
    takes(headers, "gzip")
}

/// Whether the caller reads what is packed in this way.
fn takes(headers: &HeaderMap, how: &str) -> bool {
    headers.get_all(ACCEPT_ENCODING).iter().any(|value| {
        value.to_str().is_ok_and(|value| {
            value.split(',').any(|one| {
                let mut parts = one.split(';').map(str::trim);
                parts.next() == Some(how) && parts.next() != Some("q=0")
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
    fn the_smallest_form_that_the_caller_reads_is_sent() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            fs::write(folder.path().join(name), bytes).unwrap();
        };
        write("app.css", &b"a { color: red }".repeat(50));
        write("app.css.br", b"packed");
        let site = Site::load(Some(folder.path())).unwrap();
        let encoding = |accepted| {
            let answer = get(&site, "/app.css", &[("accept-encoding", accepted)]);
            let encoding = answer.headers().get(CONTENT_ENCODING);
            encoding.map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(encoding("gzip, deflate, br").as_deref(), Some("br"));
        assert_eq!(encoding("gzip, br;q=0").as_deref(), Some("gzip"));
        assert_eq!(encoding("identity"), None);
        let packed = get(&site, "/app.css.br", &[]);
        assert_eq!(packed.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn the_document_tells_the_desks_number_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let page = "<head></head><body></body>";
        fs::write(folder.path().join(DOCUMENT), page).unwrap();
        let mut site = Site::load(Some(folder.path())).unwrap();
        site.tell_desk("000-5555-0100\"><script>").unwrap();
        let told = "<head><meta name=\"linli-desk\" content=\"000-5555-0100\">\n</head>";
        let document = &site.files[DOCUMENT].bytes;
        assert_eq!(*document, format!("{told}<body></body>"));
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

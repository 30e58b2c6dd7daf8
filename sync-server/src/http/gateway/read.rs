//! Reading applications.

use super::{
    access,
    path::PathParam,
    problem::{Problem, Problems, json},
    view::{ApplicationListPage, ApplicationView, ViewContext},
};
use crate::{
    core::{
        centre::Centre,
        cursor::{self, GatewayCursor},
        damage::DamagedDocuments,
    },
    store::{BlobCopy, ReadTx, Seq, StoreError},
};
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use linli_domain::{
    application::{self, Application},
    catalogue::Catalogue,
    contents::Contents,
    folded::Folded,
    id::{DocId, OfficeId},
    role::Scope,
};
use std::{collections::BTreeSet, sync::Arc};
use utoipa::IntoParams;

/// Most applications on one page, and how many without asking.
const MOST: usize = 200;
const USUAL: usize = 50;

/// Which applications a list holds.
#[derive(Debug, Clone, Copy, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `next` of the page before, as it was given; 0 or nothing for all. One that this
    /// centre did not give, as after a backup was brought back, begins anew: then
    /// everything is told once more, and nothing is missed.
    #[param(value_type = Option<String>, pattern = r"^(0|[1-9][0-9]{0,15}-[0-9a-f]{16})$")]
    after: Option<ListStart>,
    /// Most on the page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u16>,
}

/// Where a list begins.
#[derive(Debug, Clone, Copy)]
enum ListStart {
    Beginning,
    After(GatewayCursor),
}

impl ListStart {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "0" => Some(Self::Beginning),
            _ => GatewayCursor::parse(text).map(Self::After),
        }
    }

    fn position(self, store: &dyn ReadTx) -> Result<Seq, StoreError> {
        match self {
            Self::Beginning => Ok(Seq::START),
            Self::After(cursor) => cursor.position(store),
        }
    }
}

impl ListQuery {
    fn of(uri: &Uri) -> Result<Self, Problem> {
        let mut query = Self {
            after: None,
            limit: None,
        };
        for pair in uri.query().unwrap_or_default().split('&') {
            let again = || Problem::malformed("a parameter stands twice");
            match pair.split_once('=') {
                Some(("after", text)) => {
                    let after = ListStart::parse(text);
                    let after = after.ok_or_else(|| Problem::malformed("`after` is no place"))?;
                    if query.after.replace(after).is_some() {
                        return Err(again());
                    }
                }
                Some(("limit", text)) => {
                    let limit = number(text).and_then(|number| u16::try_from(number).ok());
                    let limit = limit
                        .filter(|limit| (1..=MOST).contains(&usize::from(*limit)))
                        .ok_or_else(|| Problem::malformed("`limit` must be 1 to 200"))?;
                    if query.limit.replace(limit).is_some() {
                        return Err(again());
                    }
                }
                None if pair.is_empty() => {}
                _ => return Err(Problem::malformed("there is no such parameter")),
            }
        }
        Ok(query)
    }
}

fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// Applications that were submitted to this office, by their last changes.
#[utoipa::path(
    get,
    path = "/applications",
    params(ListQuery),
    responses(
        (status = 200, body = ApplicationListPage, links(
            ("application" = (operation_id = "application", parameters(("id" = "$response.body#/items/0/id")))),
            ("accept" = (operation_id = "accept", parameters(("id" = "$response.body#/items/0/id")))),
            ("not_accepted" = (operation_id = "not_accepted", parameters(("id" = "$response.body#/items/0/id")))),
            ("ask_more" = (operation_id = "ask_more", parameters(("id" = "$response.body#/items/0/id")))),
            ("decision" = (operation_id = "decision", parameters(("id" = "$response.body#/items/0/id")))),
            ("served" = (operation_id = "served", parameters(("id" = "$response.body#/items/0/id")))),
            ("lease" = (operation_id = "lease", parameters(("id" = "$response.body#/items/0/id")))),
            ("give_back" = (operation_id = "give_back", parameters(("id" = "$response.body#/items/0/id")))),
            ("correction" = (operation_id = "correction", parameters(("id" = "$response.body#/items/0/id")))),
            ("message" = (operation_id = "message", parameters(("id" = "$response.body#/items/0/id"))))
        )),
        Problems
    )
)]
pub(super) async fn applications(
    State(centre): State<Arc<Centre>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let gateway = access::gateway(&centre, &headers)?;
    let query = ListQuery::of(&uri)?;
    let (catalogue, now) = (centre.served().catalogue.clone(), centre.now());
    let damaged = centre.damaged.clone();
    let page = centre.read(move |store| {
        let context = ViewContext {
            catalogue: &catalogue,
            now,
        };
        page(store, &damaged, &gateway.office, query, context)
    });
    Ok(json(&page.await?))
}

fn page(
    store: &dyn ReadTx,
    damaged: &DamagedDocuments,
    office: &OfficeId,
    query: ListQuery,
    context: ViewContext<'_>,
) -> Result<ApplicationListPage, StoreError> {
    let after = query
        .after
        .unwrap_or(ListStart::Beginning)
        .position(store)?;
    let limit = query.limit.map_or(USUAL, usize::from);
    let scope = Scope::Office(office.clone());
    let mut found = store.documents_in(&scope, after, limit + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().map_or(after, |(_, sequence)| *sequence);
    let next = cursor::gateway_cursor(store, next)?;
    let mut items = Vec::with_capacity(found.len());
    for (id, sequence) in found {
        // One that is damaged is left out: it comes with the next thing that happens in it.
        let read = match theirs(store, office, id) {
            Err(error) if error.is_damage() => {
                damaged.found(id, &error);
                None
            }
            read => read?,
        };
        if let Some(application) = read {
            items.push(context.summary(&application, &application::fold(&application), sequence));
        }
    }
    Ok(ApplicationListPage { items, next, more })
}

/// One application, whole.
#[utoipa::path(
    get,
    path = "/applications/{id}",
    params(("id" = String, Path, description = "The application's id", pattern = "^[0-9a-f]{32}$")),
    responses((status = 200, body = ApplicationView), Problems)
)]
pub(super) async fn application(
    State(centre): State<Arc<Centre>>,
    headers: HeaderMap,
    PathParam(id): PathParam<String>,
) -> Result<Response, Problem> {
    let gateway = access::gateway(&centre, &headers)?;
    let id = doc_id(&id)?;
    let (catalogue, now) = (centre.served().catalogue.clone(), centre.now());
    let whole = centre.read(move |store| {
        let context = ViewContext {
            catalogue: &catalogue,
            now,
        };
        let Some(application) = theirs(store, &gateway.office, id)? else {
            return Ok(None);
        };
        let state = application::fold(&application);
        let document = store.document(id)?;
        let sequence = document.map_or(Seq::START, |document| document.last_seq);
        let old = old_catalogue(store, &application.version, &catalogue)?;
        let service = old
            .as_ref()
            .unwrap_or(&catalogue)
            .service(&application.service);
        let scopes = BTreeSet::from([Scope::Office(gateway.office)]);
        let mut here = BTreeSet::new();
        for hash in store.blob_refs(id)? {
            let copies = store.blob_copies(&hash, &scopes, Some(id))?;
            if copies.iter().any(BlobCopy::is_whole) {
                here.insert(hash);
            }
        }
        Ok(Some(context.whole(
            &application,
            &state,
            sequence,
            service,
            &here,
        )))
    });
    let whole = whole
        .await?
        .ok_or_else(|| Problem::no_such("application"))?;
    Ok(json(&whole))
}

/// The catalogue of `version`, where it is another than the one in use and still known.
fn old_catalogue(
    store: &dyn ReadTx,
    version: &str,
    current: &Catalogue,
) -> Result<Option<Catalogue>, StoreError> {
    if version == current.version {
        return Ok(None);
    }
    let bytes = store.catalogue(version)?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

/// The application `id`, if `office` may read it.
fn theirs(
    store: &dyn ReadTx,
    office: &OfficeId,
    id: DocId,
) -> Result<Option<Application>, StoreError> {
    let contents = match store.load(id)? {
        Some(replica) => replica.contents()?,
        None => return Ok(None),
    };
    Ok(of_office(contents, office))
}

/// The application in `contents`, if it is one that `office` may read.
pub(super) fn of_office(contents: Contents, office: &OfficeId) -> Option<Application> {
    let folded = Folded::of(contents);
    let is_theirs = folded.scopes().contains(&Scope::Office(office.clone()));
    match folded {
        Folded::Application(application, _) if is_theirs => Some(application),
        _ => None,
    }
}

/// An id in its one spelling.
pub(super) fn doc_id(text: &str) -> Result<DocId, Problem> {
    let id = text.parse::<DocId>().ok();
    id.filter(|id| id.to_string() == text)
        .ok_or_else(|| Problem::no_such("application"))
}

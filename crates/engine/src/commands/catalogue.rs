//! What the catalogue says of a document.

use crate::{
    engine::Engine,
    error::{EngineError, Result},
};
use linli_domain::{
    application::Application,
    catalogue::{CareKind, Catalogue, KindId, Service},
};

/// The service as the catalogue said when the application was begun, where that is
/// still known; else as it says now.
pub(super) fn service_of(engine: &Engine, application: &Application) -> Result<Service> {
    if application.version != engine.catalogue.version
        && let Some(json) = engine.store.kept_catalogue(&application.version)?
    {
        let kept: Catalogue =
            serde_json::from_str(&json).map_err(EngineError::kept("catalogue"))?;
        if let Some(service) = kept.service(&application.service) {
            return Ok(service.clone());
        }
    }
    let service = engine.catalogue.service(&application.service);
    service
        .cloned()
        .ok_or_else(|| EngineError::NoService(application.service.0.clone()))
}

/// The kind of care that is asked for.
pub(super) fn kind_of<'a>(engine: &'a Engine, kind: &KindId) -> Result<&'a CareKind> {
    engine
        .catalogue
        .kind(kind)
        .ok_or_else(|| EngineError::NoKind(kind.0.clone()))
}

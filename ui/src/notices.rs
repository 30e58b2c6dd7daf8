//! Notices of the system: words beside the app, shown once each.
//!
//! In the browser the service worker shows them; in the desktop app its window does. A
//! system without notices, or a person who does not want them, loses nothing: the home
//! page says the same. Not here: what there is to remember (the engine).

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Notification, NotificationOptions, NotificationPermission, ServiceWorkerRegistration, Storage,
};

/// Where the ids of notices that were shown are kept, one a line.
const SHOWN: &str = "linli-notices";

/// Something to be told beside the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// Stands for it: told under the same id it is told once.
    pub(crate) id: String,
    /// The heading.
    pub(crate) title: String,
    /// The words.
    pub(crate) words: String,
}

/// Whether the person may still be asked. `false` where the system has no notices.
#[must_use]
pub(crate) fn may_ask() -> bool {
    is_there() && Notification::permission() == NotificationPermission::Default
}

/// Whether notices are shown.
#[must_use]
pub(crate) fn are_allowed() -> bool {
    is_there() && Notification::permission() == NotificationPermission::Granted
}

fn is_there() -> bool {
    let global = JsValue::from(js_sys::global());
    js_sys::Reflect::has(&global, &"Notification".into()).unwrap_or(false)
}

/// Asks the person, then calls `then` whatever the answer was.
pub(crate) fn ask(then: impl FnOnce() + 'static) {
    let Ok(asked) = Notification::request_permission() else {
        return;
    };
    spawn_local(async move {
        // What was answered, the permission says.
        let _ = JsFuture::from(asked).await;
        then();
    });
}

/// Shows what was not shown yet, and forgets ids that are not in `all` any more.
pub(crate) fn show(all: &[Told]) {
    let Some(storage) = storage() else { return };
    let known = storage.get_item(SHOWN).ok().flatten().unwrap_or_default();
    let (next, fresh) = once(&known, all);
    if next == known || storage.set_item(SHOWN, &next).is_err() {
        // Without a place to note it, it would be told again and again.
        return;
    }
    for told in fresh {
        let told = told.clone();
        spawn_local(async move {
            if let Err(error) = show_one(&told).await {
                web_sys::console::warn_2(&"a notice was not shown".into(), &error);
            }
        });
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What is to be kept as shown, and what is to be shown now.
fn once<'a>(known: &str, all: &'a [Told]) -> (String, Vec<&'a Told>) {
    let is_known = |told: &&Told| known.lines().any(|id| id == told.id);
    let fresh = all.iter().filter(|told| !is_known(told)).collect();
    let ids: Vec<&str> = all.iter().map(|told| told.id.as_str()).collect();
    (ids.join("\n"), fresh)
}

async fn show_one(told: &Told) -> Result<(), JsValue> {
    let options = NotificationOptions::new();
    options.set_body(&told.words);
    options.set_tag(&told.id);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let workers = js_sys::Reflect::get(&window.navigator(), &"serviceWorker".into())?;
    if !workers.is_object() || window.navigator().service_worker().controller().is_none() {
        return Notification::new_with_options(&told.title, &options).map(drop);
    }
    let ready = JsFuture::from(window.navigator().service_worker().ready()?).await?;
    let worker: ServiceWorkerRegistration = ready.into();
    options.set_icon("/icon-192.png");
    let shown = worker.show_notification_with_options(&told.title, &options)?;
    JsFuture::from(shown).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(id: &str) -> Told {
        Told {
            id: id.to_owned(),
            title: String::new(),
            words: String::new(),
        }
    }

    #[test]
    fn each_is_shown_once_and_what_is_over_is_forgotten() {
        let (first, second) = (told("check 2027-01-01 60"), told("check 2027-01-01 30"));
        let all = [first.clone()];
        assert_eq!(once("", &all), (first.id.clone(), vec![&first]));
        assert_eq!(once(&first.id, &all), (first.id.clone(), vec![]));
        let all = [second.clone()];
        assert_eq!(once(&first.id, &all), (second.id.clone(), vec![&second]));
        assert_eq!(once(&second.id, &[]), (String::new(), vec![]));
    }
}

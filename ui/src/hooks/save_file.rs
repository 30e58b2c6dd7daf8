//! A file that the page gives to the system to keep.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url, Window};

/// How long the system has to fetch what it keeps.
const FETCH_MS: i32 = 60_000;

/// Has the system keep `text` as the file `name`, as if somebody had pressed a link to it.
/// `None` where it cannot.
pub fn save_file(name: &str, kind: &str, text: &str) -> Option<()> {
    let window = web_sys::window()?;
    let page = window.document()?;
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = page.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    // Some systems follow only what stands in the page.
    page.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    forget_later(&window, address);
    Some(())
}

fn forget_later(window: &Window, address: String) {
    let call = Closure::once_into_js(move || drop(Url::revoke_object_url(&address)));
    let call = call.unchecked_ref();
    // Without timers it stays until the page is closed.
    drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(call, FETCH_MS));
}

//! A picture that somebody chose or took, drawn again upright and no larger than is
//! needed to read it. What the camera wrote beside it is not drawn, so it is gone.
//!
//! Not here: what counts as a photo (`linli_domain::photo`), keeping it (the engine).

use futures::channel::oneshot;
use js_sys::JsString;
use linli_domain::{
    answer::AnswerError,
    photo::{MAX_PHOTO_BYTES, SIDE},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, FileReader, HtmlCanvasElement, HtmlImageElement};

/// From the best to the coarsest that can still be read.
const QUALITIES: [f64; 3] = [0.85, 0.7, 0.5];
const JPEG: &str = "data:image/jpeg;base64,";

/// The picture as a JPEG in base64 text, its longer side at most [`SIDE`] pixels.
///
/// # Errors
/// [`AnswerError::NotAPicture`] where the browser cannot draw the file,
/// [`AnswerError::PhotoTooLarge`] where it stays too large.
pub(crate) async fn small_jpeg(file: File) -> Result<String, AnswerError> {
    let not_a_picture = |_: JsValue| AnswerError::NotAPicture;
    let address = data_address(file).await.map_err(not_a_picture)?;
    let canvas = drawn(&address).await.map_err(not_a_picture)?;
    for quality in QUALITIES {
        let address = canvas
            .to_data_url_with_type_and_encoder_options("image/jpeg", &quality.into())
            .map_err(not_a_picture)?;
        let base64 = address.strip_prefix(JPEG).ok_or(AnswerError::NotAPicture)?;
        if base64.len() / 4 * 3 <= MAX_PHOTO_BYTES {
            return Ok(base64.to_owned());
        }
    }
    Err(AnswerError::PhotoTooLarge)
}

/// The file's bytes as an address that a picture can be drawn from.
async fn data_address(file: File) -> Result<String, JsValue> {
    let reader = FileReader::new()?;
    let (told, heard) = oneshot::channel::<()>();
    let on_end = Closure::once(move || told.send(()).unwrap_or(()));
    reader.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
    reader.read_as_data_url(&file)?;
    heard.await.map_err(|_| JsValue::NULL)?;
    Ok(reader.result()?.dyn_into::<JsString>()?.into())
}

/// Browsers turn a picture upright as its camera says when they draw it.
async fn drawn(address: &str) -> Result<HtmlCanvasElement, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    let (width, height) = fitted(image.natural_width(), image.natural_height());
    let document = image.owner_document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    // What was see-through would come out black.
    context.set_fill_style_str("white");
    let (width, height) = (f64::from(width), f64::from(height));
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    Ok(canvas)
}

/// The size at which neither side passes [`SIDE`]; nothing is made larger.
fn fitted(width: u32, height: u32) -> (u32, u32) {
    let most = u64::from(SIDE);
    let longer = u64::from(width.max(height)).max(1);
    let fit = |side: u32| {
        let fitted = if longer > most {
            u64::from(side) * most / longer
        } else {
            u64::from(side)
        };
        u32::try_from(fitted).unwrap_or(u32::from(SIDE)).max(1)
    };
    (fit(width), fit(height))
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_made_larger() {
        assert_eq!(fitted(4000, 3000), (1600, 1200));
        assert_eq!(fitted(3000, 4000), (1200, 1600));
        assert_eq!(fitted(640, 480), (640, 480));
        assert_eq!(fitted(10_000, 2), (1600, 1), "a thin line stays a line");
    }
}

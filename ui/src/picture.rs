//! A picture that somebody chose or took, drawn again upright and no larger than is
//! needed to read it. What the camera wrote beside it is not drawn, so it is gone.
//!
//! Not here: what counts as a photo (`linli_domain::photo`), keeping it (the engine).

use futures::channel::oneshot;
use js_sys::{JsString, Uint8Array};
use linli_domain::{
    answer::AnswerError,
    photo::{MAX_PHOTO_BYTES, PictureFile, SIDE, picture_file},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, FileReader, HtmlCanvasElement, HtmlImageElement};

/// From the best to the coarsest that can still be read.
const QUALITIES: [f64; 3] = [0.85, 0.7, 0.5];
const JPEG: &str = "data:image/jpeg;base64,";

/// With a shorter side below so many pixels, words on a long picture cannot be read.
const READABLE: u32 = 480;

/// A picture that was made small.
pub(crate) struct SmallPicture {
    /// As a JPEG in base64 text, its longer side at most [`SIDE`] pixels.
    pub(crate) base64: String,
    /// Whether what stood on it is hardly readable any more.
    pub(crate) is_tiny: bool,
}

/// The picture made small.
///
/// # Errors
/// [`AnswerError::PhotoCutOff`] where the file ends too early, [`AnswerError::PhotoHeic`] and
/// [`AnswerError::NotAPicture`] where the browser cannot draw it,
/// [`AnswerError::PhotoTooLarge`] where it stays too large.
pub(crate) async fn small_picture(file: File) -> Result<SmallPicture, AnswerError> {
    let not_a_picture = |_: JsValue| AnswerError::NotAPicture;
    let kind = picture_file(&bytes(&file).await.map_err(not_a_picture)?);
    if kind == PictureFile::CutOff {
        return Err(AnswerError::PhotoCutOff);
    }
    let address = data_address(&file).await.map_err(not_a_picture)?;
    // Some browsers draw what a telephone of their maker keeps.
    let (canvas, is_tiny) = drawn(&address).await.map_err(|_| match kind {
        PictureFile::Heic => AnswerError::PhotoHeic,
        PictureFile::Whole | PictureFile::CutOff => AnswerError::NotAPicture,
    })?;
    for quality in QUALITIES {
        let address = canvas
            .to_data_url_with_type_and_encoder_options("image/jpeg", &quality.into())
            .map_err(not_a_picture)?;
        let base64 = address.strip_prefix(JPEG).ok_or(AnswerError::NotAPicture)?;
        if base64.len() / 4 * 3 <= MAX_PHOTO_BYTES {
            let base64 = base64.to_owned();
            return Ok(SmallPicture { base64, is_tiny });
        }
    }
    Err(AnswerError::PhotoTooLarge)
}

async fn bytes(file: &File) -> Result<Vec<u8>, JsValue> {
    let read = read(|reader| reader.read_as_array_buffer(file)).await?;
    Ok(Uint8Array::new(&read).to_vec())
}

/// The file's bytes as an address that a picture can be drawn from.
async fn data_address(file: &File) -> Result<String, JsValue> {
    let read = read(|reader| reader.read_as_data_url(file)).await?;
    Ok(read.dyn_into::<JsString>()?.into())
}

/// What a reader has read once it ends.
async fn read(begin: impl FnOnce(&FileReader) -> Result<(), JsValue>) -> Result<JsValue, JsValue> {
    let reader = FileReader::new()?;
    let (told, heard) = oneshot::channel::<()>();
    let on_end = Closure::once(move || told.send(()).unwrap_or(()));
    reader.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
    begin(&reader)?;
    heard.await.map_err(|_| JsValue::NULL)?;
    reader.result()
}

/// The picture made small, and whether it is hardly readable so. Browsers turn it upright as
/// its camera says when they draw it.
async fn drawn(address: &str) -> Result<(HtmlCanvasElement, bool), JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    let natural = (image.natural_width(), image.natural_height());
    let (width, height) = fitted(natural.0, natural.1);
    let is_tiny = is_tiny(natural, (width, height));
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
    Ok((canvas, is_tiny))
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

/// Whether making it small took from it what could be read before: less than half of each
/// word is left, and the whole is narrow.
fn is_tiny(natural: (u32, u32), fitted: (u32, u32)) -> bool {
    let narrow = |(width, height): (u32, u32)| width.min(height);
    let (before, after) = (narrow(natural), narrow(fitted));
    after < READABLE && before >= after.saturating_mul(2)
}

#[cfg(test)]
mod tests {
    use super::{fitted, is_tiny};

    #[test]
    fn only_a_long_picture_becomes_too_small_to_read() {
        for (width, height, tiny) in [
            (900, 12_000, true),
            (12_000, 900, true),
            (1080, 2400, false),
            (4000, 3000, false),
            (640, 480, false),
            (200, 1600, false),
        ] {
            let natural = (width, height);
            assert_eq!(is_tiny(natural, fitted(width, height)), tiny, "{natural:?}");
        }
    }

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_made_larger() {
        assert_eq!(fitted(4000, 3000), (1600, 1200));
        assert_eq!(fitted(3000, 4000), (1200, 1600));
        assert_eq!(fitted(640, 480), (640, 480));
        assert_eq!(fitted(10_000, 2), (1600, 1), "a thin line stays a line");
    }
}

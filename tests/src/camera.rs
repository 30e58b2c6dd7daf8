//! A picture as a telephone's camera writes it: large, lying on its side with a word
//! that says so, and with the place where it was taken.

use crate::browser::Browser;
use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Stands for the place in the file; it must reach nobody.
pub const PLACE: &str = "31.2304N 121.4737E";
/// Width and height of the picture as it lies in the file.
const LYING: [u32; 2] = [3000, 2000];
/// Width and height once it is upright and as small as photos are kept.
pub const KEPT: [u32; 2] = [1066, 1600];

const DRAW: &str = "
    const [width, height, words] = arguments;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    const sky = pen.createLinearGradient(0, 0, width, height);
    sky.addColorStop(0, '#7aa6c2'); sky.addColorStop(1, '#e8d9b5');
    pen.fillStyle = sky; pen.fillRect(0, 0, width, height);
    pen.fillStyle = '#333'; pen.font = '300px sans-serif'; pen.fillText(words, 200, 1000);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];";

/// Writes a picture that shows `words` into `folder`.
///
/// # Errors
/// When the browser cannot draw or the file cannot be written.
pub async fn picture(browser: &Browser, folder: &Path, words: &str) -> Result<PathBuf> {
    let arguments = vec![json!(LYING[0]), json!(LYING[1]), json!(words)];
    let drawn = browser.run(DRAW, arguments).await?;
    let mut bytes = STANDARD.decode(drawn.as_str().context("no picture")?)?;
    // After the first marker.
    bytes.splice(2..2, exif());
    let path = folder.join(format!("{words}.jpg"));
    std::fs::write(&path, bytes)?;
    Ok(path)
}

/// Exif 2.32 in a JPEG's APP1 segment: the place as ImageDescription (0x010e), and
/// Orientation (0x0112) 6, "turn it right by a quarter".
fn exif() -> Vec<u8> {
    let mut data = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    let length = u8::try_from(PLACE.len() + 1).unwrap_or(u8::MAX);
    data.extend([0x0e, 0x01, 2, 0, length, 0, 0, 0, 38, 0, 0, 0]);
    data.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    data.extend([0; 4]);
    data.extend(PLACE.as_bytes());
    data.push(0);
    let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
    let mut segment = vec![0xff, 0xe1];
    segment.extend(length.to_be_bytes());
    segment.extend(data);
    segment
}

/// Waits for the first photo on the page: its width and height, and its bytes.
///
/// # Errors
/// When none comes.
pub async fn shown(browser: &Browser) -> Result<([u32; 2], Vec<u8>)> {
    const LOOK: &str = "
        const image = document.querySelector('.picture img');
        return image?.complete && image.naturalWidth
            ? [image.naturalWidth, image.naturalHeight, image.src.split(',')[1]] : null;";
    let look = browser.until("a photo", async |client| {
        let found = client.execute(LOOK, vec![]).await?;
        Ok((!found.is_null()).then_some(found))
    });
    let (width, height, base64): (u32, u32, String) = serde_json::from_value(look.await?)?;
    Ok(([width, height], STANDARD.decode(base64)?))
}

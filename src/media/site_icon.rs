//! The sizes of the site's icon, made of one picture of the library.

use image::imageops::{FilterType, overlay};
use image::{DynamicImage, Rgba, RgbaImage};
use tokio::sync::Semaphore;

use super::still_image::decode;
use super::{Limits, png};
use crate::model::error::Error;
use crate::model::identity::IconSize;
use crate::model::media::PictureFormat;
use crate::store::Store;
use crate::store::media::{self, MediaRow};

/// Least width of the picture of an icon, in pixels.
const MIN_ICON: i64 = 192;

/// The width of the picture within the maskable icon, in pixels: what is outside of it may be cut off.
const INNER: u32 = 410;

/// One icon is made at a time, so that many requests do not occupy every core.
static TURN: Semaphore = Semaphore::const_new(1);

/// Returns whether an icon can be made of a picture: it is square, not a drawing, and large enough.
pub fn is_icon(row: &MediaRow) -> bool {
    let format = PictureFormat::from_content_type(&row.content_type);
    let is_still = matches!(format, Some(PictureFormat::Png | PictureFormat::WebP | PictureFormat::Jpeg));
    is_still && row.width == row.height && row.width >= MIN_ICON
}

/// Makes a size of the icon from a picture of the library, as a PNG.
pub async fn make_icon(store: &Store, picture: i64, size: IconSize) -> Result<Vec<u8>, Error> {
    let mut reading = store.read_for_page().await?;
    let row = media::find(&mut reading, picture).await?.ok_or(Error::NotFound)?;
    let file = media::find_file(&mut reading, picture, &row.name).await?.ok_or(Error::NotFound)?;
    drop(reading);
    let format = PictureFormat::from_content_type(&row.content_type).ok_or(Error::NotFound)?;
    let _turn = TURN.acquire().await.map_err(|_| Error::Internal)?;
    let content = store.read_file(&file).await?;
    let made = tokio::task::spawn_blocking(move || make(&content, format, size)).await;
    made.ok().flatten().ok_or(Error::Internal)
}

/// Makes one size. `None` if the picture cannot be decoded.
fn make(content: &[u8], format: PictureFormat, size: IconSize) -> Option<Vec<u8>> {
    let picture = decode(content, format, &Limits::default()).ok()?;
    let width = if size == IconSize::Maskable { INNER } else { size.pixels() };
    let inner = picture.resize_exact(width, width, FilterType::CatmullRom).to_rgba8();
    let is_opaque = matches!(size, IconSize::Touch | IconSize::Maskable);
    if !is_opaque {
        return png::encode(&DynamicImage::ImageRgba8(inner)).ok();
    }
    let mut icon = RgbaImage::from_pixel(size.pixels(), size.pixels(), ground(&inner));
    let margin = i64::from((size.pixels() - width) / 2);
    overlay(&mut icon, &inner, margin, margin);
    png::encode(&DynamicImage::ImageRgba8(icon)).ok()
}

/// Returns the color behind a picture: that of its edge if it is opaque there, else white.
fn ground(picture: &RgbaImage) -> Rgba<u8> {
    let edge = picture.get_pixel(picture.width() / 2, 0);
    if edge.0[3] == 255 { *edge } else { Rgba([255; 4]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_have_their_size_and_the_maskable_one_a_margin() {
        let mut picture = RgbaImage::from_pixel(256, 256, Rgba([200, 16, 46, 255]));
        picture.put_pixel(128, 128, Rgba([255; 4]));
        let content = png::encode(&DynamicImage::ImageRgba8(picture)).unwrap();
        for size in IconSize::ALL {
            let made = make(&content, PictureFormat::Png, size).unwrap();
            let made = decode(&made, PictureFormat::Png, &Limits::default()).unwrap();
            assert_eq!((made.width(), made.height()), (size.pixels(), size.pixels()), "{size:?}");
            assert_eq!(made.to_rgba8().get_pixel(0, 0).0, [200, 16, 46, 255], "{size:?}");
        }
    }

    #[test]
    fn transparent_icons_stand_on_white_where_that_is_needed() {
        let content = png::encode(&DynamicImage::ImageRgba8(RgbaImage::new(192, 192))).unwrap();
        let corner = |size| {
            let made = make(&content, PictureFormat::Png, size).unwrap();
            decode(&made, PictureFormat::Png, &Limits::default()).unwrap().to_rgba8().get_pixel(0, 0).0
        };
        assert_eq!(corner(IconSize::Touch), [255; 4]);
        assert_eq!(corner(IconSize::Small)[3], 0);
    }
}

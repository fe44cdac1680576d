use image::DynamicImage;

use super::library::may_change;
use super::upload::{IncomingFile, PROCESSING_LOCK, UploadError, store_upload};
use super::{Limits, animated_webp, apng, replacement, still_image, webp};
use crate::i18n::admin::admin_texts;
use crate::model::admin::picture_edit::PictureEdit;
use crate::model::error::{Error, Rejection};
use crate::model::media::{PictureError, PictureFormat, original_name};
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::media::{self, MediaRow};

/// Cuts and turns a picture, and stores the result as a new one, which replaces it in all posts if the user may change
/// those. The old one stays in the library.
///
/// # Errors
/// A rejection if it cannot be changed, such as a drawing or an animation; `NotFound` or `Forbidden`.
pub async fn edit(state: &AppState, user: &User, id: i64, edit: PictureEdit) -> Result<MediaRow, Error> {
    let mut reading = state.store.read().await?;
    let row = media::find(&mut reading, id).await?.ok_or(Error::NotFound)?;
    if !may_change(user, &row) {
        return Err(Error::Forbidden);
    }
    let file = media::find_file(&mut reading, id, &row.name).await?.ok_or(Error::NotFound)?;
    drop(reading);
    let texts = &admin_texts(state.settings().site.language).media;
    let refuse = |refusal| Rejection::error("", texts.explain(refusal));
    let kind = PictureFormat::from_content_type(&row.content_type).ok_or_else(|| refuse(PictureError::RareForm))?;
    let content = state.store.read_file(&file).await?;
    let turn = PROCESSING_LOCK.acquire().await;
    let changed = tokio::task::spawn_blocking(move || apply(&content, kind, edit)).await;
    drop(turn);
    let bytes = changed.map_err(|_| Error::Internal)?.map_err(refuse)?;
    let sent =
        IncomingFile { bytes, name: original_name(&row.name), alt: row.alt.clone(), user: Some(user.id), at: None };
    let new = match store_upload(&state.store, Limits::default(), sent).await {
        Ok(new) => new,
        Err(UploadError::Refused(refusal)) => return Err(refuse(refusal)),
        Err(UploadError::Store(error)) => return Err(error.into()),
        Err(UploadError::File(error)) => return Err(error.into()),
        Err(UploadError::GivenUp(_)) => return Err(Error::Internal),
    };
    if user.role >= Role::Editor && new.id != row.id {
        replacement::replace(state, user, row.id, new.id).await?;
    }
    Ok(new)
}

/// Decodes, cuts, turns and encodes a picture.
fn apply(bytes: &[u8], kind: PictureFormat, edit: PictureEdit) -> Result<Vec<u8>, PictureError> {
    if apng::is_animated(bytes) || animated_webp::is_animated(bytes) {
        return Err(PictureError::RareForm);
    }
    let decoded = still_image::decode(bytes, kind, &Limits::default());
    let image = decoded.map_err(|_| PictureError::RareForm)?;
    let image = turn(&cut(&image, edit)?, edit.quarter_turns);
    Ok(still_image::encode(&image, kind, webp::is_lossless(bytes))?.bytes)
}

fn cut(image: &DynamicImage, edit: PictureEdit) -> Result<DynamicImage, PictureError> {
    if !edit.is_possible() {
        return Err(PictureError::Empty);
    }
    let PictureEdit { left, right, top, bottom, .. } = edit;
    let part =
        |length: u32, percent: u8| u32::try_from(u64::from(length) * u64::from(percent) / 100).unwrap_or_default();
    let (width, height) = (image.width(), image.height());
    let (left, right) = (part(width, left), part(width, right));
    let (top, bottom) = (part(height, top), part(height, bottom));
    Ok(image.crop_imm(left, top, width - left - right, height - top - bottom))
}

fn turn(image: &DynamicImage, quarters: u8) -> DynamicImage {
    match quarters % 4 {
        1 => image.rotate90(),
        2 => image.rotate180(),
        3 => image.rotate270(),
        _ => image.clone(),
    }
}

#[cfg(test)]
mod tests {
    use image::{GenericImageView, Rgba, RgbaImage};

    use super::*;

    #[test]
    fn a_picture_is_cut_and_then_turned() {
        let image = RgbaImage::from_fn(100, 50, |x, y| Rgba([x as u8, y as u8, 0, 255]));
        let bytes = still_image::encode(&DynamicImage::ImageRgba8(image), PictureFormat::Png, true).unwrap().bytes;
        let edit = PictureEdit { quarter_turns: 1, left: 10, right: 20, top: 50, bottom: 0 };
        let changed = apply(&bytes, PictureFormat::Png, edit).unwrap();
        let changed = still_image::decode(&changed, PictureFormat::Png, &Limits::default()).unwrap();
        assert_eq!((changed.width(), changed.height()), (25, 70));
        // Clockwise: what was at the left below is at the top left.
        assert_eq!(changed.get_pixel(0, 0).0[..2], [10, 49]);
        let nothing = PictureEdit { left: 60, right: 40, ..PictureEdit::default() };
        assert_eq!(apply(&bytes, PictureFormat::Png, nothing), Err(PictureError::Empty));
        assert_eq!(apply(b"<svg/>", PictureFormat::Svg, PictureEdit::default()), Err(PictureError::RareForm));
    }
}

//! AVIF: a picture as AV1 encodes it (<https://aomediacodec.github.io/av1-avif/>), read only.

use avif_parse::{AvifData, Error as ParseError};
use image::{DynamicImage, RgbImage, RgbaImage};
use re_rav1d::{Decoder, Error as DecodeError, Picture, Settings};

use super::{Limits, color};
use crate::model::media::Refusal;

mod pixels;
mod property;

/// More frames than any picture is made of.
const FRAMES: usize = 64;

/// Reads the main picture of a file; of a moving one that is what stands for it.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<DynamicImage, Refusal> {
    let file = AvifData::from_reader(&mut &*bytes).map_err(|error| match error {
        ParseError::Unsupported(_) => Refusal::RareForm,
        _ => Refusal::Broken,
    })?;
    let size = file.primary_item_metadata().map_err(|_| Refusal::Broken)?;
    limits.check_size(size.max_frame_width.get(), size.max_frame_height.get())?;

    let picture = read_frame(&file.primary_item, limits)?;
    let colors = pixels::to_rgb(&picture)?;
    drop(picture);
    let mut image = match &file.alpha_item {
        None => DynamicImage::ImageRgb8(colors),
        Some(alpha) => {
            let opacity = pixels::to_gray(&read_frame(alpha, limits)?)?;
            DynamicImage::ImageRgba8(join(&colors, &opacity, file.premultiplied_alpha)?)
        }
    };
    let properties = property::read(bytes);
    if let Some(profile) = properties.profile {
        color::to_srgb(&mut image, profile);
    }
    for turn in properties.turns {
        image.apply_orientation(turn);
    }
    Ok(image)
}

/// Decodes one frame, of no more pixels than allowed, whatever was announced.
fn read_frame(data: &[u8], limits: &Limits) -> Result<Picture, Refusal> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(limits.pixels.try_into().unwrap_or(u32::MAX));
    let mut decoder = Decoder::with_settings(&settings).map_err(|_| Refusal::Broken)?;
    let mut sent = decoder.send_data(data.to_vec(), None, None, None);
    let mut last = None;
    // A picture that gets better while it loads is several frames, of which the last is the best.
    for _ in 0..FRAMES {
        match decoder.get_picture() {
            Ok(picture) => last = Some(picture),
            Err(DecodeError::Again) if matches!(sent, Err(DecodeError::Again)) => {}
            Err(_) => break,
        }
        match sent {
            Err(DecodeError::Again) => sent = decoder.send_pending_data(),
            Err(_) => break,
            Ok(()) => {}
        }
    }
    last.ok_or(Refusal::Broken)
}

fn join(colors: &RgbImage, opacity: &image::GrayImage, premultiplied: bool) -> Result<RgbaImage, Refusal> {
    if colors.dimensions() != opacity.dimensions() {
        return Err(Refusal::RareForm);
    }
    let mut joined = RgbaImage::new(colors.width(), colors.height());
    for ((target, color), alpha) in joined.pixels_mut().zip(colors.pixels()).zip(opacity.pixels()) {
        let [alpha] = alpha.0;
        let full = |channel: u8| match alpha {
            0 => 0,
            _ if !premultiplied => channel,
            _ => u8::try_from(u32::from(channel) * 255 / u32::from(alpha)).unwrap_or(u8::MAX),
        };
        let [red, green, blue] = color.0.map(full);
        target.0 = [red, green, blue, alpha];
    }
    Ok(joined)
}

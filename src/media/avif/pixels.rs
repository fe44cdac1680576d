//! From the planes of a decoded frame to pixels of eight bits a channel.

use image::{GrayImage, RgbImage};
use re_rav1d::pixel::{MatrixCoefficients, YUVRange};
use re_rav1d::{Picture, PixelLayout, PlanarImageComponent as Component};
use yuv::{YuvGrayImage, YuvPlanarImage, YuvRange, YuvStandardMatrix as Matrix};

use crate::model::media::Refusal;

/// One component, row after row, without gaps.
struct Plane {
    width: usize,
    values: Vec<u8>,
}

/// Reads a plane; of more than eight bits the upper ones, which is all that is written later.
fn read_plane(picture: &Picture, component: Component) -> Result<Plane, Refusal> {
    let layout = picture.pixel_layout();
    let is_color = component != Component::Y;
    let halve = |length: u32, half: bool| if half { length.div_ceil(2) } else { length } as usize;
    let width = halve(picture.width(), is_color && matches!(layout, PixelLayout::I420 | PixelLayout::I422));
    let height = halve(picture.height(), is_color && layout == PixelLayout::I420);
    let depth = picture.bit_depth();
    let stride = picture.stride(component) as usize;
    let data = picture.plane(component);
    let mut values = Vec::with_capacity(width * height);
    for row in 0..height {
        let row = data.get(row * stride..).ok_or(Refusal::Broken)?;
        if depth == 8 {
            values.extend_from_slice(row.get(..width).ok_or(Refusal::Broken)?);
        } else {
            let row = row.get(..width * 2).ok_or(Refusal::Broken)?;
            let shift = depth.saturating_sub(8);
            values.extend(
                row.chunks_exact(2)
                    .map(|pair| u8::try_from(u16::from_ne_bytes([pair[0], pair[1]]) >> shift).unwrap_or(u8::MAX)),
            );
        }
    }
    Ok(Plane { width, values })
}

fn range(picture: &Picture) -> YuvRange {
    match picture.color_range() {
        YUVRange::Limited => YuvRange::Limited,
        YUVRange::Full => YuvRange::Full,
    }
}

/// Only the brightness, as opacity is kept.
pub fn to_gray(picture: &Picture) -> Result<GrayImage, Refusal> {
    let mut plane = read_plane(picture, Component::Y)?;
    if range(picture) == YuvRange::Limited {
        for value in &mut plane.values {
            let full = (u32::from(value.saturating_sub(16)) * 255 + 109) / 219;
            *value = u8::try_from(full).unwrap_or(u8::MAX);
        }
    }
    GrayImage::from_raw(picture.width(), picture.height(), plane.values).ok_or(Refusal::Broken)
}

pub fn to_rgb(picture: &Picture) -> Result<RgbImage, Refusal> {
    let (width, height) = (picture.width(), picture.height());
    let mut image = RgbImage::new(width, height);
    let (range, stride) = (range(picture), width * 3);
    // The numbers are those of ITU-T H.273, table 4.
    let matrix = match picture.matrix_coefficients() {
        MatrixCoefficients::Identity => None,
        MatrixCoefficients::BT709 => Some(Matrix::Bt709),
        MatrixCoefficients::BT2020NonConstantLuminance => Some(Matrix::Bt2020),
        MatrixCoefficients::ST240M => Some(Matrix::Smpte240),
        MatrixCoefficients::Unspecified | MatrixCoefficients::BT470BG | MatrixCoefficients::ST170M => {
            Some(Matrix::Bt601)
        }
        _ => return Err(Refusal::RareForm),
    };
    let y = read_plane(picture, Component::Y)?;
    let layout = picture.pixel_layout();
    if layout == PixelLayout::I400 {
        let gray = YuvGrayImage { y_plane: &y.values, y_stride: width, width, height };
        yuv::yuv400_to_rgb(&gray, &mut image, stride, range, matrix.unwrap_or(Matrix::Bt601))
            .map_err(|_| Refusal::Broken)?;
        return Ok(image);
    }
    let (u, v) = (read_plane(picture, Component::U)?, read_plane(picture, Component::V)?);
    let planes = YuvPlanarImage {
        y_plane: &y.values,
        y_stride: width,
        u_plane: &u.values,
        u_stride: u.width as u32,
        v_plane: &v.values,
        v_stride: v.width as u32,
        width,
        height,
    };
    let converted = match (layout, matrix) {
        (PixelLayout::I444, None) => yuv::gbr_to_rgb(&planes, &mut image, stride, range),
        (PixelLayout::I444, Some(matrix)) => yuv::yuv444_to_rgb(&planes, &mut image, stride, range, matrix),
        (PixelLayout::I422, Some(matrix)) => yuv::yuv422_to_rgb(&planes, &mut image, stride, range, matrix),
        (PixelLayout::I420, Some(matrix)) => yuv::yuv420_to_rgb(&planes, &mut image, stride, range, matrix),
        _ => return Err(Refusal::RareForm),
    };
    converted.map_err(|_| Refusal::Broken)?;
    Ok(image)
}

//! Messages about files of unsupported formats, with what to do about them.

use crate::model::media::UnsupportedFormat;

/// Returns the Vietnamese message about an unsupported format.
pub fn vi(format: UnsupportedFormat) -> String {
    use UnsupportedFormat as Format;
    match format {
        Format::Heic => {
            "Đây là ảnh HEIC, dù tên tệp là gì; trang không nhận HEIC. Hãy lưu lại thành JPEG rồi tải lên. \
            Trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất."
                .to_owned()
        }
        Format::Gzip => "Đây là tệp nén (SVGZ nếu là bản vẽ). Hãy giải nén, lưu thành SVG rồi tải lên.".to_owned(),
        Format::Zip => "Đây là tệp nén ZIP, không phải ảnh. Hãy giải nén rồi tải từng ảnh lên.".to_owned(),
        Format::Video => "Đây là video, nhưng không phải MP4 hay WebM. Hãy chuyển sang MP4 rồi tải lên.".to_owned(),
        Format::WebPage => {
            "Đây là một trang web (HTML), dù tên tệp là gì: có thể nơi tải về đã trả lời bằng một trang báo lỗi. \
            Hãy lấy lại tệp gốc rồi tải lên."
                .to_owned()
        }
        format => format!(
            "Đây là tệp {}, dù tên tệp là gì; trang không nhận loại này. Hãy lưu lại thành JPEG, PNG hoặc WebP rồi tải lên.",
            name(format)
        ),
    }
}

/// Returns the English message about an unsupported format.
pub fn en(format: UnsupportedFormat) -> String {
    use UnsupportedFormat as Format;
    match format {
        Format::Heic => {
            "This is HEIC, whatever its name says, and HEIC is not taken. Save it as JPEG and upload that. \
            On an iPhone: Settings → Camera → Formats → Most Compatible."
                .to_owned()
        }
        Format::Gzip => {
            "This file is compressed (SVGZ, if it is a drawing). Unpack it to SVG and upload that.".to_owned()
        }
        Format::Zip => "This is a ZIP archive, not a picture. Unpack it and upload the pictures in it.".to_owned(),
        Format::Video => "This is a video, but neither MP4 nor WebM. Convert it to MP4 and upload that.".to_owned(),
        Format::WebPage => {
            "This is a web page (HTML), whatever its name says: the site it is from may have answered with a \
            page that tells of an error. Get the file itself and upload that."
                .to_owned()
        }
        format => format!(
            "This is {}, whatever its name says, and that is not taken. Save it as JPEG, PNG or WebP and upload that.",
            name(format)
        ),
    }
}

/// Returns the name of a format, which is the same in every language.
fn name(format: UnsupportedFormat) -> &'static str {
    match format {
        UnsupportedFormat::Avif => "AVIF",
        UnsupportedFormat::Heic => "HEIC",
        UnsupportedFormat::JpegXl => "JPEG XL",
        UnsupportedFormat::Jpeg2000 => "JPEG 2000",
        UnsupportedFormat::Tiff => "TIFF",
        UnsupportedFormat::Bmp => "BMP",
        UnsupportedFormat::Ico => "ICO",
        UnsupportedFormat::Photoshop => "Photoshop (PSD)",
        UnsupportedFormat::Pdf => "PDF",
        UnsupportedFormat::PostScript => "PostScript (EPS)",
        UnsupportedFormat::Gzip => "GZIP",
        UnsupportedFormat::Zip => "ZIP",
        UnsupportedFormat::Video => "video",
        UnsupportedFormat::WebPage => "HTML",
    }
}

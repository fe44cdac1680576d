use crate::i18n::number::count_of;
use crate::model::admin::media::MediaFilter;
use crate::model::media::{MediaKind, PictureError, UnsupportedFormat};

mod files;
mod picture_tools;
mod unsupported;

use files::FileTexts;
use picture_tools::PictureToolsTexts;

/// Texts of the media library.
pub struct MediaTexts {
    pub title: &'static str,
    /// Number of pictures and their total size.
    pub totals: fn(i64, &str) -> String,
    pub upload: &'static str,
    pub uploading: &'static str,
    pub preparing: &'static str,
    pub already_there: &'static str,
    pub stop: &'static str,
    pub dismiss: &'static str,
    pub progress: fn(&str, &str) -> String,
    pub drop_here: &'static str,
    /// The maximum file size.
    pub kinds: fn(&str) -> String,
    pub drop_or_paste: &'static str,
    pub choose_files: &'static str,
    pub search_label: &'static str,
    pub search: &'static str,
    pub choice_label: &'static str,
    pub choices: [&'static str; 3],
    pub filter: &'static str,
    pub more: &'static str,
    pub none_yet: &'static str,
    pub none_yet_hint: &'static str,
    pub none_found: &'static str,
    pub whole_library: &'static str,
    pub no_alt: &'static str,
    pub alt: &'static str,
    pub alt_hint: &'static str,
    pub alt_saved: &'static str,
    pub alt_too_long: fn(usize) -> String,
    pub dimensions: &'static str,
    pub size: &'static str,
    pub added: &'static str,
    pub used_in: &'static str,
    pub used_nowhere: &'static str,
    /// Number of posts that the user may not see.
    pub used_by_others: fn(i64) -> String,
    pub used_in_site: &'static str,
    pub is_used: fn(i64) -> String,
    pub delete: &'static str,
    pub delete_question: fn(&str) -> String,
    pub delete_anyway: &'static str,
    pub deleted: &'static str,
    pub copy_markdown: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    /// The title and the button of the dialog that inserts files of a kind.
    pub insert: fn(MediaKind) -> &'static str,
    pub nothing_chosen: &'static str,
    pub has_alt: &'static str,
    pub added_count: fn(usize) -> String,
    pub empty: &'static str,
    pub too_large: fn(&str) -> String,
    pub too_many_pixels: fn(u64) -> String,
    pub too_long: fn(u64) -> String,
    pub too_many_frames: fn(u64) -> String,
    pub unsupported: fn(UnsupportedFormat) -> String,
    pub unknown_kind: &'static str,
    pub rare_form: &'static str,
    pub broken: &'static str,
    pub unsafe_drawing: &'static str,
    pub files: FileTexts,
    pub picture_tools: PictureToolsTexts,
    /// The decimal separator.
    pub point: char,
}

const MILLION: u64 = 1_000_000;

impl MediaTexts {
    /// Returns why a file is rejected, and what to do about it.
    pub fn explain(&self, refusal: PictureError) -> String {
        match refusal {
            PictureError::Empty => self.empty.to_owned(),
            PictureError::TooLarge(bytes) => (self.too_large)(&self.amount(bytes)),
            PictureError::TooManyPixels(pixels) => (self.too_many_pixels)(pixels / MILLION),
            PictureError::TooLong(pixels) => (self.too_long)(pixels / MILLION),
            PictureError::TooManyFrames(frames) => (self.too_many_frames)(frames),
            PictureError::Unsupported(format) => (self.unsupported)(format),
            PictureError::UnknownKind => self.unknown_kind.to_owned(),
            PictureError::RareForm => self.rare_form.to_owned(),
            PictureError::Broken => self.broken.to_owned(),
            PictureError::UnsafeDrawing => self.unsafe_drawing.to_owned(),
        }
    }

    /// Returns the name of a filter.
    pub fn choice(&self, choice: MediaFilter) -> &'static str {
        let [all, undescribed, unused] = self.choices;
        match choice {
            MediaFilter::All => all,
            MediaFilter::Undescribed => undescribed,
            MediaFilter::Unused => unused,
        }
    }

    /// Formats a number of bytes: `84 kB`, `3,1 MB`. Integer arithmetic keeps the client small.
    pub fn amount(&self, bytes: u64) -> String {
        match bytes {
            0..1_000 => format!("{bytes} B"),
            1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1000),
            _ => {
                let tenths = (bytes + 50_000) / 100_000;
                match tenths % 10 {
                    0 => format!("{} MB", tenths / 10),
                    tenth => format!("{}{}{tenth} MB", tenths / 10, self.point),
                }
            }
        }
    }
}

/// The Vietnamese texts.
pub const VI: MediaTexts = MediaTexts {
    title: "Thư viện",
    totals: |count, size| format!("{count} tệp, {size}. Kéo tệp vào bất cứ đâu trên trang này, hoặc dán."),
    upload: "Tải tệp lên",
    uploading: "Đang tải lên",
    preparing: "Đang thu nhỏ và xóa vị trí chụp…",
    already_there: "Tệp này đã có trong thư viện.",
    stop: "Dừng",
    dismiss: "Bỏ qua",
    progress: |done, total| format!("{done} / {total}"),
    drop_here: "Thả tệp vào đây",
    kinds: |largest| format!("JPEG, PNG, WebP, GIF, SVG · tối đa {largest} mỗi ảnh"),
    drop_or_paste: "Kéo tệp vào đây, dán, hoặc",
    choose_files: "Chọn từ máy",
    search_label: "Tìm trong thư viện",
    search: "Tìm theo tên hoặc mô tả",
    choice_label: "Loại",
    choices: ["Mọi tệp", "Thiếu mô tả", "Chưa dùng ở đâu"],
    filter: "Lọc",
    more: "Xem thêm",
    none_yet: "Chưa có tệp nào",
    none_yet_hint: "Ảnh được thu nhỏ cho vừa màn hình độc giả, và xóa vị trí chụp trước khi lưu.",
    none_found: "Không tìm thấy tệp nào.",
    whole_library: "Thư viện",
    no_alt: "Thiếu mô tả",
    alt: "Mô tả ảnh",
    alt_hint: "Cho người không nhìn thấy ảnh: trong ảnh có gì?",
    alt_saved: "Đã lưu mô tả.",
    alt_too_long: |longest| format!("Mô tả quá dài: tối đa {longest} ký tự."),
    dimensions: "Kích thước",
    size: "Dung lượng",
    added: "Tải lên",
    used_in: "Đang dùng trong",
    used_nowhere: "Chưa dùng ở đâu.",
    used_by_others: |count| format!("{count} bài chưa đăng của người khác"),
    used_in_site: "khung giới thiệu, mô tả chuyên mục hoặc tiểu sử tác giả",
    is_used: |count| format!("Tệp đang được dùng ở {count} nơi. Xóa đi thì những nơi đó sẽ thiếu tệp này."),
    delete: "Xóa tệp",
    delete_question: |name| format!("Xóa hẳn {name}?"),
    delete_anyway: "Vẫn xóa",
    deleted: "Đã xóa tệp.",
    copy_markdown: "Sao chép Markdown",
    copied: "Đã sao chép.",
    not_copied: "Trình duyệt không cho sao chép.",
    insert: |kind| match kind {
        MediaKind::Picture => "Chèn ảnh",
        MediaKind::Audio => "Chèn âm thanh",
        MediaKind::Video => "Chèn video",
        MediaKind::Captions => "Chọn phụ đề",
        MediaKind::Document => "Chèn tệp",
    },
    nothing_chosen: "Chưa chọn tệp nào",
    has_alt: "đã có mô tả",
    added_count: |count| format!("Đã thêm {count} tệp."),
    empty: "Tệp này rỗng.",
    too_large: |largest| format!("Tệp quá lớn: tối đa {largest}."),
    too_many_pixels: |millions| format!("Ảnh có quá nhiều điểm ảnh: tối đa {millions} triệu. Hãy thu nhỏ rồi tải lại."),
    too_long: |millions| {
        format!(
            "Ảnh động quá dài: các khung hình cộng lại tối đa {millions} triệu điểm ảnh. Hãy thu nhỏ hoặc cắt ngắn rồi tải lại."
        )
    },
    too_many_frames: |most| format!("Ảnh động có quá nhiều khung hình: tối đa {most}. Hãy cắt ngắn rồi tải lại."),
    unsupported: unsupported::vi,
    unknown_kind: "Nội dung của tệp này không thuộc loại nào mà trang nhận, dù tên tệp là gì. Các loại nhận được: ảnh JPEG, PNG, WebP, GIF, SVG; âm thanh MP3, M4A, OGG; video MP4, WebM; phụ đề VTT; PDF, tệp Office hoặc OpenDocument, ZIP.",
    rare_form: "Ảnh thuộc dạng hiếm mà trang chưa đọc được. Hãy lưu lại thành JPEG hoặc PNG rồi tải lên.",
    broken: "Tệp bị hỏng hoặc chưa đủ. Hãy mở thử, lưu lại rồi tải lên.",
    unsafe_drawing: "Bản vẽ SVG này không còn gì sau khi bỏ những phần không an toàn (mã lệnh, ảnh nhúng, nội dung từ trang khác).",
    files: files::VI,
    picture_tools: picture_tools::VI,
    point: ',',
};

/// The English texts.
pub const EN: MediaTexts = MediaTexts {
    title: "Library",
    totals: |count, size| {
        let files = count_of(count, "file", "files");
        format!("{files}, {size}. Drop files anywhere on this page, or paste them.")
    },
    upload: "Upload files",
    uploading: "Uploading",
    preparing: "Making it smaller and forgetting where it was taken…",
    already_there: "The library has this file already.",
    stop: "Stop",
    dismiss: "Dismiss",
    progress: |done, total| format!("{done} of {total}"),
    drop_here: "Drop files here",
    kinds: |largest| format!("JPEG, PNG, WebP, GIF, SVG · up to {largest} each"),
    drop_or_paste: "Drop files here, paste them, or",
    choose_files: "Choose files",
    search_label: "Search the library",
    search: "Search names and descriptions",
    choice_label: "Which",
    choices: ["All files", "Not described", "Used nowhere"],
    filter: "Filter",
    more: "Show more",
    none_yet: "No files yet",
    none_yet_hint: "Pictures are made to fit readers’ screens, and forget where they were taken before they are stored.",
    none_found: "No such files.",
    whole_library: "Library",
    no_alt: "Not described",
    alt: "Description",
    alt_hint: "For those who cannot see it: what does the picture show?",
    alt_saved: "Description saved.",
    alt_too_long: |longest| format!("The description is too long: {longest} characters at most."),
    dimensions: "Dimensions",
    size: "Size",
    added: "Added",
    used_in: "Used in",
    used_nowhere: "It is used nowhere.",
    used_by_others: |count| match count {
        1 => "One unpublished post of somebody else".to_owned(),
        count => format!("{count} unpublished posts of others"),
    },
    used_in_site: "The promotional block, a description or a biography",
    is_used: |count| match count {
        1 => "This file is used in one place, which will lose it.".to_owned(),
        count => format!("This file is used in {count} places, which will lose it."),
    },
    delete: "Delete file",
    delete_question: |name| format!("Delete {name} for good?"),
    delete_anyway: "Delete anyway",
    deleted: "File deleted.",
    copy_markdown: "Copy Markdown",
    copied: "Copied.",
    not_copied: "The browser does not allow copying.",
    insert: |kind| match kind {
        MediaKind::Picture => "Insert picture",
        MediaKind::Audio => "Insert audio",
        MediaKind::Video => "Insert video",
        MediaKind::Captions => "Choose captions",
        MediaKind::Document => "Insert file",
    },
    nothing_chosen: "Nothing chosen",
    has_alt: "described",
    added_count: |count| match count {
        1 => "File added.".to_owned(),
        count => format!("{count} files added."),
    },
    empty: "This file is empty.",
    too_large: |largest| format!("The file is too large: {largest} at most."),
    too_many_pixels: |millions| {
        format!("The picture has too many pixels: {millions} million at most. Make it smaller and upload it again.")
    },
    too_long: |millions| {
        format!(
            "The animation is too long: {millions} million pixels at most, all frames together. Make it smaller or shorter and upload it again."
        )
    },
    too_many_frames: |most| {
        format!("The animation has too many frames: {most} at most. Make it shorter and upload it again.")
    },
    unsupported: unsupported::en,
    unknown_kind: "The content of this file is of no kind that is taken, whatever its name is. These are: pictures (JPEG, PNG, WebP, GIF, SVG), audio (MP3, M4A, OGG), video (MP4, WebM), captions (VTT), PDF, Office and OpenDocument files, ZIP.",
    rare_form: "This picture has a rare form that cannot be read here. Save it as JPEG or PNG and upload that.",
    broken: "The file is damaged or incomplete. Open it, save it again and upload that.",
    unsafe_drawing: "Nothing is left of this SVG drawing once the unsafe parts are taken out (scripts, embedded pictures, content from elsewhere).",
    files: files::EN,
    picture_tools: picture_tools::EN,
    point: '.',
};

use crate::i18n::number::count_of;
use crate::model::media::MediaKind;

/// Texts about files of all kinds.
pub struct FileTexts {
    pub kind_label: &'static str,
    /// All kinds, then each of [`MediaKind::ALL`].
    kind_names: [&'static str; 6],
    pub open: &'static str,
    pub title: &'static str,
    pub title_hint: &'static str,
    pub replace: &'static str,
    /// Number of posts.
    pub replaced: fn(i64) -> String,
    pub other_kind: &'static str,
    /// The file that is replaced is the site's icon.
    pub no_icon: &'static str,
    /// Shown once all of a file has been sent.
    pub storing: &'static str,
}

impl FileTexts {
    /// Returns the name of a kind of files, or of all.
    pub fn kind_name(&self, kind: Option<MediaKind>) -> &'static str {
        let [all, picture, audio, video, captions, document] = self.kind_names;
        match kind {
            None => all,
            Some(MediaKind::Picture) => picture,
            Some(MediaKind::Audio) => audio,
            Some(MediaKind::Video) => video,
            Some(MediaKind::Captions) => captions,
            Some(MediaKind::Document) => document,
        }
    }
}

/// The Vietnamese texts.
pub const VI: FileTexts = FileTexts {
    kind_label: "Kiểu tệp",
    kind_names: ["Mọi kiểu", "Ảnh", "Âm thanh", "Video", "Phụ đề", "Tài liệu"],
    open: "Mở tệp",
    title: "Tên hiển thị",
    title_hint: "Hiện trong bài thay cho tên tệp.",
    replace: "Thay bằng tệp khác…",
    replaced: |count| {
        format!("Đã thay trong {count} bài và ở những chỗ khác trang dùng tệp này. Tệp cũ vẫn còn trong thư viện.")
    },
    other_kind: "Chỉ thay được bằng một tệp khác cùng kiểu.",
    no_icon: "Ảnh này đang là biểu tượng của trang. Ảnh thay phải vuông, rộng từ 192 điểm ảnh và là PNG, WebP hoặc JPEG.",
    storing: "Đang lưu…",
};

/// The English texts.
pub const EN: FileTexts = FileTexts {
    kind_label: "Kind of file",
    kind_names: ["All kinds", "Pictures", "Audio", "Video", "Captions", "Documents"],
    open: "Open the file",
    title: "Title",
    title_hint: "Shown in posts in place of the file’s name.",
    replace: "Replace by another file…",
    replaced: |count| {
        format!(
            "Replaced in {} and wherever else the site uses it. The old file is still in the library.",
            count_of(count, "post", "posts")
        )
    },
    other_kind: "It can only be replaced by another file of its kind.",
    no_icon: "This picture is the site’s icon. The new one must be square, at least 192 pixels wide, and PNG, WebP or JPEG.",
    storing: "Storing…",
};

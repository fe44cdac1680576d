use crate::model::language::Language;
use crate::model::media::MediaKind;

mod sources;

/// Texts of the report of an import.
pub struct ImportReportTexts {
    pub came_in: &'static str,
    pub seen: &'static str,
    pub already_here: &'static str,
    pub left_out: &'static str,
    /// Where one of those that are left out is.
    pub for_example: fn(&str) -> String,
    pub warnings: &'static str,
    pub more_warnings: fn(u64) -> String,
    pub posts: CountedNoun,
    pub pages: CountedNoun,
    pub posts_and_pages: CountedNoun,
    pub comments: CountedNoun,
    pub categories: CountedNoun,
    pub tags: CountedNoun,
    pub authors: CountedNoun,
    pub pictures: CountedNoun,
    pub files: CountedNoun,
    /// Files of a kind.
    pub files_of: fn(MediaKind) -> CountedNoun,
    pub redirects: CountedNoun,
    pub menu_items: CountedNoun,
    pub attachments: CountedNoun,
    pub attachments_stay: &'static str,
    pub published: &'static str,
    pub draft: &'static str,
    pub scheduled: &'static str,
    pub private: &'static str,
    pub protected: &'static str,
    pub trash: &'static str,
    pub waiting: &'static str,
    pub spam: &'static str,
    /// Number of published posts, and of those among them that have a password.
    pub published_and_protected: fn(u64, u64) -> String,
    pub mentions: fn(u64) -> String,
    /// The title of a post.
    pub no_date: fn(&str) -> String,
    /// The name of a menu.
    pub menu_chosen: fn(&str) -> String,
    /// The titles of menu items.
    pub menu_below: fn(&str) -> String,
    /// A file, and why it was refused.
    pub refused: fn(&str, &str) -> String,
    /// What is left out and why, by the English text that the import has. Texts that end with a space are the beginning
    /// of a longer one.
    translated: &'static [(&'static str, &'static str)],
    /// The same for what comes from other systems than WordPress.
    translated_sources: &'static [(&'static str, &'static str)],
}

impl ImportReportTexts {
    /// Translates what is left out, or the reason. Unknown texts stay English.
    pub fn translate(&self, english: &str) -> String {
        let found = self.translated.iter().chain(self.translated_sources).find_map(|(known, text)| {
            let rest = english.strip_prefix(known)?;
            (rest.is_empty() || known.ends_with(' ')).then(|| format!("{text}{rest}"))
        });
        found.unwrap_or_else(|| english.to_owned())
    }
}

/// What is counted, after its number.
#[derive(Clone, Copy)]
pub struct CountedNoun {
    pub one: &'static str,
    pub many: &'static str,
}

impl CountedNoun {
    /// A word that is the same for all numbers.
    const fn invariable(word: &'static str) -> CountedNoun {
        CountedNoun { one: word, many: word }
    }

    /// Returns the word for a number of them.
    pub fn of(self, count: u64) -> &'static str {
        if count == 1 { self.one } else { self.many }
    }
}

/// Returns the texts in a language.
pub fn import_report_texts(language: Language) -> &'static ImportReportTexts {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}

static VI: ImportReportTexts = ImportReportTexts {
    came_in: "Đã nhập:",
    seen: "Đã thấy:",
    already_here: "Đã có sẵn, giữ nguyên:",
    left_out: "Không nhập:",
    for_example: |example| format!(" (ví dụ: {example})"),
    warnings: "Lưu ý:",
    more_warnings: |count| format!("và {count} lưu ý khác"),
    posts: CountedNoun::invariable("bài viết"),
    pages: CountedNoun::invariable("trang"),
    posts_and_pages: CountedNoun::invariable("bài viết và trang"),
    comments: CountedNoun::invariable("bình luận"),
    categories: CountedNoun::invariable("chuyên mục"),
    tags: CountedNoun::invariable("thẻ"),
    authors: CountedNoun::invariable("tác giả"),
    pictures: CountedNoun::invariable("ảnh"),
    files: CountedNoun::invariable("tệp khác"),
    files_of: |kind| {
        CountedNoun::invariable(match kind {
            MediaKind::Picture => "ảnh",
            MediaKind::Audio => "âm thanh",
            MediaKind::Video => "video",
            MediaKind::Captions => "phụ đề",
            MediaKind::Document => "tài liệu",
        })
    },
    redirects: CountedNoun::invariable("địa chỉ cũ dẫn sang địa chỉ mới"),
    menu_items: CountedNoun::invariable("mục trong menu"),
    attachments: CountedNoun::invariable("tệp đính kèm"),
    attachments_stay: "dùng theo địa chỉ cũ; tệp vẫn ở nơi cũ",
    published: "đã đăng",
    draft: "bản nháp",
    scheduled: "hẹn giờ",
    private: "riêng tư",
    protected: "có mật khẩu",
    trash: "trong thùng rác",
    waiting: "chờ duyệt",
    spam: "spam",
    published_and_protected: |published, protected| format!("{published} đã đăng, trong đó {protected} có mật khẩu"),
    mentions: |count| format!("trong đó {count} pingback và trackback"),
    no_date: |title| format!("“{title}” không có ngày đăng nên lấy ngày hiện tại"),
    menu_chosen: |name| format!("menu lấy từ “{name}”; tệp xuất không cho biết trang cũ dùng menu nào"),
    menu_below: |titles| format!("nằm dưới mục khác nên không vào menu, vì menu ở đây chỉ có một cấp: {titles}"),
    refused: |file, reason| format!("{file}: {reason} Trước mắt bài vẫn dùng địa chỉ cũ của tệp."),
    translated: &[
        ("comment on an attachment", "bình luận về tệp đính kèm"),
        ("attachments have no pages here", "ở đây tệp đính kèm không có trang riêng"),
        ("list page (_index.md)", "trang danh sách (_index.md)"),
        ("lists are made anew here", "danh sách ở đây được tạo tự động"),
        ("uploaded picture", "ảnh đã tải lên trang cũ"),
        ("uploaded file", "tệp đã tải lên trang cũ"),
        ("it is not in the folder; the old address stays", "không có trong thư mục; giữ địa chỉ cũ"),
        ("file in a gallery or playlist", "tệp trong bộ ảnh hoặc danh sách phát"),
        ("the export does not hold the file it names", "tệp xuất không có tệp này"),
        ("shortcode ", "shortcode "),
        ("it holds program text", "chứa mã lệnh"),
        ("the lists of this entry are too long", "danh sách trong bài này quá dài"),
        ("it is not known here; text in it was kept", "ở đây không có loại này; chữ bên trong vẫn giữ"),
        ("block ", "khối "),
        (
            "WordPress makes it anew for each page; nothing of it is stored",
            "WordPress tự tạo cho từng trang, không lưu nội dung",
        ),
        ("the export does not hold the pattern it names", "tệp xuất không có mẫu này"),
        ("comment of type ", "bình luận loại "),
        ("it was not written by a reader", "không do độc giả viết"),
        ("comment without text", "bình luận không có chữ"),
        ("nothing of it can be shown; it is in the trash", "không có gì để hiện; đã đưa vào thùng rác"),
        ("menu item", "mục menu"),
        ("it stood in no menu", "không thuộc menu nào"),
        ("the menu here stays as it is", "menu ở đây giữ nguyên"),
        ("there is one menu here; it stood in another", "ở đây chỉ có một menu; mục này thuộc menu khác"),
        ("it stood below another: the menu here has one level", "nằm dưới mục khác; menu ở đây chỉ có một cấp"),
        ("it led nowhere, or the menu was full", "không dẫn đến đâu, hoặc menu đã đầy"),
        ("category or tag", "chuyên mục hoặc thẻ"),
        ("its name has no letter that an address could hold", "tên không có chữ nào dùng được trong địa chỉ"),
        ("term of ", "mục phân loại "),
        ("only categories and tags come along", "chỉ nhập chuyên mục và thẻ"),
        ("revision", "bản sửa đổi"),
        ("earlier versions do not come along", "không nhập các bản trước"),
        ("item without a type", "mục không rõ loại"),
        ("it cannot be told what it is", "không xác định được là gì"),
        ("item of type ", "mục loại "),
        ("it belongs to WordPress itself", "thuộc về WordPress"),
        ("it belongs to the old theme", "thuộc về giao diện cũ"),
        ("only posts, pages and attachments come along", "chỉ nhập bài viết, trang và tệp đính kèm"),
        ("element ", "phần tử "),
        ("it is not known here", "ở đây không có loại này"),
        ("field ", "trường "),
        ("there is no such field here", "ở đây không có trường này"),
        (
            "search engines were kept off this entry; here they are not",
            "trang cũ không cho máy tìm kiếm vào bài này; ở đây thì có",
        ),
        ("website of a commenter", "trang web của người bình luận"),
        ("comments have no such field here", "bình luận ở đây không có trường này"),
        ("page that was not rendered", "trang không được dựng"),
        ("it had no address of its own", "trang cũ không có địa chỉ riêng cho nó"),
        ("file of the site generator", "tệp của chương trình tạo trang"),
        ("it was no page", "không phải là trang"),
        ("resource of a page", "tài nguyên kèm theo trang"),
        ("it had no page of its own", "trước đây không có trang riêng"),
        ("page in another language", "trang bằng ngôn ngữ khác"),
        (
            "a site has one language here, and this page comes in in that one",
            "ở đây mỗi trang web có một ngôn ngữ, và trang này đã nhập bằng ngôn ngữ đó",
        ),
        ("picture", "ảnh"),
        (
            "it is in no file beside the text, or was not taken; the old address stays",
            "không có tệp bên cạnh bài, hoặc chưa nhận được; giữ địa chỉ cũ",
        ),
        ("date of expiry", "ngày hết hạn"),
        ("it was to be hidden then; here it stays", "đến ngày ấy bài lẽ ra ẩn đi; ở đây bài vẫn còn"),
        ("link to a file", "liên kết tới một tệp"),
        ("link to a note", "liên kết tới một ghi chú"),
        (
            "there is no such file in the folder, or it has no page",
            "trong thư mục không có tệp này, hoặc tệp không thành trang",
        ),
        ("template expression", "biểu thức của khuôn mẫu"),
        ("the old site's program filled it in", "chương trình của trang cũ điền vào chỗ này"),
        ("template tag ", "thẻ của khuôn mẫu "),
        ("included file ", "tệp chèn vào "),
        ("bytes that are not UTF-8 were replaced", "có byte không phải UTF-8, đã thay bằng �"),
        ("broken XML was mended", "XML hỏng, đã sửa"),
        ("this date cannot be read", "không đọc được ngày này"),
        (
            "it was scheduled for a time that has passed, and never appeared; it is a draft now",
            "được hẹn giờ nhưng giờ ấy đã qua mà bài chưa từng hiện; nay là bản nháp",
        ),
        (
            "it had expired, and was not shown any more; it is a draft now",
            "đã hết hạn, trang cũ không còn hiện; nay là bản nháp",
        ),
        (
            "it was in no list, and only known by its address; it is a draft now",
            "không có trong danh sách nào, chỉ ai biết địa chỉ mới xem được; nay là bản nháp",
        ),
        (
            "it has several authors, and the first one is shown; not shown",
            "có nhiều tác giả, chỉ hiện người đầu tiên; không hiện",
        ),
        (
            "the front matter does not end: there is no second mark",
            "phần đầu bài không có chỗ kết thúc: thiếu dấu thứ hai",
        ),
        (
            "the front matter is broken; what could be read of it was taken",
            "phần đầu bài bị hỏng; đã lấy những gì đọc được",
        ),
        ("it is stated more than once; the last one counts", "được ghi nhiều lần; lấy lần cuối"),
        ("it was taken as it is written", "đã lấy nguyên văn"),
        ("it cannot be read, and was left out", "không đọc được nên bỏ qua"),
        ("broken JSON", "JSON hỏng"),
        ("a text is expected; what could be read of it was taken", "cần một dòng chữ; đã lấy những gì đọc được"),
        (
            "a list of texts is expected; what could be read of it was taken",
            "cần một danh sách chữ; đã lấy những gì đọc được",
        ),
        ("a name is expected", "cần một cái tên"),
        ("true or false is expected", "cần true hoặc false"),
        ("a whole number is expected", "cần một số nguyên"),
        (
            "a date such as 2024-01-31 or 2024-01-31T08:00:00+07:00 is expected",
            "cần một ngày như 2024-01-31 hoặc 2024-01-31T08:00:00+07:00",
        ),
        ("the address of a picture is expected", "cần địa chỉ của một ảnh"),
        ("automatic draft", "bản nháp tự động"),
        ("nobody ever saved it", "chưa ai lưu"),
    ],
    translated_sources: sources::VI,
};

static EN: ImportReportTexts = ImportReportTexts {
    came_in: "Came in:",
    seen: "Seen:",
    already_here: "Already here, and left as they are:",
    left_out: "Left out:",
    for_example: |example| format!(" (for example: {example})"),
    warnings: "Warnings:",
    more_warnings: |count| format!("and {count} more"),
    posts: CountedNoun { one: "post", many: "posts" },
    pages: CountedNoun { one: "page", many: "pages" },
    posts_and_pages: CountedNoun { one: "post or page", many: "posts and pages" },
    comments: CountedNoun { one: "comment", many: "comments" },
    categories: CountedNoun { one: "category", many: "categories" },
    tags: CountedNoun { one: "tag", many: "tags" },
    authors: CountedNoun { one: "author", many: "authors" },
    pictures: CountedNoun { one: "picture", many: "pictures" },
    files: CountedNoun { one: "other file", many: "other files" },
    files_of: |kind| match kind {
        MediaKind::Picture => CountedNoun { one: "picture", many: "pictures" },
        MediaKind::Audio => CountedNoun { one: "audio file", many: "audio files" },
        MediaKind::Video => CountedNoun { one: "video", many: "videos" },
        MediaKind::Captions => CountedNoun { one: "file of captions", many: "files of captions" },
        MediaKind::Document => CountedNoun { one: "document", many: "documents" },
    },
    redirects: CountedNoun { one: "redirect from an old address", many: "redirects from old addresses" },
    menu_items: CountedNoun { one: "item of the menu", many: "items of the menu" },
    attachments: CountedNoun { one: "attachment", many: "attachments" },
    attachments_stay: "in use at the old address; no file was moved",
    published: "published",
    draft: "draft",
    scheduled: "scheduled",
    private: "private",
    protected: "behind a password",
    trash: "in the trash",
    waiting: "waiting",
    spam: "spam",
    published_and_protected: |published, protected| {
        format!("{published} published, {protected} of them behind a password")
    },
    mentions: |count| format!("pingbacks and trackbacks among all: {count}"),
    no_date: |title| format!("“{title}” has no date; it gets the present one"),
    menu_chosen: |name| format!("the menu is “{name}”; the export does not say which one the old site showed"),
    menu_below: |titles| format!("stood below others, and are not in the menu, which has one level: {titles}"),
    refused: |file, reason| format!("{file}: {reason} Until then its old address stays in the posts."),
    translated: &[],
    translated_sources: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_beginnings_are_translated() {
        assert_eq!(VI.translate("menu item"), "mục menu");
        assert_eq!(VI.translate("block latest-posts"), "khối latest-posts");
        assert_eq!(VI.translate("menu items"), "menu items", "unknown");
        assert_eq!(EN.translate("block query"), "block query");
    }
}

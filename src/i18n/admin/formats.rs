use crate::model::admin::post::BlockKind;

/// Texts about how posts are written: visually or in Markdown.
pub struct FormatTexts {
    pub writing: &'static str,
    pub new_posts: &'static str,
    pub new_posts_hint: &'static str,
    pub site_hint: &'static str,
    pub as_site: &'static str,
    pub visual: &'static str,
    pub markdown: &'static str,
    // The body of a visual post
    pub body: &'static str,
    /// The text area with HTML, for browsers without JavaScript.
    pub html: &'static str,
    pub loading: &'static str,
    pub not_loaded: &'static str,
    pub chosen: fn(usize) -> String,
    // Changing the format
    pub is_visual: &'static str,
    pub is_markdown: &'static str,
    pub to_visual: &'static str,
    pub to_markdown: &'static str,
    pub to_markdown_title: &'static str,
    pub to_markdown_kept: &'static str,
    pub to_markdown_whole: &'static str,
    pub convert: &'static str,
    pub converted: &'static str,
    pub block: fn(BlockKind, usize) -> String,
}

/// The Vietnamese texts.
pub const VI: FormatTexts = FormatTexts {
    writing: "Viết bài",
    new_posts: "Cách soạn bài mới",
    new_posts_hint: "Bài đã có vẫn giữ cách soạn của nó.",
    site_hint: "Mỗi người có thể chọn khác trong phần tài khoản của mình.",
    as_site: "Theo cài đặt chung",
    visual: "Trực quan, như trong Word",
    markdown: "Markdown",
    body: "Nội dung",
    html: "Nội dung, viết bằng HTML",
    loading: "Đang mở khung soạn thảo…",
    not_loaded: "Chưa mở được khung soạn thảo trực quan, nên bài hiện ra dưới dạng HTML. Hãy tải lại trang khi có mạng.",
    chosen: |count| format!("Đã chọn {count} ảnh"),
    is_visual: "Soạn trực quan",
    is_markdown: "Soạn bằng Markdown",
    to_visual: "Chuyển sang trực quan",
    to_markdown: "Chuyển sang Markdown…",
    to_markdown_title: "Chuyển sang Markdown",
    to_markdown_kept: "Markdown không có cách viết cho những phần dưới đây. Chúng vẫn còn nguyên trong bài, dưới dạng mã HTML:",
    to_markdown_whole: "Cả bài viết được bằng Markdown, không mất gì.",
    convert: "Chuyển",
    converted: "Đã chuyển. Bài chưa lưu.",
    block: |kind, count| {
        let name = match kind {
            BlockKind::Picture => "ảnh có khổ, nguồn ảnh hoặc chú thích riêng",
            BlockKind::Gallery => "bộ ảnh",
            BlockKind::Table => "bảng",
            BlockKind::PullQuote => "câu trích nổi bật",
            BlockKind::FactBox => "hộp thông tin",
            BlockKind::Button => "nút bấm",
            BlockKind::LinkCard => "thẻ liên kết",
            BlockKind::File => "tệp đính kèm",
            BlockKind::Player => "âm thanh, video hoặc nội dung nhúng",
            BlockKind::Footnotes => "phần chú thích cuối bài",
            BlockKind::List => "danh sách",
            BlockKind::Text => "đoạn văn có định dạng riêng",
            BlockKind::Other => "phần khác",
        };
        format!("{count} {name}")
    },
};

/// The English texts.
pub const EN: FormatTexts = FormatTexts {
    writing: "Writing",
    new_posts: "New posts are written",
    new_posts_hint: "Existing posts stay as they are.",
    site_hint: "Users can choose another way in their account.",
    as_site: "As the site's settings say",
    visual: "Visually, as in a word processor",
    markdown: "In Markdown",
    body: "Text",
    html: "Text, written in HTML",
    loading: "Opening the editor…",
    not_loaded: "The visual editor could not be loaded, so this is the HTML of the text. Reload the page once you are online.",
    chosen: |count| format!("{count} pictures chosen"),
    is_visual: "Visual editor",
    is_markdown: "Markdown",
    to_visual: "Switch to the visual editor",
    to_markdown: "Switch to Markdown…",
    to_markdown_title: "Switch to Markdown",
    to_markdown_kept: "Markdown has no notation for the following. It stays in the text as HTML:",
    to_markdown_whole: "Markdown can express the whole text; nothing is lost.",
    convert: "Switch",
    converted: "Switched. The post is not saved yet.",
    block: |kind, count| {
        let (one, many) = match kind {
            BlockKind::Picture => {
                ("picture with a width, credit or caption", "pictures with a width, credit or caption")
            }
            BlockKind::Gallery => ("gallery", "galleries"),
            BlockKind::Table => ("table", "tables"),
            BlockKind::PullQuote => ("pull quote", "pull quotes"),
            BlockKind::FactBox => ("fact box", "fact boxes"),
            BlockKind::Button => ("button", "buttons"),
            BlockKind::LinkCard => ("link card", "link cards"),
            BlockKind::File => ("file", "files"),
            BlockKind::Player => ("audio, video or embed", "audios, videos or embeds"),
            BlockKind::Footnotes => ("list of footnotes", "lists of footnotes"),
            BlockKind::List => ("list", "lists"),
            BlockKind::Text => ("paragraph with other formatting", "paragraphs with other formatting"),
            BlockKind::Other => ("other block", "other blocks"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    },
};

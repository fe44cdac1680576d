//! The sanitizer's allowlists.

/// Elements allowed in stored HTML.
#[rustfmt::skip]
pub const TAGS: &[&str] = &[
    "a", "abbr", "address", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr",
];

/// Additional elements allowed in the input, which `body` replaces.
pub const ADMITTED: &[&str] =
    &["acronym", "center", "embed", "h1", "iframe", "input", "object", "param", "strike", "tt"];

/// Elements removed with their content: code, forms, drawings, and raw text that another parser might treat as markup.
/// Any other element that is not in a list above is replaced by its content.
#[rustfmt::skip]
pub const DROPPED: &[&str] = &[
    "script", "style", "noscript", "template", "title", "textarea", "xmp", "noembed", "noframes", "plaintext",
    "select", "option", "datalist", "button", "svg", "math", "canvas",
];

/// Attributes allowed on every element.
pub const GLOBAL: &[&str] = &["class", "dir", "id", "lang", "title"];

/// Attributes allowed on some elements.
pub const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["download", "href", "rel"]),
    ("audio", &["controls", "loop", "muted", "preload", "src"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("img", &["alt", "decoding", "height", "loading", "src", "width"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("q", &["cite"]),
    ("source", &["src", "type"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["abbr", "colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("track", &["kind", "label", "src", "srclang"]),
    ("video", &["controls", "height", "loop", "muted", "poster", "preload", "src", "width"]),
];

/// Attributes that `body` reads, and that are not stored.
pub const ADMITTED_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["name"]),
    ("embed", &["src"]),
    ("iframe", &["src"]),
    ("input", &["checked", "type"]),
    ("object", &["data"]),
    ("param", &["name", "value"]),
];

/// Allowed URL schemes. Relative URLs are allowed, too.
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms"];

/// Classes used in our style sheet.
#[rustfmt::skip]
pub const CLASSES: &[&str] = &[
    "align-left", "align-right", "align-center", "align-wide", "align-full", "text-center", "text-right", "text-left",
    "gallery", "button", "buttons", "pullquote", "columns", "cover", "media-text", "caption", "embed", "verse",
    "more", "separator", "drop-cap", "file", "anchor", "table-scroll", "credit", "fact-box", "link-card",
    "link-card-title", "link-card-text", "link-card-source", "social-links",
    // As written by comrak.
    "contains-task-list", "task-list-item", "footnote-ref", "footnote-backref", "footnotes",
];

/// The prefix of a class, and a predicate for the characters that may follow it.
type Prefix = (&'static str, fn(char) -> bool);

/// Allowed prefixes of classes.
pub const CLASS_PREFIXES: &[Prefix] = &[
    ("gallery-", |c| matches!(c, '1'..='9')),
    ("language-", |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.')),
    ("hl-", |c| c.is_ascii_lowercase()),
    ("focus-x-", |c| c.is_ascii_digit()),
    ("focus-y-", |c| c.is_ascii_digit()),
];

//! The lists the sanitizer goes by.

/// Elements a stored body may hold.
#[rustfmt::skip]
pub const TAGS: &[&str] = &[
    "a", "abbr", "address", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr",
];

/// Elements that come in, and leave as something else.
pub const ADMITTED: &[&str] =
    &["acronym", "center", "embed", "h1", "iframe", "input", "object", "param", "strike", "tt"];

/// Elements dropped with all they hold: code, forms, drawings, and raw text which another parser might take for
/// markup. Of any other element that is not in a list above, the content stays.
#[rustfmt::skip]
pub const DROPPED: &[&str] = &[
    "script", "style", "noscript", "template", "title", "textarea", "xmp", "noembed", "noframes", "plaintext",
    "select", "option", "datalist", "button", "svg", "math", "canvas",
];

/// Attributes for every element.
pub const GLOBAL: &[&str] = &["class", "dir", "id", "lang", "title"];

/// Attributes for some elements.
pub const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
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

/// Attributes which the body reads, and which do not stay.
pub const ADMITTED_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["name"]),
    ("embed", &["src"]),
    ("iframe", &["src"]),
    ("input", &["checked", "type"]),
    ("object", &["data"]),
    ("param", &["name", "value"]),
];

/// Schemes of addresses. Relative addresses may stay, too.
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms"];

/// Classes that have a meaning in our style sheet.
#[rustfmt::skip]
pub const CLASSES: &[&str] = &[
    "align-left", "align-right", "align-center", "align-wide", "align-full", "text-center", "text-right",
    "gallery", "button", "buttons", "pullquote", "columns", "cover", "media-text", "caption", "embed", "verse",
    "more", "separator", "drop-cap", "file", "anchor", "table-scroll",
    // As comrak writes them.
    "contains-task-list", "task-list-item", "footnote-ref", "footnote-backref", "footnotes",
];

/// The beginning of a class, and the characters that may follow it.
type Prefix = (&'static str, fn(char) -> bool);

/// Classes known by their beginning.
pub const CLASS_PREFIXES: &[Prefix] = &[
    ("gallery-", |c| matches!(c, '1'..='9')),
    ("language-", |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.')),
    ("hl-", |c| c.is_ascii_lowercase()),
];

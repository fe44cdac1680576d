//! Properties that hold for any input. The test suite checks them with a few generated inputs (`tests/properties.rs`),
//! cargo-fuzz for as long as it runs (`fuzz/fuzz_targets`).

use std::path::Path;

use axum::extract::FromRequest;
use axum::http::{Method, header};
use dom_query::Document;
use futures::FutureExt;
use jiff::tz::TimeZone;
use longan::auth::signer::{Purpose, Signer};
use longan::commenting;
use longan::model::address::Address;
use longan::model::comment_limits::{BODY_LENGTH, NAME_LENGTH};
use longan::reading::request_url::RequestUrl;
use longan::text::plain_text::{plain, text_of};
use longan::text::search::{Ending, Query, highlight, passage};
use longan::text::{Format, body, comment, is_email, slugify};
use longan::transfer::markdown::{self, MarkdownFile};
use longan::transfer::record::ImportedEntry;
use longan::transfer::wordpress::{ContentContext, WxrReader, content};
use longan::transfer::{ImportReport, disqus, feed, ghost, isso, medium, remark42, substack};

/// A rendered post is harmless, whatever its format, and sanitizing it again changes nothing.
pub fn post(text: &str) {
    for format in [Format::Markdown, Format::Html] {
        let html = body::render(text, format).html;
        assert_harmless(&html, text);
        assert_eq!(body::render(&html, Format::Html).html, html, "rendered again: {text:?}");
        assert_eq!(plain(&html), text_of(&Document::fragment(html.as_str()).root()), "the text of {html:?}");
    }
}

/// Rendering makes a post or comment at most a few times longer, however it is nested.
pub fn growth(text: &str) {
    let most = 64 * 1024 + 12 * text.len();
    for format in [Format::Markdown, Format::Html] {
        let length = body::render(text, format).html.len();
        assert!(length <= most, "{length} bytes of {}: {:?}", text.len(), &text[..text.floor_char_boundary(80)]);
    }
    let length = comment::render(text).html.len();
    assert!(length <= most, "{length} bytes of {}: {:?}", text.len(), &text[..text.floor_char_boundary(80)]);
}

/// A rendered comment is harmless.
pub fn comment(text: &str) {
    assert_harmless(&comment::render(text).html, text);
    let html = comment::sanitize(text).html;
    assert_harmless(&html, text);
    assert_eq!(comment::sanitize(&html).html, html, "sanitized again: {text:?}");
}

/// Any query is understood, and excerpts show the text unchanged. `ask` runs the query against the index.
pub fn query(typed: &str, ask: impl Fn(&Query)) {
    for ending in [Ending::Finished, Ending::Open] {
        let query = Query::parse(typed, ending);
        let words: usize = query.wanted.iter().chain(&query.excluded).map(|part| part.words.len()).sum();
        assert!(words <= 16, "{typed:?}");
        ask(&query);
        let marked: String = highlight(typed, &query).into_iter().map(|piece| piece.text).collect();
        assert_eq!(marked, typed);
        let _ = (passage(typed, &query), query.confirm_phrases(typed, typed));
    }
}

/// Any body is parsed as a comment form, and a comment that passes validation can be stored.
pub fn form(body: &[u8]) {
    let request = axum::extract::Request::builder()
        .method(Method::POST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.to_vec().into())
        .unwrap();
    let form = axum::Form::<Vec<(String, String)>>::from_request(request, &()).now_or_never();
    let Ok(axum::Form(fields)) = form.expect("all of it is there") else { return };
    let draft = commenting::parse_form(fields);
    let Ok(checked) = commenting::check_fields(&draft) else { return };
    let Ok(body) = commenting::check_body(&checked.source, 2) else { return };
    assert!(!checked.name.trim().is_empty() && !checked.name.contains('\n'), "{draft:?}");
    assert!(checked.name.chars().count() <= NAME_LENGTH && checked.source.chars().count() <= BODY_LENGTH, "{draft:?}");
    assert!(is_email(&checked.email), "{draft:?}");
    assert_harmless(&body.html, &checked.source);
}

/// Reading a supposed WordPress export ends, at its end or at the first error.
pub fn export(bytes: &[u8]) {
    let mut reader = WxrReader::new(bytes, TimeZone::UTC);
    // More records than bytes would mean an endless loop.
    let records = reader.by_ref().take(bytes.len() + 1).take_while(Result::is_ok).count();
    assert!(records <= bytes.len());
}

/// Reading a supposed export of Ghost ends, with a number of records that its length bounds.
pub fn ghost(bytes: &[u8]) {
    let file = Path::new("export.json");
    let Ok(reader) = ghost::survey(bytes, file, "") else { return };
    for pass in [ghost::Pass::First, ghost::Pass::Second] {
        let mut count = 0;
        let read = reader.read(bytes, pass, &mut |_| {
            count += 1;
            true
        });
        assert!(read.is_ok(), "it has been read before");
        assert!(count <= 8 + 4 * bytes.len(), "{count} records");
    }
}

/// Reading a supposed file of comments ends, with a number of records that its length bounds.
pub fn comments_file(bytes: &[u8]) {
    let mut count = 0;
    let _ = disqus::read(bytes, Path::new("comments.xml"), &mut |_| {
        count += 1;
        true
    });
    let _ = remark42::read(bytes, Path::new("backup"), &mut |_| {
        count += 1;
        true
    });
    assert!(count <= 2 * bytes.len(), "{count} records");
}

/// Reading a supposed feed ends, with a number of records that its length bounds.
pub fn feed(bytes: &[u8]) {
    let mut count = 0;
    let mut counting = |_| {
        count += 1;
        true
    };
    let _ = feed::read(bytes, Path::new("feed.xml"), &TimeZone::UTC, feed::Part::Entries(&mut counting));
    let _ = feed::read(bytes, Path::new("feed.xml"), &TimeZone::UTC, feed::Part::Comments(&mut |_| true));
    assert!(count <= 2 + 2 * bytes.len(), "{count} records");
}

/// Reading a supposed text with front matter gives records or an error, whatever program wrote it.
pub fn markdown_file(text: &str) {
    for name in ["2026-01-02-tin.md", "src/content/blog/tin.mdx", "_posts/2026-01-02-tin.html"] {
        let source = MarkdownFile { name: name.to_owned(), text: text.to_owned(), ..MarkdownFile::default() };
        for record in markdown::read([Ok(source)].into_iter(), TimeZone::UTC) {
            let _ = record;
        }
    }
}

/// The text of a WordPress post becomes a harmless one, and not many times longer.
pub fn wordpress_text(text: &str) {
    let entry = ImportedEntry { body: text.to_owned(), ..ImportedEntry::default() };
    let html = content::convert(&entry, &ContentContext::default(), &mut ImportReport::default());
    assert!(html.len() <= 64 * 1024 + 40 * text.len(), "{} bytes of {}", html.len(), text.len());
    assert_harmless(&body::render(&html, Format::Html).html, text);
}

/// A page of an archive of Medium or Substack becomes a harmless text.
pub fn archive_page(html: &str) {
    if let Ok(entry) = medium::read_story(html, "2026-01-02_Tin-1a2b3c4d5e6f.html", 1) {
        assert_harmless(&body::render(&entry.body, Format::Html).html, html);
    }
    let text = substack::shape(html, &mut Vec::new());
    assert_harmless(&body::render(&text, Format::Html).html, html);
}

/// Reading the list of an archive of Substack ends, with a number of rows that its length bounds.
pub fn list(bytes: &[u8]) {
    let mut rows = substack::CsvReader::new(bytes);
    let mut count = 0;
    while let Ok(Some(_)) = rows.next_row() {
        count += 1;
    }
    assert!(count <= bytes.len(), "{count} rows");
}

/// A supposed database of Isso is read, or refused.
pub fn comments_database(bytes: &[u8]) {
    let file = std::env::temp_dir().join(format!("longan-fuzz-{}.db", std::process::id()));
    if std::fs::write(&file, bytes).is_ok() {
        let _ = isso::read(&file, &mut |_| true);
        let _ = std::fs::remove_file(&file);
    }
}

/// Any path is parsed, and formatting the parsed address gives the path again.
pub fn address(text: &str) {
    let requested = RequestUrl::parse(&format!("/{text}"));
    let _ = (requested.cursor(), requested.old_keys());
    assert_eq!(Address::parse(&requested.path).to_string(), requested.path);
    let slug = slugify(text);
    assert_eq!(slugify(&slug), slug);
    let _ = is_email(text);
}

/// Arbitrary text is never a valid token, and a signed token is valid for its own purpose only.
pub fn token(signer: &Signer, text: &str) {
    assert_eq!(signer.verify(Purpose::WaitingComment, text), None, "{text:?}");
    let token = signer.sign(Purpose::WaitingComment, text);
    assert_eq!(signer.verify(Purpose::WaitingComment, &token), Some(text));
    assert_eq!(signer.verify(Purpose::CommentStamp, &token), None);
}

/// Elements that run code, submit forms or embed other pages. Frames of known video players are allowed.
const FORBIDDEN: [&str; 16] = [
    "script", "style", "object", "embed", "applet", "form", "input", "button", "textarea", "select", "svg", "math",
    "base", "link", "meta", "template",
];

fn assert_harmless(html: &str, source: &str) {
    let document = Document::fragment(html);
    for node in document.select("*").nodes() {
        let name = node.node_name().unwrap_or_default();
        assert!(!FORBIDDEN.contains(&&*name), "<{name}> of {source:?} in {html}");
        for attribute in node.attrs() {
            let (name, value) = (attribute.name.local.to_lowercase(), attribute.value.to_lowercase());
            assert!(!name.starts_with("on") && name != "srcdoc", "{name} of {source:?} in {html}");
            let value: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            let is_address = matches!(&*name, "href" | "src" | "srcset" | "poster" | "cite" | "action" | "data");
            let runs = ["javascript:", "vbscript:", "data:text"].iter().any(|scheme| value.starts_with(scheme));
            assert!(!(is_address && runs), "{name}={value} of {source:?} in {html}");
        }
    }
}

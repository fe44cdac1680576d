//! What holds for any input. The test suite asks it of some inputs each time (`tests/properties.rs`), cargo-fuzz of as
//! many as one has time for (`fuzz/fuzz_targets`).

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
use longan::transfer::wordpress::WxrReader;

/// A post's body, whatever it was written in, is harmless, and rendering it once more changes nothing.
pub fn post(text: &str) {
    for format in [Format::Markdown, Format::Html] {
        let html = body::render(text, format).html;
        assert_harmless(&html, text);
        assert_eq!(body::render(&html, Format::Html).html, html, "rendered again: {text:?}");
        assert_eq!(plain(&html), text_of(&Document::fragment(html.as_str()).root()), "the text of {html:?}");
    }
}

/// However it is nested, a post becomes a few times longer at most, and so does a comment.
pub fn growth(text: &str) {
    let most = 64 * 1024 + 12 * text.len();
    for format in [Format::Markdown, Format::Html] {
        let length = body::render(text, format).html.len();
        assert!(length <= most, "{length} bytes of {}: {:?}", text.len(), &text[..text.floor_char_boundary(80)]);
    }
    let length = comment::render(text).html.len();
    assert!(length <= most, "{length} bytes of {}: {:?}", text.len(), &text[..text.floor_char_boundary(80)]);
}

/// A comment is harmless too.
pub fn comment(text: &str) {
    assert_harmless(&comment::render(text).html, text);
    let html = comment::sanitize(text).html;
    assert_harmless(&html, text);
    assert_eq!(comment::sanitize(&html).html, html, "sanitized again: {text:?}");
}

/// A search understands whatever is typed, and shows texts as they are. `ask` asks the index.
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

/// A comment form is read, and what is taken of it is fit to be stored.
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

/// What claims to be an export of WordPress is read to its end, or to its first fault.
pub fn export(bytes: &[u8]) {
    let mut reader = WxrReader::new(bytes, TimeZone::UTC);
    // More records than bytes would be a loop.
    let records = reader.by_ref().take(bytes.len() + 1).take_while(Result::is_ok).count();
    assert!(records <= bytes.len());
}

/// What claims to be a Markdown file with front matter gives records or a fault.
pub fn markdown_file(text: &str) {
    let source =
        MarkdownFile { name: "2026-01-02-tin.md".to_owned(), text: text.to_owned(), ..MarkdownFile::default() };
    for record in markdown::read([Ok(source)].into_iter(), TimeZone::UTC) {
        let _ = record;
    }
}

/// Any address is taken apart, and what it names leads back to it.
pub fn address(text: &str) {
    let requested = RequestUrl::parse(&format!("/{text}"));
    let _ = (requested.cursor(), requested.old_keys());
    assert_eq!(Address::parse(&requested.path).to_string(), requested.path);
    let slug = slugify(text);
    assert_eq!(slugify(&slug), slug);
    let _ = is_email(text);
}

/// Nobody guesses a token, and nobody changes one.
pub fn token(signer: &Signer, text: &str) {
    assert_eq!(signer.verify(Purpose::WaitingComment, text), None, "{text:?}");
    let token = signer.sign(Purpose::WaitingComment, text);
    assert_eq!(signer.verify(Purpose::WaitingComment, &token), Some(text));
    assert_eq!(signer.verify(Purpose::CommentStamp, &token), None);
}

/// Elements that run, submit, or bring others' pages along, but for the frames of known players.
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

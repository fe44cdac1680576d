//! Validation of a draft, as far as it needs no database.

use jiff::tz::TimeZone;

use super::local_time::{self, LocalTimeError};
use crate::i18n::admin::draft_errors::DraftErrorTexts;
use crate::model::Milliseconds;
use crate::model::admin::post::{PostDraft, SaveIntent};
use crate::model::error::Rejections;
use crate::model::term::TermKind;
use crate::store::terms::NewTerm;
use crate::text::invisible::clean;
use crate::text::plain_text::collapse;
use crate::text::slugify;

/// Maximum length of a body in characters. The limits of the other fields follow, also in characters.
pub const BODY_LENGTH: usize = 1_000_000;
const TITLE_LENGTH: usize = 300;
const EXCERPT_LENGTH: usize = 2_000;
const SLUG_LENGTH: usize = 500;
const ALT_LENGTH: usize = 1_000;
const ADDRESS_LENGTH: usize = 2_000;
const SEO_TITLE_LENGTH: usize = 200;
const SEO_DESCRIPTION_LENGTH: usize = 500;
const TAG_LENGTH: usize = 200;
const TAGS: usize = 100;
/// Maximum number of categories of a post. Imported posts have had 63.
pub const CATEGORIES: usize = 200;

/// The normalized texts of a valid draft.
#[derive(Debug)]
pub struct ValidDraft {
    pub title: String,
    pub source: String,
    pub excerpt: String,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub seo_title: String,
    pub seo_description: String,
    pub canonical: String,
    /// Without duplicate names.
    pub tags: Vec<NewTerm>,
    /// The time of the intent.
    pub at: Option<Milliseconds>,
}

/// Normalizes and validates all fields, and collects the errors.
pub fn validate(
    draft: &PostDraft,
    intent: &SaveIntent,
    zone: &TimeZone,
    texts: &DraftErrorTexts,
    errors: &mut Rejections,
) -> ValidDraft {
    let source = body(&draft.source);
    let checked = ValidDraft {
        title: line(&draft.title),
        excerpt: line(&draft.excerpt),
        image_src: line(&draft.image_src),
        image_alt: line(&draft.image_alt),
        image_caption: line(&draft.image_caption),
        seo_title: line(&draft.seo_title),
        seo_description: line(&draft.seo_description),
        canonical: line(&draft.canonical),
        tags: tags(&draft.tags, texts, errors),
        at: match intent {
            SaveIntent::PublishAt(text) => publication_time(text, zone, texts, errors),
            _ => None,
        },
        source,
    };
    let lengths = [
        ("post-title", checked.title.as_str(), TITLE_LENGTH),
        ("post-body", checked.source.as_str(), BODY_LENGTH),
        ("post-slug", draft.slug.as_str(), SLUG_LENGTH),
        ("post-excerpt", checked.excerpt.as_str(), EXCERPT_LENGTH),
        ("post-image", checked.image_src.as_str(), ADDRESS_LENGTH),
        ("post-image-alt", checked.image_alt.as_str(), ALT_LENGTH),
        ("post-image-caption", checked.image_caption.as_str(), ALT_LENGTH),
        ("post-seo-title", checked.seo_title.as_str(), SEO_TITLE_LENGTH),
        ("post-seo-description", checked.seo_description.as_str(), SEO_DESCRIPTION_LENGTH),
        ("post-canonical", checked.canonical.as_str(), ADDRESS_LENGTH),
    ];
    for (field, text, most) in lengths {
        if text.chars().count() > most {
            errors.add(field, (texts.too_long)(most));
        }
    }
    if !is_address(&checked.image_src) {
        errors.add("post-image", texts.not_an_image);
    }
    if !is_address(&checked.canonical) || checked.canonical.starts_with("//") {
        errors.add("post-canonical", texts.not_an_address);
    }
    if draft.categories.len() > CATEGORIES {
        errors.add("post-categories", (texts.too_many)(CATEGORIES));
    }
    checked
}

/// A text of one line, without what a reader cannot see.
fn line(text: &str) -> String {
    collapse(&clean(text, char::is_whitespace))
}

/// Normalizes line ends and removes NUL characters. Everything else of a body stays as written.
fn body(source: &str) -> String {
    source.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

/// Returns whether a text is a path of the site, an absolute HTTP URL, or empty.
fn is_address(text: &str) -> bool {
    let is_local = text.starts_with('/');
    let is_elsewhere =
        url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    text.is_empty() || is_local || is_elsewhere
}

fn tags(names: &[String], texts: &DraftErrorTexts, errors: &mut Rejections) -> Vec<NewTerm> {
    let mut tags: Vec<NewTerm> = Vec::new();
    for name in names.iter().take(TAGS * 2).map(|name| line(name)).filter(|name| !name.is_empty()) {
        let slug = slugify(&name);
        if slug.is_empty() {
            errors.add("post-tags", (texts.tag_without_letters)(&name));
        } else if name.chars().count() > TAG_LENGTH {
            errors.add("post-tags", (texts.tag_too_long)(TAG_LENGTH));
        } else if tags.iter().all(|known| known.name != name) {
            let (description, description_html) = (String::new(), String::new());
            tags.push(NewTerm { kind: TermKind::Tag, slug, name, description, description_html });
        }
    }
    if tags.len() > TAGS {
        errors.add("post-tags", (texts.too_many)(TAGS));
    }
    tags
}

/// Parses a publication time, or adds an error.
pub fn publication_time(
    text: &str,
    zone: &TimeZone,
    texts: &DraftErrorTexts,
    errors: &mut Rejections,
) -> Option<Milliseconds> {
    match local_time::parse(text, zone) {
        Ok(at) => return Some(at),
        Err(LocalTimeError::Unknown) => errors.add("post-publish-at", texts.not_a_time),
        Err(LocalTimeError::Skipped) => errors.add("post-publish-at", texts.skipped_time),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::admin::admin_texts;
    use crate::model::error::Error;
    use crate::model::language::Language;

    fn run(draft: &PostDraft, intent: &SaveIntent) -> (ValidDraft, Vec<String>) {
        let mut errors = Rejections::default();
        let checked = validate(draft, intent, &TimeZone::UTC, &admin_texts(Language::En).writing, &mut errors);
        let fields = match errors.check() {
            Err(Error::Rejected(rejections)) => rejections.into_iter().map(|rejection| rejection.field).collect(),
            _ => Vec::new(),
        };
        (checked, fields)
    }

    #[test]
    fn texts_are_normalized_and_tags_deduplicated() {
        let draft = PostDraft {
            title: " Giá\u{202E}  lu\u{301}a \n".to_owned(),
            source: "một\r\nhai\rba\0".to_owned(),
            tags: ["Lúa gạo", "Lúa  gạo ", "", "Đức Hòa"].map(str::to_owned).to_vec(),
            image_src: "/media/1/a.jpg".to_owned(),
            ..PostDraft::default()
        };
        let (checked, errors) = run(&draft, &SaveIntent::Keep);
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!((checked.title.as_str(), checked.source.as_str()), ("Giá lúa", "một\nhai\nba"));
        let tags: Vec<_> = checked.tags.iter().map(|tag| (tag.slug.as_str(), tag.name.as_str())).collect();
        assert_eq!(tags, [("lua-gao", "Lúa gạo"), ("duc-hoa", "Đức Hòa")]);
    }

    #[test]
    fn all_errors_are_reported_at_once() {
        let draft = PostDraft {
            title: "ơ".repeat(TITLE_LENGTH + 1),
            source: "ơ".repeat(BODY_LENGTH + 1),
            image_src: "javascript:alert(1)".to_owned(),
            seo_title: "s".repeat(SEO_TITLE_LENGTH + 1),
            tags: vec!["?!".to_owned()],
            ..PostDraft::default()
        };
        let (_, errors) = run(&draft, &SaveIntent::PublishAt("mai".to_owned()));
        let expected = ["post-tags", "post-publish-at", "post-title", "post-body", "post-seo-title", "post-image"];
        assert_eq!(errors, expected);
        let longest = PostDraft { source: "ơ".repeat(BODY_LENGTH), ..PostDraft::default() };
        assert!(run(&longest, &SaveIntent::Keep).1.is_empty());
    }
}

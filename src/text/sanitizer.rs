//! The sanitizer: which elements, attributes, classes and addresses may stay in stored HTML.
//!
//! It runs twice. [`admit`] takes HTML from outside, and lets a few things pass which the body turns into
//! something harmless (players, inline alignment, old tags, ids that links point to). [`confirm`] sees what is
//! about to be stored, and lets pass only what pages may show: whatever happens between, the sanitizer has the
//! last word. Both parse as a browser does and write what they understood.

use std::collections::HashMap;
use std::sync::LazyLock;

use ammonia::Builder;

mod attribute;
mod policy;

pub use attribute::is_web_address;
pub use policy::{DROPPED, TAGS};

use policy::{ADMITTED, ADMITTED_ATTRIBUTES, ATTRIBUTES, GLOBAL, SCHEMES};

static ADMIT: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = common();
    builder.add_tags(ADMITTED).add_generic_attributes(["style", "align"]).attribute_filter(attribute::admit);
    for (tag, attributes) in ADMITTED_ATTRIBUTES {
        builder.add_tag_attributes(*tag, *attributes);
    }
    builder
});

static CONFIRM: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = common();
    builder
        .add_generic_attributes(["tabindex", "role", "aria-label", "aria-hidden"])
        .attribute_filter(attribute::confirm);
    builder
});

/// HTML from outside, made safe to work on. It may still hold players and form fields, without any script.
pub fn admit(html: &str) -> String {
    ADMIT.clean(html).to_string()
}

/// HTML that is safe to show, and that a browser's parser leaves as it is.
pub fn confirm(html: &str) -> String {
    CONFIRM.clean(html).to_string()
}

fn common() -> Builder<'static> {
    // "Empty" is only the list of elements: all else has defaults, which go.
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .tag_attributes(HashMap::new())
        .clean_content_tags(DROPPED.iter().copied().collect())
        .generic_attributes(GLOBAL.iter().copied().collect())
        .url_schemes(SCHEMES.iter().copied().collect())
        .link_rel(None);
    for (tag, attributes) in ATTRIBUTES {
        builder.add_tag_attributes(*tag, *attributes);
    }
    builder
}

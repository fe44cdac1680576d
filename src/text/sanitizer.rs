//! The HTML sanitizer: allowlists of elements, attributes, classes and URL schemes for stored HTML.
//!
//! It runs twice. [`admit`] takes untrusted HTML, and keeps a few additional elements which `body` replaces (players,
//! inline alignment, obsolete tags, IDs that links point to). [`confirm`] takes the HTML that will be stored, and keeps
//! only what pages may show, whatever happened in between. Both parse as a browser does and serialize the result.

use std::collections::HashMap;
use std::sync::LazyLock;

use ammonia::Builder;

mod attribute;
mod looks;
mod policy;

#[cfg(test)]
mod tests;

pub(super) use attribute::confirm as confirm_attribute;
pub use attribute::is_web_address;
pub use looks::{LOOK, LOOKS};
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

/// Sanitizes untrusted HTML for further processing. The result may still contain players and form fields, but no
/// scripts.
pub fn admit(html: &str) -> String {
    ADMIT.clean(html).to_string()
}

/// Sanitizes HTML for storing. A browser's parser reproduces exactly the resulting markup.
pub fn confirm(html: &str) -> String {
    CONFIRM.clean(html).to_string()
}

fn common() -> Builder<'static> {
    // Only the list of elements is empty: everything else has defaults, which are reset below.
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

use serde::{Deserialize, Serialize};

/// Languages of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Vi,
    En,
}

impl Language {
    /// Returns the BCP 47 tag, for the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Vi => "vi",
            Language::En => "en",
        }
    }

    /// Returns the language of a tag; Vietnamese for unknown tags.
    pub fn from_tag(tag: &str) -> Language {
        if tag == Language::En.tag() { Language::En } else { Language::Vi }
    }
}

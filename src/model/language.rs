use serde::{Deserialize, Serialize};

/// The languages of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Vi,
    En,
}

impl Language {
    /// The BCP 47 tag, as the `lang` attribute wants it.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Vi => "vi",
            Language::En => "en",
        }
    }

    /// The language of a tag; that of the house for others.
    pub fn from_tag(tag: &str) -> Language {
        if tag == Language::En.tag() { Language::En } else { Language::Vi }
    }
}

use crate::model::language::Language;
use crate::model::media::MediaKind;

mod en;
mod sources;
mod vi;

/// Texts of the report of an import.
pub struct ImportReportTexts {
    pub came_in: &'static str,
    pub seen: &'static str,
    pub already_here: &'static str,
    pub left_out: &'static str,
    /// Where one of those that are left out is.
    pub for_example: fn(&str) -> String,
    pub warnings: &'static str,
    pub more_warnings: fn(u64) -> String,
    pub posts: CountedNoun,
    pub pages: CountedNoun,
    pub posts_and_pages: CountedNoun,
    pub comments: CountedNoun,
    pub categories: CountedNoun,
    pub tags: CountedNoun,
    pub authors: CountedNoun,
    pub pictures: CountedNoun,
    pub files: CountedNoun,
    /// Files of a kind.
    pub files_of: fn(MediaKind) -> CountedNoun,
    pub redirects: CountedNoun,
    pub menu_items: CountedNoun,
    pub attachments: CountedNoun,
    pub attachments_stay: &'static str,
    pub published: &'static str,
    pub draft: &'static str,
    pub scheduled: &'static str,
    pub private: &'static str,
    pub protected: &'static str,
    pub trash: &'static str,
    pub waiting: &'static str,
    pub spam: &'static str,
    /// Number of published posts, and of those among them that have a password.
    pub published_and_protected: fn(u64, u64) -> String,
    pub mentions: fn(u64) -> String,
    /// The title of a post.
    pub no_date: fn(&str) -> String,
    /// The name of a menu.
    pub menu_chosen: fn(&str) -> String,
    /// The number and the titles of menu items.
    pub menu_raised: fn(usize, &str) -> String,
    /// A file, and why it was refused.
    pub refused: fn(&str, &str) -> String,
    /// What is left out and why, by the English text that the import has. Texts that end with a space are the beginning
    /// of a longer one.
    translated: &'static [(&'static str, &'static str)],
    /// The same for what comes from other systems than WordPress.
    translated_sources: &'static [(&'static str, &'static str)],
}

impl ImportReportTexts {
    /// Translates what is left out, or the reason. Unknown texts stay English.
    pub fn translate(&self, english: &str) -> String {
        let found = self.translated.iter().chain(self.translated_sources).find_map(|(known, text)| {
            let rest = english.strip_prefix(known)?;
            (rest.is_empty() || known.ends_with(' ')).then(|| format!("{text}{rest}"))
        });
        found.unwrap_or_else(|| english.to_owned())
    }
}

/// What is counted, after its number.
#[derive(Clone, Copy)]
pub struct CountedNoun {
    pub one: &'static str,
    pub many: &'static str,
}

impl CountedNoun {
    /// A word that is the same for all numbers.
    const fn invariable(word: &'static str) -> CountedNoun {
        CountedNoun { one: word, many: word }
    }

    /// Returns the word for a number of them.
    pub fn of(self, count: u64) -> &'static str {
        if count == 1 { self.one } else { self.many }
    }
}

/// Returns the texts in a language.
pub fn import_report_texts(language: Language) -> &'static ImportReportTexts {
    match language {
        Language::Vi => &vi::VI,
        Language::En => &en::EN,
    }
}

#[cfg(test)]
mod tests {
    use super::en::EN;
    use super::vi::VI;

    #[test]
    fn texts_and_beginnings_are_translated() {
        assert_eq!(VI.translate("menu item"), "mục menu");
        assert_eq!(VI.translate("block latest-posts"), "khối latest-posts");
        assert_eq!(VI.translate("menu items"), "menu items", "unknown");
        assert_eq!(EN.translate("block query"), "block query");
    }
}

//! All texts of the user interface in every language. A missing text is a compile error.

pub mod admin;
mod consent;
#[cfg(feature = "ssr")]
pub mod date;
mod embed;
mod en;
mod error_response;
mod field_errors;
#[cfg(feature = "ssr")]
mod footnotes;
#[cfg(feature = "ssr")]
pub mod import_report;
pub mod imprint;
#[cfg(feature = "ssr")]
pub mod mail;
mod navigation;
mod number;
mod quote;
mod slots;
mod vi;

pub use consent::{ConsentTexts, consent_texts};
pub use embed::embed_words;
pub use error_response::{ErrorResponseTexts, error_response_texts};
pub use field_errors::{FieldErrorTexts, explain};
#[cfg(feature = "ssr")]
pub use footnotes::{back_to_text, footnote};
pub use navigation::{NavigationTexts, navigation_texts, use_navigation_texts};
pub use number::count_of;
pub use slots::slot_name;

use leptos::prelude::{provide_context, use_context};

use crate::model::language::Language;

/// The texts of the public pages. Texts with a number or name in them are functions, since word order and plurals
/// differ between languages.
pub struct Texts {
    pub skip_to_content: &'static str,
    pub theme_of_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub main_menu: &'static str,
    pub home: &'static str,
    pub sidebar: &'static str,
    pub latest_posts: &'static str,
    pub most_read: &'static str,
    pub most_discussed: &'static str,
    pub opinion: &'static str,
    pub gallery: &'static str,
    pub categories: &'static str,
    pub promotion: &'static str,
    pub posts_in_category: fn(i64) -> String,
    pub footer_menu: &'static str,
    pub imprint: fn(&str) -> String,

    pub search: &'static str,
    pub search_label: &'static str,
    /// Number of results, whether there are more, and the query.
    pub search_count: fn(usize, bool, &str) -> String,
    pub search_in_vain: &'static str,
    /// Query syntax and its meaning.
    pub search_help: &'static [(&'static str, &'static str)],
    pub search_page: &'static str,
    pub search_all: fn(&str) -> String,
    pub suggestions: &'static str,
    pub suggestion_count: fn(usize) -> String,
    pub previous_page: &'static str,
    pub next_page: &'static str,
    pub page_number: fn(usize) -> String,

    pub category: &'static str,
    pub tag: &'static str,
    pub author: &'static str,
    pub pinned: &'static str,
    pub no_posts: &'static str,
    pub paging: &'static str,
    pub newer: &'static str,
    pub older: &'static str,

    pub reading_time: fn(i64) -> String,
    pub updated: fn(&str) -> String,
    pub tags: &'static str,
    pub share: &'static str,
    pub copy_link: &'static str,
    pub link_copied: &'static str,
    pub system_share: &'static str,
    pub email: &'static str,
    pub all_posts_by: fn(&str) -> String,
    pub neighbours: &'static str,
    pub previous_post: &'static str,
    pub next_post: &'static str,

    pub comment_count: fn(i64) -> String,
    pub comments: &'static str,
    pub comment_order: &'static str,
    pub oldest_first: &'static str,
    pub newest_first: &'static str,
    pub no_comments: &'static str,
    pub write_comment: &'static str,
    pub reply: &'static str,
    pub reply_to: fn(&str) -> String,
    pub replying_to: &'static str,
    pub cancel_reply: &'static str,
    /// The name that replaces an erased commenter's.
    pub nobody: &'static str,
    pub comment_by: fn(&str) -> String,
    pub comment_on: fn(&str, &str) -> String,
    pub comments_on: fn(&str) -> String,
    pub answers: fn(&str) -> String,
    /// Badges of comments by staff: with (`staff`) and without (`team`) an author page.
    pub staff: &'static str,
    pub team: &'static str,
    /// The badge of pingbacks.
    pub mention: &'static str,
    pub waiting: &'static str,
    pub sending: &'static str,
    pub just_now: &'static str,
    pub not_sent: fn(&str) -> String,
    pub retry: &'static str,
    pub discard: &'static str,
    pub required_hint: &'static str,
    pub comment_label: &'static str,
    pub markdown_hint: &'static str,
    pub name_label: &'static str,
    pub email_label: &'static str,
    pub email_hint: &'static str,
    pub remember_me: &'static str,
    pub tell_replies: &'static str,
    pub leave_empty: &'static str,
    pub send_comment: &'static str,
    pub send_reply: &'static str,
    pub form_faults: &'static str,
    pub comments_closed: &'static str,
    pub comments_closed_by_age: &'static str,
    pub draft_restored: &'static str,
    pub earlier_comments: &'static str,
    pub later_comments: &'static str,
    pub comments_added: fn(i64) -> String,
    /// Link from a later page of comments to the post.
    pub read_post: &'static str,
    pub comment_sent: &'static str,
    pub field_errors: FieldErrorTexts,

    /// Note above a post that is not published.
    pub preview: &'static str,
    pub preview_gone: &'static str,

    pub not_found_title: &'static str,
    pub not_found_text: &'static str,
    pub gone_title: &'static str,
    pub gone_text: &'static str,
    pub unavailable_title: &'static str,
    pub unavailable_text: &'static str,
    pub broken_title: &'static str,
    pub broken_text: &'static str,
    pub offline_title: &'static str,
    pub offline: &'static str,
    pub to_home: &'static str,
    pub try_again: &'static str,
    pub close: &'static str,
    pub loading: &'static str,
    pub arrived: fn(&str) -> String,
}

/// Returns the texts of a language.
pub fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Vi => &vi::TEXTS,
        Language::En => &en::TEXTS,
    }
}

/// Provides the texts of a language to the components below.
pub fn provide_texts(language: Language) {
    provide_context(texts(language));
}

/// Returns the provided texts.
pub fn use_texts() -> &'static Texts {
    use_context::<&'static Texts>().unwrap_or(&vi::TEXTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_singular_and_plural() {
        let texts = texts(Language::En);
        assert_eq!((texts.comment_count)(1), "1 comment");
        assert_eq!((texts.comment_count)(0), "0 comments");
        assert_eq!((texts.comment_count)(2), "2 comments");
        assert_eq!((texts.posts_in_category)(1), "1 post");
        assert_eq!((texts.reading_time)(1), "1 minute read");
    }
}

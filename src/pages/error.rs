use leptos::prelude::*;

use crate::components::search_form::SearchForm;
use crate::i18n::use_texts;
use crate::model::error::Error;

/// Renders an error in place of a page.
#[component]
pub fn ErrorPage(error: Error, path: String) -> impl IntoView {
    let texts = use_texts();
    let (title, text) = match error {
        Error::Unavailable => (texts.unavailable_title, texts.unavailable_text),
        _ => (texts.broken_title, texts.broken_text),
    };
    view! {
        <section class="error-page">
            <p class="status">{error.status()}</p>
            <h1>{title}</h1>
            <p>{text}</p>
            <p class="actions">
                <a class="button" href="/">{texts.to_home}</a>
                " "
                // `external`: loads the whole document.
                <a class="button quiet" href=path rel="external">{texts.try_again}</a>
            </p>
        </section>
    }
}

/// Renders the page for 404, with a search for the words of its path.
#[component]
pub fn NotFound(path: String) -> impl IntoView {
    let texts = use_texts();
    view! { <ErrorMessage error=Error::NotFound title=texts.not_found_title text=texts.not_found_text sought=words(&path) /> }
}

/// Renders the page for a preview link that is not valid.
#[component]
pub fn PreviewGone() -> impl IntoView {
    let texts = use_texts();
    view! { <ErrorMessage error=Error::NotFound title=texts.not_found_title text=texts.preview_gone /> }
}

/// Renders the page for 410, with a search for the words of its path.
#[component]
pub fn Gone(path: String) -> impl IntoView {
    let texts = use_texts();
    view! { <ErrorMessage error=Error::Gone title=texts.gone_title text=texts.gone_text sought=words(&path) /> }
}

/// Words of addresses that say nothing about the page.
const EMPTY_WORDS: [&str; 10] = ["posts", "category", "tag", "author", "page", "index", "htm", "html", "php", "aspx"];
/// Maximum number of words of a search.
const MOST_WORDS: usize = 12;

/// Returns the words of a path for a search: `/2019/05/cau-ben-luc.html` becomes `cau ben luc`.
fn words(path: &str) -> String {
    let says_something = |word: &&str| !word.chars().all(char::is_numeric) && !EMPTY_WORDS.contains(word);
    let words = path.split(|c: char| !c.is_alphanumeric()).filter(says_something);
    words.take(MOST_WORDS).collect::<Vec<_>>().join(" ")
}

#[component]
fn ErrorMessage(
    error: Error,
    title: &'static str,
    text: &'static str,
    #[prop(optional, into)] sought: Option<String>,
) -> impl IntoView {
    let texts = use_texts();
    let search = sought.map(|typed| {
        view! { <div class="search-header"><SearchForm id="search-page-query" name=texts.search_label typed /></div> }
    });
    view! {
        <section class="error-page">
            <p class="status">{error.status()}</p>
            <h1>{title}</h1>
            <p>{text}</p>
            {search}
            <p class="actions"><a class="button" href="/">{texts.to_home}</a></p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_missing_page_is_sought_by_the_words_of_its_path() {
        assert_eq!(words("/2019/05/cầu-bến-lức.html"), "cầu bến lức");
        assert_eq!(words("/category/ha-tang/page/3"), "ha tang");
        assert_eq!(words("/posts/"), "");
        assert_eq!(words(&"/a".repeat(1000)).split(' ').count(), 12);
    }
}

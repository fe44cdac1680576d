use leptos::prelude::*;

use super::icon::SearchIcon;
use crate::i18n::use_texts;
use crate::model::address::Address;

/// Renders a search form, for the masthead and the results page. `id` is that of the field, `name` the accessible name
/// of the form. With `focus`, the field has the focus at first.
#[component]
pub fn SearchForm(
    id: &'static str,
    name: &'static str,
    #[prop(optional)] typed: String,
    #[prop(optional)] focus: bool,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <form class="search-form" role="search" action=Address::Search.to_string() aria-label=name>
            <label class="visually-hidden" for=id>{texts.search_label}</label>
            <input
                type="search"
                name="q"
                id=id
                value=typed
                placeholder=texts.search_label
                maxlength="200"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                autofocus=focus
            />
            <button type="submit" aria-label=texts.search>
                <SearchIcon />
            </button>
        </form>
    }
}

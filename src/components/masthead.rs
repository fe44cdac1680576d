use leptos::prelude::*;

use super::icon::{SearchIcon, ThemeIcon};
use super::menu::{HeaderMenu, TopicsMenu};
use super::search_form::SearchForm;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::formatted_time::FormattedTime;
use crate::model::menu::SiteMenus;

/// Renders the page's masthead: title, search, theme and menu, and on the front page the date and the tagline. `path` is
/// the current path; after navigation, `browser::masthead` updates what depends on it.
#[component]
pub fn Masthead(title: String, tagline: String, menus: SiteMenus, today: FormattedTime, path: String) -> impl IntoView {
    let texts = use_texts();
    let is_front = path == Address::Home.to_string();
    let (title_dir, tagline_dir) = (direction(&title), direction(&tagline));
    view! {
        <header class="masthead" class:front=is_front>
            <time class="today" datetime=today.iso>{today.text}</time>
            <p class="title" dir=title_dir><a href="/">{title}</a></p>
            <p class="tagline" dir=tagline_dir>{tagline}</p>
            // The style sheet shows the form where there is room, and else the link.
            <SearchForm id="search-query" name=texts.search />
            <a class="search-link" href=Address::Search.to_string() aria-label=texts.search><SearchIcon /></a>
            // Handled by `theme.js`. The style sheet shows the name of the current theme.
            <button type="button" class="theme-switch">
                <ThemeIcon />
                <span class="system">{texts.theme_of_system}</span>
                <span class="light">{texts.theme_light}</span>
                <span class="dark">{texts.theme_dark}</span>
            </button>
            <nav class="navigation" aria-label=texts.main_menu>
                <HeaderMenu links=menus.header path />
            </nav>
            <TopicsMenu links=menus.topics />
        </header>
    }
}

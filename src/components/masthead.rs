use leptos::prelude::*;

use super::icon::ThemeIcon;
use super::search_form::SearchForm;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::formatted_time::FormattedTime;
use crate::model::site::SiteLink;

/// Renders the page's masthead: date, title and menu. `path` is the current path; after navigation,
/// `browser::navigation_menu` updates the mark.
#[component]
pub fn Masthead(
    title: String,
    tagline: String,
    menu: Vec<SiteLink>,
    today: FormattedTime,
    path: String,
) -> impl IntoView {
    let texts = use_texts();
    let item = |to: String, name: String| {
        let current = (to == path).then_some("page");
        let dir = direction(&name);
        view! { <li><a href=to aria-current=current dir=dir>{name}</a></li> }
    };
    let home = item(Address::Home.to_string(), texts.home.to_owned());
    let links = menu.into_iter().map(|link| item(link.path, link.title)).collect_view();
    let (title_dir, tagline_dir) = (direction(&title), direction(&tagline));
    view! {
        <header class="masthead">
            <div class="folio">
                <time class="today" datetime=today.iso>{today.text}</time>
                <SearchForm id="search-query" name=texts.search />
                // Hidden until the client handles it (`browser::theme`).
                <button
                    type="button"
                    class="theme-switch"
                    hidden
                    data-to-dark=texts.switch_to_dark
                    data-to-light=texts.switch_to_light
                >
                    <ThemeIcon />
                    <span>{texts.switch_to_dark}</span>
                </button>
            </div>
            <p class="title" dir=title_dir><a href="/">{title}</a></p>
            <p class="tagline" dir=tagline_dir>{tagline}</p>
            <nav class="navigation" aria-label=texts.main_menu>
                <ul>{home}{links}</ul>
            </nav>
        </header>
    }
}

use leptos::prelude::*;

use super::icon::{SearchIcon, ThemeIcon};
use super::logo::LogoImage;
use super::menu::{HeaderMenu, TopicsMenu};
use super::search_form::SearchForm;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::formatted_time::FormattedTime;
use crate::model::identity::{HeaderStyle, Logo, SiteIdentity, Visibility};
use crate::model::menu::SiteMenus;

/// What the masthead shows of the site's identity.
#[derive(Clone, Debug)]
pub struct HeaderIdentity {
    style: HeaderStyle,
    has_tagline: bool,
    has_date: bool,
    logo: Option<Logo>,
}

impl From<&SiteIdentity> for HeaderIdentity {
    fn from(identity: &SiteIdentity) -> HeaderIdentity {
        HeaderIdentity {
            style: identity.header,
            has_tagline: identity.tagline == Visibility::On,
            has_date: identity.date == Visibility::On,
            logo: identity.logo.clone(),
        }
    }
}

/// Renders the page's masthead: title, search, theme and menu, and on the front page the date and the tagline. `path` is
/// the current path; after navigation, `browser::masthead` updates what depends on it.
#[component]
pub fn Masthead(
    title: String,
    tagline: String,
    menus: SiteMenus,
    today: FormattedTime,
    path: String,
    identity: HeaderIdentity,
) -> impl IntoView {
    let texts = use_texts();
    let is_front = path == Address::Home.to_string();
    let (title_dir, tagline_dir) = (direction(&title), direction(&tagline));
    let HeaderIdentity { style, has_tagline, has_date, logo } = identity;
    let arrangement = match style {
        HeaderStyle::Standard => None,
        HeaderStyle::Centered => Some("centered"),
        HeaderStyle::Compact => Some("compact"),
    };
    let classes = [Some("masthead"), is_front.then_some("front"), arrangement];
    let classes = classes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let title = match logo {
        Some(logo) => view! { <LogoImage logo /> }.into_any(),
        None => title.into_any(),
    };
    view! {
        <header class=classes>
            {has_date.then(|| view! { <time class="today" datetime=today.iso>{today.text}</time> })}
            <p class="title" dir=title_dir><a href="/">{title}</a></p>
            {has_tagline.then(|| view! { <p class="tagline" dir=tagline_dir>{tagline}</p> })}
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

//! The menus of the page: in the header, in a row of topics below it, and in the footer.
//!
//! What is below an item of the header opens as a popover: browsers do so without scripts, close it with Escape or a click
//! beside it, and tell assistive technology whether it is open.

use leptos::prelude::*;

use crate::i18n::{use_navigation_texts, use_texts};
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::menu::MenuLink;
use crate::model::site_link::SiteLink;

/// Renders the items of the header, after the link to the home page. `path` is the current path.
#[component]
pub fn HeaderMenu(links: Vec<MenuLink>, path: String) -> impl IntoView {
    let texts = use_texts();
    let more_of = use_navigation_texts().more_of;
    let home = SiteLink { path: Address::Home.to_string(), title: texts.home.to_owned() };
    let home = view! { <li>{item(home, &path)}</li> };
    let items = links.into_iter().zip(1..).map(|(MenuLink { link, below }, number)| {
        if below.is_empty() {
            return view! { <li>{item(link, &path)}</li> }.into_any();
        }
        let id = format!("menu-{number}");
        let below = below.into_iter().map(|link| view! { <li>{item(link, &path)}</li> }).collect_view();
        let (label, shown) = match link.path.is_empty() {
            true => (None, Some(link.title.clone())),
            false => (Some((more_of)(&link.title)), None),
        };
        let dir = direction(&link.title);
        let link = (!link.path.is_empty()).then(|| item(link, &path));
        view! {
            <li class="branch">
                {link}
                <button type="button" popovertarget=id.clone() aria-label=label dir=dir>{shown}</button>
                <ul id=id popover="auto">{below}</ul>
            </li>
        }
        .into_any()
    });
    let items = items.collect_view();
    view! { <ul>{home}{items}</ul> }
}

fn item(link: SiteLink, path: &str) -> impl IntoView + use<> {
    let current = (link.path == path).then_some("page");
    let dir = direction(&link.title);
    view! { <a href=link.path aria-current=current dir=dir>{link.title}</a> }
}

/// Renders the row of topics, if there are any.
#[component]
pub fn TopicsMenu(links: Vec<MenuLink>) -> impl IntoView {
    (!links.is_empty()).then(|| {
        let items = links.into_iter().map(|MenuLink { link, .. }| view! { <li>{item(link, "")}</li> });
        view! { <nav class="topics" aria-label=use_navigation_texts().topics><ul>{items.collect_view()}</ul></nav> }
    })
}

/// Renders the items of the footer. With links below them, they are headings of columns.
#[component]
pub fn FooterMenu(links: Vec<MenuLink>) -> impl IntoView {
    let items = links.into_iter().map(|MenuLink { link, below }| {
        let dir = direction(&link.title);
        let below = (!below.is_empty()).then(|| {
            let links = below.into_iter().map(|link| view! { <li>{item(link, "")}</li> });
            view! { <ul>{links.collect_view()}</ul> }
        });
        let head = match link.path.is_empty() {
            true => view! { <span dir=dir>{link.title}</span> }.into_any(),
            false => item(link, "").into_any(),
        };
        view! { <li>{head}{below}</li> }
    });
    view! { <ul>{items.collect_view()}</ul> }
}

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::icon::ThemeIcon;
use crate::browser::theme;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::site::Site;

/// The head of the page: today, the title, the menu.
#[component]
pub fn Masthead(site: RwSignal<Site>) -> impl IntoView {
    let texts = use_texts();
    let Site { title, tagline, menu, today, .. } = site.get_untracked();
    let here = use_location().pathname;
    let item = move |path: String, name: String| {
        let current = {
            let path = path.clone();
            move || (here.get() == path).then_some("page")
        };
        view! { <li><a href=path aria-current=current>{name}</a></li> }
    };
    let home = item(Address::Home.to_string(), texts.home.to_owned());
    let links = menu.into_iter().map(|link| item(link.path, link.title)).collect_view();
    view! {
        <header class="masthead">
            <div class="folio">
                <time class="today" datetime=today.iso>{today.text}</time>
                <ThemeSwitch />
            </div>
            <p class="title"><a href="/">{title}</a></p>
            <p class="tagline">{tagline}</p>
            <nav class="navigation" aria-label=texts.main_menu>
                <ul>{home}{links}</ul>
            </nav>
        </header>
    }
}

/// Light or dark; hidden until there is a client to answer it.
#[component]
fn ThemeSwitch() -> impl IntoView {
    let texts = use_texts();
    let dark = RwSignal::new(None::<bool>);
    Effect::new(move || {
        dark.set(Some(theme::is_dark()));
        theme::watch_system(move || dark.set(Some(theme::is_dark())));
    });
    let switch = move |_| {
        theme::choose(!theme::is_dark());
        dark.set(Some(theme::is_dark()));
    };
    let label = move || if dark.get() == Some(true) { texts.switch_to_light } else { texts.switch_to_dark };
    view! {
        <button type="button" class="theme-switch" hidden=move || dark.get().is_none() on:click=switch>
            <ThemeIcon />
            <span>{label}</span>
        </button>
    }
}

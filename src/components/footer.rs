use leptos::prelude::*;

use super::menu::FooterMenu;
use super::profile_icon::ProfileIcon;
use crate::i18n::imprint::imprint_texts;
use crate::i18n::use_texts;
use crate::model::direction::direction;
use crate::model::feed::{FeedFormat, feed_path};
use crate::model::identity::{FooterIdentity, Imprint};
use crate::model::language::Language;
use crate::model::site::Site;

/// Renders the content of the page's footer.
#[component]
pub fn Footer(site: Site) -> impl IntoView {
    let texts = use_texts();
    let Site { title, menus, identity, language, .. } = site;
    let imprint = match identity.footer.copyright.as_str() {
        "" => (texts.imprint)(&title),
        copyright => copyright.to_owned(),
    };
    let dir = direction(&title);
    let details = identity.footer.has_details().then(|| view! { <FooterDetails footer=identity.footer language /> });
    view! {
        {details}
        <div class="colophon">
            <p class="name" dir=dir>{title}</p>
            <nav aria-label=texts.footer_menu>
                <FooterMenu links=menus.footer />
            </nav>
            <p class="imprint">{imprint}</p>
        </div>
    }
}

/// Renders what is above the last line: columns, imprint and profiles.
#[component]
fn FooterDetails(footer: FooterIdentity, language: Language) -> impl IntoView {
    let texts = imprint_texts(language);
    let FooterIdentity { columns, imprint, profiles, has_feed, .. } = footer;
    let columns = columns.into_iter().map(|column| {
        let heading = (!column.heading.is_empty()).then(|| view! { <h2>{column.heading}</h2> });
        view! { <div>{heading}<div inner_html=column.html></div></div> }
    });
    let columns: Vec<_> = columns.collect();
    let columns = (!columns.is_empty()).then(|| view! { <div class="columns">{columns}</div> });
    let profiles = profiles.into_iter().map(|(network, address)| {
        view! {
            <li>
                // `me`: this site and the profile belong together (IndieWeb).
                <a href=address rel="me noopener" aria-label=network.name()><ProfileIcon network=Some(network) /></a>
            </li>
        }
    });
    let feed = has_feed.then(|| {
        view! { <li><a href=feed_path("/", FeedFormat::Rss) aria-label="RSS" rel="external"><ProfileIcon network=None /></a></li> }
    });
    let profiles: Vec<_> = profiles.collect();
    let profiles = (!profiles.is_empty() || feed.is_some())
        .then(|| view! { <ul class="profiles" aria-label=texts.profiles>{profiles}{feed}</ul> });
    let publication = (imprint != Imprint::default()).then(|| view! { <Publication imprint language /> });
    view! { <div class="identity">{columns}{publication}{profiles}</div> }
}

/// Renders who publishes the site.
#[component]
fn Publication(imprint: Imprint, language: Language) -> impl IntoView {
    let texts = imprint_texts(language);
    let field = |name: &'static str, value: AnyView| view! { <div><dt>{name}": "</dt><dd>{value}</dd></div> };
    let text = |name: &'static str, value: String| (!value.is_empty()).then(|| field(name, value.into_any()));
    let link = |name: &'static str, scheme: &str, value: String| {
        let target = format!("{scheme}:{}", value.replace(' ', ""));
        (!value.is_empty()).then(|| field(name, view! { <a href=target>{value}</a> }.into_any()))
    };
    view! {
        <dl class="publication">
            {text(texts.publisher, imprint.publisher)}
            {text(texts.license, imprint.license)}
            {text(texts.responsible_editor, imprint.responsible_editor)}
            {text(texts.address, imprint.address)}
            {link(texts.telephone, "tel", imprint.telephone)}
            {link(texts.email, "mailto", imprint.email)}
        </dl>
    }
}

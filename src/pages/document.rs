use std::sync::Arc;

use leptos::prelude::*;

use super::head_identity::HeadIdentity;
use super::layout::PageLayout;
use super::location::DocumentLocation;
use super::metadata::{PageMetadata, metadata};
use super::{content, hydration_markers, layout, render, snippets};
use crate::components::client_script::{EmbedScript, HydrationScript, ThemeScript, consent, embed, hydration, theme};
use crate::model::page_extras::PageExtras;
use crate::model::view::ViewResult;
use crate::page_cache::SiteChrome;

/// URLs of the client.
#[derive(Clone, Debug)]
pub struct ClientUrls {
    /// Folder of its files, without a trailing slash.
    pub folder: String,
    /// Whether there is a client.
    pub hydrates: bool,
}

impl ClientUrls {
    fn script(&self) -> String {
        format!("{}/longan.js", self.folder)
    }

    fn wasm(&self) -> String {
        format!("{}/longan.wasm", self.folder)
    }
}

/// Returns the inline scripts of a document.
pub fn inline_scripts(frame: &ClientUrls) -> Vec<String> {
    let client = frame.hydrates.then(|| hydration(&frame.script(), &frame.wasm()));
    client.into_iter().chain([theme()]).collect()
}

/// Returns the inline script that only documents with players of other sites have.
pub fn embed_script() -> String {
    embed()
}

/// Returns the inline script that only documents with snippets that need consent have.
pub fn consent_script() -> String {
    consent()
}

/// Renders a full document for a URL of the site at `origin`.
pub fn document(
    site: Arc<SiteChrome>,
    viewed: ViewResult,
    extras: PageExtras,
    origin: &str,
    url: &str,
    frame: ClientUrls,
) -> String {
    let place = DocumentLocation::of(origin, url, viewed.as_ref().ok());
    let path = place.path.as_str();
    let head = PageMetadata::of(&site, &viewed, path);
    let has_players = viewed.as_ref().is_ok_and(|view| !view.player_origins().is_empty());
    let footer_end = if snippets::ask_consent(&extras) { snippets::consent_link(extras.language) } else { "" };
    let html = render(&extras, || {
        let metadata = metadata(head, &site, &viewed, &place, &extras.verification).into_any();
        let sidebar = layout::sidebar(&site, &viewed, &extras);
        let content = content(&site, viewed, &extras, path);
        let language = site.language.tag();
        let identity = HeadIdentity::of(&site.identity);
        view! {
            <!DOCTYPE html>
            <html lang=language>
                <DocumentHead metadata frame has_players identity />
                <body>
                    <PageLayout site sidebar footer_end path=path.to_owned()>{content}</PageLayout>
                </body>
            </html>
        }
        .to_html()
    });
    let html = hydration_markers::strip_hydration_markers(&html);
    if extras.snippets.is_empty() { html } else { snippets::insert(html, &extras) }
}

#[component]
fn DocumentHead(metadata: AnyView, frame: ClientUrls, has_players: bool, identity: HeadIdentity) -> impl IntoView {
    let (script, wasm) = (frame.script(), frame.wasm());
    let ClientUrls { folder, hydrates } = frame;
    let style = format!("{folder}/longan.css");
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <ThemeScript />
            {has_players.then(|| view! { <EmbedScript /> })}
            {identity.fonts}
            <link rel="stylesheet" href=style />
            {identity.style}
            {identity.icons}
            <meta name="theme-color" content="#f7f6f0" media="(prefers-color-scheme: light)" />
            <meta name="theme-color" content="#121715" media="(prefers-color-scheme: dark)" />
            {hydrates.then(|| view! { <HydrationScript script wasm /> })}
            // Last: the client replaces what follows its script (`browser::metadata`).
            {metadata}
        </head>
    }
}

//! The document around the application, and every route.

use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::api::site::read_site;
use crate::components::client_script::{HydrationScript, ThemeScript};
use crate::components::error_page::ErrorPage;
use crate::components::layout::Layout;
use crate::components::navigation::Navigation;
use crate::components::views::Views;
use crate::i18n::provide_texts;
use crate::model::language::Language;
use crate::pages::{AuthorPage, CategoryPage, HomePage, NotFoundPage, PagePage, PostPage, PreviewPage, TagPage};

/// The document. `folder` is where the client is served; `hydrates` whether there is one; `watched` is what `cargo leptos
/// watch` says, so that the page reloads when it has built anew.
pub fn shell(language: Language, folder: String, hydrates: bool, watched: Option<LeptosOptions>) -> impl IntoView {
    let style = format!("{folder}/longan.css");
    let (script, wasm) = (format!("{folder}/longan.js"), format!("{folder}/longan.wasm"));
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <ThemeScript />
                <link rel="preload" href="/fonts/newsreader.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                <link rel="stylesheet" href=style />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <meta name="theme-color" content="#f7f6f0" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#121715" media="(prefers-color-scheme: dark)" />
                {watched.map(|options| view! { <AutoReload options /> })}
                {hydrates.then(|| view! { <HydrationScript script wasm /> })}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The application: the same on both sides.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let views = Views::default();
    provide_context(views);
    provide_context(Navigation::new(views));
    let site = Resource::new_blocking(|| (), |()| read_site());
    // With a setter, the router keeps a page until the next one has its data. We show progress ourselves.
    let (_, set_is_routing) = signal(false);
    view! {
        <Router set_is_routing>
            <Suspense>
                {move || Suspend::new(async move {
                    match site.await {
                        Ok(site) => {
                            provide_texts(site.language);
                            provide_context(site.clone());
                            view! { <Layout site><Pages /></Layout> }.into_any()
                        }
                        Err(error) => view! { <main id="content"><ErrorPage error /></main> }.into_any(),
                    }
                })}
            </Suspense>
        </Router>
    }
}

/// Every route. Not `FlatRoutes`, which leaves a route's URL as it was when only its parameters change. Rendered to the end before the first byte (`Async`): so statuses are right, and pages can be kept.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
            <Route path=path!("/posts/:slug") view=PostPage ssr=SsrMode::Async />
            <Route path=path!("/category/:slug") view=CategoryPage ssr=SsrMode::Async />
            <Route path=path!("/tag/:slug") view=TagPage ssr=SsrMode::Async />
            <Route path=path!("/author/:slug") view=AuthorPage ssr=SsrMode::Async />
            <Route path=path!("/preview/:token") view=PreviewPage ssr=SsrMode::Async />
            <Route path=path!("/:slug") view=PagePage ssr=SsrMode::Async />
            // Not the fallback, so that the address can be looked up among the old ones.
            <Route path=path!("/*any") view=NotFoundPage ssr=SsrMode::Async />
        </Routes>
    }
}

//! The admin: a Leptos application with its own client, so that readers download none of it. This file contains its
//! document and its routes.

mod account;
mod appearance;
mod author_fields;
mod backup;
mod comments;
mod dashboard;
mod dialog;
mod editor;
mod error_page;
mod form_errors;
mod form_fields;
mod front_page;
mod icon;
mod imports;
mod layout;
pub mod login;
mod media;
mod menu;
mod page_head;
mod posts;
mod reauthentication;
mod resource_view;
mod search_field;
mod settings;
mod slots;
mod tab_bar;
mod terms;
mod toast;
mod users;

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::api::admin::admin_context::read_admin_context;
use crate::components::client_script::{
    HydrationScript, PasskeyScript, ThemeScript, VisualEditorScript, hydration, passkeys, theme, visual_editor,
};
use crate::i18n::admin::admin_texts;
use crate::i18n::provide_texts;
use crate::model::admin::post::PostKind;
use crate::model::language::Language;

use account::AccountPage;
use appearance::AppearancePage;
use backup::BackupPage;
use comments::CommentsPage;
use dashboard::DashboardPage;
use editor::EditorPage;
use error_page::{AdminErrorPage, AdminNotFoundPage};
use front_page::FrontPagePage;
use imports::ImportsPage;
use layout::AdminLayout;
use media::MediaPage;
use menu::MenuPage;
use posts::PostsPage;
use settings::SettingsPage;
use slots::{SlotsPage, SnippetsPage};
use terms::{RedirectsPage, TermsPage};
use toast::provide_toasts;
use users::UsersPage;

/// URLs of the admin's client.
#[derive(Clone, Debug)]
pub struct AdminClientFiles {
    pub style: String,
    pub script: String,
    pub wasm: String,
    /// The visual editor, which only the editor page loads.
    pub editor: String,
    pub editor_style: String,
    /// Whether there is a client.
    pub hydrates: bool,
}

/// Returns the inline scripts of the document, except those of Leptos.
pub fn inline_scripts(files: &AdminClientFiles) -> Vec<String> {
    let [passkey, _] = passkeys();
    let client = files.hydrates.then(|| hydration(&files.script, &files.wasm));
    client.into_iter().chain([theme(), passkey, visual_editor(&files.editor, &files.editor_style)]).collect()
}

/// Renders the admin's document.
pub fn shell(language: Language, files: AdminClientFiles) -> impl IntoView {
    let AdminClientFiles { style, script, wasm, editor, editor_style, hydrates } = files;
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <ThemeScript />
                <PasskeyScript />
                <link rel="stylesheet" href=style />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                {hydrates.then(|| view! {
                    <VisualEditorScript script=editor style=editor_style />
                    <HydrationScript script wasm />
                })}
                <MetaTags />
            </head>
            <body class="admin-body">
                <AdminApp />
            </body>
        </html>
    }
}

/// The admin's application, which runs on the server and in the browser.
#[component]
pub fn AdminApp() -> impl IntoView {
    provide_meta_context();
    provide_toasts();
    let context = Resource::new_blocking(|| (), |()| read_admin_context());
    let (is_routing, set_is_routing) = signal(false);
    view! {
        <Router set_is_routing>
            <Suspense>
                {move || Suspend::new(async move {
                    match context.await {
                        Ok(context) => {
                            provide_texts(context.language);
                            provide_context(admin_texts(context.language));
                            provide_context(context.clone());
                            view! { <AdminLayout context is_routing><AdminRoutes /></AdminLayout> }.into_any()
                        }
                        Err(error) => view! { <main id="content"><AdminErrorPage error /></main> }.into_any(),
                    }
                })}
            </Suspense>
        </Router>
    }
}

/// Defines the routes of the admin.
#[component]
fn AdminRoutes() -> impl IntoView {
    view! {
        <Routes fallback=AdminNotFoundPage>
            <Route path=path!("/admin") view=DashboardPage ssr=SsrMode::Async />
            <Route path=path!("/admin/posts") view=|| view! { <PostsPage kind=PostKind::Post /> } ssr=SsrMode::Async />
            <Route path=path!("/admin/pages") view=|| view! { <PostsPage kind=PostKind::Page /> } ssr=SsrMode::Async />
            // `:id` is a number, or `new`.
            <Route path=path!("/admin/posts/:id") view=|| view! { <EditorPage kind=PostKind::Post /> } ssr=SsrMode::Async />
            <Route path=path!("/admin/pages/:id") view=|| view! { <EditorPage kind=PostKind::Page /> } ssr=SsrMode::Async />
            <Route path=path!("/admin/comments") view=CommentsPage ssr=SsrMode::Async />
            <Route path=path!("/admin/media") view=MediaPage ssr=SsrMode::Async />
            <Route path=path!("/admin/terms") view=TermsPage ssr=SsrMode::Async />
            <Route path=path!("/admin/terms/redirects") view=RedirectsPage ssr=SsrMode::Async />
            <Route path=path!("/admin/front-page") view=FrontPagePage ssr=SsrMode::Async />
            <Route path=path!("/admin/menu") view=MenuPage ssr=SsrMode::Async />
            <Route path=path!("/admin/slots") view=SlotsPage ssr=SsrMode::Async />
            <Route path=path!("/admin/slots/snippets") view=SnippetsPage ssr=SsrMode::Async />
            <Route path=path!("/admin/appearance") view=AppearancePage ssr=SsrMode::Async />
            <Route path=path!("/admin/settings") view=SettingsPage ssr=SsrMode::Async />
            <Route path=path!("/admin/users") view=UsersPage ssr=SsrMode::Async />
            <Route path=path!("/admin/account") view=AccountPage ssr=SsrMode::Async />
            <Route path=path!("/admin/backup") view=BackupPage ssr=SsrMode::Async />
            <Route path=path!("/admin/imports") view=ImportsPage ssr=SsrMode::Async />
            <Route path=path!("/admin/*any") view=AdminNotFoundPage ssr=SsrMode::Async />
        </Routes>
    }
}

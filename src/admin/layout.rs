use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::failure::{ExpiryBanner, use_expiry};
use super::icon::{Drawn, Icon};
use super::reauthentication::{ReauthenticationDialog, provide_reauthenticator};
use super::toast::Toasts;
use crate::admin::head::Head;
use crate::browser::theme;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::desk::Desk;
use crate::model::user::Role;

/// How many comments wait, as the queue last knew: the navigation shows it.
#[derive(Clone, Copy)]
pub struct Waiting(pub RwSignal<i64>);

/// What every page of the admin has around it.
#[component]
pub fn Layout(desk: Desk, is_routing: ReadSignal<bool>, children: Children) -> impl IntoView {
    let texts = use_admin_texts();
    let waiting = RwSignal::new(desk.waiting);
    provide_context(Waiting(waiting));
    // Here, so that all below share one.
    use_expiry();
    provide_reauthenticator();
    // Whoever writes has the whole screen.
    let here = use_location().pathname;
    let is_alone =
        move || here.with(|here| ["/admin/posts/", "/admin/pages/"].iter().any(|place| here.starts_with(place)));
    let item = move |path: &'static str, icon: Icon, name: &'static str| {
        view! { <li><Item path icon>{name}</Item></li> }
    };
    let editor = desk.user.role >= Role::Editor;
    let administrator = desk.user.role >= Role::Administrator;
    view! {
        <div class="admin" class:alone=is_alone aria-busy=move || is_routing.get().to_string()>
            <a class="skip-link" href="#content">{texts.desk.skip_to_content}</a>
            <header class="admin-side">
                <a class="site-name" href="/admin">{desk.title.clone()}</a>
                <nav class="admin-nav" aria-label=texts.desk.navigation>
                    <ul class="main">
                        {item("/admin", Icon::Home, texts.dashboard.title)}
                        {item("/admin/posts", Icon::Post, texts.posts.title)}
                        <li>
                            <Item path="/admin/comments" icon=Icon::Comment>
                                {texts.comments.title}
                                <Show when=move || waiting.get() != 0>
                                    <span class="waiting" aria-hidden="true">{waiting}</span>
                                    <span class="visually-hidden">{move || (texts.desk.waiting_comments)(waiting.get())}</span>
                                </Show>
                            </Item>
                        </li>
                        {item("/admin/media", Icon::Picture, texts.media.title)}
                    </ul>
                    <button type="button" popovertarget="more-menu"><Drawn icon=Icon::More /><span>{texts.desk.more}</span></button>
                    <ul class="more" id="more-menu" popover>
                        {editor.then(|| view! {
                            {item("/admin/pages", Icon::Page, texts.desk.pages)}
                            {item("/admin/terms", Icon::Term, texts.terms.title)}
                        })}
                        {administrator.then(|| view! {
                            {item("/admin/menu", Icon::Menu, texts.menu.title)}
                            {item("/admin/users", Icon::Users, texts.users.title)}
                            {item("/admin/settings", Icon::Settings, texts.settings.title)}
                            {item("/admin/backup", Icon::Backup, texts.backup.title)}
                        })}
                        {item("/admin/account", Icon::Session, texts.account.title)}
                    </ul>
                </nav>
                <a class="button plain view-site" href="/" rel="external">
                    <Drawn icon=Icon::Outside /><span>{texts.desk.view_site}</span>
                </a>
                <AccountMenu desk=desk />
            </header>
            <main id="content" tabindex="-1">
                <ExpiryBanner />
                {children()}
            </main>
            <ReauthenticationDialog />
            <Toasts />
        </div>
    }
}

#[component]
fn Item(path: &'static str, icon: Icon, children: Children) -> impl IntoView {
    let here = use_location().pathname;
    // The page of one post belongs to the list of posts.
    let is_here = move || here.with(|here| here == path || (path != "/admin" && here.starts_with(&format!("{path}/"))));
    view! {
        <a href=path aria-current=move || is_here().then_some("page")>
            <Drawn icon /><span>{children()}</span>
        </a>
    }
}

#[component]
fn AccountMenu(desk: Desk) -> impl IntoView {
    let texts = use_admin_texts();
    let name = desk.user.name;
    let initial = name.split_whitespace().last().and_then(|word| word.chars().next()).map(String::from);
    let switch = move |_| theme::choose(!theme::is_dark());
    view! {
        <button type="button" class="account-button" popovertarget="account-menu">
            <span class="initial" aria-hidden="true">{initial}</span>
            <span class="name">{name.clone()} <small>{texts.desk.role(desk.user.role)}</small></span>
        </button>
        <ul class="menu above" id="account-menu" popover>
            <li><a href="/admin/account"><Drawn icon=Icon::Session />{texts.account.title}</a></li>
            <li><button type="button" on:click=switch><Drawn icon=Icon::Theme />{texts.desk.switch_theme}</button></li>
            <li class="apart">
                <form method="post" action="/admin/logout">
                    <button><Drawn icon=Icon::LogOut />{texts.desk.log_out}</button>
                </form>
            </li>
        </ul>
    }
}

/// The headline of a page, and what can be done on it.
#[component]
pub fn Heading(
    #[prop(into)] title: String,
    #[prop(into, optional)] subtitle: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let site = use_context::<Desk>().map(|desk| desk.title).unwrap_or_default();
    view! {
        <Head title=format!("{title} – {site}") />
        <header class="page-heading">
            <div class="titles">
                <h1>{title}</h1>
                {(!subtitle.is_empty()).then(|| view! { <p class="subtitle">{subtitle}</p> })}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </header>
    }
}

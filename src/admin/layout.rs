use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::error_page::{SessionExpiryBanner, StoppedBanner, use_session_expiry};
use super::icon::{Icon, IconImage};
use super::reauthentication::{ReauthenticationDialog, provide_reauthenticator};
use super::toast::Toasts;
use crate::admin::page_head::AdminPageHead;
use crate::browser::theme;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::admin_context::AdminContext;
use crate::model::user::Role;

/// Number of pending comments, shown in the navigation.
#[derive(Clone, Copy)]
pub struct PendingCommentCount(pub RwSignal<i64>);

/// Renders the layout of every admin page.
#[component]
pub fn AdminLayout(context: AdminContext, is_routing: ReadSignal<bool>, children: Children) -> impl IntoView {
    let texts = use_admin_texts();
    let waiting = RwSignal::new(context.waiting);
    provide_context(PendingCommentCount(waiting));
    // Created here, so that all components below share them.
    use_session_expiry();
    provide_reauthenticator();
    // The editor uses the whole screen.
    let here = use_location().pathname;
    let is_alone = move || here.with(|here| is_editor(here));
    let item = move |address: AdminAddress, icon: Icon, name: &'static str| {
        view! { <li><NavigationItem address icon>{name}</NavigationItem></li> }
    };
    let editor = context.user.role >= Role::Editor;
    let administrator = context.user.role >= Role::Administrator;
    view! {
        <div class="admin" class:alone=is_alone aria-busy=move || is_routing.get().to_string()>
            <a class="skip-link" href="#content">{texts.layout.skip_to_content}</a>
            <header class="admin-side">
                <a class="site-name" dir="auto" href=AdminAddress::Dashboard.path()>{context.title.clone()}</a>
                <nav class="admin-nav" aria-label=texts.layout.navigation>
                    <ul class="main">
                        {item(AdminAddress::Dashboard, Icon::Home, texts.dashboard.title)}
                        {item(AdminAddress::Posts, Icon::Post, texts.posts.title)}
                        <li>
                            <NavigationItem address=AdminAddress::Comments icon=Icon::Comment>
                                {texts.comments.title}
                                <Show when=move || waiting.get() != 0>
                                    <span class="waiting" aria-hidden="true">{waiting}</span>
                                    <span class="visually-hidden">{move || (texts.layout.waiting_comments)(waiting.get())}</span>
                                </Show>
                            </NavigationItem>
                        </li>
                        {item(AdminAddress::Media, Icon::Picture, texts.media.title)}
                    </ul>
                    <button type="button" popovertarget="more-menu"><IconImage icon=Icon::More /><span>{texts.layout.more}</span></button>
                    <ul class="more" id="more-menu" popover>
                        {editor.then(|| view! {
                            {item(AdminAddress::Pages, Icon::Page, texts.layout.pages)}
                            {item(AdminAddress::Terms, Icon::Term, texts.terms.title)}
                            {item(AdminAddress::FrontPage, Icon::FrontPage, texts.front_page.title)}
                        })}
                        {administrator.then(|| view! {
                            {item(AdminAddress::Menu, Icon::Menu, texts.menu.title)}
                            {item(AdminAddress::Slots, Icon::Slot, texts.placements.title)}
                            {item(AdminAddress::Appearance, Icon::Appearance, texts.appearance.title)}
                            {item(AdminAddress::Users, Icon::Users, texts.users.title)}
                            {item(AdminAddress::Settings, Icon::Settings, texts.settings.title)}
                            {item(AdminAddress::Backup, Icon::Backup, texts.backup.title)}
                            {item(AdminAddress::Imports, Icon::Upload, texts.imports.title)}
                        })}
                        {item(AdminAddress::Account, Icon::Session, texts.account.title)}
                    </ul>
                </nav>
                <a class="button plain view-site" href="/" rel="external">
                    <IconImage icon=Icon::Outside /><span>{texts.layout.view_site}</span>
                </a>
                <AccountMenu context=context />
            </header>
            <main id="content" tabindex="-1">
                <StoppedBanner />
                <SessionExpiryBanner />
                {children()}
            </main>
            <ReauthenticationDialog />
            <Toasts />
        </div>
    }
}

/// Whether a path is that of an editor.
fn is_editor(path: &str) -> bool {
    let lists = [AdminAddress::Posts, AdminAddress::Pages];
    lists.iter().any(|list| path.strip_prefix(list.path()).is_some_and(|rest| rest.starts_with('/')))
}

#[component]
fn NavigationItem(address: AdminAddress, icon: Icon, children: Children) -> impl IntoView {
    let here = use_location().pathname;
    let path = address.path();
    // The editor of a post belongs to the list of posts.
    let is_here = move || {
        here.with(|here| here == path || (address != AdminAddress::Dashboard && here.starts_with(&format!("{path}/"))))
    };
    view! {
        <a href=path aria-current=move || is_here().then_some("page")>
            <IconImage icon /><span>{children()}</span>
        </a>
    }
}

#[component]
fn AccountMenu(context: AdminContext) -> impl IntoView {
    let texts = use_admin_texts();
    let name = context.user.name;
    let initial = name.split_whitespace().last().and_then(|word| word.chars().next()).map(String::from);
    let switch = move |_| theme::choose(!theme::is_dark());
    view! {
        <button type="button" class="account-button" popovertarget="account-menu">
            <span class="initial" aria-hidden="true">{initial}</span>
            <span class="name">{name.clone()} <small>{texts.layout.role(context.user.role)}</small></span>
        </button>
        <ul class="menu above" id="account-menu" popover>
            <li><a href=AdminAddress::Account.path()><IconImage icon=Icon::Session />{texts.account.title}</a></li>
            <li><button type="button" on:click=switch><IconImage icon=Icon::Theme />{texts.layout.switch_theme}</button></li>
            <li class="apart">
                <form method="post" action=AdminAddress::Logout.path()>
                    <button><IconImage icon=Icon::LogOut />{texts.layout.log_out}</button>
                </form>
            </li>
        </ul>
    }
}

/// Renders the heading of a page with its actions.
#[component]
pub fn PageHeading(
    #[prop(into)] title: String,
    #[prop(into, optional)] subtitle: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let site = use_context::<AdminContext>().map(|context| context.title).unwrap_or_default();
    view! {
        <AdminPageHead title=format!("{title} – {site}") />
        <header class="page-heading">
            <div class="titles">
                <h1>{title}</h1>
                {move || {
                    let subtitle = subtitle.get();
                    (!subtitle.is_empty()).then(|| view! { <p class="subtitle">{subtitle}</p> })
                }}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </header>
    }
}

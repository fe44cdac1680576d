mod author_form;
mod forms;
mod link_banner;
mod user_list;

use leptos::prelude::*;

use super::dialog::ControlledDialog;
use super::icon::{Icon, IconImage};
use super::layout::PageHeading;
use super::resource_view::resource_view;
use crate::api::admin::users::list_users;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::user::{Invitation, UserSummary};
use crate::model::error::Error;
use crate::model::user::Role;

use author_form::AuthorForm;
use forms::{InviteForm, RemoveUserForm, RoleForm};
use link_banner::LinkBanner;
use user_list::UserList;

/// The open form.
#[derive(Clone, Debug, PartialEq)]
enum OpenUserForm {
    Invite,
    Role(UserSummary),
    Author(UserSummary),
    Remove(UserSummary),
}

/// State of the page, which is preserved while the list is refetched.
#[derive(Clone, Copy)]
struct UsersPageState {
    users: Resource<Result<Vec<UserSummary>, Error>>,
    open: RwSignal<Option<OpenUserForm>>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    role: RwSignal<Role>,
    /// A new invitation link.
    invitation: RwSignal<Option<Invitation>>,
}

/// Renders `/admin/users`.
#[component]
pub fn UsersPage() -> impl IntoView {
    let (texts, author_title) = (&use_admin_texts().users, use_admin_texts().authors.edit_whom);
    let page = UsersPageState {
        users: Resource::new(|| (), |()| list_users()),
        open: RwSignal::new(None),
        name: RwSignal::new(String::new()),
        email: RwSignal::new(String::new()),
        role: RwSignal::new(Role::Author),
        invitation: RwSignal::new(None),
    };
    provide_context(page);
    let add = move |_| {
        page.invitation.set(None);
        page.open.set(Some(OpenUserForm::Invite));
    };
    let is_inviting = move || page.open.with(|open| *open == Some(OpenUserForm::Invite));
    // Forms of one user are above the list, which would otherwise move under a double click.
    let title = Signal::derive(move || {
        page.open.with(|open| match open {
            Some(OpenUserForm::Role(member)) => (texts.change_role_of)(&member.name),
            Some(OpenUserForm::Author(member)) => (author_title)(&member.name),
            Some(OpenUserForm::Remove(member)) => (texts.remove_whom)(&member.name),
            Some(OpenUserForm::Invite) | None => String::new(),
        })
    });
    let has_member = Signal::derive(move || !title.with(String::is_empty));
    let close = Callback::new(move |()| {
        // The form for inviting may have been opened instead.
        if has_member.get_untracked() {
            page.open.set(None);
        }
    });
    let form = move || match page.open.get() {
        Some(OpenUserForm::Role(member)) => view! { <RoleForm member /> }.into_any(),
        Some(OpenUserForm::Author(member)) => view! { <AuthorForm member /> }.into_any(),
        Some(OpenUserForm::Remove(member)) => view! { <RemoveUserForm member /> }.into_any(),
        Some(OpenUserForm::Invite) | None => ().into_any(),
    };
    view! {
        <PageHeading title=texts.title>
            <button type="button" class="button" id="add-user" on:click=add>
                <IconImage icon=Icon::Add />{texts.add}
            </button>
        </PageHeading>
        <Show when=is_inviting><InviteForm /></Show>
        <LinkBanner />
        {resource_view(page.users, |members| view! { <UserList members /> })}
        <ControlledDialog id="user-form" title is_open=has_member close>
            <div class="body">{form}</div>
        </ControlledDialog>
    }
}

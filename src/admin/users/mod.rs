mod forms;
mod invitation;
mod list;

use leptos::prelude::*;

use super::icon::{Drawn, Icon};
use super::layout::Heading;
use super::loaded::loaded;
use crate::api::admin::users::list_users;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::users::{Invitation, Member};
use crate::model::error::Error;
use crate::model::user::Role;

use forms::{InviteForm, RemoveForm, RoleForm};
use invitation::LinkBanner;
use list::List;

/// Which form is open.
#[derive(Clone, Debug, PartialEq)]
enum Open {
    Invite,
    Role(Member),
    Remove(Member),
}

/// What is typed and shown on the page, kept while the list is read anew.
#[derive(Clone, Copy)]
struct Desk {
    users: Resource<Result<Vec<Member>, Error>>,
    open: RwSignal<Option<Open>>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    role: RwSignal<Role>,
    /// A link that has just been made.
    invitation: RwSignal<Option<Invitation>>,
}

/// `/admin/users`
#[component]
pub fn UsersPage() -> impl IntoView {
    let texts = &use_admin_texts().users;
    let desk = Desk {
        users: Resource::new(|| (), |()| list_users()),
        open: RwSignal::new(None),
        name: RwSignal::new(String::new()),
        email: RwSignal::new(String::new()),
        role: RwSignal::new(Role::Author),
        invitation: RwSignal::new(None),
    };
    provide_context(desk);
    let add = move |_| {
        desk.invitation.set(None);
        desk.open.set(Some(Open::Invite));
    };
    let form = move || match desk.open.get() {
        None => ().into_any(),
        Some(Open::Invite) => view! { <InviteForm /> }.into_any(),
        Some(Open::Role(member)) => view! { <RoleForm member /> }.into_any(),
        Some(Open::Remove(member)) => view! { <RemoveForm member /> }.into_any(),
    };
    view! {
        <Heading title=texts.title>
            <button type="button" class="button" id="add-user" on:click=add>
                <Drawn icon=Icon::Add />{texts.add}
            </button>
        </Heading>
        {form}
        <LinkBanner />
        {loaded(desk.users, |members| view! { <List members /> })}
    }
}

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::UsersPageState;
use crate::admin::error_page::use_session_expiry;
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::{SelectField, TextField};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::users::{change_role, invite_user, remove_user};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::user::{Invitee, RemovedUserPosts, UserSummary};
use crate::model::user::Role;

/// Renders the form for inviting a user.
#[component]
pub fn InviteForm() -> impl IntoView {
    let texts = use_admin_texts();
    let (words, page, expiry) = (&texts.users, expect_context::<UsersPageState>(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let errors = FormErrors::new();
    let is_sending = RwSignal::new(false);
    Effect::new(|| browser::focus("name"));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        errors.clear();
        let invitee = Invitee {
            name: page.name.get_untracked(),
            email: page.email.get_untracked(),
            role: page.role.get_untracked(),
        };
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| invite_user(invitee.clone())).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(invitation) => {
                    page.name.try_set(String::new());
                    page.email.try_set(String::new());
                    page.open.try_set(None);
                    page.invitation.try_set(Some(invitation));
                    page.users.refetch();
                    request_animation_frame(|| browser::focus("invitation"));
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-labelledby="invite-title" novalidate on:submit=send>
            <h2 id="invite-title">{words.add}</h2>
            <ErrorSummary errors />
            <div class="fields">
                <TextField id="name" label=words.name value=page.name required=true errors />
                <TextField id="email" label=words.email kind="email" value=page.email required=true errors />
            </div>
            <RoleSelect />
            <div class="actions">
                <button class="button" aria-busy=move || is_sending.get().to_string()>{words.invite}</button>
                <CancelUserForm />
            </div>
        </form>
    }
}

/// Renders the form for changing a user's role.
#[component]
pub fn RoleForm(member: UserSummary) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, page, toaster, expiry) =
        (&texts.users, expect_context::<UsersPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let errors = FormErrors::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let role = page.role.get_untracked();
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| change_role(member.id, role)).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    page.open.try_set(None);
                    toaster.tell(words.role_changed);
                    page.users.refetch();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-labelledby="user-form-title" novalidate on:submit=send>
            <ErrorSummary errors />
            <RoleSelect />
            <div class="actions">
                <button class="button">{texts.layout.save}</button>
                <CancelUserForm />
            </div>
        </form>
    }
}

/// Renders the confirmation before a user is removed, with the choice of what happens to their posts.
#[component]
pub fn RemoveUserForm(member: UserSummary) -> impl IntoView {
    let words = &use_admin_texts().users;
    let (page, toaster, expiry) = (expect_context::<UsersPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let errors = FormErrors::new();
    // The id of the user who gets the posts; empty if they keep the byline.
    let heir = RwSignal::new(String::new());
    let (id, name) = (member.id, member.name.clone());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let legacy = heir.get_untracked().parse().map_or(RemovedUserPosts::Stay, RemovedUserPosts::GoTo);
        let name = name.clone();
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| remove_user(id, legacy)).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    page.open.try_set(None);
                    toaster.tell((words.removed)(&name));
                    page.users.refetch();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    let posts = (member.posts > 0).then(|| {
        let members = page.users.get_untracked().and_then(Result::ok).unwrap_or_default();
        let others = members.into_iter().filter(|other| other.id != id);
        let mut choices = vec![(String::new(), words.posts_stay.to_owned())];
        choices.extend(others.map(|other| (other.id.to_string(), (words.posts_go_to)(&other.name))));
        view! { <SelectField id="heir" label=(words.posts)(member.posts) value=heir choices errors /> }
    });
    view! {
        <form class="inline-form" aria-labelledby="user-form-title" novalidate on:submit=send>
            <p>{(words.remove_sure)(&member.name)}</p>
            <ErrorSummary errors />
            {posts}
            <div class="actions">
                <button class="button danger">{words.remove}</button>
                <CancelUserForm />
            </div>
        </form>
    }
}

/// Renders the choice of a role.
#[component]
fn RoleSelect() -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.users;
    let page = expect_context::<UsersPageState>();
    let choice = move |role: Role, hint: &'static str| {
        view! {
            <label>
                <input
                    r#type="radio"
                    name="role"
                    value=role.as_str()
                    prop:checked=move || page.role.get() == role
                    on:change=move |_| page.role.set(role)
                />
                <span>{texts.layout.role(role)}<span class="hint">{hint}</span></span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{words.role}</legend>
            <div class="choices">
                {choice(Role::Author, words.author_hint)}
                {choice(Role::Editor, words.editor_hint)}
                {choice(Role::Administrator, words.administrator_hint)}
            </div>
        </fieldset>
    }
}

/// Renders the button that closes the open form.
#[component]
pub fn CancelUserForm() -> impl IntoView {
    let texts = use_admin_texts();
    let page = expect_context::<UsersPageState>();
    let close = move |_| {
        page.open.set(None);
        browser::focus("add-user");
    };
    view! { <button type="button" class="button plain" on:click=close>{texts.layout.cancel}</button> }
}

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::Desk;
use crate::admin::account::Entry;
use crate::admin::failure::use_expiry;
use crate::admin::field::{Faults, SelectField, Summary};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::users::{change_role, invite_user, remove_user};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::users::{Invitee, Legacy, Member};
use crate::model::user::Role;

/// Adds somebody, and makes the link that lets them in.
#[component]
pub fn InviteForm() -> impl IntoView {
    let texts = use_admin_texts();
    let (words, desk, expiry) = (&texts.users, expect_context::<Desk>(), use_expiry());
    let reauthenticator = use_reauthenticator();
    let faults = Faults::new();
    let is_sending = RwSignal::new(false);
    Effect::new(|| browser::focus("name"));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        faults.clear();
        let invitee = Invitee {
            name: desk.name.get_untracked(),
            email: desk.email.get_untracked(),
            role: desk.role.get_untracked(),
        };
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| invite_user(invitee.clone())).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(invitation) => {
                    desk.name.try_set(String::new());
                    desk.email.try_set(String::new());
                    desk.open.try_set(None);
                    desk.invitation.try_set(Some(invitation));
                    desk.users.refetch();
                    request_animation_frame(|| browser::focus("invitation"));
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-labelledby="invite-title" novalidate on:submit=send>
            <h2 id="invite-title">{words.add}</h2>
            <Summary faults />
            <div class="fields">
                <Entry id="name" label=words.name kind="text" autocomplete="off" value=desk.name faults />
                <Entry id="email" label=words.email kind="email" autocomplete="off" value=desk.email faults />
            </div>
            <Roles />
            <div class="actions">
                <button class="button" aria-busy=move || is_sending.get().to_string()>{words.invite}</button>
                <Cancel />
            </div>
        </form>
    }
}

/// Gives somebody another role.
#[component]
pub fn RoleForm(member: Member) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, desk, toaster, expiry) = (&texts.users, expect_context::<Desk>(), use_toaster(), use_expiry());
    let reauthenticator = use_reauthenticator();
    let faults = Faults::new();
    Effect::new(|| {
        browser::focus("form-title");
        browser::reveal("form-title");
    });
    let title = (words.change_role_of)(&member.name);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let role = desk.role.get_untracked();
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| change_role(member.id, role)).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    desk.open.try_set(None);
                    toaster.tell(words.role_changed);
                    desk.users.refetch();
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-labelledby="form-title" novalidate on:submit=send>
            <h2 id="form-title" tabindex="-1">{title}</h2>
            <Summary faults />
            <Roles />
            <div class="actions">
                <button class="button">{texts.desk.save}</button>
                <Cancel />
            </div>
        </form>
    }
}

/// Asks before somebody is removed, and what becomes of their posts.
#[component]
pub fn RemoveForm(member: Member) -> impl IntoView {
    let words = &use_admin_texts().users;
    let (desk, toaster, expiry) = (expect_context::<Desk>(), use_toaster(), use_expiry());
    let reauthenticator = use_reauthenticator();
    let faults = Faults::new();
    Effect::new(|| {
        browser::focus("form-title");
        browser::reveal("form-title");
    });
    // The id of whoever gets the posts; empty: they stay.
    let heir = RwSignal::new(String::new());
    let (id, name) = (member.id, member.name.clone());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let legacy = heir.get_untracked().parse().map_or(Legacy::Stay, Legacy::GoTo);
        let name = name.clone();
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| remove_user(id, legacy)).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    desk.open.try_set(None);
                    toaster.tell((words.removed)(&name));
                    desk.users.refetch();
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    let posts = (member.posts > 0).then(|| {
        let members = desk.users.get_untracked().and_then(Result::ok).unwrap_or_default();
        let others = members.into_iter().filter(|other| other.id != id);
        let mut choices = vec![(String::new(), words.posts_stay.to_owned())];
        choices.extend(others.map(|other| (other.id.to_string(), (words.posts_go_to)(&other.name))));
        view! { <SelectField id="heir" label=(words.posts)(member.posts) value=heir choices faults /> }
    });
    view! {
        <form class="inline-form" aria-labelledby="form-title" novalidate on:submit=send>
            <h2 id="form-title" tabindex="-1">{(words.remove_whom)(&member.name)}</h2>
            <p>{(words.remove_sure)(&member.name)}</p>
            <Summary faults />
            {posts}
            <div class="actions">
                <button class="button danger">{words.remove}</button>
                <Cancel />
            </div>
        </form>
    }
}

/// The choice of a role.
#[component]
fn Roles() -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.users;
    let desk = expect_context::<Desk>();
    let choice = move |role: Role, hint: &'static str| {
        view! {
            <label>
                <input
                    r#type="radio"
                    name="role"
                    value=role.as_str()
                    prop:checked=move || desk.role.get() == role
                    on:change=move |_| desk.role.set(role)
                />
                <span>{texts.desk.role(role)}<span class="hint">{hint}</span></span>
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

/// Closes the form that is open.
#[component]
fn Cancel() -> impl IntoView {
    let texts = use_admin_texts();
    let desk = expect_context::<Desk>();
    let close = move |_| {
        desk.open.set(None);
        browser::focus("add-user");
    };
    view! { <button type="button" class="button plain" on:click=close>{texts.desk.cancel}</button> }
}

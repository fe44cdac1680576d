use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{OpenUserForm, UsersPageState};
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::users::renew_link;
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::admin_context;
use crate::model::admin::user::UserSummary;

/// Renders the list of users with their actions.
#[component]
pub fn UserList(members: Vec<UserSummary>) -> impl IntoView {
    let words = &use_admin_texts().users;
    let are_others = members.len() > 1;
    let rows = members.into_iter().map(|member| view! { <UserItem member /> }).collect_view();
    view! {
        <table class="admin-table" role="table">
            <thead>
                <tr>
                    <th scope="col">{words.user}</th>
                    <th scope="col">{words.role}</th>
                    <th scope="col">{words.last_seen}</th>
                    <th scope="col" class="end">{words.actions}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {are_others.then(|| view! { <p class="hint">{words.reset} ": " {words.reset_hint}</p> })}
    }
}

#[component]
fn UserItem(member: UserSummary) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, page, toaster, expiry) =
        (&texts.users, expect_context::<UsersPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let is_self = use_context::<admin_context::AdminContext>().is_some_and(|page| page.user.id == member.id);
    let (id, is_invited) = (member.id, member.is_invited);
    let renew = move |_| {
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| renew_link(id)).await;
            expiry.note(&answer);
            match answer {
                Ok(invitation) => {
                    page.open.try_set(None);
                    page.invitation.try_set(Some(invitation));
                    request_animation_frame(|| {
                        browser::focus("invitation");
                        browser::reveal("invitation");
                    });
                }
                Err(error) => toaster.fail(error_text_in(texts, &error)),
            }
        });
    };
    let (for_role, for_removal, for_author) = (member.clone(), member.clone(), member.clone());
    let edit_author = move |_| page.open.set(Some(OpenUserForm::Author(for_author.clone())));
    let change_role = move |_| {
        page.role.set(for_role.role);
        page.open.set(Some(OpenUserForm::Role(for_role.clone())));
    };
    let remove = move |_| page.open.set(Some(OpenUserForm::Remove(for_removal.clone())));
    let name = member.name;
    let (renew_text, renew_label) = match is_invited {
        true => (words.new_link, (words.new_link_for)(&name)),
        false => (words.reset, (words.reset_for)(&name)),
    };
    let author_label = (texts.authors.edit_whom)(&name);
    let (role_label, remove_label) = ((words.change_role_of)(&name), (words.remove_whom)(&name));
    let seen = match member.seen {
        Some(seen) => view! { <time datetime=seen.iso>{seen.text}</time> }.into_any(),
        None => view! { {words.never_seen} }.into_any(),
    };
    let badge = match (is_self, is_invited) {
        (true, _) => Some(words.you),
        (_, true) => Some(words.invited),
        _ => None,
    };
    let others = (!is_self).then(|| {
        view! {
            <button type="button" class="button plain" aria-label=renew_label on:click=renew>{renew_text}</button>
            <button type="button" class="button plain danger" aria-label=remove_label on:click=remove>
                {words.remove} "…"
            </button>
        }
    });
    view! {
        <tr>
            <th scope="row">
                <span class="name">
                    <bdi>{name}</bdi> {badge.map(|badge| view! { " " <span class="label-badge">{badge}</span> })}
                </span>
                <span class="hint">{member.email}</span>
            </th>
            <td class="short" data-label=words.role>{texts.layout.role(member.role)}</td>
            <td class="short" data-label=words.last_seen>{seen}</td>
            <td class="end">
                <div class="actions">
                    <button type="button" class="button plain" aria-label=author_label on:click=edit_author>
                        {texts.authors.edit}
                    </button>
                    <button type="button" class="button plain" aria-label=role_label on:click=change_role>
                        {words.change_role}
                    </button>
                    {others}
                </div>
            </td>
        </tr>
    }
}

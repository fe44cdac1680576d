use leptos::prelude::*;

use super::Desk;
use super::passkey_forms::{AddForm, RemoveForm, RenameForm};
use crate::admin::icon::{Drawn, Icon};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::Key;

/// Which form is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Open {
    Add,
    Rename(Key),
    Remove(Key),
}

/// The passkeys of a person.
#[component]
pub fn PasskeysSection(passkeys: Vec<Key>, allows_passkeys: bool) -> impl IntoView {
    let words = &use_admin_texts().account;
    let desk = expect_context::<Desk>();
    let is_empty = passkeys.is_empty();
    let rows = passkeys.into_iter().map(|key| view! { <Row key /> }).collect_view();
    let add = move |_| {
        desk.key_name.set(String::new());
        desk.open.set(Some(Open::Add));
    };
    let form = move || match desk.open.get() {
        None => ().into_any(),
        Some(Open::Add) => view! { <AddForm /> }.into_any(),
        Some(Open::Rename(key)) => view! { <RenameForm key /> }.into_any(),
        Some(Open::Remove(key)) => view! { <RemoveForm key /> }.into_any(),
    };
    let button = match allows_passkeys {
        true => view! {
            <div>
                <button type="button" class="button quiet" id="add-passkey" on:click=add>
                    <Drawn icon=Icon::Key />{words.add_passkey}
                </button>
            </div>
        }
        .into_any(),
        false => view! { <p class="hint">{words.passkeys_unavailable}</p> }.into_any(),
    };
    view! {
        <section class="group" aria-labelledby="account-passkeys">
            <header>
                <h2 id="account-passkeys">{words.passkeys}</h2>
                <p class="hint">{words.passkeys_hint}</p>
            </header>
            <div class="fields-column">
                {is_empty.then(|| view! { <p>{words.no_passkeys}</p> })}
                {(!is_empty).then(|| view! {
                    <table class="admin-table" role="table">
                        <thead>
                            <tr>
                                <th scope="col">{words.key}</th>
                                <th scope="col">{words.last_used}</th>
                                <th scope="col" class="end">{words.actions}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                })}
                {form}
                {button}
            </div>
        </section>
    }
}

#[component]
fn Row(key: Key) -> impl IntoView {
    let words = &use_admin_texts().account;
    let desk = expect_context::<Desk>();
    let (renamed, removed) = (key.clone(), key.clone());
    let rename = move |_| {
        desk.key_name.set(renamed.name.clone());
        desk.open.set(Some(Open::Rename(renamed.clone())));
    };
    let remove = move |_| desk.open.set(Some(Open::Remove(removed.clone())));
    let used = match key.used {
        Some(used) => view! { <time datetime=used.iso>{used.text}</time> }.into_any(),
        None => view! { {words.never_used} }.into_any(),
    };
    let (rename_label, remove_label) = ((words.rename_key)(&key.name), (words.remove_key)(&key.name));
    view! {
        <tr>
            <th scope="row">
                <span class="name">{key.name}</span>
                <span class="hint">{(words.added)(&key.added.text)}</span>
            </th>
            <td data-label=words.last_used>{used}</td>
            <td class="end">
                <div class="actions">
                    <button type="button" class="button plain" aria-label=rename_label on:click=rename>
                        {words.rename}
                    </button>
                    <button type="button" class="button plain danger" aria-label=remove_label on:click=remove>
                        {words.remove} "…"
                    </button>
                </div>
            </td>
        </tr>
    }
}

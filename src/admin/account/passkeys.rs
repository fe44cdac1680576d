use leptos::prelude::*;

use super::AccountPageState;
use super::passkey_forms::{AddPasskeyForm, RemovePasskeyForm, RenamePasskeyForm};
use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::PasskeySummary;

/// The open passkey form.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenPasskeyForm {
    Add,
    Rename(PasskeySummary),
    Remove(PasskeySummary),
}

/// Renders the section with the user's passkeys.
#[component]
pub fn PasskeysSection(passkeys: Vec<PasskeySummary>, allows_passkeys: bool) -> impl IntoView {
    let words = &use_admin_texts().account;
    let page = expect_context::<AccountPageState>();
    let is_empty = passkeys.is_empty();
    let rows = passkeys.into_iter().map(|key| view! { <PasskeyItem key /> }).collect_view();
    let add = move |_| {
        page.key_name.set(String::new());
        page.open.set(Some(OpenPasskeyForm::Add));
    };
    let form = move || match page.open.get() {
        None => ().into_any(),
        Some(OpenPasskeyForm::Add) => view! { <AddPasskeyForm /> }.into_any(),
        Some(OpenPasskeyForm::Rename(key)) => view! { <RenamePasskeyForm key /> }.into_any(),
        Some(OpenPasskeyForm::Remove(key)) => view! { <RemovePasskeyForm key /> }.into_any(),
    };
    let button = match allows_passkeys {
        true => view! {
            <div>
                <button type="button" class="button quiet" id="add-passkey" on:click=add>
                    <IconImage icon=Icon::Key />{words.add_passkey}
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
fn PasskeyItem(key: PasskeySummary) -> impl IntoView {
    let words = &use_admin_texts().account;
    let page = expect_context::<AccountPageState>();
    let (renamed, removed) = (key.clone(), key.clone());
    let rename = move |_| {
        page.key_name.set(renamed.name.clone());
        page.open.set(Some(OpenPasskeyForm::Rename(renamed.clone())));
    };
    let remove = move |_| page.open.set(Some(OpenPasskeyForm::Remove(removed.clone())));
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

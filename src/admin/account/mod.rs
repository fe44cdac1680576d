mod codes;
mod entry;
mod events;
mod passkey_forms;
mod passkeys;
mod password;
mod profile;
mod sessions;

use leptos::prelude::*;

use super::layout::Heading;
use super::loaded::loaded;
use crate::api::admin::account::read_account;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::{Account, Codes};
use crate::model::error::Error;

use codes::CodesSection;
use events::EventsSection;
use passkeys::{Open, PasskeysSection};
use password::PasswordSection;
use profile::ProfileSection;
use sessions::SessionsSection;

pub use entry::Entry;
pub use events::EventList;

/// What is typed and shown on the page, kept while the account is read anew.
#[derive(Clone, Copy)]
struct Desk {
    account: Resource<Result<Account, Error>>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    biography: RwSignal<String>,
    /// Whether the fields above have what is stored, or what was typed after that.
    is_filled: StoredValue<bool>,
    old: RwSignal<String>,
    new: RwSignal<String>,
    /// What becomes of other sessions and of passkeys when the password changes.
    end_sessions: RwSignal<bool>,
    remove_passkeys: RwSignal<bool>,
    drop_old: RwSignal<String>,
    key_name: RwSignal<String>,
    /// Which form of the passkeys is open.
    open: RwSignal<Option<Open>>,
    /// Recovery codes that have just been made.
    codes: RwSignal<Codes>,
}

/// `/admin/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    let texts = &use_admin_texts().account;
    let empty = || RwSignal::new(String::new());
    let desk = Desk {
        account: Resource::new(|| (), |()| read_account()),
        name: empty(),
        email: empty(),
        biography: empty(),
        is_filled: StoredValue::new(false),
        old: empty(),
        new: empty(),
        end_sessions: RwSignal::new(true),
        remove_passkeys: RwSignal::new(false),
        drop_old: empty(),
        key_name: empty(),
        open: RwSignal::new(None),
        codes: RwSignal::new(Vec::new()),
    };
    provide_context(desk);
    view! {
        <Heading title=texts.title />
        {loaded(desk.account, move |account| {
            let Account { profile, has_password, allows_passkeys, passkeys, codes, sessions, events } = account;
            if !desk.is_filled.get_value() {
                desk.name.set(profile.name);
                desk.email.set(profile.email.clone());
                desk.biography.set(profile.biography);
                desk.is_filled.set_value(true);
            }
            let has_passkeys = !passkeys.is_empty();
            view! {
                <div class="settings-form">
                    <ProfileSection />
                    <PasswordSection email=profile.email has_password has_passkeys />
                    <PasskeysSection passkeys allows_passkeys />
                    <CodesSection left=codes has_passkeys />
                    <SessionsSection sessions />
                    <EventsSection events />
                </div>
            }
        })}
    }
}

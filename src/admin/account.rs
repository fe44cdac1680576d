mod events;
mod mail_notices;
mod passkey_forms;
mod passkeys;
mod password;
mod profile;
mod recovery_codes;
mod sessions;

use leptos::prelude::*;

use super::author_fields::AuthorFieldValues;
use super::layout::PageHeading;
use super::resource_view::resource_view;
use crate::api::admin::account::read_account;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::{Account, RecoveryCodes};
use crate::model::error::Error;

use events::EventsSection;
use mail_notices::MailNoticesSection;
use passkeys::{OpenPasskeyForm, PasskeysSection};
use password::PasswordSection;
use profile::ProfileSection;
use recovery_codes::RecoveryCodesSection;
use sessions::SessionsSection;

pub use events::EventList;

/// State of the page, which is preserved while the account is refetched.
#[derive(Clone, Copy)]
struct AccountPageState {
    account: Resource<Result<Account, Error>>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    author: AuthorFieldValues,
    /// The name of the format of new posts; empty for the site's.
    body_format: RwSignal<String>,
    /// Whether the fields above were filled from the account; they are filled only once.
    is_filled: StoredValue<bool>,
    old: RwSignal<String>,
    new: RwSignal<String>,
    /// Whether other sessions end and passkeys are removed when the password changes.
    end_sessions: RwSignal<bool>,
    remove_passkeys: RwSignal<bool>,
    drop_old: RwSignal<String>,
    key_name: RwSignal<String>,
    /// The open passkey form.
    open: RwSignal<Option<OpenPasskeyForm>>,
    /// New recovery codes.
    codes: RwSignal<RecoveryCodes>,
}

/// Renders `/admin/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let texts = &use_admin_texts().account;
    let empty = || RwSignal::new(String::new());
    let page = AccountPageState {
        account: Resource::new(|| (), |()| read_account()),
        name: empty(),
        email: empty(),
        author: AuthorFieldValues::new(),
        body_format: empty(),
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
    provide_context(page);
    view! {
        <PageHeading title=texts.title />
        {resource_view(page.account, move |account| {
            let Account { profile, has_password, allows_passkeys, passkeys, codes, sessions, events } = account;
            if !page.is_filled.get_value() {
                page.name.set(profile.name);
                page.email.set(profile.email.clone());
                page.author.fill(profile.author);
                page.body_format.set(profile.body_format.map(|format| format.name().to_owned()).unwrap_or_default());
                page.is_filled.set_value(true);
            }
            let has_passkeys = !passkeys.is_empty();
            view! {
                <div class="settings-form">
                    <ProfileSection />
                    <PasswordSection email=profile.email has_password has_passkeys />
                    <PasskeysSection passkeys allows_passkeys />
                    <RecoveryCodesSection left=codes has_passkeys />
                    <SessionsSection sessions />
                    <EventsSection events />
                </div>
            }
        })}
        // Not within the view of another resource, which the server would render again without end.
        <div class="settings-form"><MailNoticesSection /></div>
    }
}

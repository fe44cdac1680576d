use leptos::prelude::*;

use crate::admin::resource_view::resource_view;
use crate::api::admin::mail::read_mail_status;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::mail::MailStatus;

/// Tells of mail that was given up; renders nothing if there is none.
#[component]
pub fn MailFailures() -> impl IntoView {
    let status = Resource::new(|| (), |()| read_mail_status());
    resource_view(status, |MailStatus { failed, .. }| {
        let texts = &use_admin_texts().mail;
        let count = failed.len();
        (count > 0).then(|| {
            view! {
                <p class="banner warning">
                    {texts.failed} ": " {count} ". " <a href=AdminAddress::Settings.path()>{texts.title}</a>
                </p>
            }
        })
    })
}

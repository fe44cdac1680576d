use leptos::prelude::*;

use super::UsersPageState;
use crate::admin::toast::use_toaster;
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::user::Invitation;

/// Renders a new invitation link, which cannot be displayed again later.
#[component]
pub fn LinkBanner() -> impl IntoView {
    let (words, mail) = (&use_admin_texts().users, &use_admin_texts().mail);
    let (page, toaster) = (expect_context::<UsersPageState>(), use_toaster());
    let copy = move |link: &str| {
        if browser::copy(link) {
            toaster.tell(words.link_copied);
        }
    };
    let banner = move || {
        page.invitation.get().map(|Invitation { name, link, is_mailed }| {
            let copied = link.clone();
            view! {
                <div class="banner note" id="invitation" tabindex="-1">
                    <div class="text">
                        <strong>{(words.send_link)(&name)}</strong> " " {words.link_hint}
                        {is_mailed.then(|| format!(" {}", mail.invitation_mailed))}
                        <div class="field">
                            <label for="invitation-link" class="visually-hidden">{words.copy_link}</label>
                            <input r#type="text" id="invitation-link" readonly value=link />
                        </div>
                    </div>
                    <div class="actions">
                        <button type="button" class="button quiet" on:click=move |_| copy(&copied)>
                            {words.copy_link}
                        </button>
                    </div>
                </div>
            }
        })
    };
    view! { <div role="status">{banner}</div> }
}

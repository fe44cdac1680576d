use leptos::prelude::*;

use crate::browser;
use crate::browser::event::delegate;
use crate::i18n::use_texts;
use crate::model::post::Share;

/// Renders the share links of a post, and buttons for copying the link and for the system's share sheet. The style
/// sheet hides the buttons where they do not work.
#[component]
pub fn ShareBox(share: Share, title: String) -> impl IntoView {
    let texts = use_texts();
    let link = |href: String, name: &'static str| {
        view! { <li><a href=href rel="noopener nofollow" target="_blank">{name}</a></li> }
    };
    view! {
        <section class="share" aria-labelledby="share" data-url=share.url data-title=title>
            <h2 id="share">{texts.share}</h2>
            <ul>
                <li class="with-client">
                    <button type="button" class="copy" data-copied=texts.link_copied>{texts.copy_link}</button>
                </li>
                <li class="with-sheet">
                    <button type="button" class="system">{texts.system_share}</button>
                </li>
                {link(share.facebook, "Facebook")}
                {link(share.x, "X")}
                {link(share.zalo, "Zalo")}
                <li><a href=share.email>{texts.email}</a></li>
            </ul>
        </section>
    }
}

/// Handles the buttons of this page and of all later ones.
pub fn start() {
    if browser::can_share() {
        browser::mark_document("data-share", "sheet");
    }
    delegate("click", ".share button", |button| {
        let Ok(Some(share)) = button.closest(".share") else { return };
        let url = share.get_attribute("data-url").unwrap_or_default();
        if button.class_name() == "system" {
            browser::share(&share.get_attribute("data-title").unwrap_or_default(), &url);
        } else if browser::copy(&url) {
            button.set_text_content(button.get_attribute("data-copied").as_deref());
        }
    });
}

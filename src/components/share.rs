use leptos::prelude::*;

use crate::browser;
use crate::i18n::use_texts;
use crate::model::post::Share;

/// Ways to pass a post on: plain links, and what the browser itself offers.
#[component]
pub fn ShareBox(share: Share, title: String) -> impl IntoView {
    let texts = use_texts();
    // Neither works without the client; the second not in every browser.
    let ready = RwSignal::new(false);
    let has_sheet = RwSignal::new(false);
    let copied = RwSignal::new(false);
    Effect::new(move || {
        ready.set(true);
        has_sheet.set(browser::can_share());
    });
    let url = StoredValue::new(share.url);
    let copy = move |_| copied.set(browser::copy(&url.get_value()));
    let pass_on = move |_| browser::share(&title, &url.get_value());
    let link = |href: String, name: &'static str| {
        view! { <li><a href=href rel="noopener nofollow" target="_blank">{name}</a></li> }
    };
    view! {
        <section class="share" aria-labelledby="share">
            <h2 id="share">{texts.share}</h2>
            <ul>
                <li hidden=move || !ready.get()>
                    <button type="button" class="copy" on:click=copy>
                        {move || if copied.get() { texts.link_copied } else { texts.copy_link }}
                    </button>
                </li>
                <li hidden=move || !has_sheet.get()>
                    <button type="button" class="system" on:click=pass_on>{texts.system_share}</button>
                </li>
                {link(share.facebook, "Facebook")}
                {link(share.x, "X")}
                {link(share.zalo, "Zalo")}
                <li><a href=share.email>{texts.email}</a></li>
            </ul>
        </section>
    }
}

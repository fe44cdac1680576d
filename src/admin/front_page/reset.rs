use leptos::prelude::*;

use crate::admin::dialog::Dialog;
use crate::i18n::admin::use_admin_texts;

/// Renders the dialog that asks before the default front page replaces the arranged one.
#[component]
pub fn ResetFrontPage(open: RwSignal<bool>, reset: Callback<()>) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.front_page;
    let confirm = move |_| {
        open.set(false);
        reset.run(());
    };
    view! {
        <Dialog id="reset-front-page" title=texts.reset_title open>
            <div class="body"><p>{texts.reset_explained}</p></div>
            <footer>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{all.layout.cancel}</button>
                <button type="button" class="button" on:click=confirm>{texts.reset}</button>
            </footer>
        </Dialog>
    }
}

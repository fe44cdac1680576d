use leptos::html;
use leptos::prelude::*;

use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::use_admin_texts;

/// Renders a modal dialog, which is open while `is_open` is set. `close` is called when the user closes it, including
/// by Escape.
#[component]
pub fn MediaDialog(
    /// The `id` of the dialog, from which the ids of its parts are derived.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] is_open: Signal<bool>,
    close: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let texts = &use_admin_texts().layout;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (is_open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let title_id = format!("{id}-title");
    let labelledby = title_id.clone();
    view! {
        <dialog class="dialog large" id=id aria-labelledby=labelledby node_ref=dialog on:close=move |_| close.run(())>
            <header>
                <h2 id=title_id>{title}</h2>
                <button
                    type="button"
                    class="button plain only-icon"
                    aria-label=texts.close
                    on:click=move |_| close.run(())
                >
                    <IconImage icon=Icon::Close />
                </button>
            </header>
            <Show when=move || is_open.get()>{children()}</Show>
        </dialog>
    }
}

use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::Event;

use super::icon::{Icon, IconImage};
use crate::i18n::admin::use_admin_texts;

/// Renders a modal dialog, which is open while `open` is set. Escape and the close button close it, and the focus
/// returns to the previous element.
#[component]
pub fn Dialog(
    id: &'static str,
    #[prop(into)] title: String,
    open: RwSignal<bool>,
    #[prop(optional)] large: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let close = Callback::new(move |()| open.set(false));
    view! { <ControlledDialog id title=Signal::stored(title) is_open=open close large children /> }
}

/// Renders a modal dialog, which is open while `is_open` is set. `close` is called when the user closes it.
#[component]
pub fn ControlledDialog(
    /// The `id` of the dialog, from which the ids of its parts are derived.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] is_open: Signal<bool>,
    close: Callback<()>,
    #[prop(optional)] large: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let texts = use_admin_texts();
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let (Some(dialog), wanted) = (element.get(), is_open.get()) else { return };
        match (dialog.open(), wanted) {
            (false, true) => {
                let _ = dialog.show_modal();
            }
            (true, false) => dialog.close(),
            _ => {}
        }
    });
    let title_id = format!("{id}-title");
    view! {
        <dialog
            node_ref=element
            class="dialog"
            class:large=large
            id=id
            aria-labelledby=title_id.clone()
            on:close=move |_: Event| close.run(())
        >
            <header>
                <h2 id=title_id.clone()>{title}</h2>
                <button
                    type="button"
                    class="button plain only-icon"
                    aria-label=texts.layout.close
                    on:click=move |_| close.run(())
                >
                    <IconImage icon=Icon::Close />
                </button>
            </header>
            // The content is created when the dialog opens.
            <Show when=move || is_open.get()>{children()}</Show>
        </dialog>
    }
}

/// Renders a confirmation before an action that cannot be undone.
#[component]
pub fn ConfirmationDialog(
    id: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] action: String,
    open: RwSignal<bool>,
    on_confirm: Callback<()>,
) -> impl IntoView {
    let texts = use_admin_texts();
    let confirm = move |_| {
        open.set(false);
        on_confirm.run(());
    };
    view! {
        <Dialog id title open>
            <div class="body"><p>{text}</p></div>
            <footer>
                <button type="button" class="button plain" autofocus on:click=move |_| open.set(false)>
                    {texts.layout.cancel}
                </button>
                <button type="button" class="button danger" on:click=confirm>{action.clone()}</button>
            </footer>
        </Dialog>
    }
}

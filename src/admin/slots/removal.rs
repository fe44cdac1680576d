use leptos::prelude::*;

use crate::admin::dialog::ControlledDialog;
use crate::i18n::admin::use_admin_texts;

/// Something that is to be removed: its ID and name.
pub type Removing = RwSignal<Option<(i64, String)>>;

/// Asks before something is removed.
#[component]
pub fn RemovalQuestion(
    id: &'static str,
    title: &'static str,
    text: fn(&str) -> String,
    removing: Removing,
    /// Called with the ID.
    on_confirm: Callback<i64>,
) -> impl IntoView {
    let texts = use_admin_texts();
    let is_open = Signal::derive(move || removing.with(Option::is_some));
    let close = Callback::new(move |()| removing.set(None));
    let question = move || removing.get().map(|(_, name)| text(&name));
    let confirm = move |_| {
        let asked = removing.get_untracked();
        close.run(());
        if let Some((id, _)) = asked {
            on_confirm.run(id);
        }
    };
    view! {
        <ControlledDialog id title=Signal::stored(title.to_owned()) is_open close>
            <div class="body"><p>{question}</p></div>
            <footer>
                <button type="button" class="button plain" autofocus on:click=move |_| close.run(())>
                    {texts.layout.cancel}
                </button>
                <button type="button" class="button danger" on:click=confirm>{texts.placements.remove_short}</button>
            </footer>
        </ControlledDialog>
    }
}

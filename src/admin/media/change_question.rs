use leptos::prelude::*;

use crate::i18n::admin::use_admin_texts;

/// Asks before a change of a file reaches the posts that show it.
#[derive(Clone, Copy)]
pub struct ChangeQuestion {
    /// Number of posts that show the file and would change.
    uses: Signal<i64>,
    change: RwSignal<Option<Callback<()>>>,
}

impl ChangeQuestion {
    pub fn new(uses: Signal<i64>) -> ChangeQuestion {
        ChangeQuestion { uses, change: RwSignal::new(None) }
    }

    /// Makes a change at once if no post shows the file, or else when the user has agreed.
    pub fn ask(self, change: Callback<()>) {
        match self.uses.get_untracked() {
            0 => change.run(()),
            _ => self.change.set(Some(change)),
        }
    }
}

/// Renders the question while there is one.
#[component]
pub fn ChangeQuestionBar(question: ChangeQuestion) -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.media.picture_tools;
    let agree = move |_| {
        if let Some(change) = question.change.try_update(Option::take).flatten() {
            change.run(());
        }
    };
    view! {
        <Show when=move || question.change.with(Option::is_some)>
            <footer>
                <p class="start" role="alert">{move || (words.question)(question.uses.get())}</p>
                <button type="button" class="button quiet" autofocus on:click=move |_| question.change.set(None)>
                    {texts.layout.cancel}
                </button>
                <button type="button" class="button" on:click=agree>{words.agree}</button>
            </footer>
        </Show>
    }
}

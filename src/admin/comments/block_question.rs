use leptos::prelude::*;

use crate::admin::dialog::Dialog;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::block_rule::BlockRuleEffect;

/// State of the question before a block rule is added.
#[derive(Clone, Copy)]
pub struct BlockQuestion {
    open: RwSignal<bool>,
    effect: RwSignal<Option<BlockRuleEffect>>,
    /// Whether the user has confirmed that a large provider is meant.
    is_meant: RwSignal<bool>,
}

impl BlockQuestion {
    /// Creates the state without a question.
    pub fn new() -> BlockQuestion {
        BlockQuestion { open: RwSignal::new(false), effect: RwSignal::new(None), is_meant: RwSignal::new(false) }
    }

    /// Shows what a rule will match, and asks whether to add it.
    pub fn ask(self, effect: BlockRuleEffect) {
        self.is_meant.try_set(false);
        self.effect.try_set(Some(effect));
        self.open.try_set(true);
    }
}

/// Renders the question. A large email provider needs a second confirmation.
#[component]
pub fn BlockQuestionDialog(question: BlockQuestion, on_confirm: Callback<BlockRuleEffect>) -> impl IntoView {
    let texts = use_admin_texts();
    let blocks = &texts.blocks;
    let confirm = move |_| {
        question.open.set(false);
        if let Some(effect) = question.effect.get_untracked() {
            on_confirm.run(effect);
        }
    };
    let is_large =
        move || question.effect.with(|effect| effect.as_ref().is_some_and(|effect| effect.is_large_provider));
    let content = move || {
        question.effect.get().map(|effect| {
            let second = effect.is_large_provider.then(|| {
                let name = (blocks.confirm_provider)(&effect.pattern);
                view! {
                    <div class="banner alarm">
                        <div class="text">
                            <p>{blocks.large_provider}</p>
                            <label>
                                <input
                                    type="checkbox"
                                    prop:checked=question.is_meant
                                    on:change=move |event| question.is_meant.set(event_target_checked(&event))
                                />
                                " "
                                {name}
                            </label>
                        </div>
                    </div>
                }
            });
            view! {
                <p><strong>{(blocks.block_title)(&effect.pattern)}</strong></p>
                <p>{(blocks.hits_waiting)(effect.waiting)}</p>
                <p>{(blocks.hits_published)(effect.published, effect.checked)}</p>
                {second}
            }
        })
    };
    view! {
        <Dialog id="block-question" title=blocks.block open=question.open>
            <div class="body">{content}</div>
            <footer>
                <button type="button" class="button plain" autofocus on:click=move |_| question.open.set(false)>
                    {texts.layout.cancel}
                </button>
                <button
                    type="button"
                    class="button danger"
                    disabled=move || is_large() && !question.is_meant.get()
                    on:click=confirm
                >
                    {blocks.block}
                </button>
            </footer>
        </Dialog>
    }
}

use leptos::prelude::*;

use crate::admin::dialog::Dialog;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::block_rule::{BlockRuleSummary, CaughtComments};

/// Renders the question what to do with the comments that a rule has moved to spam, before the rule is removed.
#[component]
pub fn UnblockQuestion(
    /// The rule to be removed.
    rule: RwSignal<Option<BlockRuleSummary>>,
    on_answer: Callback<(BlockRuleSummary, CaughtComments)>,
) -> impl IntoView {
    let texts = use_admin_texts();
    let blocks = &texts.blocks;
    let open = RwSignal::new(false);
    Effect::new(move || open.set(rule.with(Option::is_some)));
    Effect::new(move || {
        if !open.get() {
            rule.set(None);
        }
    });
    let answer = move |caught: CaughtComments| {
        if let Some(rule) = rule.get_untracked() {
            on_answer.run((rule, caught));
        }
        open.set(false);
    };
    let content = move || {
        rule.get().map(|rule| {
            view! {
                <p><strong>{(blocks.unblock_title)(&rule.pattern)}</strong></p>
                <p>{(blocks.unblock_caught)(rule.caught)}</p>
            }
        })
    };
    view! {
        <Dialog id="unblock-question" title=blocks.remove open>
            <div class="body">{content}</div>
            <footer>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{texts.layout.cancel}</button>
                <button type="button" class="button quiet" on:click=move |_| answer(CaughtComments::Stay)>
                    {blocks.unblock_only}
                </button>
                <button type="button" class="button" autofocus on:click=move |_| answer(CaughtComments::Restore)>
                    {blocks.unblock_and_restore}
                </button>
            </footer>
        </Dialog>
    }
}

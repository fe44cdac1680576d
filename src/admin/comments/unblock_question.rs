use leptos::prelude::*;

use crate::admin::dialog::ControlledDialog;
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
    let is_open = Signal::derive(move || rule.with(Option::is_some));
    let close = Callback::new(move |()| rule.set(None));
    let answer = move |caught: CaughtComments| {
        let asked = rule.get_untracked();
        close.run(());
        if let Some(rule) = asked {
            on_answer.run((rule, caught));
        }
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
        <ControlledDialog id="unblock-question" title=blocks.remove is_open close>
            <div class="body">{content}</div>
            <footer>
                <button type="button" class="button plain" on:click=move |_| close.run(())>{texts.layout.cancel}</button>
                <button type="button" class="button quiet" on:click=move |_| answer(CaughtComments::Stay)>
                    {blocks.unblock_only}
                </button>
                <button type="button" class="button" autofocus on:click=move |_| answer(CaughtComments::Restore)>
                    {blocks.unblock_and_restore}
                </button>
            </footer>
        </ControlledDialog>
    }
}

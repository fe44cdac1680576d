use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::block_rule::{BlockRuleEffect, BlockRuleKind, BlockRuleSummary, CaughtComments};
use crate::model::admin::comment::{ModerationResult, PreviousModeration};
use crate::model::error::Error;

/// Returns the block rules, newest first. They apply to the whole site, so only editors may manage them.
#[server(endpoint = "admin/blocks", input = GetUrl, output = Json)]
pub async fn list_block_rules() -> Result<Vec<BlockRuleSummary>, Error> {
    use crate::reading::comment_queue::read_block_rules;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};

    let read = async {
        require_editor().await?;
        read_block_rules(&state()?).await
    };
    answer(read.await)
}

/// Returns what a block rule would match, without adding it.
#[server(endpoint = "admin/blocks/examine", input = Json, output = Json)]
pub async fn examine_block_rule(kind: BlockRuleKind, text: String) -> Result<BlockRuleEffect, Error> {
    use crate::commenting::examine_block_rule;
    use crate::i18n::admin::admin_texts;
    use crate::model::error::Rejection;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::screening::BlockRule;

    let examine = async {
        require_editor().await?;
        let state = state()?;
        let texts = admin_texts(state.settings().site.language);
        let rule = BlockRule::parse(kind, &text);
        let rule = rule.map_err(|fault| Rejection::error("block-pattern", texts.blocks.fault(fault)))?;
        examine_block_rule(&state, &rule).await
    };
    answer(examine.await)
}

/// Adds a block rule. Pending comments that match it become spam. `is_confirmed` is required for a rule that blocks all
/// of a large email provider.
#[server(endpoint = "admin/blocks/add", input = Json, output = Json)]
pub async fn add_block_rule(
    kind: BlockRuleKind,
    text: String,
    #[server(default)] is_confirmed: bool,
) -> Result<ModerationResult, Error> {
    use crate::commenting::{AddedBlockRule, add_block_rule};
    use crate::i18n::admin::admin_texts;
    use crate::model::admin::block_rule::is_large_provider;
    use crate::model::error::Rejection;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::screening::BlockRule;
    use crate::store::comments::queue;

    let write = async {
        require_editor().await?;
        let state = state()?;
        let texts = admin_texts(state.settings().site.language);
        let rule = BlockRule::parse(kind, &text);
        let rule = rule.map_err(|fault| Rejection::error("block-pattern", texts.blocks.fault(fault)))?;
        if is_large_provider(kind, &rule.pattern()) && !is_confirmed {
            return Err(Rejection::error("block-pattern", texts.blocks.large_provider));
        }
        let AddedBlockRule { id, former } = add_block_rule(&state, &rule).await?;
        let counts = queue::count(&mut *state.store.read().await?, None).await?;
        Ok(ModerationResult { former, block: id, counts })
    };
    answer(write.await)
}

/// Removes a block rule, and restores the comments in `former`, which it had made spam, or with `caught` all of them.
/// Returns the previous states of the latter.
#[server(endpoint = "admin/blocks/remove", input = Json, output = Json)]
pub async fn remove_block_rule(
    id: i64,
    former: Vec<PreviousModeration>,
    #[server(default)] caught: CaughtComments,
) -> Result<ModerationResult, Error> {
    use crate::commenting::{CommentScope, remove_block_rule, restore};
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let scope = CommentScope::of(&require_editor().await?.user);
        let mut writing = state()?.store.write().await?;
        let restored = remove_block_rule(&mut writing, scope, id, caught).await?;
        restore(&mut writing, scope, &former).await?;
        let counts = queue::count(&mut writing, None).await?;
        writing.commit().await?;
        Ok(ModerationResult { former: restored, block: None, counts })
    };
    answer(write.await)
}

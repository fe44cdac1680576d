use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::block_rule::{BlockRuleKind, BlockRuleSummary};
use crate::model::admin::comment::{ModerationCounts, ModerationResult, PreviousModeration};
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

/// Adds a block rule. Pending comments that match it become spam.
#[server(endpoint = "admin/blocks/add", input = Json, output = Json)]
pub async fn add_block_rule(kind: BlockRuleKind, text: String) -> Result<ModerationResult, Error> {
    use crate::commenting::{AddedBlockRule, add_block_rule};
    use crate::i18n::admin::admin_texts;
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
        let AddedBlockRule { id, former } = add_block_rule(&state, &rule).await?;
        let counts = queue::count(&mut *state.store.read().await?, None).await?;
        Ok(ModerationResult { former, block: id, counts })
    };
    answer(write.await)
}

/// Removes a block rule, and restores the comments in `former`, which it had made spam.
#[server(endpoint = "admin/blocks/remove", input = Json, output = Json)]
pub async fn remove_block_rule(id: i64, former: Vec<PreviousModeration>) -> Result<ModerationCounts, Error> {
    use crate::commenting::{CommentScope, restore};
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::store::block_rules;
    use crate::store::comments::queue;

    let write = async {
        let scope = CommentScope::of(&require_editor().await?.user);
        let mut writing = state()?.store.write().await?;
        block_rules::remove(&mut writing, id).await?;
        restore(&mut writing, scope, &former).await?;
        let counts = queue::count(&mut writing, None).await?;
        writing.commit().await?;
        Ok(counts)
    };
    answer(write.await)
}

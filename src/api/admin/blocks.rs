use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::block::{Block, BlockKind};
use crate::model::admin::comment::{Changed, Counts, Former};
use crate::model::error::Error;

/// The rules that block comments, the newest first. They hold for the whole site, so they are the editors' affair.
#[server(endpoint = "admin/blocks", input = GetUrl, output = Json)]
pub async fn list_blocks() -> Result<Vec<Block>, Error> {
    use crate::reading::queue::read_blocks;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};

    let read = async {
        require_editor().await?;
        read_blocks(&state()?).await
    };
    answer(read.await)
}

/// Adds a rule; comments that wait and break it go to the spam.
#[server(endpoint = "admin/blocks/add", input = Json, output = Json)]
pub async fn add_block(kind: BlockKind, text: String) -> Result<Changed, Error> {
    use crate::commenting::{Blocked, block};
    use crate::i18n::admin::admin_texts;
    use crate::model::error::Rejection;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::screening::Rule;
    use crate::store::comments::queue;

    let write = async {
        require_editor().await?;
        let state = state()?;
        let texts = admin_texts(state.settings().site.language);
        let rule = Rule::parse(kind, &text);
        let rule = rule.map_err(|fault| Rejection::error("block-pattern", texts.blocks.fault(fault)))?;
        let Blocked { id, former } = block(&state, &rule).await?;
        let counts = queue::count(&mut *state.store.read().await?, None).await?;
        Ok(Changed { former, block: id, counts })
    };
    answer(write.await)
}

/// Takes a rule back. `former`: comments that it had put among the spam, and that come back.
#[server(endpoint = "admin/blocks/remove", input = Json, output = Json)]
pub async fn remove_block(id: i64, former: Vec<Former>) -> Result<Counts, Error> {
    use crate::commenting::{Reach, restore};
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::store::blocks;
    use crate::store::comments::queue;

    let write = async {
        let reach = Reach::of(&require_editor().await?.user);
        let mut writing = state()?.store.write().await?;
        blocks::remove(&mut writing, id).await?;
        restore(&mut writing, reach, &former).await?;
        let counts = queue::count(&mut writing, None).await?;
        writing.commit().await?;
        Ok(counts)
    };
    answer(write.await)
}

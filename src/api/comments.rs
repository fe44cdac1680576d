use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::model::comment::{CommentDraft, Sent};
use crate::model::error::Error;

/// Takes a comment.
#[server(endpoint = "comments", input = Json, output = Json)]
pub async fn send_comment(draft: CommentDraft) -> Result<Sent, Error> {
    use crate::reading::present_received;
    use crate::request::{answer, caller, state};

    let state = state()?;
    let received = crate::commenting::send(&state, caller()?, &draft).await;
    state.metrics.count_comment(crate::commenting::outcome(&received));
    answer(received.map(|received| present_received(&state, received)))
}

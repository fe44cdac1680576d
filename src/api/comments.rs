use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::model::comment::{CommentDraft, Sent};
use crate::model::error::Error;

/// Takes a comment.
#[server(endpoint = "comments", input = Json, output = Json)]
pub async fn send_comment(draft: CommentDraft) -> Result<Sent, Error> {
    use crate::request::{answer, caller, state};

    answer(crate::commenting::send(&state()?, caller()?, &draft).await)
}

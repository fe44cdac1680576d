use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use super::answers::{read_answer, read_sent};
use crate::browser::fetching;
use crate::browser::json::Record;
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

/// [`send_comment`] as a reader's browser calls it.
pub async fn post_comment(draft: &CommentDraft) -> Result<Sent, Error> {
    let CommentDraft { post, parent, name, email, body, website, stamp } = draft;
    let texts =
        [("parent", parent), ("name", name), ("email", email), ("body", body), ("website", website), ("stamp", stamp)];
    let record =
        Record::of(&texts.map(|(name, text)| (name, text.as_str()))).with_number("post", *post).within("draft");
    read_answer(fetching::post("/api/comments", &record.write()).await, read_sent)
}

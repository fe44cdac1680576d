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
    use axum::http::{header, request::Parts};
    use leptos_axum::ResponseOptions;

    use crate::commenting::{Requester, send};
    use crate::reading::present_received;
    use crate::request::{answer, caller, state};

    let (state, parts) = (state()?, use_context::<Parts>().ok_or(Error::Internal)?);
    let received = async {
        let requester = Requester::of(&state, caller()?, &parts.headers).await?;
        send(&state, &requester, &draft).await
    };
    let received = received.await;
    if let Ok(received) = &received {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, received.cookie.clone());
    }
    state.metrics.count_comment(crate::commenting::outcome(&received));
    answer(received.map(|received| present_received(&state, received)))
}

/// [`send_comment`] as a reader's browser calls it.
pub async fn post_comment(draft: &CommentDraft) -> Result<Sent, Error> {
    crate::browser::commenter::introduce();
    let CommentDraft { post, parent, name, email, body, website, stamp } = draft;
    let texts =
        [("parent", parent), ("name", name), ("email", email), ("body", body), ("website", website), ("stamp", stamp)];
    let record =
        Record::of(&texts.map(|(name, text)| (name, text.as_str()))).with_number("post", *post).within("draft");
    read_answer(fetching::post("/api/comments", &record.write()).await, read_sent)
}

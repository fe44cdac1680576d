use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use super::responses::{parse_response, parse_submitted_comment};
use crate::browser::fetch;
use crate::browser::json::JsonObject;
use crate::model::address::paths;
use crate::model::comment::{CommentDraft, SubmittedComment};
use crate::model::error::Error;

/// Accepts a comment.
#[server(endpoint = "comments", input = Json, output = Json)]
pub async fn send_comment(draft: CommentDraft) -> Result<SubmittedComment, Error> {
    use axum::http::{header, request::Parts};
    use leptos_axum::ResponseOptions;

    use crate::commenting::{Requester, submit};
    use crate::reading::present_received;
    use crate::request::{answer, client_info, state};

    let (state, parts) = (state()?, use_context::<Parts>().ok_or(Error::Internal)?);
    let received = async {
        let requester = Requester::of(&state, client_info()?, &parts.headers).await?;
        submit(&state, &requester, &draft).await
    };
    let received = received.await;
    if let Ok(received) = &received {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, received.cookie.clone());
    }
    state.metrics.count_comment(crate::commenting::count_outcome(&received));
    answer(received.map(|received| present_received(&state, received)))
}

/// Calls [`send_comment`] from the public client.
pub async fn post_comment(draft: &CommentDraft) -> Result<SubmittedComment, Error> {
    crate::browser::commenter::introduce();
    let CommentDraft { post, parent, name, email, body, website, form_token } = draft;
    let texts = [
        ("parent", parent),
        ("name", name),
        ("email", email),
        ("body", body),
        ("website", website),
        ("stamp", form_token),
    ];
    let record =
        JsonObject::of(&texts.map(|(name, text)| (name, text.as_str()))).with_number("post", *post).within("draft");
    parse_response(fetch::post(paths::COMMENTS, &record.write()).await, parse_submitted_comment)
}

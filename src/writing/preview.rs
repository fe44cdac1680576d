use super::render::render;
use super::validate::BODY_LENGTH;
use super::work_queue::WorkOwner;
use crate::i18n::admin::admin_texts;
use crate::i18n::embed_words;
use crate::model::admin::post::{BodyPreview, PostDraft};
use crate::model::error::{Error, Rejection};
use crate::model::user::User;
use crate::state::AppState;
use crate::text::body::set_apart;
use crate::text::embed;

/// Renders the body of a draft as readers will see it. Stores nothing.
pub async fn preview(state: &AppState, user: &User, draft: &PostDraft) -> Result<BodyPreview, Error> {
    let language = state.settings().site.language;
    let texts = &admin_texts(language).writing;
    if draft.source.chars().count() > BODY_LENGTH {
        return Err(Rejection::error("post-body", (texts.too_long)(BODY_LENGTH)));
    }
    let body = render(&state.store, WorkOwner(user.id), &draft.source, draft.format).await?;
    let body = body.ok_or_else(|| Rejection::error("post-body", texts.too_complex))?;
    let html = embed::complete(&body.html, |kind, source| embed_words(language, kind, source)).html;
    Ok(BodyPreview { html: set_apart(&html, "preview-"), words: body.words.into(), minutes: body.minutes.into() })
}

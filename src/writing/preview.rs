use super::check::BODY_LENGTH;
use super::draft::format_text;
use super::render;
use crate::i18n::admin::admin_texts;
use crate::model::admin::post::{Draft, Preview};
use crate::model::error::{Error, Rejection};
use crate::state::State;
use crate::text::body::set_apart;

/// The body of a draft as readers will see it. Nothing is stored.
pub async fn preview(state: &State, draft: &Draft) -> Result<Preview, Error> {
    if draft.source.chars().count() > BODY_LENGTH {
        let texts = &admin_texts(state.settings().site.language).writing;
        return Err(Rejection::error("post-body", (texts.too_long)(BODY_LENGTH)));
    }
    let body = render(&mut *state.store.read().await?, &draft.source, format_text(draft.format)).await?;
    Ok(Preview { html: set_apart(&body.html, "preview-"), words: body.words.into(), minutes: body.minutes.into() })
}

use super::validate::BODY_LENGTH;
use super::work_queue::{WorkOwner, run_heavy};
use crate::i18n::admin::admin_texts;
use crate::model::admin::post::{BodyFormat, ConvertedBody, PostDraft};
use crate::model::error::{Error, Rejection};
use crate::model::user::User;
use crate::state::AppState;
use crate::text::body;
use crate::text::to_markdown::to_markdown_until;

/// Converts the body of a draft to the other format. Readers see the same before and after. Stores nothing.
pub async fn convert(state: &AppState, user: &User, draft: PostDraft) -> Result<ConvertedBody, Error> {
    let texts = &admin_texts(state.settings().site.language).writing;
    let PostDraft { source, format, .. } = draft;
    if source.chars().count() > BODY_LENGTH {
        return Err(Rejection::error("post-body", (texts.too_long)(BODY_LENGTH)));
    }
    let converted = run_heavy(WorkOwner(user.id), move |progress| {
        let should_stop = || progress.is_over();
        match format {
            BodyFormat::Markdown => {
                let source = body::visual_until(&source, &should_stop)?;
                Some(ConvertedBody { format: BodyFormat::Visual, source, kept: Vec::new() })
            }
            BodyFormat::Visual => {
                let (source, kept) = to_markdown_until(&source, &should_stop)?;
                Some(ConvertedBody { format: BodyFormat::Markdown, source, kept })
            }
        }
    });
    converted.await?.ok_or_else(|| Rejection::error("post-body", texts.too_complex))
}

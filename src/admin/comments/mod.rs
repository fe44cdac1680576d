use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin/comments`
#[component]
pub fn CommentsPage() -> impl IntoView {
    let texts = &use_admin_texts().comments;
    view! { <Heading title=texts.title /> }
}

use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::Kind;

/// The editor of posts, or of pages.
#[component]
pub fn EditorPage(kind: Kind) -> impl IntoView {
    let texts = &use_admin_texts().editor;
    let _ = kind;
    view! { <Heading title=texts.title /> }
}

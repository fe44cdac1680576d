use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::Kind;

/// The posts of posts, or of pages.
#[component]
pub fn PostsPage(kind: Kind) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let _ = kind;
    view! { <Heading title=texts.title /> }
}

use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin/media`
#[component]
pub fn MediaPage() -> impl IntoView {
    let texts = &use_admin_texts().media;
    view! { <Heading title=texts.title /> }
}

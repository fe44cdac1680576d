use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin/menu`
#[component]
pub fn MenuPage() -> impl IntoView {
    let texts = &use_admin_texts().menu;
    view! { <Heading title=texts.title /> }
}

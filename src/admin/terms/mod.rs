use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin/terms`
#[component]
pub fn TermsPage() -> impl IntoView {
    let texts = &use_admin_texts().terms;
    view! { <Heading title=texts.title /> }
}

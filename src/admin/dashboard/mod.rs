use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin`
#[component]
pub fn DashboardPage() -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    view! { <Heading title=texts.title /> }
}

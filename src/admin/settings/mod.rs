use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let texts = &use_admin_texts().settings;
    view! { <Heading title=texts.title /> }
}

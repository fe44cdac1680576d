use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin/backup`
#[component]
pub fn BackupPage() -> impl IntoView {
    let texts = &use_admin_texts().backup;
    view! { <Heading title=texts.title /> }
}

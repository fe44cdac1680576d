use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    let texts = &use_admin_texts().account;
    view! { <Heading title=texts.title /> }
}

use leptos::prelude::*;

use super::layout::Heading;
use crate::i18n::admin::use_admin_texts;

/// `/admin/users`
#[component]
pub fn UsersPage() -> impl IntoView {
    let texts = &use_admin_texts().users;
    view! { <Heading title=texts.title /> }
}

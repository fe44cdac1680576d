use leptos::prelude::*;

use crate::components::loaded::loaded;

/// Any other address: the server may know it from before, and redirects; else there is nothing.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    loaded(|_| None)
}

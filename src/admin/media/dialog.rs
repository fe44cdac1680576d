use leptos::prelude::*;

use crate::admin::dialog::ControlledDialog;

/// Renders a large modal dialog, which is open while `is_open` is set. `close` is called when the user closes it,
/// including by Escape.
#[component]
pub fn MediaDialog(
    /// The `id` of the dialog, from which the ids of its parts are derived.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] is_open: Signal<bool>,
    close: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    view! { <ControlledDialog id title is_open close large=true children /> }
}

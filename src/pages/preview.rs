use leptos::prelude::*;

use super::page::Sheet;
use super::post::Article;
use crate::components::loaded::loaded;
use crate::i18n::use_texts;
use crate::model::view::View;

/// `/preview/{token}`: a post or page that is not published, as it will be.
#[component]
pub fn PreviewPage() -> impl IntoView {
    loaded(|view| {
        let banner = view! { <p class="preview" role="note">{use_texts().preview}</p> };
        match view {
            View::Post(post) => Some(view! { {banner} <Article post=*post hidden=true /> }.into_any()),
            View::Page(post) => Some(view! { {banner} <Sheet post=*post hidden=true /> }.into_any()),
            _ => None,
        }
    })
}

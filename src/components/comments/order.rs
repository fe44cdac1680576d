use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::model::address::newest_first_path;

/// Renders the links to both orders of the comments on the post at a path. They are pages of their own, so that each is
/// cached as any page is.
#[component]
pub fn CommentOrder(path: String, newest_first: bool) -> impl IntoView {
    let texts = use_texts();
    let link = |href: String, name: &'static str, is_current: bool| {
        let current = is_current.then_some("true");
        view! { <li><a href=format!("{href}#comments") rel="nofollow" aria-current=current>{name}</a></li> }
    };
    let newest = newest_first_path(&path);
    view! {
        <nav class="comment-order" aria-label=texts.comment_order>
            <ul>
                {link(path, texts.oldest_first, !newest_first)}
                {link(newest, texts.newest_first, newest_first)}
            </ul>
        </nav>
    }
}

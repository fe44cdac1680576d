use leptos::prelude::*;

use super::list_query::{address, is_narrow};
use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::post::{PostFilter, PostKind, PostStatus};

/// Renders the empty state of a list.
#[component]
pub fn EmptyPostList(
    filter: PostFilter,
    /// Whether the lists of all statuses are empty.
    is_all_empty: bool,
) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let kind = filter.kind;
    let is_searching = !filter.text.is_empty() || filter.author.is_some() || filter.category.is_some();
    if filter.status == Some(PostStatus::Trash) && !is_searching {
        return view! {
            <section class="empty-state">
                <IconImage icon=Icon::Trash />
                <h2>{texts.trash_empty}</h2>
                <p>{texts.trash_empty_detail}</p>
            </section>
        }
        .into_any();
    }
    if is_narrow(&filter) && !is_all_empty {
        let all = address(&PostFilter { kind, ..PostFilter::default() });
        return view! {
            <section class="empty-state">
                <IconImage icon=Icon::Search />
                <h2>{texts.none_found}</h2>
                <p>{texts.none_found_detail}</p>
                <div class="actions"><a class="button quiet" href=all>{texts.drop_filter}</a></div>
            </section>
        }
        .into_any();
    }
    let (title, detail, action) = match kind {
        PostKind::Post => (texts.no_posts, texts.no_posts_detail, texts.first_post),
        PostKind::Page => (texts.no_pages, texts.no_pages_detail, texts.new_page),
    };
    view! {
        <section class="empty-state">
            <IconImage icon=Icon::Post />
            <h2>{title}</h2>
            <p>{detail}</p>
            <div class="actions"><a class="button" href=AdminAddress::new_of(kind).path()>{action}</a></div>
        </section>
    }
    .into_any()
}

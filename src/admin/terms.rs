//! Categories, tags and redirects.

mod category_tree;
mod merge_form;
mod not_found_paths;
mod page_state;
mod redirects;
mod tag_list;
mod term_form;
mod term_item;
mod term_looks;

pub use redirects::RedirectsPage;

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::icon::{Icon, IconImage};
use super::layout::PageHeading;
use super::tab_bar::TabBar;
use crate::api::admin::terms::list_terms;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::term::TermKind;
use category_tree::CategoryTree;
use merge_form::MergeTermForm;
use page_state::{OpenTermForm, TermsPageState};
use tag_list::TagList;

/// Renders `/admin/terms`.
#[component]
pub fn TermsPage() -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| (query.get("tag").unwrap_or_default(), query.get("after").unwrap_or_default()))
    });
    let terms = Resource::new(move || wanted.get(), |(search, after)| list_terms(search, after));
    let page = TermsPageState::new(Callback::new(move |()| terms.refetch()));
    provide_context(page);
    let adder = move |kind: TermKind, label: &'static str, class: &'static str| {
        view! {
            <button type="button" class=class on:click=move |_| page.open_new(kind)>
                <IconImage icon=Icon::Add />{label}
            </button>
        }
    };
    view! {
        <PageHeading title=texts.title>
            {adder(TermKind::Category, texts.add_category, "button")}
            {adder(TermKind::Tag, texts.add_tag, "button quiet")}
        </PageHeading>
        <TermTabs />
        <div class="two-columns">
            <CategoryTree terms />
            <TagList terms />
        </div>
        {move || match page.open.get() {
            OpenTermForm::Merge(term) => Some(view! { <MergeTermForm term /> }),
            _ => None,
        }}
    }
}

/// Renders the tabs of this section.
#[component]
fn TermTabs() -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let here = use_location().pathname;
    let tab = move |path: &'static str, name: &'static str| {
        view! { <li><a href=path aria-current=move || (here.get() == path).then_some("page")>{name}</a></li> }
    };
    view! {
        <TabBar label=texts.tabs>
            {tab(AdminAddress::Terms.path(), texts.title)}
            {tab(AdminAddress::Redirects.path(), texts.old_addresses)}
        </TabBar>
    }
}

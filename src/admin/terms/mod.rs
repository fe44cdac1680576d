//! Categories, tags and old addresses.

mod categories;
mod form;
mod item;
mod merge;
mod missing;
mod redirects;
mod tags;
mod work;

pub use redirects::RedirectsPage;

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::icon::{Drawn, Icon};
use super::layout::Heading;
use super::tabs::TabBar;
use crate::api::admin::terms::list_terms;
use crate::i18n::admin::use_admin_texts;
use crate::model::term::TermKind;
use categories::Categories;
use merge::Merge;
use tags::Tags;
use work::{Open, Work};

/// `/admin/terms`
#[component]
pub fn TermsPage() -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| (query.get("tag").unwrap_or_default(), query.get("after").unwrap_or_default()))
    });
    let terms = Resource::new(move || wanted.get(), |(search, after)| list_terms(search, after));
    let work = Work::new(Callback::new(move |()| terms.refetch()));
    provide_context(work);
    let adder = move |kind: TermKind, label: &'static str, class: &'static str| {
        view! {
            <button type="button" class=class on:click=move |_| work.open_new(kind)>
                <Drawn icon=Icon::Add />{label}
            </button>
        }
    };
    view! {
        <Heading title=texts.title>
            {adder(TermKind::Category, texts.add_category, "button")}
            {adder(TermKind::Tag, texts.add_tag, "button quiet")}
        </Heading>
        <Tabs />
        <div class="two-columns">
            <Categories terms />
            <Tags terms />
        </div>
        {move || match work.open.get() {
            Open::Merge(term) => Some(view! { <Merge term /> }),
            _ => None,
        }}
    }
}

/// The parts of this place.
#[component]
fn Tabs() -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let here = use_location().pathname;
    let tab = move |path: &'static str, name: &'static str| {
        view! { <li><a href=path aria-current=move || (here.get() == path).then_some("page")>{name}</a></li> }
    };
    view! {
        <TabBar label=texts.tabs>
            {tab("/admin/terms", texts.title)}{tab("/admin/terms/redirects", texts.old_addresses)}
        </TabBar>
    }
}

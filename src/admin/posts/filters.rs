use std::time::Duration;

use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::list_query::address;
use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::{PostFilter, PostKind, SelectOption};

/// The search starts this long after the last keystroke.
const WAIT: Duration = Duration::from_millis(300);

/// State of the search field.
#[derive(Clone, Copy)]
pub struct PostSearch {
    typed: RwSignal<String>,
    /// The text last written to the URL. A different one in the URL comes from navigation.
    asked: StoredValue<String>,
}

impl PostSearch {
    /// Follows the URL without overwriting what is being typed.
    pub fn new(filter: Memo<PostFilter>) -> Self {
        let text = filter.with_untracked(|filter| filter.text.clone());
        let search = PostSearch { typed: RwSignal::new(text.clone()), asked: StoredValue::new(text) };
        Effect::new(move || {
            let text = filter.with(|filter| filter.text.clone());
            if search.asked.with_value(|asked| *asked != text) {
                search.asked.set_value(text.clone());
                search.typed.set(text);
            }
        });
        search
    }
}

/// Renders the filters: text, author and category. Each change updates the URL.
#[component]
pub fn PostFilters(
    filter: PostFilter,
    search: PostSearch,
    authors: Vec<SelectOption>,
    categories: Vec<SelectOption>,
) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let navigate = use_navigate();
    let (author, category, kind) = (filter.author, filter.category, filter.kind);
    let filter = StoredValue::new(filter);
    let go = StoredValue::new(move |change: &dyn Fn(&mut PostFilter)| {
        let Some(mut wanted) = filter.try_get_value() else { return };
        wanted.cursor.clear();
        wanted.text = search.typed.get_untracked().trim().to_owned();
        search.asked.set_value(wanted.text.clone());
        change(&mut wanted);
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&address(&wanted), options);
    });
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let find = move || {
        go.try_with_value(|go| go(&|_| {}));
    };
    let write = move |event: Event| {
        search.typed.set(event_target_value(&event));
        timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer = set_timeout_with_handle(find, WAIT).ok();
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        find();
    };
    let by_author = move |event: Event| {
        let author = event_target_value(&event).parse().ok();
        go.with_value(|go| go(&|filter| filter.author = author));
    };
    let by_category = move |event: Event| {
        let category = event_target_value(&event).parse().ok();
        go.with_value(|go| go(&|filter| filter.category = category));
    };
    view! {
        <form class="filters" method="get" role="search" aria-label=texts.filter on:submit=submit>
            <div class="search">
                <IconImage icon=Icon::Search />
                <input
                    type="search"
                    name="text"
                    id="posts-text"
                    aria-label=texts.search
                    placeholder=texts.search
                    value=search.typed.get_untracked()
                    prop:value=search.typed
                    on:input=write
                />
            </div>
            {(authors.len() > 1).then(|| view! {
                <div class="choice">
                    <select name="author" id="posts-author" aria-label=texts.author on:change=by_author>
                        <option value="" selected=author.is_none()>{texts.any_author}</option>
                        {options(authors, author)}
                    </select>
                </div>
            })}
            {(kind == PostKind::Post && !categories.is_empty()).then(|| view! {
                <div class="choice">
                    <select name="category" id="posts-category" aria-label=texts.category on:change=by_category>
                        <option value="" selected=category.is_none()>{texts.any_category}</option>
                        {options(categories, category)}
                    </select>
                </div>
            })}
        </form>
    }
}

/// Renders options, indented by depth.
fn options(choices: Vec<SelectOption>, chosen: Option<i64>) -> Vec<AnyView> {
    let option = |choice: SelectOption| {
        let name = format!("{}{}", "\u{a0}\u{a0}".repeat(usize::from(choice.depth)), choice.name);
        view! { <option value=choice.id selected=chosen == Some(choice.id)>{name}</option> }.into_any()
    };
    choices.into_iter().map(option).collect()
}

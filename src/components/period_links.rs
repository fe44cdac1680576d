use leptos::prelude::*;

use crate::i18n::{use_navigation_texts, use_texts};
use crate::model::listing::PeriodLink;

/// Renders the years or months of the archive, if there are any.
#[component]
pub fn PeriodLinks(periods: Vec<PeriodLink>) -> impl IntoView {
    let texts = use_texts();
    (!periods.is_empty()).then(|| {
        let items = periods.into_iter().map(|period| {
            view! {
                <li><a href=period.path>
                    {period.title} " " <span class="count">{(texts.posts_in_category)(period.count)}</span>
                </a></li>
            }
        });
        view! {
            <nav aria-label=use_navigation_texts().periods>
                <ul class="tags">{items.collect_view()}</ul>
            </nav>
        }
    })
}

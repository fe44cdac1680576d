use leptos::prelude::*;

use super::avatar::Avatar;
use crate::model::author::Author;

/// Renders the picture of an author, or initials. `sizes` is the width at which it is shown.
#[component]
pub fn Portrait<'a>(author: &'a Author, sizes: &'static str) -> impl IntoView + use<> {
    match author.portrait.clone() {
        Some(image) => {
            let set = (!image.set.is_empty()).then_some(image.set);
            view! {
                <img
                    class="avatar"
                    srcset=set.clone()
                    sizes=set.map(|_| sizes)
                    src=image.src
                    alt=""
                    width="44"
                    height="44"
                    decoding="async"
                />
            }
            .into_any()
        }
        None => view! { <Avatar name=author.name.clone() /> }.into_any(),
    }
}

/// Renders the links to an author's pages elsewhere, if there are any.
#[component]
pub fn AuthorLinks<'a>(author: &'a Author) -> impl IntoView + use<> {
    (!author.links.is_empty()).then(|| {
        let links = author.links.clone().into_iter();
        let links =
            links.map(|link| view! { <li><a class="u-url" rel="me noopener" href=link.path>{link.title}</a></li> });
        let label = crate::i18n::use_navigation_texts().author_elsewhere;
        view! { <ul class="tags" aria-label=label>{links.collect_view()}</ul> }
    })
}

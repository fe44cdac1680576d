use leptos::prelude::*;

use super::avatar::Avatar;
use crate::model::author::Author;
use crate::model::image::Image;

/// Renders the picture of an author, or initials. `sizes` is the width at which it is shown. In lists, it is loaded when
/// it is near.
#[component]
pub fn Portrait(
    #[prop(into)] name: String,
    portrait: Option<Image>,
    sizes: &'static str,
    #[prop(optional)] is_in_list: bool,
) -> impl IntoView {
    match portrait {
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
                    loading=is_in_list.then_some("lazy")
                    decoding="async"
                />
            }
            .into_any()
        }
        None => view! { <Avatar name /> }.into_any(),
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

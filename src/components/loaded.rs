use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::error_page::{ErrorPage, NotFound};
use super::navigation::Navigation;
use crate::model::codec::Bodiless;
use crate::model::view::{View, Viewed};

/// A page: fetches what its URL shows and shows it, and again when the URL changes. `show` gives nothing for a view
/// of another kind than its page's, which no URL of its route has.
pub fn loaded(show: fn(View) -> Option<AnyView>) -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    // The route's own URL: it does not change when the reader leaves for another route.
    let url = use_url();
    let wanted = Memo::new(move |_| url.with(|url| path_and_query(url.path(), url.search())));
    let view = Resource::<Viewed, Bodiless>::new_with_options(
        move || wanted.get(),
        move |wanted| navigation.fetch(wanted),
        true,
    );
    Effect::new(move || {
        view.with(|viewed| {
            if let Some(viewed) = viewed {
                navigation.arrive(wanted.get_untracked(), viewed);
            }
        });
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(View::Moved(target)) => {
                        navigation.follow(target);
                        ().into_any()
                    }
                    Ok(view) => show(view).unwrap_or_else(|| view! { <NotFound /> }.into_any()),
                    Err(error) => view! { <ErrorPage error retry=Callback::new(move |()| view.refetch()) /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// A URL as [`Views`] know it.
pub fn path_and_query(path: &str, search: &str) -> String {
    let search = search.trim_start_matches('?');
    match search {
        "" => path.to_owned(),
        search => format!("{path}?{search}"),
    }
}

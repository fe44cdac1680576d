use leptos::prelude::*;

use super::error_page::{AdminErrorPage, use_session_expiry};
use crate::model::error::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Renders the value of a resource, which stays visible while it is refetched, or the error.
pub fn resource_view<T, V>(
    resource: Resource<Result<T, Error>>,
    show: impl Fn(T) -> V + Clone + Send + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let expiry = use_session_expiry();
    view! {
        <Transition>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    let fetched = resource.await;
                    expiry.note(&fetched);
                    match fetched {
                        Ok(value) => show(value).into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| resource.refetch());
                            view! { <AdminErrorPage error retry /> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

use super::fragments;
use crate::model::view::View;
use crate::model::visited::{Visit, Visited};
use crate::reading::site::read_site;
use crate::reading::url::Requested;
use crate::reading::{Wanted, read_view};
use crate::state::State;

/// Reads and renders what a URL shows, for a browser that is on another page.
pub async fn visit(state: &State, wanted: Wanted<'_>) -> Visit {
    let path = Requested::parse(wanted.url).path;
    match read_view(state, wanted).await? {
        View::Moved(target) => Ok(Visited::Moved(target)),
        view => Ok(Visited::Page(fragments(&*read_site(state).await?, Ok(view), &path))),
    }
}

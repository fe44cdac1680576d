//! Taking over what the server has rendered.

use std::any::Any;

use leptos::prelude::*;
use leptos::web_sys::Element;

/// A part of the page that is alive, until this is dropped; its elements then stay as they are.
pub struct Alive {
    /// What its elements hold on to.
    _state: Box<dyn Any>,
    /// What its signals and effects belong to.
    _owner: Owner,
}

/// Hydrates what an element holds. Leptos's own function is for a whole application, and looks for the data of
/// resources, of which we have none.
pub fn hydrate<V: IntoView>(place: &Element, make: impl FnOnce() -> V) -> Alive
where
    V::State: 'static,
{
    let owner = Owner::new_root(None);
    let state = owner.with(|| make().hydrate_from::<true>(place));
    Alive { _state: Box::new(state), _owner: owner }
}

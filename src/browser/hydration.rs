//! Taking over what the server has rendered.

use std::any::Any;

use leptos::prelude::*;
use leptos::web_sys::Element;

/// Parts of the page that are alive, until this is dropped; their elements then stay as they are.
pub struct HydratedRegion {
    /// What their elements hold on to.
    states: Vec<Box<dyn Any>>,
    /// What their signals and effects belong to.
    owner: Owner,
}

impl HydratedRegion {
    /// Nothing yet. Signals that the parts share are made in [`HydratedRegion::with`].
    pub fn begin() -> HydratedRegion {
        HydratedRegion { states: Vec::new(), owner: Owner::new_root(None) }
    }

    /// Makes something that lives as long as the parts.
    pub fn with<T>(&self, make: impl FnOnce() -> T) -> T {
        self.owner.with(make)
    }

    /// Hydrates what an element begins with. Leptos's own function is for a whole application, and looks for the data
    /// of resources, of which we have none.
    pub fn hydrate<V: IntoView>(&mut self, place: &Element, make: impl FnOnce() -> V)
    where
        V::State: 'static,
    {
        let state = self.owner.with(|| make().hydrate_from::<true>(place));
        self.states.push(Box::new(state));
    }
}

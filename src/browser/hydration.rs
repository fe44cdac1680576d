//! Hydration of server-rendered parts of a page.

use std::any::Any;

use leptos::prelude::*;
use leptos::web_sys::Element;

/// Hydrated parts of the page. On drop, their reactive state is disposed and their elements stay unchanged.
pub struct HydratedRegion {
    /// The view states, which hold the elements' event handlers.
    states: Vec<Box<dyn Any>>,
    /// The owner of their signals and effects.
    owner: Owner,
}

impl HydratedRegion {
    /// Creates an empty region. Create signals that its parts share in [`HydratedRegion::with`].
    pub fn begin() -> HydratedRegion {
        HydratedRegion { states: Vec::new(), owner: Owner::new_root(None) }
    }

    /// Calls `make` with the region's reactive owner, so that what it creates lives as long as the region.
    pub fn with<T>(&self, make: impl FnOnce() -> T) -> T {
        self.owner.with(make)
    }

    /// Hydrates a view into an element, starting at its first child. Leptos's own function hydrates a whole application
    /// and expects serialized resources, which we do not have.
    pub fn hydrate<V: IntoView>(&mut self, place: &Element, make: impl FnOnce() -> V)
    where
        V::State: 'static,
    {
        let state = self.owner.with(|| make().hydrate_from::<true>(place));
        self.states.push(Box::new(state));
    }
}

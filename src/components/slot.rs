use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::slot_name;
use crate::model::direction::direction;
use crate::model::image::Image;
use crate::model::page_extras::PageExtras;
use crate::model::slot::{FilledSlot, Slot, SlotContent};

/// What stands in the slots of the page that is rendered.
#[derive(Clone)]
struct PageSlots(Arc<PageExtras>);

/// Provides what [`PageSlot`] renders.
pub fn provide_slots(extras: &PageExtras) {
    if !extras.slots.is_empty() {
        provide_context(PageSlots(Arc::new(extras.clone())));
    }
}

/// Renders a slot of the page, if something stands in it. `position` is that of slots of which there are several.
#[component]
pub fn PageSlot(at: Slot, #[prop(optional)] position: usize) -> impl IntoView {
    let PageSlots(extras) = use_context::<PageSlots>()?;
    let is_here = |filled: &&FilledSlot| filled.slot == at && filled.position as usize == position;
    let filled = extras.slots.iter().find(is_here).cloned()?;
    Some(view! { <SlotView name=slot_name(extras.language, &filled) filled /> })
}

/// Renders what stands in a slot. `name` tells it apart from the others of the page for screen readers. In the sidebar, it is
/// a section, since landmarks of this kind must not be nested.
#[component]
pub fn SlotView(name: String, filled: FilledSlot) -> impl IntoView {
    let FilledSlot { slot, label, content, .. } = filled;
    let dir = direction(&label);
    let label = (!label.is_empty()).then(|| view! { <p class="slot-label" dir=dir>{label}</p> });
    let content = match content {
        SlotContent::Html(html) => view! { <div class="prose" dir=direction(&html) inner_html=html></div> }.into_any(),
        SlotContent::Banner { image, link } => view! { <Banner image link /> }.into_any(),
    };
    match slot {
        Slot::SidebarTop | Slot::SidebarBottom => {
            view! { <section class="slot" aria-label=name>{label}{content}</section> }.into_any()
        }
        Slot::BelowHeader | Slot::InText | Slot::AfterText | Slot::BetweenPosts => {
            view! { <aside class="slot" aria-label=name>{label}{content}</aside> }.into_any()
        }
    }
}

#[component]
fn Banner(image: Image, link: String) -> impl IntoView {
    let Image { src, alt, width, height, set, .. } = image;
    let sizes = (!set.is_empty()).then(|| format!("(max-width: {width}px) 100vw, {width}px"));
    let set = (!set.is_empty()).then_some(set);
    // A path leads to another page of the site.
    let rel = (!link.starts_with('/')).then_some("sponsored noopener");
    view! {
        <a href=link rel=rel>
            <img src=src srcset=set sizes=sizes alt=alt width=width height=height loading="lazy" decoding="async" />
        </a>
    }
}

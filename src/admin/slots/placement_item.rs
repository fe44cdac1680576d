use leptos::prelude::*;

use super::SlotsPageState;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::placement::{PlacementState, PlacementSummary};

/// Renders a placement in the list.
#[component]
pub fn PlacementItem(summary: PlacementSummary) -> impl IntoView {
    let texts = &use_admin_texts().placements;
    let page = expect_context::<SlotsPageState>();
    let PlacementSummary { draft, state, category, starts, ends } = summary;
    let (name, id) = (draft.name.clone(), draft.id);
    let place = (texts.slot_at)(draft.slot, &draft.position);
    let reach = match category.as_str() {
        "" => texts.everywhere.to_owned(),
        category => (texts.in_category)(category),
    };
    let class = match state {
        PlacementState::Shown => "status published",
        PlacementState::Scheduled => "status scheduled",
        PlacementState::Ended | PlacementState::Off => "status draft",
        PlacementState::CategoryGone | PlacementState::PictureGone => "status trash",
    };
    let asked = id.zip(Some(name.clone()));
    view! {
        <li>
            <div class="term placement">
                <div>
                    <p class="name" dir="auto">{name.clone()}</p>
                    <p class="description">{place}" · "{(texts.kind_name)(draft.kind)}</p>
                    <p class="description">{reach}" · "{(texts.period)(&starts, &ends)}</p>
                    <span class=class>{(texts.state)(state)}</span>
                </div>
                <div class="actions">
                    <button
                        type="button"
                        class="button plain"
                        aria-label=(texts.edit)(&name)
                        on:click=move |_| page.edit(draft.clone())
                    >
                        {texts.edit_short}
                    </button>
                    <button
                        type="button"
                        class="button plain danger"
                        aria-label=(texts.remove)(&name)
                        on:click=move |_| page.removing.set(asked.clone())
                    >
                        {texts.remove_short}
                    </button>
                </div>
            </div>
        </li>
    }
}

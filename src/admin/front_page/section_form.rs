use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;

use super::editor_state::{CHOICES, FrontPageState, SectionEntry};
use super::post_picks::PostPicks;
use crate::admin::form_fields::{SelectField, TextArea, TextField};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::front_page::{PostChoice, SectionKind, SectionLayout};

/// Renders the options of a section. `place` is its index, by which errors name their fields.
#[component]
pub fn SectionForm(entry: SectionEntry, place: usize) -> impl IntoView {
    let texts = &use_admin_texts().front_page;
    let editor = expect_context::<FrontPageState>();
    let errors = editor.errors;
    let (key, kind) = (entry.key, entry.kind);
    let close = move |event: SubmitEvent| {
        event.prevent_default();
        editor.open.set(None);
        request_animation_frame(move || browser::focus(&format!("section-{key}-edit")));
    };
    let id = move |part: &str| format!("section-{place}-{part}");
    let source = kind.has_source().then(|| {
        view! {
            <SelectField id=id("source") label=texts.source value=entry.source choices=sources(editor, entry) errors />
        }
    });
    let layout = (kind == SectionKind::Term).then(|| {
        let names = SectionLayout::ALL.iter().map(|layout| (texts.layout_name)(*layout));
        view! { <SelectField id=id("layout") label=texts.layout value=entry.layout choices=numbered(names) errors /> }
    });
    let choice = kind.has_picks().then(|| {
        // Only a lead begins with pinned posts. The values stay those of `CHOICES`.
        let names = CHOICES.iter().map(|choice| (texts.choice_name)(*choice));
        let mut choices = numbered(names);
        if kind != SectionKind::Lead {
            choices.remove(1);
        }
        view! { <SelectField id=id("choice") label=texts.choice value=entry.choice choices errors /> }
    });
    let picks = move || {
        (kind.has_picks() && entry.chosen() == PostChoice::Picked).then(|| {
            view! { <PostPicks entry id=id("posts") /> }
        })
    };
    let count = (kind != SectionKind::Text).then(|| {
        let label = if kind == SectionKind::Latest { texts.count_of_list } else { texts.count };
        view! { <TextField id=id("count") label value=entry.count kind="number" errors /> }
    });
    let text = (kind == SectionKind::Text).then(|| {
        view! {
            <TextArea id=id("text") label=texts.text hint=texts.text_hint.to_owned() value=entry.text errors rows=6 />
        }
    });
    let has_link = (kind.has_source() && kind != SectionKind::Latest).then(|| {
        view! { <Switch is_on=entry.has_link label=texts.has_link /> }
    });
    let may_repeat = (kind != SectionKind::Text).then(|| {
        view! { <Switch is_on=entry.may_repeat label=texts.may_repeat /> }
    });
    view! {
        <form class="inline-form" aria-label=(texts.edit)((texts.kind)(kind)) on:submit=close>
            {source}
            {layout}
            {choice}
            {picks}
            {count}
            {text}
            <TextField id=id("heading") label=texts.heading hint=texts.heading_hint.to_owned() value=entry.heading errors />
            <div class="choices">{has_link}{may_repeat}</div>
            <div class="actions"><button class="button quiet">{texts.done}</button></div>
        </form>
    }
}

/// Returns the categories and tags to choose from, with the one that the section names even if it is gone.
fn sources(editor: FrontPageState, entry: SectionEntry) -> Vec<(String, String)> {
    let texts = &use_admin_texts().front_page;
    let none = if entry.kind == SectionKind::Term { texts.choose_source } else { texts.all_posts };
    let mut choices = vec![(String::new(), none.to_owned())];
    editor.stored.with_untracked(|stored| {
        choices.extend(stored.sources.iter().map(|offer| {
            let inset = "\u{2003}".repeat(usize::from(offer.depth));
            (offer.path.clone(), format!("{inset}{}", offer.name))
        }));
    });
    let chosen = entry.source.get_untracked();
    if !choices.iter().any(|(path, _)| *path == chosen) {
        choices.push((chosen.clone(), format!("{chosen} – {}", texts.missing_source)));
    }
    choices
}

fn numbered(names: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
    names.enumerate().map(|(number, name)| (number.to_string(), name.to_owned())).collect()
}

#[component]
fn Switch(is_on: RwSignal<bool>, label: &'static str) -> impl IntoView {
    view! {
        <label>
            <input
                type="checkbox"
                prop:checked=is_on
                checked=is_on.get_untracked()
                on:change:target=move |event| is_on.set(event.target().checked())
            />
            {label}
        </label>
    }
}

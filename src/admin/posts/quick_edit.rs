use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::bulk_changes::BulkChanges;
use crate::admin::dialog::ControlledDialog;
use crate::admin::form_errors::{ErrorSummary, FieldErrorText, FormErrors};
use crate::admin::form_fields::{SelectField, TextField};
use crate::api::admin::posts::{read_quick_edit, save_quick_edit};
use crate::i18n::admin::posts::PostsTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::{PostStatus, SaveIntent, SelectOption};
use crate::model::admin::quick_edit::{QuickEdit, QuickEditFields};

/// The post that is edited in the list: its id, title and state.
#[derive(Clone, Copy)]
pub struct QuickEditState(RwSignal<Option<(i64, String, QuickEditFields)>>);

impl QuickEditState {
    /// Creates the state without a post.
    pub fn new() -> QuickEditState {
        QuickEditState(RwSignal::new(None))
    }

    /// Reads the state of a post and opens the dialog.
    pub fn open(self, id: i64, title: String, changes: BulkChanges) {
        spawn_local(async move {
            match read_quick_edit(id).await {
                Ok(fields) => drop(self.0.try_set(Some((id, title, fields)))),
                Err(error) => changes.fail(&error),
            }
        });
    }
}

/// Renders the dialog for category, date and status.
#[component]
pub fn QuickEditDialog(editing: QuickEditState, changes: BulkChanges) -> impl IntoView {
    let QuickEditState(editing) = editing;
    let title = Signal::derive(move || editing.with(|editing| editing.as_ref().map(|(_, title, _)| title.clone())));
    let is_open = Signal::derive(move || title.with(Option::is_some));
    let title = Signal::derive(move || title.get().unwrap_or_default());
    let close = Callback::new(move |()| editing.set(None));
    let form = move || editing.get().map(|(id, _, fields)| view! { <QuickEditForm id fields close changes /> });
    view! { <ControlledDialog id="quick-edit" title is_open close>{form}</ControlledDialog> }
}

#[component]
fn QuickEditForm(id: i64, fields: QuickEditFields, close: Callback<()>, changes: BulkChanges) -> impl IntoView {
    let texts = use_admin_texts();
    let errors = FormErrors::new();
    let status = RwSignal::new(Visibility::of(fields.status).as_str().to_owned());
    let at = RwSignal::new(fields.publish_at.clone());
    let chosen = RwSignal::new(fields.categories.clone());
    let choices = Visibility::choices(fields.status).into_iter();
    let choices = choices.map(|choice| (choice.as_str().to_owned(), choice.name(&texts.posts).to_owned())).collect();
    let category = move |category: SelectOption| {
        let SelectOption { id, name, depth } = category;
        let choose = move |event| {
            let is_wanted = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|known| *known != id);
                chosen.extend(is_wanted.then_some(id));
            });
        };
        view! {
            <label class=(depth > 0).then(|| format!("depth-{}", depth.min(3)))>
                <input type="checkbox" prop:checked=move || chosen.with(|chosen| chosen.contains(&id)) on:change=choose />
                {name}
            </label>
        }
    };
    let categories = (!fields.choices.is_empty()).then(|| {
        view! {
            <fieldset class="field" id="post-categories" tabindex="-1">
                <legend>{texts.posts.category}</legend>
                <div class="choices category-tree">{fields.choices.iter().cloned().map(category).collect_view()}</div>
                <FieldErrorText id="post-categories" errors />
            </fieldset>
        }
    });
    let before = StoredValue::new(fields.clone());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let visibility = Visibility::parse(&status.get_untracked());
        let intent = before.with_value(|before| intent(before, visibility, &at.get_untracked()));
        let change = QuickEdit { id, categories: chosen.get_untracked(), intent };
        spawn_local(async move {
            match save_quick_edit(change).await {
                Ok(()) => {
                    close.try_run(());
                    changes.done(texts.posts.toast_saved);
                    changes.reload();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <form class="body" id="quick-edit-form" novalidate on:submit=send>
            <ErrorSummary errors />
            <SelectField id="post-status" label=texts.posts.status value=status choices errors />
            <TextField
                id="post-publish-at"
                label=texts.posts.publish_at
                hint=texts.posts.publish_at_hint
                kind="datetime-local"
                value=at
                errors
            />
            {categories}
        </form>
        <footer>
            <button type="button" class="button plain" on:click=move |_| close.run(())>{texts.layout.cancel}</button>
            <button class="button" form="quick-edit-form">{texts.layout.save}</button>
        </footer>
    }
}

/// Who sees a post. Whether it is scheduled follows from its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Visibility {
    Nobody,
    Everybody,
    Users,
    /// Readers with a password, which cannot be chosen here.
    Protected,
}

impl Visibility {
    fn of(status: PostStatus) -> Visibility {
        match status {
            PostStatus::Draft | PostStatus::Trash => Visibility::Nobody,
            PostStatus::Scheduled | PostStatus::Published => Visibility::Everybody,
            PostStatus::Private => Visibility::Users,
            PostStatus::Protected => Visibility::Protected,
        }
    }

    /// Returns the choices for a post with a status.
    fn choices(status: PostStatus) -> Vec<Visibility> {
        let mut choices = vec![Visibility::Nobody, Visibility::Everybody, Visibility::Users];
        choices.extend((status == PostStatus::Protected).then_some(Visibility::Protected));
        choices
    }

    fn as_str(self) -> &'static str {
        match self {
            Visibility::Nobody => "draft",
            Visibility::Everybody => "published",
            Visibility::Users => "private",
            Visibility::Protected => "protected",
        }
    }

    fn parse(text: &str) -> Visibility {
        let all = [Visibility::Nobody, Visibility::Everybody, Visibility::Users, Visibility::Protected];
        all.into_iter().find(|known| known.as_str() == text).unwrap_or(Visibility::Nobody)
    }

    fn name(self, texts: &PostsTexts) -> &'static str {
        match self {
            Visibility::Nobody => texts.draft,
            Visibility::Everybody => texts.published,
            Visibility::Users => texts.private,
            Visibility::Protected => texts.protected,
        }
    }
}

/// Returns the intent that leads to what was chosen.
fn intent(before: &QuickEditFields, visibility: Visibility, at: &str) -> SaveIntent {
    let is_same = Visibility::of(before.status) == visibility;
    match visibility {
        Visibility::Protected => SaveIntent::Keep,
        Visibility::Nobody | Visibility::Users if is_same => SaveIntent::Keep,
        Visibility::Nobody => SaveIntent::Draft,
        Visibility::Users => SaveIntent::Private,
        Visibility::Everybody if is_same && at == before.publish_at => SaveIntent::Keep,
        Visibility::Everybody if at.is_empty() => SaveIntent::Publish,
        Visibility::Everybody => SaveIntent::PublishAt(at.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intents_follow_from_what_was_changed() {
        let time = "2026-11-23T14:05";
        let fields = |status| QuickEditFields {
            status,
            publish_at: time.to_owned(),
            categories: Vec::new(),
            choices: Vec::new(),
        };
        let published = fields(PostStatus::Published);
        assert_eq!(intent(&published, Visibility::Everybody, time), SaveIntent::Keep);
        assert_eq!(intent(&published, Visibility::Everybody, "x"), SaveIntent::PublishAt("x".to_owned()));
        assert_eq!(intent(&published, Visibility::Nobody, time), SaveIntent::Draft);
        assert_eq!(intent(&published, Visibility::Users, time), SaveIntent::Private);
        let draft = fields(PostStatus::Draft);
        assert_eq!(intent(&draft, Visibility::Nobody, ""), SaveIntent::Keep);
        assert_eq!(intent(&draft, Visibility::Everybody, ""), SaveIntent::Publish);
        assert_eq!(intent(&draft, Visibility::Everybody, time), SaveIntent::PublishAt(time.to_owned()));
        assert_eq!(intent(&fields(PostStatus::Protected), Visibility::Protected, ""), SaveIntent::Keep);
    }

    #[test]
    fn names_round_trip() {
        for visibility in Visibility::choices(PostStatus::Protected) {
            assert_eq!(Visibility::parse(visibility.as_str()), visibility);
        }
    }
}

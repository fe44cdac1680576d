use leptos::prelude::*;

use super::editor_state::EditorState;
use super::undescribed_pictures::UndescribedPictures;
use crate::admin::dialog::Dialog;
use crate::browser::visual_editor;
use crate::i18n::admin::editor::EditorTexts;
use crate::model::admin::post::{PostDraft, PostKind, SaveIntent, SelectOption};

/// Renders the confirmation before a post is published: where it will appear, and what is missing.
#[component]
pub fn PublishDialog(editor: EditorState) -> impl IntoView {
    let texts = editor.texts;
    let open = editor.confirming;
    let publish = move |_| {
        open.set(false);
        editor.save(SaveIntent::Publish);
    };
    let content = move || {
        let draft = editor.draft.get();
        let categories = editor.options.with_value(|options| chosen_names(&options.categories, &draft.categories));
        let places = match draft.kind {
            PostKind::Post => Some((texts.editor.appears_in)(&categories.join(", "))),
            PostKind::Page => None,
        };
        // A new post that was never saved has none yet.
        let slug = Some(slug(editor, &draft)).filter(|slug| !slug.is_empty());
        let address = slug.map(|slug| editor.options.with_value(|options| format!("{}{slug}", options.address)));
        let mut missing = missing(&texts.editor, &draft);
        if open.get() && visual_editor::is_uploading() {
            missing.push(texts.editor.still_uploading);
        }
        let missing = (!missing.is_empty()).then(|| {
            let items = missing.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
            view! { <div class="banner caution"><div class="text"><strong>{texts.editor.missing}</strong><ul>{items}</ul></div></div> }
        });
        view! {
            {places.map(|places| view! { <p>{places}</p> })}
            {address.map(|address| view! {
                <p>{texts.editor.address_will_be} " " <span class="address">{address}</span></p>
            })}
            {missing}
        }
    };
    view! {
        <Dialog id="publish" title=texts.editor.publish_title open>
            <div class="body publish-facts">{content}<UndescribedPictures editor /></div>
            <footer>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{texts.layout.cancel}</button>
                <button type="button" class="button" autofocus on:click=publish>{texts.editor.publish}</button>
            </footer>
        </Dialog>
    }
}

/// Returns the typed slug, or the one of the last save, which follows the title.
fn slug(editor: EditorState, draft: &PostDraft) -> String {
    match draft.slug.is_empty() {
        true => editor.saved.with(|saved| saved.slug.clone()),
        false => draft.slug.clone(),
    }
}

fn chosen_names(categories: &[SelectOption], chosen: &[i64]) -> Vec<String> {
    categories.iter().filter(|category| chosen.contains(&category.id)).map(|category| category.name.clone()).collect()
}

/// Returns what readers will miss. Pages need only a title and a text.
fn missing(texts: &EditorTexts, draft: &PostDraft) -> Vec<&'static str> {
    let is_post = draft.kind == PostKind::Post;
    let parts = [
        (draft.title.trim().is_empty(), texts.no_title),
        (draft.source.trim().is_empty(), texts.no_text),
        (is_post && draft.categories.is_empty(), texts.no_category),
        (is_post && draft.image_src.trim().is_empty(), texts.no_picture),
        (is_post && draft.excerpt.trim().is_empty(), texts.no_excerpt),
    ];
    parts.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, text)| text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::admin::editor::VI;

    #[test]
    fn missing_parts_of_posts_are_listed() {
        let mut draft = PostDraft::default();
        assert_eq!(missing(&VI, &draft), [VI.no_title, VI.no_text, VI.no_category, VI.no_picture, VI.no_excerpt]);
        (draft.title, draft.source) = ("Lũ về".to_owned(), "<p>Nước lên.</p>".to_owned());
        draft.categories = vec![2];
        draft.excerpt = "Mùa nước nổi về.".to_owned();
        assert_eq!(missing(&VI, &draft), [VI.no_picture]);
        draft.kind = PostKind::Page;
        assert!(missing(&VI, &draft).is_empty());
    }

    #[test]
    fn chosen_categories_are_named() {
        let category = |id, name: &str| SelectOption { id, name: name.to_owned(), depth: 0 };
        let known = [category(1, "Kinh tế"), category(2, "Đời sống"), category(3, "Thể thao")];
        assert_eq!(chosen_names(&known, &[3, 1]), ["Kinh tế", "Thể thao"]);
    }
}

use leptos::prelude::*;

use crate::admin::form_fields::FieldValue;

/// Returns a text of a draft as the value of a field.
pub fn text_part<T: Send + Sync + 'static>(
    draft: RwSignal<T>,
    read: fn(&T) -> &String,
    write: fn(&mut T) -> &mut String,
) -> FieldValue {
    FieldValue::new(
        move || draft.with(|draft| read(draft).clone()),
        move |text| draft.update(|draft| *write(draft) = text),
    )
}

use std::time::Duration;

use leptos::prelude::*;

use crate::i18n::admin::use_admin_texts;

/// Display time of a toast.
const STAY: Duration = Duration::from_secs(8);
/// Display time of a toast with an undo button, which needs time for a decision.
const STAY_WITH_UNDO: Duration = Duration::from_secs(20);

/// Shows toasts.
#[derive(Clone, Copy)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

#[derive(Clone)]
struct Toast {
    number: u32,
    text: String,
    kind: ToastKind,
    undo: Option<Callback<()>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ToastKind {
    Done,
    Failed,
}

/// Provides the context for [`use_toaster`].
pub fn provide_toasts() {
    provide_context(Toaster { toasts: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
}

/// Returns the context. Call it during rendering, not in an event handler.
pub fn use_toaster() -> Toaster {
    expect_context::<Toaster>()
}

impl Toaster {
    /// Shows a success message.
    pub fn tell(self, text: impl Into<String>) {
        self.push(text.into(), ToastKind::Done, None);
    }

    /// Shows a success message with an undo button.
    pub fn offer_undo(self, text: impl Into<String>, undo: Callback<()>) {
        self.push(text.into(), ToastKind::Done, Some(undo));
    }

    /// Shows an error message.
    pub fn fail(self, text: impl Into<String>) {
        self.push(text.into(), ToastKind::Failed, None);
    }

    fn push(self, text: String, kind: ToastKind, undo: Option<Callback<()>>) {
        let number = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        let number = number.unwrap_or_default();
        let stay = if undo.is_some() { STAY_WITH_UNDO } else { STAY };
        // The newest toast replaces the others. Only a toast with an undo button stays beside an error that followed
        // it.
        self.toasts.update(|toasts| {
            toasts.retain(|toast| kind == ToastKind::Failed && toast.undo.is_some());
            toasts.push(Toast { number, text, kind, undo });
        });
        self.expire(number, stay);
    }

    /// Removes a toast after a while, unless the user is about to use it.
    fn expire(self, number: u32, after: Duration) {
        let expire = move || match is_attended() {
            true => self.expire(number, STAY),
            false => self.remove(number),
        };
        set_timeout(expire, after);
    }

    fn remove(self, number: u32) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.number != number));
    }
}

/// Returns whether the pointer is over a toast, or the focus is in one.
fn is_attended() -> bool {
    document().query_selector(".toasts:is(:hover, :focus-within)").is_ok_and(|found| found.is_some())
}

/// Renders the toasts.
#[component]
pub fn Toasts() -> impl IntoView {
    let texts = use_admin_texts();
    let toaster = use_toaster();
    let show = move |toast: Toast| {
        let number = toast.number;
        let undo = toast.undo.map(|undo| {
            let undo = move |_| {
                toaster.remove(number);
                undo.run(());
            };
            view! { <button type="button" on:click=undo>{texts.layout.undo}</button> }
        });
        view! {
            <div class="toast" class:failed=toast.kind == ToastKind::Failed>
                <p>{toast.text}</p>
                {undo}
                <button type="button" on:click=move |_| toaster.remove(number)>{texts.layout.close}</button>
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toaster.toasts.get() key=|toast| toast.number children=show />
        </div>
    }
}

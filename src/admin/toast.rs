use std::time::Duration;

use leptos::prelude::*;

use crate::i18n::admin::use_admin_texts;

/// How long a toast stays: long enough to read it.
const STAY: Duration = Duration::from_secs(8);
/// The same for one that offers to undo what it tells: long enough to think about that.
const STAY_WITH_UNDO: Duration = Duration::from_secs(20);

/// Says what has happened.
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

/// Makes [`use_toaster`] work below.
pub fn provide_toasts() {
    provide_context(Toaster { toasts: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
}

/// Take it while rendering, not in a handler.
pub fn use_toaster() -> Toaster {
    expect_context::<Toaster>()
}

impl Toaster {
    /// Something is done.
    pub fn tell(self, text: impl Into<String>) {
        self.push(text.into(), ToastKind::Done, None);
    }

    /// Something is done and can be undone.
    pub fn offer_undo(self, text: impl Into<String>, undo: Callback<()>) {
        self.push(text.into(), ToastKind::Done, Some(undo));
    }

    /// Something did not work.
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
        // The newest says how things stand: nothing else is said beside it, but for what can be undone beside what has
        // failed since.
        self.toasts.update(|toasts| {
            toasts.retain(|toast| kind == ToastKind::Failed && toast.undo.is_some());
            toasts.push(Toast { number, text, kind, undo });
        });
        self.expire(number, stay);
    }

    /// Takes a toast away after a while, unless somebody is about to use it.
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

/// Whether the pointer is on a toast, or the focus in one.
fn is_attended() -> bool {
    document().query_selector(".toasts:is(:hover, :focus-within)").is_ok_and(|found| found.is_some())
}

/// Where toasts appear.
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

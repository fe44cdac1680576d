//! The public client. The server renders every page; the client hydrates the interactive parts, and fetches the pages
//! of client-side navigation.

use leptos::mount::mount_to_body;
use leptos::prelude::*;

use crate::browser;
use crate::components::client_chrome::ClientChrome;
use crate::components::client_context::ClientContext;
use crate::components::navigation::{self, Navigation};
use crate::components::{search_box, share};
use crate::i18n::texts;

/// Takes over the page that the server has rendered.
pub fn start() {
    // The owner lives as long as the document.
    let owner = Owner::new();
    let navigation = owner.with(|| Navigation::new(ClientContext::new(texts(browser::language()))));
    mount_to_body(move || view! { <ClientChrome navigation /> });
    owner.with(|| navigation::start(navigation));
    search_box::start(navigation);
    std::mem::forget(owner);
    share::start();
}

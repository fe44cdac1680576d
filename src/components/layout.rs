use leptos::prelude::*;
use leptos::task::spawn_local;

use super::footer::Footer;
use super::masthead::Masthead;
use super::navigation::{Navigation, Navigator};
use super::notice::{Announcer, Notice, Progress};
use super::sidebar::Sidebar;
use crate::api::site::read_site;
use crate::i18n::use_texts;
use crate::model::site::Site;

/// What every page has around it.
#[component]
pub fn Layout(site: Site, children: Children) -> impl IntoView {
    let texts = use_texts();
    let navigation = expect_context::<Navigation>();
    let site = RwSignal::new(site);
    Effect::new(move || {
        if navigation.arrivals.get() > 0 {
            refresh(site);
        }
    });
    view! {
        <a class="skip-link" href="#content">{texts.skip_to_content}</a>
        <Progress is_slow=navigation.is_slow />
        <Masthead site=site />
        <div class="layout">
            <main id="content" tabindex="-1">{children()}</main>
            <Sidebar site=site />
        </div>
        <Footer site=site />
        <Notice />
        <Announcer />
        <Navigator />
    }
}

/// The reader has moved on: other people's posts may have come meanwhile. Until the answer is there, and if there is
/// none, what is known stays.
fn refresh(site: RwSignal<Site>) {
    spawn_local(async move {
        if let Ok(now) = read_site().await
            && site.with_untracked(|known| *known != now)
        {
            site.set(now);
        }
    });
}

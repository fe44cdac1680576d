use leptos::prelude::*;

use super::footer::Footer;
use super::masthead::Masthead;
use super::navigation::{Navigation, Navigator};
use super::notice::{Announcer, Notice, Progress};
use super::sidebar::Sidebar;
use crate::i18n::use_texts;
use crate::model::site::Site;

/// What every page has around it.
#[component]
pub fn Layout(site: Site, children: Children) -> impl IntoView {
    let texts = use_texts();
    let navigation = expect_context::<Navigation>();
    let site = StoredValue::new(site);
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

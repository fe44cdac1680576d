use leptos::prelude::*;

use super::fields::{ChoiceSetting, SettingsGroup, TextSetting};
use crate::i18n::admin::use_admin_texts;

/// Renders the settings for search engines and other services that read the site.
#[component]
pub fn SearchEngineSettings() -> impl IntoView {
    let texts = &use_admin_texts().search_engines;
    let policies = [("allow", texts.allow), ("refuse", texts.refuse)];
    let policies = policies.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    view! {
        <SettingsGroup id="group-search-engines" title=texts.title hint=texts.hint>
            <TextSetting name="site.google_verification" label=texts.google />
            <TextSetting name="site.bing_verification" label=texts.bing />
            <TextSetting name="site.facebook_verification" label=texts.facebook />
            <TextSetting name="site.zalo_verification" label=texts.zalo />
            <ChoiceSetting
                name="site.ai_crawlers"
                label=texts.ai_crawlers
                hint=texts.ai_crawlers_hint
                choices=policies
            />
        </SettingsGroup>
    }
}

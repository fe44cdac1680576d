mod activity_chart;
mod latest_comments;
mod mail_failures;
mod pending;
mod statistics;

use leptos::prelude::*;

use super::account::EventList;
use super::icon::{Icon, IconImage};
use super::layout::PageHeading;
use super::resource_view::resource_view;
use crate::api::admin::dashboard::read_dashboard;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::{AdminAddress, editor_path};
use crate::model::admin::account::AccountEvent;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::dashboard::{Dashboard, ScheduledPost};
use crate::model::user::Role;

use activity_chart::ActivityChart;
use latest_comments::LatestComments;
use mail_failures::MailFailures;
use pending::PendingCounts;
use statistics::StatisticsSection;

/// Renders `/admin`.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let user = expect_context::<AdminContext>().user;
    let is_administrator = user.role == Role::Administrator;
    let dashboard = Resource::new(|| (), |()| read_dashboard());
    // Not within the view of another resource, which the server would render again without end.
    let failures = is_administrator.then(|| view! { <MailFailures /> });
    let board = resource_view(dashboard, move |dashboard| {
        let Dashboard { day, time, waiting, spam, scheduled, drafts, comments, next, days, account_events, facts } =
            dashboard;
        view! {
            <PageHeading title=(texts.greeting)(time, &user.name) subtitle=day.text>
                <a class="button" href=AdminAddress::NewPost.path()><IconImage icon=Icon::Add />{texts.write}</a>
            </PageHeading>
            <div class="dashboard">
                <PendingCounts waiting spam scheduled drafts />
                <div class="columns">
                    <div>
                        <LatestComments comments />
                        <ActivityChart days />
                    </div>
                    <div>
                        <ScheduledPosts next />
                        {(!account_events.is_empty()).then(|| view! { <AccountEvents events=account_events /> })}
                        {facts.map(|facts| view! { <StatisticsSection facts /> })}
                    </div>
                </div>
            </div>
        }
    });
    view! {
        {failures}
        {board}
    }
}

/// Renders recent events of the user's own account.
#[component]
fn AccountEvents(events: Vec<AccountEvent>) -> impl IntoView {
    let texts = &use_admin_texts().account;
    view! {
        <section class="group" aria-labelledby="dashboard-account">
            <header><h2 id="dashboard-account">{texts.events}</h2></header>
            <EventList events />
            <p class="hint">{texts.not_you} " " <a href=AdminAddress::Account.path()>{texts.title}</a></p>
        </section>
    }
}

/// Renders the scheduled posts.
#[component]
fn ScheduledPosts(next: Vec<ScheduledPost>) -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let posts = next.into_iter().map(|post| {
        view! {
            <li>
                <a class="title" dir="auto" href=editor_path(post.kind, post.id)>{post.title}</a>
                <p class="line">
                    <span class="status scheduled"><time datetime=post.moment.iso>{post.moment.text}</time></span>
                    " " <span>{post.author}</span>
                </p>
            </li>
        }
    });
    let posts = posts.collect_view();
    view! {
        <section class="group" aria-labelledby="dashboard-coming">
            <header><h2 id="dashboard-coming">{texts.coming}</h2></header>
            {if posts.is_empty() {
                view! { <p class="hint">{texts.nothing_coming}</p> }.into_any()
            } else {
                view! { <ul class="brief-list">{posts}</ul> }.into_any()
            }}
        </section>
    }
}

use leptos::prelude::*;

use crate::i18n::admin::use_admin_texts;
use crate::model::admin::dashboard::ActivityDay;

/// Dimensions of the chart, in user units: columns between `LEFT` and `RIGHT`, from `BASE` up to `HEIGHT`.
const LEFT: usize = 28;
const RIGHT: usize = 610;
const BASE: i64 = 130;
const HEIGHT: i64 = 84;
const COLUMN: usize = 13;

/// Renders posts and comments per day, as a chart and as an accessible table.
#[component]
pub fn ActivityChart(days: Vec<ActivityDay>) -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let posts = days.iter().map(|day| day.posts).sum();
    let comments = days.iter().map(|day| day.comments).sum();
    let busiest = days.iter().max_by_key(|day| day.comments);
    let (most, busy_day) = busiest.map_or((0, ""), |day| (day.comments, day.name.as_str()));
    let summary = (texts.activity_summary)(posts, comments, most, busy_day);
    let rows = days.iter().map(|day| {
        view! {
            <tr>
                <th scope="row">{day.name.clone()}</th>
                <td data-label=texts.posts>{day.posts}</td>
                <td data-label=texts.comments>{day.comments}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="group" aria-labelledby="dashboard-activity">
            <header><h2 id="dashboard-activity">{texts.activity}</h2></header>
            <figure class="chart">
                <svg viewBox="0 32 610 126" role="img" aria-label=summary>
                    <g aria-hidden="true">{draw(&days, most)}</g>
                </svg>
                <figcaption>
                    <span class="key of-comments">{(texts.comment_count)(comments)}</span>
                    <span class="key of-posts">{(texts.post_count)(posts)}</span>
                    <span>{(texts.last_days)(days.len())}</span>
                </figcaption>
            </figure>
            <details>
                <summary>{texts.as_table}</summary>
                <table class="admin-table" role="table">
                    <thead>
                        <tr>
                            <th scope="col">{texts.day}</th>
                            <th scope="col">{texts.posts}</th>
                            <th scope="col">{texts.comments}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </section>
    }
}

fn draw(days: &[ActivityDay], most: i64) -> impl IntoView + use<> {
    // An even number, so that the line at half height has an integer value.
    let top = (most + most % 2).max(2);
    let height = move |count: i64| count * HEIGHT / top;
    let width = (RIGHT - LEFT) / days.len().max(1);
    let left = move |index: usize| LEFT + 2 + index * width;
    let line = move |class: &'static str, count: i64| {
        let y = BASE - height(count);
        view! {
            <line class=class x1=LEFT x2=RIGHT y1=y y2=y></line>
            <text x="20" y=y + 4 text-anchor="end">{count}</text>
        }
    };
    let columns = days.iter().enumerate().filter(|(_, day)| day.comments > 0).map(|(index, day)| {
        let height = height(day.comments);
        view! { <rect class="comments" x=left(index) y=BASE - height width=COLUMN height=height></rect> }
    });
    let dots = days.iter().enumerate().filter(|(_, day)| day.posts > 0).map(|(index, _)| {
        view! { <circle class="posts" cx=left(index) + COLUMN / 2 cy=BASE r="4"></circle> }
    });
    let (columns, dots) = (columns.collect_view(), dots.collect_view());
    let last = days.len().saturating_sub(1);
    let named = [(0, "start"), (last / 2, "middle"), (last, "end")];
    let names = named.into_iter().filter_map(|(index, anchor)| {
        let name = days.get(index)?.name.clone();
        let x = left(index) + if anchor == "start" { 0 } else { COLUMN };
        Some(view! { <text x=x y="152" text-anchor=anchor>{name}</text> })
    });
    let names = names.collect_view();
    view! {
        {line("grid", top)}
        {line("grid", top / 2)}
        {columns}
        {line("base", 0)}
        {dots}
        {names}
    }
}

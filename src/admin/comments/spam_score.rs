use leptos::prelude::*;

use crate::i18n::admin::use_admin_texts;
use crate::model::admin::comment::SpamCause;
use crate::model::admin::spam::{SpamReason, SpamScore};

/// Scores from this value on are shown as a warning.
const LIKELY: u8 = 60;

/// Renders the spam score of a comment with its reasons.
#[component]
pub fn SpamScoreMeter(score: SpamScore) -> impl IntoView {
    let texts = &use_admin_texts().comments;
    let SpamScore { score, reasons } = score;
    let reason = |reason: SpamReason| {
        let (class, sign) = if reason.weight > 0 { ("for-spam", "+") } else { ("for-good", "−") };
        view! {
            <li class=class title=(texts.seen)(reason.spam, reason.ham)>{sign} " " {texts.feature(&reason.feature)}</li>
        }
    };
    let class = if score >= LIKELY { "spam-score likely" } else { "spam-score" };
    view! {
        <div class=class>
            <span class="verdict">{(texts.looks_like_spam)(score)}</span>
            <meter min="0" max="100" low="30" high="60" optimum="0" value=score.to_string() aria-label=texts.score></meter>
            {(!reasons.is_empty()).then(|| view! {
                <ul class="reasons" aria-label=texts.reasons>{reasons.into_iter().map(reason).collect_view()}</ul>
            })}
        </div>
    }
}

/// Renders why a comment was automatically classified as spam.
#[component]
pub fn SpamCauseNote(caught: SpamCause) -> impl IntoView {
    let texts = use_admin_texts();
    view! { <p class="decided">{texts.comments.caught(&texts.blocks, &caught)}</p> }
}

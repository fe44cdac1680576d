use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use crate::model::admin::spam::{SpamFeature, SpamReason, SpamScore};
use crate::store::spam_tokens::TokenCount;

/// Number of learned comments of each kind below which there is no score, since it would be a guess.
pub const MIN_COMMENTS: i64 = 10;

/// Number of comments that a feature must have occurred in to count; a single one is chance.
const MIN_OCCURRENCES: i64 = 2;

/// Number of features that count, those with the largest weights, so that a long comment does not drown the telling
/// ones.
const COUNTED: usize = 20;

/// Number of reasons that are reported.
const TOLD: usize = 8;

/// The counts learned from moderators' decisions, for the features of one comment.
#[derive(Clone, Debug, Default)]
pub struct SpamCounts {
    /// The number of learned comments.
    pub all: TokenCount,
    pub features: HashMap<SpamFeature, TokenCount>,
}

/// Computes the spam score of features by naive Bayes; `None` while too few comments have been learned.
///
/// The prior probability of spam is one half. The actual share of spam would be a better estimate, but then every
/// comment of unknown words would be spam on sites where most comments are.
pub fn score(features: &BTreeSet<SpamFeature>, learned: &SpamCounts) -> Option<SpamScore> {
    if learned.all.spam < MIN_COMMENTS || learned.all.ham < MIN_COMMENTS {
        return None;
    }
    let seen = features.iter().filter_map(|feature| Some((feature, *learned.features.get(feature)?)));
    let mut weighed: Vec<(&SpamFeature, TokenCount, f64)> = seen
        .filter(|(_, seen)| seen.spam.saturating_add(seen.ham) >= MIN_OCCURRENCES)
        .map(|(feature, seen)| (feature, seen, odds(seen, learned.all)))
        .collect();
    // The features are ordered and the sort is stable, so the same comment always has the same reasons.
    weighed.sort_by(|(_, _, one), (_, _, other)| other.abs().partial_cmp(&one.abs()).unwrap_or(Ordering::Equal));
    weighed.truncate(COUNTED);
    let sum: f64 = weighed.iter().map(|(_, _, odds)| odds).sum();
    let reasons = weighed.iter().take(TOLD).map(|(feature, seen, odds)| SpamReason {
        feature: (*feature).clone(),
        spam: seen.spam,
        ham: seen.ham,
        weight: ((2.0 * likelihood(*odds) - 1.0) * 100.0).round() as i8,
    });
    Some(SpamScore {
        score: (likelihood(sum) * 100.0).round() as u8,
        reasons: reasons.filter(|reason| reason.weight != 0).collect(),
    })
}

/// Returns the log odds of spam, given one feature.
///
/// The counts are scaled as if equally many comments of each kind had been learned. Then Laplace's rule of succession
/// adds one occurrence of each, which keeps the odds finite, and close to even where there are few occurrences.
fn odds(seen: TokenCount, all: TokenCount) -> f64 {
    let share = |part: i64, whole: i64| part.max(0) as f64 / whole.max(1) as f64;
    let (spam, ham) = (share(seen.spam, all.spam), share(seen.ham, all.ham));
    // Above this, the added one would be lost to rounding, and the odds would be infinite.
    let times = (seen.spam.max(0) as f64 + seen.ham.max(0) as f64).min(1e6);
    if spam + ham == 0.0 {
        return 0.0;
    }
    let likelihood = (times * spam / (spam + ham) + 1.0) / (times + 2.0);
    (likelihood / (1.0 - likelihood)).ln()
}

/// Converts log odds to a probability, which is between 0 and 1 for every input.
fn likelihood(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commenting::spam::features;
    use crate::screening::message::Message;
    use crate::text::comment::render;

    const SPAM: &[&str] = &[
        "Vay tiền nhanh không thế chấp, liên hệ https://vay.example",
        "Cần vay tiền gấp? Bấm https://a.vay.example nhận tiền ngay",
        "Kiếm tiền tại nhà, bấm vào https://vay.example",
        "VAY TIỀN LÃI SUẤT THẤP https://b.vay.example",
        "Nhà cái uy tín, nạp rút nhanh https://casino.example",
    ];
    const HAM: &[&str] = &[
        "Bài viết hay, cảm ơn tòa soạn.",
        "Cầu Vàm Cỏ làm xong thì đi Bến Lức nhanh hơn nhiều.",
        "Giá lúa năm nay thấp quá, bà con lo lắng.",
        "Cho tôi hỏi khu công nghiệp Đức Hòa còn tuyển không?",
        "Tôi làm nghề khuôn mẫu đã mười năm, tác giả nói đúng.",
    ];

    fn read(body: &str) -> BTreeSet<SpamFeature> {
        features(&Message::read("Lan", "lan@example.org", &render(body).html, None))
    }

    /// Learns each text `times` times.
    fn teach(spam: &[&str], ham: &[&str], times: i64) -> SpamCounts {
        let mut learned = SpamCounts::default();
        for body in spam {
            learned.all.spam += times;
            read(body).into_iter().for_each(|feature| learned.features.entry(feature).or_default().spam += times);
        }
        for body in ham {
            learned.all.ham += times;
            read(body).into_iter().for_each(|feature| learned.features.entry(feature).or_default().ham += times);
        }
        learned
    }

    fn score_of(body: &str, learned: &SpamCounts) -> u8 {
        score(&read(body), learned).unwrap().score
    }

    #[test]
    fn learned_spam_is_recognized() {
        let learned = teach(SPAM, HAM, 2);
        assert!(score_of("Ai cần vay tiền thì vào https://c.vay.example", &learned) > 90);
        assert!(score_of("vay tien nhanh lai suat thap", &learned) > 75, "without marks too");
        assert!(score_of("Cảm ơn tác giả, khu công nghiệp Đức Hòa nay khác quá.", &learned) < 20);
    }

    #[test]
    fn no_score_before_enough_was_learned() {
        assert_eq!(score(&read("Vay tiền"), &teach(SPAM, &[], 100)), None);
        assert_eq!(score(&read("Vay tiền"), &teach(SPAM, HAM, 1)), None);
        assert!(score(&read("Vay tiền"), &teach(SPAM, HAM, 2)).is_some());
    }

    #[test]
    fn unknown_words_have_even_odds() {
        let mut learned = teach(SPAM, HAM, 2);
        let unknown = BTreeSet::from([SpamFeature::Word("zzz".into())]);
        assert_eq!(score(&unknown, &learned), Some(SpamScore { score: 50, reasons: vec![] }));
        learned.all.spam = 10_000;
        learned.features.insert(SpamFeature::Word("zzz".into()), TokenCount { spam: 1, ham: 0 });
        assert_eq!(score(&unknown, &learned).unwrap().score, 50, "once is chance");
    }

    #[test]
    fn reasons_are_sorted_by_weight() {
        let learned = teach(SPAM, HAM, 2);
        let found = score(&read("Cảm ơn. Vay tiền ở https://vay.example"), &learned).unwrap();
        assert_eq!(found.reasons.len(), TOLD);
        assert!(found.reasons.is_sorted_by_key(|reason| -i32::from(reason.weight).abs()));
        let link =
            found.reasons.iter().find(|reason| reason.feature == SpamFeature::Link("vay.example".into())).unwrap();
        assert_eq!((link.spam, link.ham), (8, 0));
        assert!(link.weight > 70);
        assert!(found.reasons.iter().any(|reason| reason.weight < 0), "{found:?}");
    }

    #[test]
    fn extreme_counts_do_not_overflow() {
        let large = SpamCounts {
            all: TokenCount { spam: i64::MAX, ham: MIN_COMMENTS },
            features: (0..1_000)
                .map(|word| (SpamFeature::Word(word.to_string()), TokenCount { spam: i64::MAX, ham: 0 }))
                .collect(),
        };
        let words: BTreeSet<SpamFeature> = (0..1_000).map(|word| SpamFeature::Word(word.to_string())).collect();
        assert_eq!(score(&words, &large).unwrap().score, 100);
        // Inconsistent counts, as in a corrupted database.
        let broken = SpamCounts {
            all: TokenCount { spam: 10, ham: 10 },
            features: HashMap::from([
                (SpamFeature::Capitals, TokenCount { spam: -5, ham: 20 }),
                (SpamFeature::BareLink, TokenCount { spam: 5, ham: -3 }),
                (SpamFeature::Links(0), TokenCount { spam: 500, ham: 0 }),
            ]),
        };
        let features = BTreeSet::from([SpamFeature::Capitals, SpamFeature::BareLink, SpamFeature::Links(0)]);
        assert!(score(&features, &broken).unwrap().score <= 100);
    }
}

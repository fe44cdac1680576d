use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use crate::model::admin::spam::{SpamFeature, SpamReason, SpamScore};
use crate::store::spam_tokens::TokenCount;

/// There is no score before this many comments of both kinds have been learned: until then it would be a guess.
pub const MIN_COMMENTS: i64 = 10;

/// A clue says nothing before it was seen in this many comments: once is chance.
const MIN_OCCURRENCES: i64 = 2;

/// The clues that count: the heaviest. So a long comment does not drown what is telling in it.
const COUNTED: usize = 20;

/// The reasons that are told.
const TOLD: usize = 8;

/// What moderators have taught, as far as it concerns the comment at hand.
#[derive(Clone, Debug, Default)]
pub struct SpamCounts {
    /// All comments that were learned.
    pub all: TokenCount,
    pub features: HashMap<SpamFeature, TokenCount>,
}

/// How much these clues speak for spam, by naive Bayes; `None` while too little is known.
///
/// Spam is taken to be as likely as not before the first clue. What share of comments it was so far would be the
/// better guess, but then a comment in new words would be spam wherever most are.
pub fn score(features: &BTreeSet<SpamFeature>, learned: &SpamCounts) -> Option<SpamScore> {
    if learned.all.spam < MIN_COMMENTS || learned.all.ham < MIN_COMMENTS {
        return None;
    }
    let seen = features.iter().filter_map(|feature| Some((feature, *learned.features.get(feature)?)));
    let mut weighed: Vec<(&SpamFeature, TokenCount, f64)> = seen
        .filter(|(_, seen)| seen.spam.saturating_add(seen.ham) >= MIN_OCCURRENCES)
        .map(|(feature, seen)| (feature, seen, odds(seen, learned.all)))
        .collect();
    // Clues come in order, and the sort is stable: so the same comment has the same reasons.
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

/// The logarithm of the odds for spam, given one clue.
///
/// The two kinds are weighed as if as many comments of each had been learned. Then Laplace's rule of succession: as
/// if the clue had been seen in one more of each. That keeps the odds finite, and careful where little was seen.
fn odds(seen: TokenCount, all: TokenCount) -> f64 {
    let share = |part: i64, whole: i64| part.max(0) as f64 / whole.max(1) as f64;
    let (spam, ham) = (share(seen.spam, all.spam), share(seen.ham, all.ham));
    // Above this, one more would be lost in rounding, and the odds would be infinite.
    let times = (seen.spam.max(0) as f64 + seen.ham.max(0) as f64).min(1e6);
    if spam + ham == 0.0 {
        return 0.0;
    }
    let likelihood = (times * spam / (spam + ham) + 1.0) / (times + 2.0);
    (likelihood / (1.0 - likelihood)).ln()
}

/// From the logarithm of odds to a likelihood. However large the sum, the result is between 0 and 1.
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

    /// Each text taught `times` times.
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
    fn what_was_called_spam_is_recognised() {
        let learned = teach(SPAM, HAM, 2);
        assert!(score_of("Ai cần vay tiền thì vào https://c.vay.example", &learned) > 90);
        assert!(score_of("vay tien nhanh lai suat thap", &learned) > 75, "without marks too");
        assert!(score_of("Cảm ơn tác giả, khu công nghiệp Đức Hòa nay khác quá.", &learned) < 20);
    }

    #[test]
    fn nothing_is_said_before_enough_was_learned() {
        assert_eq!(score(&read("Vay tiền"), &teach(SPAM, &[], 100)), None);
        assert_eq!(score(&read("Vay tiền"), &teach(SPAM, HAM, 1)), None);
        assert!(score(&read("Vay tiền"), &teach(SPAM, HAM, 2)).is_some());
    }

    #[test]
    fn new_words_say_nothing_wherever_most_is_spam() {
        let mut learned = teach(SPAM, HAM, 2);
        let unknown = BTreeSet::from([SpamFeature::Word("zzz".into())]);
        assert_eq!(score(&unknown, &learned), Some(SpamScore { score: 50, reasons: vec![] }));
        learned.all.spam = 10_000;
        learned.features.insert(SpamFeature::Word("zzz".into()), TokenCount { spam: 1, ham: 0 });
        assert_eq!(score(&unknown, &learned).unwrap().score, 50, "once is chance");
    }

    #[test]
    fn the_heaviest_reasons_are_told_first() {
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
    fn numbers_do_not_run_over() {
        let large = SpamCounts {
            all: TokenCount { spam: i64::MAX, ham: MIN_COMMENTS },
            features: (0..1_000)
                .map(|word| (SpamFeature::Word(word.to_string()), TokenCount { spam: i64::MAX, ham: 0 }))
                .collect(),
        };
        let words: BTreeSet<SpamFeature> = (0..1_000).map(|word| SpamFeature::Word(word.to_string())).collect();
        assert_eq!(score(&words, &large).unwrap().score, 100);
        // Counts that make no sense, from a database that was tampered with.
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

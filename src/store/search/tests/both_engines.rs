use proptest::collection::vec;

use super::*;

/// Words that differ in diacritics, case, letters that fold, and ends.
const WORDS: [&str; 31] = [
    "công",
    "cộng",
    "Cong",
    "nghiệp",
    "nghiep",
    "hỗ",
    "trợ",
    "đường",
    "duong",
    "Đường",
    "sông",
    "song",
    "Vàm",
    "Cỏ",
    "long",
    "longan",
    "an",
    "COVID-19",
    "2026",
    "0272.3825",
    "café",
    "cafe\u{301}",
    "😀",
    "x",
    "東京タワー",
    "東京",
    "สัปดาห์",
    "สองสัปดาห์",
    "lo\u{AD}ng",
    "ｌｏｎｇ",
    "0272 3825 123",
];

/// What stands between two words of a query.
const BETWEEN: [&str; 6] = [" ", " -", " \"", "\" ", ", ", ""];

/// Returns the same words for the same number.
fn text(seed: usize, length: usize) -> String {
    let mut state = seed as u64 + 1;
    let words = (0..length).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[(state >> 33) as usize % WORDS.len()]
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Adds 60 posts, many of the same time, and 120 comments.
async fn fill(store: &Store) {
    let posts: Vec<NewPost> = (0..60)
        .map(|n| NewPost {
            standfirst: text(n + 1000, n % 5),
            image_caption: text(n + 2000, n % 3),
            ..written(&format!("tin-{n}"), (n / 4) as i64, &text(n, 3), &text(n + 3000, 12))
        })
        .collect();
    add(store, &posts).await;
    let mut writing = store.write().await.unwrap();
    for n in 0..120 {
        sql::query(
            "INSERT INTO comments (post_id, name, email, source, html, status, created_at, guid)
             SELECT id, 'Lan', 'lan@example.org', '', $1, 'published', $2, $3 FROM posts WHERE slug = $4",
        )
        .bind(format!("<p>{}</p>", text(n + 4000, 6)))
        .bind((n / 3) as i64)
        .bind(format!("g{n}"))
        .bind(format!("tin-{}", n % 60))
        .execute(&mut writing)
        .await
        .unwrap();
    }
    writing.commit().await.unwrap();
}

#[test]
fn a_search_finds_the_same_in_the_same_order_on_both_engines() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (shared, _database) = runtime.block_on(testing::open());
    if shared.engine() == Engine::Sqlite {
        return;
    }
    let (file, _folder) = runtime.block_on(testing::open_file());
    runtime.block_on(async {
        fill(&shared).await;
        fill(&file).await;
    });
    let pieces = vec((0..WORDS.len(), 1..12_usize, 0..BETWEEN.len()), 1..5);
    let found = std::cell::Cell::new(0);
    proptest!(ProptestConfig::with_cases(500), |(pieces in pieces)| {
        // Words, beginnings of words, phrases and exclusions.
        let typed: String = pieces
            .into_iter()
            .map(|(word, length, between)| {
                WORDS[word].chars().take(length).collect::<String>() + BETWEEN[between]
            })
            .collect();
        let (one, other) = runtime.block_on(async { (search(&shared, &typed).await, search(&file, &typed).await) });
        found.set(found.get() + one.len());
        prop_assert_eq!(one, other, "{}", typed);
    });
    assert!(found.get() > 1000, "most queries find something");
}

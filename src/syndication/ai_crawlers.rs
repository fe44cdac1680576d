/// The names by which crawlers that collect texts for AI look for their group in robots.txt: for training, for answers of
/// assistants, and the tokens of search engines (Google-Extended, Applebot-Extended), which do not concern their search.
///
/// As of November 2026, from what the operators say:
/// - OpenAI: <https://platform.openai.com/docs/bots>
/// - Anthropic: <https://support.anthropic.com/en/articles/8896518>
/// - Google: <https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers>
/// - Common Crawl: <https://commoncrawl.org/ccbot>
/// - Apple: <https://support.apple.com/en-us/119829>
/// - Meta: <https://developers.facebook.com/docs/sharing/webmasters/web-crawlers>
/// - Perplexity: <https://docs.perplexity.ai/guides/bots>
/// - Amazon: <https://developer.amazon.com/amazonbot>
///
/// Others are in the collection <https://github.com/ai-robots-txt/ai.robots.txt>. `facebookexternalhit`, which reads pages
/// that somebody shares, is not among them.
pub const AI_CRAWLERS: [&str; 26] = [
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "ClaudeBot",
    "cohere-ai",
    "cohere-training-data-crawler",
    "Diffbot",
    "DuckAssistBot",
    "FacebookBot",
    "Google-CloudVertexBot",
    "Google-Extended",
    "GPTBot",
    "meta-externalagent",
    "Meta-ExternalFetcher",
    "MistralAI-User",
    "OAI-SearchBot",
    "omgili",
    "Perplexity-User",
    "PerplexityBot",
    "Timpibot",
];

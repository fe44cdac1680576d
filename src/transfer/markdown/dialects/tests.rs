use jiff::tz::TimeZone;

use super::*;

#[track_caller]
fn assert_converts(source: &str, expected: &str) {
    let (site, mut left_out) = (MarkdownSite::default(), Vec::new());
    let converted = convert(source, "a.md", &site, &TimeZone::UTC, &mut left_out);
    assert_eq!(converted.trim(), expected, "{source}");
}

#[test]
fn attributes_go_and_anchors_stay() {
    assert_converts("## Tiêu đề {#neo .lon}", "## Tiêu đề <a id=\"neo\"></a>");
    assert_converts("* Mục lục\n{:toc}\n\nChữ", "Chữ");
    assert_converts("{: .note}\nĐoạn", "Đoạn");
    assert_converts("![a](b.png){: width=\"3\"} c", "![a](b.png) c");
    assert_converts("Xem [a](b).{:target=\"_blank\"} c", "Xem [a](b). c");
    assert_converts("{::nomarkdown}<b>a</b>{:/}", "<b>a</b>");
    assert_converts("a {::comment}ẩn{:/comment} b", "a  b");
    for kept in ["`{#a}`", "{a: 1}", "f {: x", "```\n{: .a}\n{% x %}\n```", "a {#b} c"] {
        assert_converts(kept, kept);
    }
}

#[test]
fn template_code_becomes_markdown() {
    assert_converts("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```");
    assert_converts("{% raw %}{{ a }}{% endraw %}", "{{ a }}");
    assert_converts("![a]({{ site.baseurl }}/a.jpg)", "![a](/a.jpg)");
    assert_converts("a{% comment %}b{% endcomment %}c {{ page.x }}d", "ac d");
    assert_converts("{% if a %}b{% endif %}", "b");
    let include = "{% include figure.html image=\"/a.jpg\" caption=\"Sông\" %}";
    assert_converts(include, "<figure><img src=\"/a.jpg\" alt=\"\"><figcaption>Sông</figcaption></figure>");
    assert_converts(
        "{% asset_img a.jpg Sông dài %}",
        "<figure><img src=\"a.jpg\" alt=\"\"><figcaption>Sông dài</figcaption></figure>",
    );
}

#[test]
fn shortcodes_of_hugo_become_markdown() {
    let link = "https://www.youtube.com/watch?v=abc";
    assert_converts("{{< youtube abc >}}", &format!("<p class=\"embed\"><a href=\"{link}\">{link}</a></p>"));
    assert_converts(
        "{{< figure src=\"a.jpg\" title=\"Núi\" >}}",
        "<figure><img src=\"a.jpg\" alt=\"\"><figcaption>Núi</figcaption></figure>",
    );
    assert_converts("{{% notice tip %}}Mách{{% /notice %}}", "Mách");
    assert_converts("{{< highlight go >}}\nx\n{{< /highlight >}}", "```go\nx\n```");
    assert_converts("{{< button href=\"/b/\" >}}Đi{{< /button >}}", "[Đi](/b/)");
    assert_converts("{{</* x */>}}", "`{{< x >}}`");
    assert_converts("[a]({{< ref \"mat.md#b\" >}})", "[a](mat.md#b)");
}

#[test]
fn notes_of_obsidian_become_markdown() {
    assert_converts("![[ảnh cầu.png|Cầu]]", "![Cầu](<ảnh cầu.png>)");
    assert_converts("![[a.png|300]]", "![](<a.png>)");
    assert_converts("[[Nơi khác|chữ]] và [[#Mục]]", "chữ và [Mục](#muc)");
    assert_converts("> [!note] Tựa\n> chữ", "> **Tựa**\n>\n> chữ");
    assert_converts("if [[ -f x ]]; then", "if [[ -f x ]]; then");
}

#[test]
fn boxes_keep_their_titles_and_contents() {
    assert_converts(":::tip[Mẹo]\nx\n:::", "**Mẹo**\n\nx");
    assert_converts("::: warning Coi chừng {.a}\nx\n:::", "**Coi chừng**\n\nx");
    assert_converts("!!! note \"Tựa\"\n    một\n\n    hai\nba", "**Tựa**\n\nmột\n\nhai\nba");
    assert_converts("a :: b ::: c", "a :: b ::: c");
    assert_converts("[TOC]\n\nx", "x");
}

#[test]
fn hidden_and_marked_words_of_notes_are_told_apart() {
    assert_converts("a %%giấu%% b", "a  b");
    assert_converts("100%% x %%", "100%% x %%");
    assert_converts("==nổi *bật*== và a == b, `==x==`", "<mark>nổi *bật*</mark> và a == b, `==x==`");
    assert_converts("Khối ^khoi-1\nx^2", "Khối \nx^2");
}

#[test]
fn calls_of_zola_become_markdown() {
    let link = "https://www.youtube.com/watch?v=abc";
    assert_converts("{{ youtube(id=\"abc\") }}", &format!("<p class=\"embed\"><a href=\"{link}\">{link}</a></p>"));
    assert_converts("{{ image(src=\"a.png\", alt=\"A\") }}", "<figure><img src=\"a.png\" alt=\"A\"></figure>");
    assert_converts("{% quote(author=\"Du\") %}\nTrăm năm\n{% end %}", "> Trăm năm\n>\n> — Du");
}

#[test]
fn places_of_pelican_go() {
    assert_converts("![a]({static}/i/a.png) [b]({tag}tin) {static} x", "![a](/i/a.png) [b](/tag/tin) {static} x");
}

#[test]
fn captions_and_titles_of_tags_stay() {
    assert_converts("{{< tab \"Một\" >}}x{{< /tab >}}", "**Một**\n\nx");
    assert_converts("{{< include \"a.md\" >}}x", "x");
    assert_converts("{% figure caption:\"Lời\" %}x{% endfigure %}", "**Lời**\n\nx");
    assert_converts("![x]({% link assets/a.png %})", "![x](/assets/a.png)");
    assert_converts(
        "{{< figure src=\"a.jpg\" caption=\"**Đậm**\" >}}",
        "<figure><img src=\"a.jpg\" alt=\"\"><figcaption><strong>Đậm</strong></figcaption></figure>",
    );
    assert_converts("{% image \"a.png\", \"Ảnh\" %}", "<figure><img src=\"a.png\" alt=\"Ảnh\"></figure>");
}

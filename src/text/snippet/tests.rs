use super::*;

#[test]
fn scripts_are_written_anew_and_hashed_as_they_run() {
    let source = "<!-- Statistics -->\r\n<script async src=\"https://www.example.org/gtag/js?id=A&amp;b=1\"></script>\r\n\
                  <script>\r\n  a = '<b>' && 1;\r\n</script>\n<noscript><img src=\"https://x.example/a.gif\"></noscript>";
    let code = parse_snippet(source).unwrap();
    assert_eq!(code.inline_scripts, ["\n  a = '<b>' && 1;\n"]);
    assert_eq!(code.script_origins, ["https://www.example.org"]);
    assert_eq!(
        code.html,
        "<script async=\"\" src=\"https://www.example.org/gtag/js?id=A&amp;b=1\"></script>\
         <script>\n  a = '<b>' && 1;\n</script><noscript><img src=\"https://x.example/a.gif\"></noscript>"
    );
    assert_eq!(parse_snippet(&code.html).unwrap(), code);
}

#[test]
fn places_that_scripts_fill_lose_their_styles() {
    let code =
        parse_snippet("<ins class=\"ads\" style=\"display:block\" data-id='1\"2'></ins><div id=\"fb-root\"></div>");
    let html = "<ins class=\"ads\" data-id=\"1&quot;2\"></ins><div id=\"fb-root\"></div>";
    assert_eq!(code.unwrap().html, html);
}

#[test]
fn what_could_change_the_page_is_refused() {
    let element = |name: &str| SnippetError::Element(name.to_owned());
    for (source, error) in [
        ("  <!-- nothing -->", SnippetError::Empty),
        ("gtag('config')", SnippetError::LooseText),
        // The first end tag ends the script, wherever it stands.
        ("<script>a = '</script>'; alert(1)</script>", SnippetError::LooseText),
        ("<script>a = '<!--<script>'</script>", SnippetError::NestedScript),
        ("<style>a{}</style>", element("style")),
        ("<iframe src=\"https://x.example\"></iframe>", element("iframe")),
        ("<div><form></form></div>", element("form")),
        ("<noscript><script>1</script></noscript>", element("script")),
        (
            "<script onload=\"a()\" src=\"https://x.example/a.js\"></script>",
            SnippetError::EventHandler("onload".to_owned()),
        ),
        (
            "<script src=\"http://x.example/a.js\"></script>",
            SnippetError::ScriptAddress("http://x.example/a.js".to_owned()),
        ),
        ("<script src=\"javascript:1\"></script>", SnippetError::ScriptAddress("javascript:1".to_owned())),
        ("<script src=\"/a.js\"></script>", SnippetError::ScriptAddress("/a.js".to_owned())),
    ] {
        assert_eq!(parse_snippet(source), Err(error), "{source}");
    }
}

use super::*;

fn problem(source: &str) -> Result<(), (u32, u32, CssProblem)> {
    check(source).map_err(|error| (error.line, error.column, error.problem))
}

#[test]
fn style_sheets_are_taken() {
    for source in [
        "",
        "/* only a comment */",
        "a { color: red }",
        "a{color:red;}b{}",
        ":root { --brand: #c8102e; --empty:; --set: {a b} }",
        ".post { & > h1 { color: red; &:hover { color: blue } } a:hover { color: red } }",
        "@media (width >= 48rem) { .a, .b > c[d=\"e\"]:not(.f) { margin: calc(1px + (2px * 3)) !important } }",
        "@font-face { font-family: X; src: url(/media/1/x.woff2) format(\"woff2\") }",
        "@keyframes x { from { top: 0 } 50% { top: 1px } }",
        "@layer a, b; @supports (display: grid) { a { background: url(\"data:image/svg+xml,%3Csvg/%3E\") } }",
        "@page { margin: 2cm } a::before { content: \"}\" }",
    ] {
        assert_eq!(problem(source), Ok(()), "{source}");
    }
    for file in ["centered", "compact", "dense", "footer", "logo", "logo_dark"] {
        let source = std::fs::read_to_string(format!("style/identity/{file}.css")).unwrap();
        assert_eq!(problem(&source), Ok(()), "{file}");
    }
}

#[test]
fn errors_have_a_line_and_a_column() {
    use CssProblem::{BadDeclaration, BadRule, ForbiddenRule, ForeignAddress, TooDeep, TooLong, Unclosed, Unexpected};
    for (source, line, column, expected) in [
        ("a { color: red", 1, 1, Unclosed),
        ("a {\n  b { color: red }\n", 1, 1, Unclosed),
        ("a { color: rgb(1 2 3; }", 1, 12, Unclosed),
        ("a { content: \"x\n\" }", 1, 14, Unclosed),
        ("a { }\n}", 2, 1, Unexpected("}".to_owned())),
        ("a { color: red) }", 1, 15, Unexpected(")".to_owned())),
        ("a {\n  color red;\n}", 2, 3, BadDeclaration),
        ("a { color: ; }", 1, 5, BadDeclaration),
        ("color: red;", 1, 1, BadRule),
        ("a", 1, 1, BadRule),
        ("{ color: red }", 1, 1, BadRule),
        ("\n@import url(/a.css);", 2, 1, ForbiddenRule("@import".to_owned())),
        ("@charset \"utf-8\";", 1, 1, ForbiddenRule("@charset".to_owned())),
        ("a { background: url(https://x.example/a.png) }", 1, 17, ForeignAddress),
        ("a { background: url(\"//x.example/a.png\") }", 1, 21, ForeignAddress),
        ("a { background: image-set(\"http://x.example/a.png\" 1x) }", 1, 27, ForeignAddress),
    ] {
        assert_eq!(problem(source), Err((line, column, expected)), "{source}");
    }
    assert!(matches!(problem("a { } /* open"), Err((_, _, Unclosed))));
    assert!(matches!(problem(&"a{".repeat(100)), Err((1, _, TooDeep | Unclosed))));
    assert!(matches!(problem(&format!("a{{b:{}}}", "(".repeat(1000))), Err((1, _, TooDeep | Unclosed))));
    assert_eq!(problem(&" ".repeat(MAX_CSS_BYTES + 1)), Err((1, 1, TooLong)));
}

use super::{Costs, SHORT, repeat, run};
use crate::text::body;
use crate::text::formatted_lines::formatted_lines;
use crate::text::to_markdown::to_markdown_until;

#[test]
fn change_of_format() {
    let mut costs = Costs::default();
    for piece in
        ["<p>a</p>", "<ul><li>a", "<blockquote>", "<b>", "<table><tr><td>a", "<div>\n\n", "<h2>a</h2>", "a<br>"]
    {
        let input = |bytes| repeat(piece, bytes);
        costs.check(&format!("to Markdown {piece:?}"), SHORT, input, run(|html| to_markdown_until(html, &|| false)));
        costs.check(&format!("as lines {piece:?}"), SHORT, input, run(formatted_lines));
        costs.check(&format!("authored {piece:?}"), SHORT, input, run(|html| body::authored_until(html, &|| false)));
    }
    for piece in ["a\n\n", "- a\n", "> ", "**a** "] {
        let input = |bytes| repeat(piece, bytes);
        costs.check(&format!("to visual {piece:?}"), SHORT, input, run(|text| body::visual_until(text, &|| false)));
    }
}

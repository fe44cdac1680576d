//! Nothing that executes, submits or contacts a third party survives, however it is written.

use super::*;
use crate::text::sanitizer::TAGS;

/// Attack vectors in HTML.
#[rustfmt::skip]
pub const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x20type=\"module\">import 'x'</script\t\n>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x\nonerror\n=\nalert(1)>",
    "<img src=`x` onerror=`alert(1)`>",
    "<img src=\"x\"onerror=\"alert(1)\">",
    "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
    "<img src=javascript:alert(1)>",
    "<img src=data:image/svg+xml;base64,PHN2Zy8+>",
    "<img srcset='javascript:alert(1) 1x, data:text/html,x 2x' src=a.png>",
    "<img src=a.png usemap=#m><map name=m><area href=javascript:alert(1)></map>",
    "<img lowsrc=javascript:alert(1) dynsrc=javascript:alert(1) src=a>",
    "<body onload=alert(1)>",
    "<body background=javascript:alert(1)>",
    "<html onmouseover=alert(1)>",
    "<p onclick=alert(1) ONMOUSEOVER=alert(1) onanimationstart=alert(1)>x</p>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<div style=\"width:expression(alert(1))\">x</div>",
    "<div style=\"text-align:center;behavior:url(x.htc)\">x</div>",
    "<p style=\"text-align:center}</style><script>alert(1)</script>\">x</p>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style><img src='</style><img src=x onerror=alert(1)>'></style>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<link rel=import href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=JaVaScRiPt:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#x0A;script:alert(1)'>x</a>",
    "<a href='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)>x</a>",
    "<a href=&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)>x</a>",
    "<a href=&#0000106avascript:alert(1)>x</a>",
    "<a href='javascript://example.com/%0aalert(1)'>x</a>",
    "<a href=vbscript:msgbox(1)>x</a>",
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='blob:https://example.com/1'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href=# ping=javascript:alert(1) target=_blank download>x</a>",
    "<a xlink:href=javascript:alert(1)>x</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><set attributeName=href to=javascript:alert(1)></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg><iframe><a title=\"</iframe><img src onerror=alert(1)>\">x",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><use href='data:image/svg+xml,<svg/>#x'></svg>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<template><div></template><img src=x onerror=alert(1)>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<noembed><img title=\"</noembed><img src onerror=alert(1)>\"></noembed>",
    "<noframes><p id=\"</noframes><script>alert(1)</script>\">",
    "<plaintext><script>alert(1)</script>",
    "<listing>&lt;img onerror=alert(1) src=x&gt;</listing>",
    "<select><option><script>alert(1)</script></option></select>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='https://evil.example/'>&lt;/iframe&gt;<script>alert(1)</script></iframe>",
    "<iframe src='data:text/html,<script>alert(1)</script>'></iframe>",
    "<iframe src='https://www.youtube.com/embed/\"><script>alert(1)</script>'></iframe>",
    "<iframe src='https://www.facebook.com/plugins/video.php?href=javascript:alert(1)'></iframe>",
    "<iframe src='https://open.spotify.com/embed\" onmouseover=alert(1) x=\"'></iframe>",
    "<iframe title='<img src=x onerror=alert(1)>' src=//youtube.com/embed/x></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<object><param name=movie value=javascript:alert(1)><embed src=javascript:alert(1)></object>",
    "<object type=text/html data='data:text/html,x'><script>alert(1)</script></object>",
    "<embed src=javascript:alert(1) allowscriptaccess=always>",
    "<applet code=x.class></applet>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<video src=x onerror=alert(1) autoplay></video>",
    "<video><source onerror=alert(1) src=javascript:alert(1)></video>",
    "<video poster=javascript:alert(1) src=a.mp4></video>",
    "<audio src=javascript:alert(1) autoplay onloadstart=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<form action=javascript:alert(1)><input type=submit><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<input type=image src=x onerror=alert(1)>",
    "<isindex action=javascript:alert(1) type=image>",
    "<keygen autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<blockquote cite=javascript:alert(1)>x</blockquote>",
    "<q cite='javascript:alert(1)'>x</q>",
    "<table background=javascript:alert(1)><td background=javascript:alert(1)>x</table>",
    "<pre><code class='language-html'>&lt;script>alert(1)&lt;/script></code></pre>",
    "<pre><code class='language-rust\" onclick=alert(1) x=\"'>x</code></pre>",
    "<h2 id='\"><script>alert(1)</script>'>&lt;script&gt;alert(1)&lt;/script&gt;</h2>",
    "<table><caption>\"><script>alert(1)</script></caption><tr><th>\" onclick=alert(1) x=\"</table>",
    "<p><img src=a title='<script>alert(1)</script>'></p>",
    "<a href='https://a/%22%3E%3Cscript%3Ealert(1)%3C/script%3E'><img src=a></a>",
    "<div id=comments><a href=#comments>x</a></div><a name=respond></a>",
    "<custom-element onclick=alert(1)>x</custom-element>",
    "<slot name=x onslotchange=alert(1)>x</slot>",
    "<portal src=javascript:alert(1)></portal>",
    "<dialog open onclose=alert(1)><script>alert(1)</script></dialog>",
    "<x contenteditable onblur=alert(1) tabindex=1 autofocus accesskey=x>x</x>",
    "<img src=x:alert(1) onerror=eval(src)>",
    "\u{0}<scr\u{0}ipt>alert(1)</scr\u{0}ipt>",
    "<\u{ff53}cript>alert(1)</\u{ff53}cript>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<<script>alert(1)//<</script>",
    "<script src=data:,alert(1)",
    "<img src=x onerror=alert(1)",
    "<a href=\"javascript:alert(1)\"",
];

/// Attack vectors in Markdown.
const MARKDOWN_VECTORS: &[&str] = &[
    "[x](javascript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    "![x](data:text/html,x)",
    "![x\"onerror=\"alert(1)](a.png \"t\\\" onerror=alert(1)\")",
    "<javascript:alert(1)>",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "```html\" onclick=alert(1) x=\"\nx\n```",
    "[^x]\n\n[^x]: <script>alert(1)</script>",
    "[^\"><script>]\n\n[^\"><script>]: x",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
];

/// Fails if a browser would find anything disallowed in `html`.
pub fn assert_harmless(html: &str, source: &str) {
    for node in Document::fragment(html).root().descendants() {
        assert!(!node.is_comment(), "comment\n{source}\n{html}");
        let Some(name) = node.node_name().filter(|name| &**name != "html") else {
            continue;
        };
        assert!(TAGS.contains(&&*name), "<{name}>\n{source}\n{html}");
        for attribute in node.attrs() {
            let (name, value) = (&*attribute.name.local, attribute.value.to_ascii_lowercase());
            assert!(!name.starts_with("on") && name != "style" && name != "name", "{name}\n{source}\n{html}");
            if matches!(name, "href" | "src" | "cite" | "poster") {
                let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let scheme = value.split(['/', '?', '#']).next().and_then(|head| head.split_once(':'));
                assert!(
                    scheme.is_none_or(|(scheme, _)| ["http", "https", "mailto", "tel", "sms"].contains(&scheme)),
                    "{name}={value}\n{source}\n{html}"
                );
            }
            if name == "id" {
                assert!(!["comments", "respond", "content", "sidebar"].contains(&&*value), "{source}\n{html}");
            }
        }
    }
}

#[test]
fn nothing_harmful_survives() {
    for vector in VECTORS {
        assert_harmless(&html(vector), vector);
        assert_harmless(&markdown(vector), vector);
        // Also within other text and elements.
        for frame in [
            "a ◊ b",
            "<p>◊</p>",
            "<table><tr><td>◊",
            "<ul><li>◊</ul>",
            "<a href=x title='◊'>◊</a>",
            "<svg>◊</svg>",
            "<math><mtext>◊",
        ] {
            let source = frame.replace('◊', vector);
            assert_harmless(&html(&source), &source);
        }
    }
    for vector in MARKDOWN_VECTORS {
        assert_harmless(&markdown(vector), vector);
    }
}

#[test]
fn harmless_text_around_it_survives() {
    assert_eq!(html("<p>a<script>x</script> b</p>"), "<p>a b</p>");
    assert_eq!(
        html("<a href=javascript:x>a</a> <img src=b.png onerror=x>"),
        "a <img src=\"b.png\" loading=\"lazy\" decoding=\"async\" alt=\"\">"
    );
    assert_eq!(html("<form><label>Name</label> <b>x</b></form>"), "Name <b>x</b>");
}

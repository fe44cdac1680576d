#[cfg(test)]
mod tests;

use std::fmt;

use cssparser::{ParseError, Parser, Token};
use serde::Deserialize;

use crate::model::identity::MAX_CSS_BYTES;

/// Depth of nested blocks and parentheses.
const DEEPEST: u8 = 32;

/// The owner's style sheet. It is checked for its syntax, and loads nothing from other sites; properties and values
/// that browsers do not know are without effect, as in any style sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct OwnCss(String);

/// What is wrong with a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CssProblem {
    /// Longer than [`MAX_CSS_BYTES`].
    TooLong,
    TooDeep,
    /// A block, a parenthesis, a comment or a string is not closed.
    Unclosed,
    /// This does not belong here.
    Unexpected(String),
    /// Not of the form `property: value`.
    BadDeclaration,
    /// A block without a selector, or a selector without a block.
    BadRule,
    /// `@import` and others that are not taken.
    ForbiddenRule(String),
    /// An address of another site, which the Content-Security-Policy would refuse anyway.
    ForeignAddress,
}

/// An error in a style sheet. Lines and columns begin at 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CssError {
    pub line: u32,
    pub column: u32,
    pub problem: CssProblem,
}

impl OwnCss {
    /// Returns the source.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for OwnCss {
    type Error = CssError;

    fn try_from(source: String) -> Result<OwnCss, CssError> {
        check(&source)?;
        Ok(OwnCss(source))
    }
}

impl fmt::Display for CssError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {:?}", self.line, self.column, self.problem)
    }
}

/// Parses a style sheet (CSS Syntax Level 3, CSS Nesting). A parser of CSS closes what is open at the end, so a brace is
/// added there: it is seen at the top level only if everything is closed.
fn check(source: &str) -> Result<(), CssError> {
    if source.len() > MAX_CSS_BYTES {
        return Err(CssError { line: 1, column: 1, problem: CssProblem::TooLong });
    }
    let closed = format!("{source}\n}}");
    let mut parser = Parser::new(&closed);
    parser.set_nested_block_limit(DEEPEST);
    let mut checker = Checker { end: closed.len(), opened: Vec::new(), found: None };
    let is_closed = checker.rules(&mut parser);
    if let Some(error) = checker.found {
        return Err(error);
    }
    match is_closed {
        Ok(true) => Ok(()),
        _ => Err(error_at(&parser, CssProblem::Unclosed)),
    }
}

fn error_at(parser: &Parser<'_>, problem: CssProblem) -> CssError {
    let place = parser.current_source_location();
    CssError { line: place.line + 1, column: place.column, problem }
}

/// The first error is in `Checker::found`.
type Checked<T> = Result<T, ParseError<()>>;

struct Checker {
    /// Length of the source with the added brace.
    end: usize,
    /// Where the blocks and parentheses begin that are open.
    opened: Vec<CssError>,
    found: Option<CssError>,
}

/// What ends a prelude or a declaration.
#[derive(PartialEq, Eq)]
enum Ending {
    Block,
    Semicolon,
    End,
}

impl Checker {
    fn fail<T>(&mut self, error: CssError) -> Checked<T> {
        self.found.get_or_insert(error);
        Err(ParseError::custom(()))
    }

    /// Checks rules up to the end, and returns whether that is the added brace.
    fn rules(&mut self, parser: &mut Parser<'_>) -> Checked<bool> {
        loop {
            parser.skip_whitespace();
            let begin = error_at(parser, CssProblem::BadRule);
            let Ok(token) = parser.next().cloned() else { return Ok(false) };
            match token {
                Token::CloseCurlyBracket if parser.position().byte_index() == self.end => return Ok(true),
                Token::AtKeyword(name) => self.at_rule(parser, &name, begin)?,
                Token::CDO | Token::CDC | Token::Semicolon => {
                    return self.fail(CssError { problem: CssProblem::Unexpected(";".to_owned()), ..begin });
                }
                Token::CurlyBracketBlock => return self.fail(begin),
                first => {
                    self.token(parser, &first, &begin)?;
                    match self.items(parser)?.0 {
                        Ending::Block => self.block(parser, &begin, Checker::body)?,
                        Ending::Semicolon | Ending::End => return self.fail(begin),
                    }
                }
            }
        }
    }

    /// Checks the content of a rule: declarations and nested rules.
    fn body(&mut self, parser: &mut Parser<'_>) -> Checked<()> {
        loop {
            parser.skip_whitespace();
            let begin = error_at(parser, CssProblem::BadDeclaration);
            let Ok(first) = parser.next().cloned() else { return Ok(()) };
            match &first {
                Token::Semicolon => continue,
                Token::AtKeyword(name) => {
                    self.at_rule(parser, name, begin)?;
                    continue;
                }
                Token::CurlyBracketBlock => return self.fail(CssError { problem: CssProblem::BadRule, ..begin }),
                _ => self.token(parser, &first, &begin)?,
            }
            let (ending, second, count) = self.items(parser)?;
            let is_custom = matches!(&first, Token::Ident(name) if name.starts_with("--"));
            match ending {
                Ending::Block if is_custom => self.block(parser, &begin, Checker::anything)?,
                Ending::Block => self.block(parser, &begin, Checker::body)?,
                _ if matches!(first, Token::Ident(_)) && second == Some(Token::Colon) && (count > 1 || is_custom) => {}
                _ => return self.fail(begin),
            }
        }
    }

    fn at_rule(&mut self, parser: &mut Parser<'_>, name: &str, begin: CssError) -> Checked<()> {
        const WITH_RULES: [&str; 7] =
            ["media", "supports", "container", "layer", "scope", "starting-style", "-moz-document"];
        let name = name.to_ascii_lowercase();
        let is_keyframes = name.ends_with("keyframes");
        let is_known = is_keyframes || matches!(name.as_str(), "font-face" | "page" | "property" | "counter-style");
        if !is_known && !WITH_RULES.contains(&name.as_str()) {
            return self.fail(CssError { problem: CssProblem::ForbiddenRule(format!("@{name}")), ..begin });
        }
        match self.items(parser)?.0 {
            Ending::Block => self.block(parser, &begin, Checker::body),
            // `@layer a, b;`
            Ending::Semicolon if name == "layer" => Ok(()),
            Ending::Semicolon | Ending::End => self.fail(CssError { problem: CssProblem::BadRule, ..begin }),
        }
    }

    /// Checks tokens up to a block, a semicolon or the end. Also returns the first token and their number.
    fn items<'i>(&mut self, parser: &mut Parser<'i>) -> Checked<(Ending, Option<Token<'i>>, usize)> {
        let (mut first, mut count) = (None, 0);
        loop {
            parser.skip_whitespace();
            let place = error_at(parser, CssProblem::Unclosed);
            let Ok(token) = parser.next().cloned() else { return Ok((Ending::End, first, count)) };
            match token {
                Token::CurlyBracketBlock => return Ok((Ending::Block, first, count)),
                Token::Semicolon => return Ok((Ending::Semicolon, first, count)),
                Token::CloseCurlyBracket if self.opened.is_empty() && parser.position().byte_index() == self.end => {
                    return Ok((Ending::End, first, count));
                }
                token => {
                    self.token(parser, &token, &place)?;
                    count += 1;
                    first.get_or_insert(token);
                }
            }
        }
    }

    /// Checks everything in parentheses or in the value of a custom property.
    fn anything(&mut self, parser: &mut Parser<'_>) -> Checked<()> {
        loop {
            parser.skip_whitespace();
            let place = error_at(parser, CssProblem::Unclosed);
            let Ok(token) = parser.next().cloned() else { return Ok(()) };
            match token {
                Token::CurlyBracketBlock => self.block(parser, &place, Checker::anything)?,
                token => self.token(parser, &token, &place)?,
            }
        }
    }

    /// Checks the content of a function whose strings are addresses.
    fn addresses(&mut self, parser: &mut Parser<'_>) -> Checked<()> {
        loop {
            parser.skip_whitespace();
            let place = error_at(parser, CssProblem::ForeignAddress);
            let Ok(token) = parser.next().cloned() else { return Ok(()) };
            match &token {
                Token::QuotedString(address) if !is_own(address) => return self.fail(place),
                token => self.token(parser, token, &place)?,
            }
        }
    }

    /// Checks one token, with what is in its parentheses.
    fn token(&mut self, parser: &mut Parser<'_>, token: &Token<'_>, place: &CssError) -> Checked<()> {
        match token {
            Token::Function(name) => match name.to_ascii_lowercase().as_str() {
                "url" | "src" | "image-set" | "-webkit-image-set" | "image" => {
                    self.block(parser, place, Checker::addresses)
                }
                _ => self.block(parser, place, Checker::anything),
            },
            Token::ParenthesisBlock | Token::SquareBracketBlock => self.block(parser, place, Checker::anything),
            Token::UnquotedUrl(address) if !is_own(address) => {
                self.fail(CssError { problem: CssProblem::ForeignAddress, ..place.clone() })
            }
            Token::BadUrl(_) | Token::BadString(_) => {
                self.fail(CssError { problem: CssProblem::Unclosed, ..place.clone() })
            }
            // It ends a block unless a parenthesis in it is open.
            Token::CloseCurlyBracket => match self.opened.last().cloned() {
                Some(begin) => self.fail(CssError { problem: CssProblem::Unclosed, ..begin }),
                None => self.unexpected("}", place),
            },
            Token::CloseParenthesis => self.unexpected(")", place),
            Token::CloseSquareBracket => self.unexpected("]", place),
            _ => Ok(()),
        }
    }

    fn unexpected(&mut self, text: &str, place: &CssError) -> Checked<()> {
        self.fail(CssError { problem: CssProblem::Unexpected(text.to_owned()), ..place.clone() })
    }

    /// Checks a block that has just been opened at `begin`.
    fn block(
        &mut self,
        parser: &mut Parser<'_>,
        begin: &CssError,
        content: fn(&mut Checker, &mut Parser<'_>) -> Checked<()>,
    ) -> Checked<()> {
        let mut is_entered = false;
        self.opened.push(begin.clone());
        let checked = parser.parse_nested_block(|inner| {
            is_entered = true;
            content(self, inner)
        });
        if parser.position().byte_index() == self.end {
            return self.fail(CssError { problem: CssProblem::Unclosed, ..begin.clone() });
        }
        self.opened.pop();
        match checked {
            Err(_) if !is_entered => self.fail(CssError { problem: CssProblem::TooDeep, ..begin.clone() }),
            checked => checked,
        }
    }
}

/// Returns whether an address is on this site, or is data.
fn is_own(address: &str) -> bool {
    // Browsers leave these out of addresses (URL Standard, 4.4).
    let address: String = address.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    (address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\"))
        || address.starts_with('#')
        || address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

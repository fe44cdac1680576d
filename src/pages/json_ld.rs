//! Structured data for search engines: JSON-LD with <https://schema.org>.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::breadcrumbs;
use super::location::DocumentLocation;
use super::open_graph::share_image_of;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::address::paths;
use crate::model::author::Author;
use crate::model::identity::{IconSize, Imprint, Logo};
use crate::model::listing::Listing;
use crate::model::post::Post;
use crate::model::site::Site;
use crate::model::site_link::SiteLink;
use crate::model::view::View;
use crate::reading::request_url::absolute;

/// Renders the JSON-LD of a page, as a data block that browsers do not run.
pub fn json_ld(site: &Site, view: &View, place: &DocumentLocation, description: &str) -> impl IntoView + use<> {
    let above = breadcrumbs::above(site, view, &place.path);
    let things = JsonLd { site, place, description, home: use_texts().home, above };
    let mut graph = match view {
        View::Post(post) => things.article(post, &share_image_of(site, view, place).url),
        View::Page(post) => things.page(post),
        View::Listing(listing) => things.listing(listing),
        _ => Vec::new(),
    };
    graph.push(things.organization());
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    view! { <script r#type="application/ld+json" inner_html=guard(&data.to_string())></script> }
}

/// Escapes JSON for a script element, so that it contains neither an end tag nor a comment (HTML, section 4.12.1.3).
fn guard(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

struct JsonLd<'a> {
    site: &'a Site,
    place: &'a DocumentLocation,
    description: &'a str,
    /// Name of the home page.
    home: &'a str,
    /// The pages above this one.
    above: Vec<SiteLink>,
}

impl JsonLd<'_> {
    fn at(&self, path: &str) -> String {
        absolute(&self.place.origin, path)
    }

    fn publisher(&self) -> Value {
        json!({ "@id": self.at("/#organization") })
    }

    fn organization(&self) -> Value {
        let identity = &self.site.identity;
        let logo = match (&identity.logo, identity.icon) {
            (Some(Logo { light, .. }), _) => (self.at(&light.path), light.width, light.height),
            (None, Some(icon)) => (self.at(&IconSize::Large.path(icon)), 512, 512),
            (None, None) => (self.at("/apple-touch-icon.png"), 180, 180),
        };
        let mut organization = json!({
            "@type": "Organization",
            "@id": self.at("/#organization"),
            "name": self.site.title,
            "url": self.at("/"),
            "logo": { "@type": "ImageObject", "url": logo.0, "width": logo.1, "height": logo.2 },
        });
        let Imprint { publisher, address, telephone, email, .. } = &identity.footer.imprint;
        let texts = [("legalName", publisher), ("address", address), ("telephone", telephone), ("email", email)];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            organization[name] = text.as_str().into();
        }
        let profiles = &identity.footer.profiles;
        if !profiles.is_empty() {
            organization["sameAs"] = profiles.iter().map(|(_, address)| address.as_str()).collect();
        }
        organization
    }

    fn website(&self) -> Value {
        json!({
            "@type": "WebSite",
            "@id": self.at("/#website"),
            "url": self.at("/"),
            "name": self.site.title,
            "description": self.site.tagline,
            "inLanguage": self.site.language.tag(),
            "publisher": self.publisher(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": { "@type": "EntryPoint", "urlTemplate": format!("{}{}", self.place.origin, paths::search("{search_term_string}")) },
                "query-input": "required name=search_term_string",
            },
        })
    }

    fn article(&self, post: &Post, image: &str) -> Vec<Value> {
        let mut article = json!({
            "@type": "NewsArticle",
            "@id": format!("{}#article", self.place.canonical),
            "mainEntityOfPage": self.place.canonical,
            "headline": post.title,
            "description": post.excerpt,
            "image": [image],
            "datePublished": post.published.iso,
            "dateModified": post.updated.as_ref().unwrap_or(&post.published).iso,
            "inLanguage": self.site.language.tag(),
            "isAccessibleForFree": true,
            "commentCount": post.discussion.count,
            "publisher": self.publisher(),
            "author": self.publisher(),
        });
        if let Some(author) = &post.author {
            article["author"] = json!([self.person(author)]);
        }
        if !post.categories.is_empty() {
            article["articleSection"] = post.categories.iter().map(|term| term.name.as_str()).collect();
        }
        if !post.tags.is_empty() {
            article["keywords"] = post.tags.iter().map(|term| term.name.as_str()).collect();
        }
        vec![article, self.breadcrumbs(&post.title)]
    }

    fn page(&self, post: &Post) -> Vec<Value> {
        let page = json!({
            "@type": "WebPage",
            "@id": self.place.canonical,
            "url": self.place.canonical,
            "name": post.title,
            "description": post.excerpt,
            "inLanguage": self.site.language.tag(),
            "publisher": self.publisher(),
        });
        vec![page, self.breadcrumbs(&post.title)]
    }

    fn listing(&self, listing: &Listing) -> Vec<Value> {
        let mut page = json!({
            "@type": "CollectionPage",
            "@id": self.place.canonical,
            "url": self.place.canonical,
            "name": listing.title,
            "description": self.description,
            "inLanguage": self.site.language.tag(),
        });
        if Address::parse(&self.place.path) == Address::Home {
            return vec![self.website()];
        }
        if let Some(author) = &listing.author {
            page["@type"] = "ProfilePage".into();
            page["mainEntity"] = self.person(author);
        }
        vec![page, self.breadcrumbs(&listing.title)]
    }

    fn person(&self, author: &Author) -> Value {
        let url = self.at(&Address::Author(&author.slug).to_string());
        let mut person = json!({ "@type": "Person", "@id": format!("{url}#person"), "name": author.name, "url": url });
        if !author.role.is_empty() {
            person["jobTitle"] = author.role.as_str().into();
        }
        if let Some(portrait) = &author.portrait {
            person["image"] = self.at(&portrait.src).into();
        }
        if !author.links.is_empty() {
            person["sameAs"] = author.links.iter().map(|link| link.path.as_str()).collect();
        }
        person
    }

    /// Builds the breadcrumbs from the home page to this page.
    fn breadcrumbs(&self, here: &str) -> Value {
        let above = self.above.iter().map(|link| (link.title.as_str(), self.at(&link.path)));
        let steps = [(self.home, self.at("/"))].into_iter().chain(above);
        let steps = steps.chain([(here, self.place.canonical.clone())]).zip(1..);
        let items = steps.map(
            |((name, url), position)| json!({ "@type": "ListItem", "position": position, "name": name, "item": url }),
        );
        json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_close_its_script_element() {
        let title = "</script><script>alert(1)</script><!-- <ScRiPt> & ]]>";
        let written = guard(&json!({ "headline": title }).to_string());
        assert!(!written.contains(['<', '>', '&']), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["headline"], title);
    }
}

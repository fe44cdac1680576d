//! The paths of maps.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use url::Url;

use super::parameter;

/// Width of a map that is shown, in pixels, for choosing its part of the world at a zoom level.
const WIDTH: f64 = 600.0;
/// Width of a tile, in pixels. One of them shows the world at zoom level 0.
const TILE: f64 = 256.0;
/// Height of a map that is shown, divided by its width.
const RATIO: f64 = 0.75;

/// Returns path and query of a map of Google. Short addresses of shared places do not say where they lead.
pub fn google(url: &Url, host: &str, segments: &[&str]) -> Option<String> {
    let segments = match segments {
        ["maps", rest @ ..] => rest,
        [] if host == "maps.google.com" => segments,
        _ => return None,
    };
    let place = match *segments {
        ["embed"] => return parameter(url, "pb").map(|map| format!("/maps/embed?pb={}", encode(&map))),
        ["place" | "search", name, ..] => percent_decode_str(&name.replace('+', " ")).decode_utf8().ok()?.into_owned(),
        [position, ..] if position.starts_with('@') => {
            let mut numbers = position[1..].split(',').map(|number| number.parse::<f64>().ok());
            let (latitude, longitude) = (numbers.next()??, numbers.next()??);
            format!("{latitude},{longitude}")
        }
        [] => parameter(url, "q").or_else(|| parameter(url, "query"))?,
        _ => return None,
    };
    Some(format!("/maps?q={}&output=embed", encode(&place)))
}

/// Returns path and query of a map of OpenStreetMap.
pub fn openstreetmap(url: &Url, segments: &[&str]) -> Option<String> {
    let number = |name: &str| parameter(url, name)?.parse::<f64>().ok();
    let marker = number("mlat").zip(number("mlon")).filter(is_on_earth);
    let bounds = match *segments {
        ["export", "embed.html"] => {
            let bounds = parameter(url, "bbox")?;
            let numbers: Option<Vec<f64>> = bounds.split(',').map(|number| number.trim().parse().ok()).collect();
            <[f64; 4]>::try_from(numbers?).ok()?
        }
        [] => {
            let at = url.fragment().and_then(|at| at.split('&').find_map(|part| part.strip_prefix("map=")));
            let mut numbers = at.unwrap_or_default().split('/').map(|number| number.parse::<f64>().ok());
            match (numbers.next().flatten(), numbers.next().flatten(), numbers.next().flatten()) {
                (Some(zoom), Some(latitude), Some(longitude)) => around((latitude, longitude), zoom),
                _ => around(marker?, 15.0),
            }
        }
        _ => return None,
    };
    let [west, south, east, north] = bounds;
    if !is_on_earth(&(south, west)) || !is_on_earth(&(north, east)) {
        return None;
    }
    let marker = marker.map_or_else(String::new, |(latitude, longitude)| format!("&marker={latitude},{longitude}"));
    Some(format!("/export/embed.html?bbox={west:.5},{south:.5},{east:.5},{north:.5}&layer=mapnik{marker}"))
}

/// Returns west, south, east and north of what a map shows around a place at a zoom level.
fn around((latitude, longitude): (f64, f64), zoom: f64) -> [f64; 4] {
    let half = 180.0 * WIDTH / TILE / zoom.clamp(1.0, 19.0).exp2();
    let high = half * RATIO * latitude.to_radians().cos().abs();
    let limit = |degrees: f64, most: f64| degrees.clamp(-most, most);
    [
        limit(longitude - half, 180.0),
        limit(latitude - high, 85.0),
        limit(longitude + half, 180.0),
        limit(latitude + high, 85.0),
    ]
}

/// Whether latitude and longitude, in degrees, are on earth. Not a number is not.
fn is_on_earth((latitude, longitude): &(f64, f64)) -> bool {
    (-90.0..=90.0).contains(latitude) && (-180.0..=180.0).contains(longitude)
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use crate::text::embed::Embed;

    fn frame(address: &str) -> String {
        Embed::of(address).map(|embed| embed.frame).unwrap_or_default()
    }

    #[test]
    fn places_become_maps() {
        let google = "https://www.google.com/maps";
        assert_eq!(frame("https://www.google.com/maps/embed?pb=!1m18!2s"), format!("{google}/embed?pb=%211m18%212s"));
        let place = "https://www.google.com/maps/place/C%E1%BA%A7u+B%E1%BA%BFn+L%E1%BB%A9c/@10.6,106.4,17z";
        let name = "C%E1%BA%A7u%20B%E1%BA%BFn%20L%E1%BB%A9c";
        assert_eq!(frame(place), format!("{google}?q={name}&output=embed"));
        assert_eq!(
            frame("https://www.google.com/maps/@10.6,106.4,17z"),
            format!("{google}?q=10%2E6%2C106%2E4&output=embed")
        );
        let map = frame("https://www.openstreetmap.org/?mlat=10.5&mlon=106.4#map=15/10.5/106.4");
        assert!(map.starts_with("https://www.openstreetmap.org/export/embed.html?bbox=106.38"), "{map}");
        assert!(map.ends_with("&layer=mapnik&marker=10.5,106.4"), "{map}");
    }

    #[test]
    fn places_that_are_none_have_no_map() {
        for address in [
            "https://www.openstreetmap.org/",
            "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3",
            "https://www.openstreetmap.org/export/embed.html?bbox=nan,2,3,4",
            "https://www.openstreetmap.org/#map=5/inf/2",
            "https://www.google.com/search?q=a",
            "https://www.google.com/maps/@a,b",
            "https://maps.app.goo.gl/abc",
        ] {
            assert_eq!(frame(address), "", "{address}");
        }
    }
}

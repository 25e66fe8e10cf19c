//! The files that pages load. `build.rs` bundles them from `static/` and npm parts; they are embedded in the binary, already compressed.
//!
//! The path of a file holds the hash of its content, so browsers keep it for ever and a page never mixes files of two releases.

use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use axum::body::Body;
use axum::extract;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// The route that [`serve`] answers.
pub const ROUTE: &str = "/static/{*path}";

struct Asset {
    /// `{hash}/{name}`.
    path: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Whether the bundle is embedded; a debug build without npm has none, and `/readyz` reports it.
pub fn complete() -> bool {
    !ASSETS.is_empty()
}

/// The address of a file, given its path in `static/`.
pub fn url(source: &str) -> String {
    let name = source.rsplit('/').next();
    match ASSETS.iter().find(|asset| asset.path.split('/').next_back() == name) {
        Some(asset) if source_folder().is_none() => format!("/static/{}", asset.path),
        _ => format!("/static/source/{source}"),
    }
}

/// The address of an icon of the sprite.
pub fn icon(name: &str) -> String {
    format!("{}#{name}", url("icons/icons.svg"))
}

/// Serves one file, in the smallest form that the client accepts.
pub async fn serve(extract::Path(path): extract::Path<String>, headers: HeaderMap) -> Response {
    let (body, encoding, caching) = if let Some(asset) = ASSETS.iter().find(|asset| asset.path == path) {
        let forms = [("br", asset.br), ("gzip", asset.gzip)];
        let chosen = forms.into_iter().find_map(|(name, form)| form.filter(|_| accepts(&headers, name)).map(|form| (form, Some(name))));
        let (content, encoding) = chosen.unwrap_or((asset.plain, None));
        (Body::from(content), encoding, "public, max-age=31536000, immutable")
    } else if let Some(content) = source_folder().and_then(|folder| source(&folder, &path)) {
        (Body::from(content), None, "no-cache")
    } else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let fields =
        [(CONTENT_TYPE, content_type(&path)), (X_CONTENT_TYPE_OPTIONS, "nosniff"), (CACHE_CONTROL, caching), (VARY, "accept-encoding")];
    let mut reply = (fields, body).into_response();
    if let Some(encoding) = encoding {
        reply.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    reply
}

fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let offers = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    offers.map(|offer| offer.split_once(';').unwrap_or((offer, "q=1"))).any(|(name, weight)| {
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case(coding) && weight.is_some_and(|weight| weight > 0.0)
    })
}

/// The folder whose files a debug build serves instead of the bundle, one by one and as they are at that moment: the one that
/// `HAMDEL_STATIC` names, or `static/` if there is no bundle.
fn source_folder() -> Option<PathBuf> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let own = || (!complete()).then(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("static"));
    env::var_os("HAMDEL_STATIC").map(PathBuf::from).or_else(own)
}

fn source(folder: &Path, path: &str) -> Option<Vec<u8>> {
    let path = Path::new(path.strip_prefix("source/")?);
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = match path.strip_prefix("npm") {
        Ok(part) => Path::new(env!("OUT_DIR")).join("npm/node_modules").join(part),
        Err(_) => folder.join(path),
    };
    fs::read(file).ok()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::to_bytes;
    use axum::http::{HeaderName, Request};
    use axum::routing::get;
    use tower::ServiceExt;

    async fn fetch(uri: &str, accepted: &str) -> Response {
        let request = Request::get(uri).header(ACCEPT_ENCODING, accepted).body(Body::empty()).unwrap();
        let app: Router = Router::new().route(ROUTE, get(serve));
        app.oneshot(request).await.unwrap()
    }

    async fn content(reply: Response) -> Vec<u8> {
        to_bytes(reply.into_body(), usize::MAX).await.unwrap().to_vec()
    }

    fn field(reply: &Response, name: HeaderName) -> Option<&str> {
        reply.headers().get(name).map(|value| value.to_str().unwrap())
    }

    #[tokio::test]
    async fn an_address_holds_a_hash_and_is_cached_for_ever() {
        for (source, kind) in [
            ("css/main.css", "text/css; charset=utf-8"),
            ("js/main.js", "text/javascript; charset=utf-8"),
            ("icons/icons.svg", "image/svg+xml"),
            ("icons/favicon.svg", "image/svg+xml"),
            ("fonts/vazirmatn-arabic-wght-normal.woff2", "font/woff2"),
        ] {
            let address = url(source);
            let [_, folder, hash, name] = address.split('/').collect::<Vec<_>>()[..] else { panic!("{address}") };
            assert_eq!((folder, Some(name)), ("static", source.rsplit('/').next()));
            assert!(hash.len() == 8 && hash != "source", "{address}");
            let reply = fetch(&address, "").await;
            assert_eq!(reply.status(), StatusCode::OK);
            assert_eq!(field(&reply, CACHE_CONTROL), Some("public, max-age=31536000, immutable"));
            assert_eq!(field(&reply, CONTENT_TYPE), Some(kind));
            assert_eq!(field(&reply, X_CONTENT_TYPE_OPTIONS), Some("nosniff"));
        }
    }

    #[tokio::test]
    async fn a_client_gets_the_smallest_form_that_it_accepts() {
        let address = url("js/main.js");
        let mut sizes = Vec::new();
        for (accepted, encoding) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("br;q=0.5", Some("br")),
            ("gzip", Some("gzip")),
            ("GZIP, br;q=0", Some("gzip")),
            ("identity", None),
            ("", None),
            ("deflate, gzip;q=0", None),
        ] {
            let reply = fetch(&address, accepted).await;
            assert_eq!(field(&reply, CONTENT_ENCODING), encoding, "{accepted}");
            assert_eq!(field(&reply, VARY), Some("accept-encoding"));
            sizes.push(content(reply).await.len());
        }
        assert!(sizes.is_sorted() && sizes[1] < sizes[2] && sizes[3] < sizes[4], "{sizes:?}");
    }

    #[tokio::test]
    async fn a_font_is_compressed_already() {
        let reply = fetch(&url("fonts/vazirmatn-arabic-wght-normal.woff2"), "br, gzip").await;
        assert_eq!(field(&reply, CONTENT_ENCODING), None);
        assert_eq!(content(reply).await[..4], *b"wOF2");
    }

    #[tokio::test]
    async fn styles_name_their_files_by_hash() {
        let styles = String::from_utf8(content(fetch(&url("css/main.css"), "").await).await).unwrap();
        let quoted = styles.split("url(\"").skip(1).filter(|rest| rest.starts_with('/'));
        let named: Vec<_> = quoted.map(|rest| &rest[..rest.find('"').unwrap()]).collect();
        assert_eq!(named.len(), 3, "{named:?}");
        for address in named {
            assert_eq!(fetch(address, "").await.status(), StatusCode::OK, "{address}");
        }
    }

    #[tokio::test]
    async fn no_other_file_is_served() {
        let other = url("css/main.css").replace("/static/", "/static/0");
        for uri in [
            &other,
            "/static/css/main.css",
            "/static/main.css",
            "/static/source/css/main.css",
            "/static/%2e%2e/Cargo.toml",
            "/static/sources/",
        ] {
            assert_eq!(fetch(uri, "br").await.status(), StatusCode::NOT_FOUND, "{uri}");
        }
    }

    #[test]
    fn a_debug_build_serves_sources_from_their_folder_only() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
        let here = fs::read(folder.join("css/main.css")).unwrap();
        assert_eq!(source(&folder, "source/css/main.css"), Some(here));
        assert!(source(&folder, "source/npm/htmx.org/dist/htmx.esm.min.js").is_some());
        for path in ["css/main.css", "source/../Cargo.toml", "source//etc/hostname", "source/npm/../bundle.mjs", "source/css"] {
            assert_eq!(source(&folder, path), None, "{path}");
        }
    }
}

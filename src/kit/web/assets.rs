//! The files that pages load: our own from `static/`, and third-party files that `build.rs` collects. All are embedded in the binary.

use axum::extract::{Path, RawQuery};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::fmt::Write;

/// The route that [`serve`] answers.
pub const ROUTE: &str = "/static/{*path}";

/// The files that `build.rs` collects, relative to `/static/`.
const BUNDLED_NAMES: &str = env!("HAMDEL_ASSET_NAMES");

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/static"]
struct OwnAssets;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/assets"]
struct BundledAsset;

/// Whether htmx and the fonts are embedded; a debug build without npm has none, and `/readyz` reports it.
pub fn complete() -> bool {
    BUNDLED_NAMES.split(',').all(|name| BundledAsset::get(name).is_some())
}

/// The address of a file, with a fingerprint of its content so that browsers cache it until it changes.
/// An unknown name gives the address without one, which returns 404.
pub fn url(name: &str) -> String {
    match find(name) {
        Some(file) => format!("/static/{name}?v={}", fingerprint(&file)),
        None => format!("/static/{name}"),
    }
}

/// Serves one file; 304 if the browser has it already, 404 if there is none.
pub async fn serve(Path(name): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let Some(file) = find(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let fingerprint = fingerprint(&file);
    let requested = query.as_deref().and_then(|query| query.strip_prefix("v="));
    let mut reply = if is_cached(&headers, &fingerprint) { StatusCode::NOT_MODIFIED.into_response() } else { file.data.into_response() };
    let fields = reply.headers_mut();
    fields.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(&name)));
    fields.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    fields.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control(&name, requested == Some(fingerprint.as_str()))));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{fingerprint}\"")) {
        fields.insert(ETAG, tag);
    }
    reply
}

fn find(name: &str) -> Option<EmbeddedFile> {
    OwnAssets::get(name).or_else(|| BundledAsset::get(name))
}

/// The first 8 bytes of the content's SHA-256, in hexadecimal.
fn fingerprint(file: &EmbeddedFile) -> String {
    file.metadata.sha256_hash()[..8].iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn is_cached(headers: &HeaderMap, fingerprint: &str) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim().trim_start_matches("W/").trim_matches('"') == fingerprint)
}

/// A JavaScript module imports other modules by address without a fingerprint. Browsers revalidate these each time, because a page with
/// modules of two releases would break. Style sheets name fonts without a fingerprint too, but an old font does no harm.
fn cache_control(name: &str, exact: bool) -> &'static str {
    match (exact, name.starts_with("fonts/")) {
        (true, _) => "public, max-age=31536000, immutable",
        (false, true) => "public, max-age=86400",
        (false, false) => "public, no-cache",
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::routing::get;
    use tower::ServiceExt;

    async fn fetch(uri: &str, tag: Option<&str>) -> Response {
        let mut request = Request::get(uri);
        if let Some(tag) = tag {
            request = request.header(IF_NONE_MATCH, tag);
        }
        let app: Router = Router::new().route(ROUTE, get(serve));
        app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    fn field(reply: &Response, name: axum::http::HeaderName) -> String {
        reply.headers()[name].to_str().unwrap().to_owned()
    }

    #[test]
    fn the_binary_contains_every_bundled_file() {
        assert!(complete());
    }

    #[tokio::test]
    async fn an_address_with_the_fingerprint_of_its_content_is_cached_for_ever() {
        let reply = fetch(&url("js/main.js"), None).await;
        assert_eq!(reply.status(), StatusCode::OK);
        assert_eq!(field(&reply, CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(field(&reply, CONTENT_TYPE), "text/javascript; charset=utf-8");
        assert_eq!(field(&reply, X_CONTENT_TYPE_OPTIONS), "nosniff");
        let body = to_bytes(reply.into_body(), usize::MAX).await.unwrap();
        assert_eq!(body, OwnAssets::get("js/main.js").unwrap().data.as_ref());
    }

    #[tokio::test]
    async fn an_address_without_the_current_fingerprint_is_revalidated_each_time() {
        for uri in ["/static/js/main.js", "/static/js/main.js?v=0123456789abcdef"] {
            assert_eq!(field(&fetch(uri, None).await, CACHE_CONTROL), "public, no-cache");
        }
    }

    #[tokio::test]
    async fn a_file_that_the_browser_has_is_not_sent_again() {
        let tag = field(&fetch("/static/vendor/htmx.js", None).await, ETAG);
        for offered in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
            let reply = fetch("/static/vendor/htmx.js", Some(&offered)).await;
            assert_eq!(reply.status(), StatusCode::NOT_MODIFIED);
            assert_eq!(field(&reply, ETAG), tag);
            assert!(to_bytes(reply.into_body(), usize::MAX).await.unwrap().is_empty());
        }
        assert_eq!(fetch("/static/vendor/htmx.js", Some("\"other\"")).await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn the_persian_font_is_a_font() {
        let reply = fetch("/static/fonts/vazirmatn-arabic.woff2", None).await;
        assert_eq!(field(&reply, CONTENT_TYPE), "font/woff2");
        let body = to_bytes(reply.into_body(), usize::MAX).await.unwrap();
        assert_eq!(&body[..4], b"wOF2");
    }

    #[tokio::test]
    async fn no_other_file_is_served() {
        for uri in ["/static/js/none.js", "/static/../Cargo.toml", "/static/%2e%2e/Cargo.toml", "/static/js", "/static/js/"] {
            assert_eq!(fetch(uri, None).await.status(), StatusCode::NOT_FOUND, "{uri}");
        }
        assert_eq!(url("js/none.js"), "/static/js/none.js");
    }
}

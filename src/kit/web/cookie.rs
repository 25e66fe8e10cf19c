//! Cookies: `__Host-` and Secure over https, plain names over http on this machine.

use axum_extra::extract::cookie::{Cookie, SameSite};
use chrono::TimeDelta;

use crate::config::PublicUrl;

pub fn name(url: &PublicUrl, word: &str) -> String {
    if url.is_https() { format!("__Host-{word}") } else { word.to_owned() }
}

/// A cookie that scripts cannot read, for the whole site.
pub fn set(url: &PublicUrl, word: &str, value: String, lasts: TimeDelta) -> Cookie<'static> {
    Cookie::build((name(url, word), value))
        .path("/")
        .http_only(true)
        .secure(url.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(lasts.num_seconds()))
        .build()
}

/// A cookie that deletes the one with this name.
pub fn clear(url: &PublicUrl, word: &str) -> Cookie<'static> {
    set(url, word, String::new(), TimeDelta::zero())
}

//! A browser: it keeps cookies, sends the form token of the last page, and follows no redirects.

use std::collections::{BTreeMap, HashSet};
use std::net::SocketAddr;
use std::sync::Mutex;

use hamdel::kit::i18n::Locale;
use regex::Regex;
use reqwest::header::{HeaderMap, HeaderName, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder};
use uuid::Uuid;

use super::EventStream;

pub struct Browser {
    client: Client,
    base: String,
    locale: Locale,
    cookies: Mutex<BTreeMap<String, String>>,
    token: Mutex<Option<String>>,
    /// The client address that a proxy reports.
    forwarded: Option<String>,
}

/// A response, read to its end.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    pub(super) fn new(address: SocketAddr, locale: Locale) -> Self {
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        Self { client, base: format!("http://{address}"), locale, cookies: Mutex::default(), token: Mutex::default(), forwarded: None }
    }

    /// The same browser behind a proxy that reports this address.
    pub fn coming_from(mut self, address: &str) -> Self {
        self.forwarded = Some(address.to_owned());
        self
    }

    pub async fn get(&self, path: &str) -> Reply {
        let reply = self.send(self.request(Method::GET, path)).await;
        if let Some(token) = reply.found_token() {
            *self.token.lock().expect("token") = Some(token);
        }
        reply
    }

    /// Requests a page with one additional header.
    pub async fn get_with(&self, path: &str, name: &str, value: &str) -> Reply {
        self.send(self.request(Method::GET, path).header(name, value)).await
    }

    pub async fn head(&self, path: &str) -> Reply {
        self.send(self.request(Method::HEAD, path)).await
    }

    /// Sends a form, with the token of the last page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.own_token().await;
        self.post_with(&token, path, fields).await
    }

    /// Sends a form with this token.
    pub async fn post_with(&self, token: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.send(self.request(Method::POST, path).header("content-type", FORM).body(form(fields, Some(token)))).await
    }

    /// Sends a form with its valid token and this header as its origin.
    pub async fn post_from(&self, header: &str, value: &str, path: &str) -> Reply {
        let body = form(&[], Some(&self.own_token().await));
        let mut request = self.request(Method::POST, path).header("content-type", FORM).body(body).build().expect("a request");
        request.headers_mut().remove("sec-fetch-site");
        request.headers_mut().insert(header.parse::<HeaderName>().expect("a name"), value.parse().expect("a value"));
        self.send(RequestBuilder::from_parts(self.client.clone(), request)).await
    }

    /// Sends a form as the page's script does.
    pub async fn fragment(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.own_token().await;
        let request = self.request(Method::POST, path).header("hx-request", "true").header("form-token", token);
        self.send(request.header("content-type", FORM).body(form(fields, None))).await
    }

    /// Opens the form and sends it.
    pub async fn sign_in(&self, name: &str, passphrase: &str) -> Reply {
        self.get("/sign-in").await;
        self.post("/sign-in", &[("name", name), ("passphrase", passphrase)]).await
    }

    pub async fn join(&self, link: &str, name: &str, passphrase: &str) -> Reply {
        self.post(link, &[("name", name), ("passphrase", passphrase)]).await
    }

    /// Adds an idea, as the page's script does.
    pub async fn idea(&self, board: &str, id: Uuid, text: &str) -> Reply {
        self.fragment(&format!("/brainstorms/{board}/ideas"), &[("id", &id.to_string()), ("text", text)]).await
    }

    /// Opens a stream.
    pub async fn listen(&self, path: &str) -> EventStream {
        self.listen_from(path, None).await
    }

    /// Opens the stream that a page names, from the page's position.
    pub async fn follow(&self, page: &str) -> EventStream {
        let body = self.get(page).await.body;
        let path = body.split_once("data-stream=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a stream in the page").0;
        self.listen(path).await
    }

    /// Opens a stream as a reconnecting page.
    pub async fn listen_from(&self, path: &str, last_event_id: Option<&str>) -> EventStream {
        let mut request = self.request(Method::GET, path);
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        EventStream::new(request.send().await.expect("an answer"))
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("cookies").get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("cookies").insert(name.to_owned(), value.to_owned());
        *self.token.lock().expect("token") = None;
    }

    async fn own_token(&self) -> String {
        let known = self.token.lock().expect("token").clone();
        match known {
            Some(token) => token,
            None => self.get("/help").await.token(),
        }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies: Vec<String> = self.cookies.lock().expect("cookies").iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self
            .client
            .request(method, format!("{}{path}", self.base))
            .header("cookie", cookies.join("; "))
            .header("accept-language", self.locale.code())
            .header("sec-fetch-site", "same-origin");
        match &self.forwarded {
            Some(address) => request.header("x-forwarded-for", address),
            None => request,
        }
    }

    async fn send(&self, request: RequestBuilder) -> Reply {
        let response = request.send().await.expect("an answer");
        let path = response.url().path().to_owned();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie");
            let (name, value) = cookie.split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair");
            if name.trim_start_matches("__Host-") == "hamdel" {
                *self.token.lock().expect("token") = None;
            }
            let mut cookies = self.cookies.lock().expect("cookies");
            if cookie.contains("Max-Age=0") {
                cookies.remove(name)
            } else {
                cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        let reply = Reply { status, headers, body: response.text().await.expect("a body") };
        // A whole page, not a fragment.
        if reply.body.trim_start().starts_with("<!doctype html>") {
            assert_eq!(twice(&reply.body), None, "an id occurs twice: {path}");
        }
        reply
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

fn form(fields: &[(&str, &str)], token: Option<&str>) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    if let Some(token) = token {
        form.append_pair("token", token);
    }
    form.finish()
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The redirect target; empty if there is none.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The form token of the page.
    pub fn token(&self) -> String {
        self.found_token().expect("a page with a form token")
    }

    fn found_token(&self) -> Option<String> {
        first(r#"<meta name="form-token" content="([^"]+)">"#, &self.body)
    }

    /// The text of the element with this id, such as the message beside a field.
    pub fn beside(&self, id: &str) -> String {
        first(&format!(r#"id="{id}">([^<]*)<"#), &self.body).unwrap_or_default()
    }

    /// The path of a link to the app that the page shows, including the secret.
    pub fn link(&self, prefix: &str) -> Option<String> {
        first(&format!(r#"http://localhost:\d+({prefix}[0-9a-f]{{64}})"#), &self.body)
    }

    /// The user name that is shown once.
    pub fn user_name(&self) -> Option<String> {
        first(r#"id="kept">([^<]+)<"#, &self.body)
    }
}

/// An id that more than one element of a page has.
fn twice(page: &str) -> Option<&str> {
    let mut met = HashSet::new();
    page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).find(|id| !met.insert(*id))
}

fn first(pattern: &str, text: &str) -> Option<String> {
    Regex::new(pattern).expect("a pattern").captures(text).map(|found| found[1].to_owned())
}

/// A page without what differs between readers and requests: tokens, marks, request ids.
pub fn without_tokens(page: &str) -> String {
    let mark = Regex::new(r#"(name="token" value|name="carried" value|name="form-token" content|name="owner" content)="[^"]*""#)
        .expect("a pattern");
    let reference = Regex::new(r"<code>[0-9a-f-]{36}</code>").expect("a pattern");
    reference.replace_all(&mark.replace_all(page, "$1"), "").into_owned()
}

//! A person's browser, as far as forms are concerned.

use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Client, RequestBuilder, Response, StatusCode, redirect};
use uuid::Uuid;

use crate::app::PATIENCE;

/// A signed-in person.
#[derive(Clone)]
pub struct Person {
    http: Client,
    origin: String,
    /// The content of the `Cookie` header.
    pub cookie: String,
    /// The token that every form carries.
    pub token: String,
}

/// The program's answer to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The idea is stored under this id.
    Kept(Uuid),
    /// Any other answer.
    Other(StatusCode),
    /// No answer: the connection broke or could not be opened.
    Nothing,
}

impl Person {
    /// Signs in by a one-time link.
    pub async fn by_link(link: &str) -> Self {
        let http = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build().expect("a client");
        let (origin, _) = link.split_once("/sign-in/").expect("a sign-in link");
        let page = http.get(link).send().await.expect("the link's page");
        let visitor = cookies(&page);
        let token = form_token(&page.text().await.expect("text"));
        let body = format!("token={token}");
        let answer = form(http.post(link).header(COOKIE, visitor), body).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "signed in");
        let mut person = Self { http, origin: origin.to_owned(), cookie: cookies(&answer), token: String::new() };
        person.token = form_token(&person.page("/").await);
        person
    }

    /// A page that must exist.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.expect("text")
    }

    /// A request that is not sent yet.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(format!("{}{path}", self.origin)).header(COOKIE, &self.cookie)
    }

    /// Sends an idea as the page's script does.
    pub async fn add_idea(&self, board: Uuid, id: Uuid, text: &str) -> Answer {
        let url = format!("{}{}", self.origin, ideas_path(board));
        let sent = form(self.http.post(url).header(COOKIE, &self.cookie).header("hx-request", "true"), idea_form(&self.token, id, text));
        match sent.send().await {
            Ok(answer) => match answer.headers().get("hamdel-kept").and_then(|kept| kept.to_str().ok()?.parse().ok()) {
                Some(kept) if answer.status().is_success() => Answer::Kept(kept),
                _ => Answer::Other(answer.status()),
            },
            Err(_) => Answer::Nothing,
        }
    }
}

/// The path to which a board's ideas are sent.
pub fn ideas_path(board: Uuid) -> String {
    format!("/brainstorms/{board}/ideas")
}

/// The body of an idea's form.
pub fn idea_form(token: &str, id: Uuid, text: &str) -> String {
    let mut fields = form_urlencoded::Serializer::new(String::new());
    fields.append_pair("token", token).append_pair("id", &id.to_string()).append_pair("text", text);
    fields.finish()
}

fn form(request: RequestBuilder, body: String) -> RequestBuilder {
    request.header("content-type", "application/x-www-form-urlencoded").body(body)
}

fn cookies(answer: &Response) -> String {
    let all: Vec<&str> = answer.headers().get_all(SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok()?.split(';').next()).collect();
    all.join("; ")
}

fn form_token(page: &str) -> String {
    let (_, rest) = page.split_once(r#"<meta name="form-token" content=""#).expect("a form token");
    rest.split('"').next().expect("its end").to_owned()
}

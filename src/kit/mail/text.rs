//! Text messages through any gateway that takes an HTTP request: its URL and body are templates in the settings.

use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Url, redirect};

use super::{DeliveryReply, MessageId, Phone};

#[derive(Clone)]
pub struct Gateway {
    client: Client,
    url: String,
    body: String,
    authorization: Option<HeaderValue>,
}

/// An invalid gateway setting.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// The URL is invalid, or plain http to another machine.
    #[error("HAMDEL_SMS_URL must be an https address of your gateway")]
    Url,
    /// A placeholder is missing.
    #[error("HAMDEL_SMS_BODY (or HAMDEL_SMS_URL) must hold {{to}} and {{text}}")]
    Placeholders,
    #[error("HAMDEL_SMS_AUTHORIZATION cannot be sent as a header")]
    Authorization,
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Gateway(…)")
    }
}

impl Gateway {
    /// A gateway with these templates. In both, `{to}`, `{text}` and `{id}` are filled in: percent-encoded in the URL and in a form body,
    /// as the inside of JSON strings in a body that begins with `{`.
    ///
    /// # Errors
    /// [`GatewayError`], which never repeats the setting: it may hold a key.
    pub fn new(url: &str, body: &str, authorization: Option<&str>, patience: Duration) -> Result<Self, GatewayError> {
        let tried = Url::parse(&fill(url, "0", "x", "x", percent)).map_err(|_| GatewayError::Url)?;
        let is_local = matches!(tried.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if tried.scheme() != "https" && !(is_local && tried.scheme() == "http") {
            return Err(GatewayError::Url);
        }
        if !["{to}", "{text}"].iter().all(|placeholder| url.contains(placeholder) || body.contains(placeholder)) {
            return Err(GatewayError::Placeholders);
        }
        let authorization = authorization.map(HeaderValue::from_str).transpose().map_err(|_| GatewayError::Authorization)?;
        let authorization = authorization.map(|mut value| {
            value.set_sensitive(true);
            value
        });
        let builder = Client::builder().timeout(patience).redirect(redirect::Policy::none()).https_only(!is_local);
        let client = builder.build().map_err(|_| GatewayError::Url)?;
        Ok(Self { client, url: url.to_owned(), body: body.to_owned(), authorization })
    }

    /// Makes one attempt to hand a text message over.
    pub(super) async fn send(&self, to: &Phone, text: &str, id: MessageId) -> DeliveryReply {
        let id_text = id.to_string();
        let json = self.body.trim_start().starts_with('{')
            && !["{to}", "{text}", "{id}"].iter().any(|placeholder| self.body.starts_with(placeholder));
        let (kind, escape): (_, fn(&str) -> String) =
            if json { ("application/json", inside_json) } else { ("application/x-www-form-urlencoded", percent) };
        let mut request = self.client.post(fill(&self.url, to.as_str(), text, &id_text, percent)).header(CONTENT_TYPE, kind).body(fill(
            &self.body,
            to.as_str(),
            text,
            &id_text,
            escape,
        ));
        if let Some(value) = &self.authorization {
            request = request.header(AUTHORIZATION, value.clone());
        }
        match request.send().await {
            Ok(reply) => {
                let status = reply.status().as_u16();
                if !reply.status().is_success() {
                    tracing::warn!(%id, status, "the gateway did not accept a text message");
                }
                match status {
                    200..=299 => DeliveryReply::Taken,
                    // The account, not the number, is refused; or we are asked to wait.
                    401 | 402 | 403 | 408 | 425 | 429 | 503 => DeliveryReply::Later,
                    400..=499 => DeliveryReply::Never,
                    _ => DeliveryReply::Nothing,
                }
            }
            // The text of the error is not logged: it may hold the URL, and with it a key.
            Err(error) if error.is_connect() || error.is_builder() => {
                tracing::warn!(%id, "the gateway cannot be reached; the message will be retried");
                DeliveryReply::Later
            }
            Err(_) => {
                tracing::warn!(%id, "the gateway did not confirm a text message");
                DeliveryReply::Nothing
            }
        }
    }
}

/// Fills a template in one pass, so that a filled-in value is never read as a placeholder itself.
fn fill(template: &str, to: &str, text: &str, id: &str, escape: fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(template.len() + text.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = [("{to}", to), ("{text}", text), ("{id}", id)].into_iter().find(|(placeholder, _)| rest.starts_with(placeholder));
        if let Some((placeholder, value)) = found {
            filled.push_str(&escape(value));
            rest = &rest[placeholder.len()..];
        } else {
            filled.push('{');
            rest = &rest[1..];
        }
    }
    filled + rest
}

fn percent(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn inside_json(text: &str) -> String {
    use std::fmt::Write;
    text.chars().fold(String::new(), |mut json, char| {
        match char {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            char if char.is_control() => {
                let _ = write!(json, "\\u{:04x}", u32::from(char));
            }
            char => json.push(char),
        }
        json
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_once() {
        assert_eq!(fill(r#"{"to":"{to}","t":"{text}"}"#, "1", "a\"{to}\n", "", inside_json), r#"{"to":"1","t":"a\"{to}\u000a"}"#);
        assert_eq!(
            fill("to={to}&text={text}&n={id}", "+98", "سلام &to=1", "7", percent),
            "to=%2B98&text=%D8%B3%D9%84%D8%A7%D9%85%20%26to%3D1&n=7"
        );
        assert_eq!(fill("{", "1", "2", "3", percent), "{");
    }

    #[test]
    fn a_gateway_needs_https_and_both_placeholders() {
        let new = |url: &str, body: &str| Gateway::new(url, body, None, Duration::from_secs(1)).map(|_| ()).err();
        assert_eq!(new("https://sms.example/send", "to={to}&text={text}"), None);
        assert_eq!(new("https://sms.example/send?to={to}", "{text}"), None);
        assert_eq!(new("http://127.0.0.1:9/send", "to={to}&text={text}"), None);
        assert_eq!(new("http://sms.example/send", "to={to}&text={text}"), Some(GatewayError::Url));
        assert_eq!(new("sms.example", "to={to}&text={text}"), Some(GatewayError::Url));
        assert_eq!(new("https://sms.example/send", "to={to}"), Some(GatewayError::Placeholders));
        let key = Gateway::new("https://sms.example/KEY", "{to}{text}", Some("Bearer KEY"), Duration::from_secs(1)).unwrap();
        assert!(!format!("{key:?}").contains("KEY"));
        assert_eq!(Gateway::new("https://a.b", "{to}{text}", Some("a\nb"), Duration::ZERO).err(), Some(GatewayError::Authorization));
    }
}

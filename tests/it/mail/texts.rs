//! Text messages, through a gateway that the test provides.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use hamdel::kit::mail::{Gateway, MailSender};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{planned, send, state};
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn a_text_message_states_the_time_and_is_sent_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let (taken, answer) = (Arc::new(Mutex::new(Vec::<(String, String)>::new())), Arc::new(Mutex::new(StatusCode::OK)));
    let (kept, says) = (taken.clone(), answer.clone());
    let take = move |headers: HeaderMap, body: String| async move {
        let key = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        kept.lock().expect("taken").push((key, body));
        *says.lock().expect("answer")
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/send", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/send", post(take))).await });
    let body = r#"{"receptor":"{to}","message":"{text}","ref":"{id}"}"#;
    let gateway = Gateway::new(&url, body, Some("Bearer palladium"), Duration::from_secs(30)).expect("a gateway");
    let world = World::with_mail(options, connect, MailSender::with(None, Some(gateway))).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let member = group.member("مریم").await;
    let page = format!("/groups/{}/reminders", group.id);
    let refused = member.browser.post(&page, &[("channel", "text"), ("address", "12345"), ("lead", "1440")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        member.browser.post(&page, &[("channel", "mail"), ("address", "a@b.de"), ("lead", "1440")]).await.status,
        409,
        "no mail here"
    );
    let ask = [("channel", "text"), ("address", "۰۹۱۲ ۳۴۵ ۶۷۸۹"), ("lead", "1440"), ("lead", "180")];
    assert_eq!(member.browser.post(&page, &ask).await.status, 303);
    send(&world).await;
    let (key, asked) = taken.lock().expect("taken").pop().expect("the number");
    assert!(key == "Bearer palladium" && asked.contains(r#""receptor":"09123456789""#), "{asked}");
    let code: String = asked.split("\"message\":").nth(1).expect("words").chars().filter(char::is_ascii_digit).take(6).collect();
    // Persian digits are accepted too.
    let typed: String =
        code.chars().map(|digit| char::from_u32(u32::from('۰') + digit.to_digit(10).expect("a digit")).expect("a digit")).collect();
    assert_eq!(member.browser.post(&format!("{page}/code"), &[("code", &typed)]).await.status, 303);
    planned(&world, &group, Locale::Fa, TimeDelta::hours(20)).await;
    *answer.lock().expect("answer") = StatusCode::TOO_MANY_REQUESTS;
    send(&world).await;
    assert_eq!(state(&world, "reminder").await, ["queued"]);
    *answer.lock().expect("answer") = StatusCode::OK;
    world.app.clock.advance(TimeDelta::minutes(2));
    send(&world).await;
    send(&world).await;
    let sent: Vec<String> = taken.lock().expect("taken").drain(..).map(|(_, body)| body).collect();
    assert!(sent.len() == 2 && sent[0] == sent[1], "the same text and the same reference: {sent:?}");
    assert!(sent[1].contains("قرار شما چهارشنبه ۴ آذر ۱۴۰۵ ساعت ۱۱:۰۰ است") && !sent[1].contains("نیلوفر"), "{sent:?}");
    // It is unknown what a broken gateway has done.
    *answer.lock().expect("answer") = StatusCode::BAD_GATEWAY;
    world.app.clock.advance(TimeDelta::hours(17));
    send(&world).await;
    world.app.clock.advance(TimeDelta::hours(1));
    send(&world).await;
    let count = taken.lock().expect("taken").len();
    assert_eq!((count, state(&world, "reminder").await), (1, vec!["sent".to_owned(), "unsure".to_owned()]));
    let log = world.log();
    assert!(!log.contains("palladium") && !log.contains("09123456789"), "neither key nor number in the log");
}

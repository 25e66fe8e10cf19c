//! Outgoing messages: each is sent once despite failures of the mail server, and none reveals confidential information.

use std::time::Duration;

use chrono::TimeDelta;
use hamdel::app;
use hamdel::kit::i18n::{Locale, entry};
use hamdel::kit::mail::MailSender;
use mail_parser::MessageParser;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Member, PASSPHRASE, TestGroup, World};

mod invited;
mod letters;
mod morning;
mod news;
mod smtp_server;
mod texts;
mod trouble;
mod wishes;
mod words;

use smtp_server::{Mail, SmtpServer};

/// The patience with a server that answers in time, however busy the machine is.
const IN_TIME: Duration = Duration::from_secs(30);

/// A world whose mail goes to a test server, when the test requests it.
async fn world(options: PgPoolOptions, connect: PgConnectOptions, patience: Duration) -> (World, SmtpServer) {
    let smtp = SmtpServer::open().await;
    let post = MailSender::with(Some(smtp.server(patience)), None);
    (World::with_mail(options, connect, post).await, smtp)
}

/// One run of the jobs that the app performs every few seconds.
async fn send(world: &World) -> usize {
    app::send(&world.app).await.expect("a round")
}

/// A future session of that group, entered in the calendar of its therapist.
async fn planned(world: &World, group: &TestGroup<'_>, calendar: Locale, from_now: TimeDelta) -> String {
    let id = Uuid::new_v4().to_string();
    let at = entry::fields(world.app.clock.now() + from_now, chrono_tz::Asia::Tehran, calendar.calendar());
    let (year, month, day) = (at.year.to_string(), at.month.to_string(), at.day.to_string());
    let time = format!("{:02}:{:02}", at.hour, at.minute);
    let fields = [("id", &*id), ("year", &year), ("month", &month), ("day", &day), ("time", &time), ("minutes", "90")];
    let planned = group.therapist().post(&format!("/groups/{}/sessions", group.id), &fields).await;
    assert_eq!(planned.location(), format!("/sessions/{id}"), "{}", planned.body);
    id
}

/// A member requests reminders by e-mail, and enters the code that arrived.
async fn subscribe(world: &World, smtp: &SmtpServer, group: &TestGroup<'_>, member: &Member, address: &str, leads: &[&str]) {
    let page = format!("/groups/{}/reminders", group.id);
    let mut fields = vec![("channel", "mail"), ("address", address)];
    fields.extend(leads.iter().map(|lead| ("lead", *lead)));
    let asked = member.browser.post(&page, &fields).await;
    assert_eq!(asked.location(), format!("{page}?kept=true"), "{}", asked.body);
    send(world).await;
    let arrived = smtp.taken();
    assert_eq!(arrived.len(), 1, "the code alone");
    let confirmed = member.browser.post(&format!("{page}/code"), &[("code", &number(&arrived[0]))]).await;
    assert_eq!(confirmed.location(), format!("{page}?kept=true"), "{}", confirmed.body);
}

/// The therapist signs in again: her sign-in has expired.
async fn comes_back(group: &TestGroup<'_>) {
    assert_eq!(group.therapist().sign_in("leila@example.org", PASSPHRASE).await.status, 303);
}

/// The six digits in a message.
fn number(mail: &Mail) -> String {
    let text = read(mail).text;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 6, "{text}");
    digits
}

/// A message as a mail program reads it.
struct Read {
    subject: String,
    text: String,
    html: String,
    id: String,
}

fn read(mail: &Mail) -> Read {
    let message = MessageParser::default().parse(mail.raw.as_bytes()).expect("a message");
    Read {
        subject: message.subject().expect("a subject").to_owned(),
        text: message.body_text(0).expect("a text part").into_owned(),
        html: message.body_html(0).expect("an HTML part").into_owned(),
        id: message.message_id().expect("an id").to_owned(),
    }
}

/// A header as it is transmitted, unfolded.
fn header(mail: &Mail, name: &str) -> Option<String> {
    let unfolded = mail.raw.replace("\r\n ", " ").replace("\r\n\t", " ");
    let head = unfolded.split("\r\n\r\n").next()?.to_owned();
    head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned))
}

async fn state(world: &World, kind: &str) -> Vec<String> {
    world.all(&format!("select state from outbox where kind = '{kind}' order by created_at, id")).await
}

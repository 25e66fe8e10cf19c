//! The practice's crisis numbers: written by its administrator, called by everyone.

use hamdel::kit::i18n::Locale;
use hamdel::practice::setup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{PASSPHRASE, World};

const FORM: &str = "/practice/help";
const REMINDER: &str = "There are no crisis numbers yet";

#[sqlx::test(migrations = false)]
async fn numbers_call_in_their_order_and_a_home_reminds_until_there_is_one(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, sina) = (group.member("Robin").await, group.facilitator("Sina").await);
    let leila = &practice.therapist;
    let first = leila.get("/").await.body;
    assert!(first.contains("href=\"/practice/help\"") && !first.contains(REMINDER), "one of the first steps");
    assert_eq!(leila.post("/first-steps/dismissal", &[]).await.status, 303);
    assert!(leila.get("/").await.body.contains(REMINDER));
    for other in [&robin.browser, &sina.browser] {
        assert!(!other.get("/").await.body.contains(REMINDER), "who cannot change it is not asked");
    }
    let refused = leila.post(FORM, &[("help_name", "Line"), ("help_number", "ask Leila"), ("help_hours", ""), ("version", "1")]).await;
    assert!(refused.status == 422 && refused.body.contains("Please write a number to call"), "{}", refused.body);
    assert!(refused.body.contains("value=\"ask Leila\"") && refused.body.contains("value=\"Line\""), "what was typed is kept");
    let nameless = leila.post(FORM, &[("help_name", ""), ("help_number", "555"), ("help_hours", ""), ("version", "1")]).await;
    assert!(nameless.status == 422 && nameless.body.contains("whose number"), "{}", nameless.body);

    let form = |version: &'static str, note: &'static str| {
        vec![
            ("help_name", "Line"),
            ("help_number", "۰۲۱ (۵۵۵) ۰۱۲۳"),
            ("help_hours", "always; a psychologist answers"),
            ("help_name", ""),
            ("help_number", ""),
            ("help_hours", ""),
            ("help_name", "Practice"),
            ("help_number", "+98 21 5550"),
            ("help_hours", ""),
            ("crisis_help", note),
            ("version", version),
        ]
    };
    for _ in 0..2 {
        assert_eq!(leila.post(FORM, &form("1", "Ring twice")).await.status, 303, "a double press saves once");
    }
    let order = |body: &str| (body.find("href=\"tel:0215550123\"").expect("a call"), body.find("href=\"tel:+98215550\"").expect("a call"));
    let help = robin.browser.get("/help").await.body;
    let (line, office) = order(&help);
    assert!(line < office && help.contains("a psychologist answers") && help.contains("Ring twice"), "{help}");
    assert!(!leila.get("/").await.body.contains(REMINDER));

    let stale = leila.post(FORM, &form("1", "Another note")).await;
    assert!(stale.status == 409 && stale.body.contains("Another note") && stale.body.contains("Ring twice"), "both: {}", stale.body);
    let mut moved = vec![("help_name", "Line"), ("help_number", "021 555 0123"), ("help_hours", "")];
    moved.extend([("help_name", "Practice"), ("help_number", "+98 21 5550"), ("help_hours", ""), ("up", "1"), ("version", "2")]);
    assert_eq!(leila.post(FORM, &moved).await.status, 303);
    let (line, office) = order(&robin.browser.get("/help").await.body);
    assert!(office < line, "moved up");
    assert!(!world.browser(Locale::En).get("/help").await.body.contains("tel:"), "a visitor belongs to no practice");
}

#[sqlx::test(migrations = false)]
async fn setup_asks_for_the_first_number(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let link = setup::link(&world.app).await.expect("a database").expect("no practice exists yet");
    let browser = world.browser(Locale::En);
    let fields = |number: &'static str| {
        [
            ("practice", "Rain"),
            ("locale", "en"),
            ("calendar", "gregorian"),
            ("time_zone", "Europe/London"),
            ("name", "Anna"),
            ("email", "anna@example.org"),
            ("passphrase", PASSPHRASE),
            ("help_name", "Line"),
            ("help_number", number),
            ("help_hours", "always"),
        ]
    };
    let refused = browser.post(&link, &fields("soon")).await;
    assert!(
        refused.status == 422 && refused.body.contains("value=\"soon\"") && refused.body.contains("value=\"Rain\""),
        "{}",
        refused.body
    );
    assert_eq!(browser.post(&link, &fields("020 7946 0123")).await.status, 303);
    assert!(browser.get("/help").await.body.contains("href=\"tel:02079460123\""));
    assert!(!browser.get("/").await.body.contains(REMINDER));
}

#[sqlx::test(migrations = false)]
async fn the_contact_whom_a_member_named_is_a_call_on_their_own_page(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let contact = [("name", "My sister Samira"), ("call", "۰۹۱۲ ۵۵۵ ۰۱۲۳, evenings only"), ("words", "osmium")];
    assert_eq!(crate::intake::answer_step(&robin.browser, &group, "contact", "0", &contact).await.status, 200);
    let help = robin.browser.get("/help").await.body;
    assert!(help.contains("href=\"tel:09125550123\"") && help.contains("Samira") && help.contains("evenings only"), "{help}");
    assert!(!help.contains("osmium"), "the words are for the therapist");
    for other in [&wren.browser, group.therapist()] {
        assert!(!other.get("/help").await.body.contains("Samira"));
    }
    assert_eq!(world.count("audit_entry where action = 'emergency_contact_read'").await, 0, "one's own");
    let unlike = [("name", "Samira"), ("call", "knock at number 12")];
    assert_eq!(crate::intake::answer_step(&robin.browser, &group, "contact", "1", &unlike).await.status, 200);
    let help = robin.browser.get("/help").await.body;
    assert!(help.contains("knock at number 12") && !help.contains("tel:"), "no call without a number: {help}");
    // What the therapist wrote stays on the therapist's side.
    let path = format!("/groups/{}/members/{}/intake/contact", group.id, robin.membership);
    let theirs = [("version", "2"), ("name", "Samira, iridium"), ("call", "09125550123")];
    assert_eq!(group.therapist().fragment(&path, &theirs).await.status, 200);
    let help = robin.browser.get("/help").await.body;
    assert!(!help.contains("iridium") && !help.contains("tel:"), "{help}");
}

//! The people of a test, each of whom signed in over HTTP.

use chrono::TimeDelta;
use chrono_tz::Tz;
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::{Calendar, Locale};
use hamdel::person::{NewPerson, PersonId, sign_in};
use hamdel::practice::{Practice, PracticeId, setup};
use uuid::Uuid;

use super::{Browser, PASSPHRASE, Reply, World};

/// A practice with its therapist.
pub struct TestPractice<'a> {
    pub world: &'a World,
    pub therapist: Browser,
    practice: String,
    /// The language of its therapist.
    locale: Locale,
    /// The founder, if no setup link was used.
    founder: Option<PersonId>,
}

/// A group of the practice.
pub struct TestGroup<'a> {
    practice: &'a TestPractice<'a>,
    pub id: String,
    locale: Locale,
    zone: Tz,
}

/// A member of a group.
pub struct Member {
    pub browser: Browser,
    pub user_name: String,
    /// The recovery word.
    pub words: String,
    pub membership: String,
}

impl<'a> TestPractice<'a> {
    pub(super) async fn create(world: &'a World, locale: Locale) -> Self {
        let link = setup::link(&world.app).await.expect("a database").expect("no practice exists yet");
        let therapist = world.browser(locale);
        let fields = [
            ("practice", "مرکز باران"),
            ("locale", locale.code()),
            ("calendar", locale.calendar().code()),
            ("time_zone", "Asia/Tehran"),
            ("name", "لیلا کریمی"),
            ("email", "leila@example.org"),
            ("passphrase", PASSPHRASE),
        ];
        assert_eq!(therapist.post(&link, &fields).await.status, 303);
        let practice = world.one("select id::text from practice").await;
        Self { world, therapist, practice, locale, founder: None }
    }

    /// A further practice, and Anna who leads groups there. A setup link creates the first practice only.
    pub async fn another(world: &'a World, locale: Locale) -> Self {
        let app = &world.app;
        let (calendar, time_zone) = (locale.calendar(), Tz::Europe__Berlin);
        let (id, name) = (PersonId::random(), "Anna".to_owned());
        let founder = NewPerson { id, name, email: None, passphrase: None, locale, calendar, time_zone };
        let practice = Practice { id: PracticeId::random(), name: "Another".to_owned(), locale, calendar, time_zone, version: 1 };
        let mut tx = Tx::without_practice(&app.pool).await.expect("a transaction");
        setup::create_practice(&mut tx, app, &founder, &practice).await.expect("another practice");
        let link = sign_in::make_link(&mut tx, founder.id, TimeDelta::hours(1), app.clock.now()).await.expect("a link");
        tx.commit().await.expect("a commit");
        let therapist = world.browser(locale);
        assert_eq!(therapist.post(&link, &[]).await.status, 303);
        Self { world, therapist, practice: practice.id.to_string(), locale, founder: Some(founder.id) }
    }

    /// The therapist of the further practice signs in again, by a link.
    pub async fn sign_in_again(&self) {
        let (app, founder) = (&self.world.app, self.founder.expect("of another practice"));
        let mut tx = Tx::without_practice(&app.pool).await.expect("a transaction");
        let link = sign_in::make_link(&mut tx, founder, TimeDelta::hours(1), app.clock.now()).await.expect("a link");
        tx.commit().await.expect("a commit");
        self.therapist.get(&link).await;
        assert_eq!(self.therapist.post(&link, &[]).await.status, 303);
    }

    pub async fn group(&'a self, locale: Locale, capacity: u32) -> TestGroup<'a> {
        self.form(locale, capacity, Tz::Asia__Tehran, locale.calendar()).await
    }

    pub async fn form(&'a self, locale: Locale, capacity: u32, zone: Tz, calendar: Calendar) -> TestGroup<'a> {
        let id = Uuid::new_v4().to_string();
        let capacity = capacity.to_string();
        let fields = [
            ("id", id.as_str()),
            ("practice", &self.practice),
            ("name", "گروه نیلوفر"),
            ("purpose", "با هم نفس تازه می‌کنیم"),
            ("locale", locale.code()),
            ("capacity", &capacity),
            ("admission", "open"),
            ("meets", "in_person"),
            ("time_zone", zone.name()),
            ("calendar", calendar.code()),
        ];
        assert_eq!(self.therapist.post("/groups", &fields).await.location(), format!("/groups/{id}"));
        TestGroup { practice: self, id, locale, zone }
    }
}

impl TestGroup<'_> {
    pub fn world(&self) -> &World {
        self.practice.world
    }

    pub fn therapist(&self) -> &Browser {
        &self.practice.therapist
    }

    /// An invitation for members: its link, and its id.
    pub async fn invite(&self, seats: &str, admits: bool) -> (String, String) {
        let mut fields = vec![("role", "member"), ("seats", seats), ("days", "7")];
        if admits {
            fields.push(("admits", "true"));
        }
        self.make(fields).await
    }

    async fn make(&self, mut fields: Vec<(&str, &str)>) -> (String, String) {
        let id = Uuid::new_v4().to_string();
        fields.push(("id", &id));
        let made = self.therapist().post(&format!("/groups/{}/invitations", self.id), &fields).await;
        (made.link("/join/").expect("a link"), id)
    }

    /// A person who joins and is admitted.
    pub async fn member(&self, name: &str) -> Member {
        let (link, _) = self.invite("1", true).await;
        self.join(&link, name).await
    }

    /// A person whom the therapist invites to the console.
    pub async fn facilitator(&self, name: &str) -> Member {
        let (link, _) = self.invite_facilitator().await;
        let one = self.join(&link, name).await;
        self.admit(&one).await;
        one
    }

    /// An invitation to the console: its link, and its id.
    pub async fn invite_facilitator(&self) -> (String, String) {
        self.make(vec![("role", "facilitator"), ("seats", "1"), ("days", "7")]).await
    }

    /// Admits a waiting person.
    pub async fn admit(&self, one: &Member) {
        let admitted = self.therapist().post(&format!("/groups/{}/members/{}/admission", self.id, one.membership), &[]).await;
        assert_eq!(admitted.status, 303, "{}", admitted.body);
    }

    async fn join(&self, link: &str, name: &str) -> Member {
        let browser = self.practice.world.browser(self.locale);
        let joined: Reply = browser.join(link, name, PASSPHRASE).await;
        let user_name = joined.user_name().expect("a user name");
        let newest = format!(
            "select id::text from membership where group_id = '{}' order by created_at desc, xmin::text::bigint desc limit 1",
            self.id
        );
        let words = joined.beside("three");
        Member { browser, user_name, words, membership: self.practice.world.one(&newest).await }
    }

    /// A one-time sign-in link for a member.
    pub async fn sign_in_link(&self, member: &Member) -> String {
        let path = format!("/groups/{}/members/{}/sign-in-link", self.id, member.membership);
        self.therapist().post(&path, &[]).await.link("/sign-in/").expect("a link")
    }

    /// A member of another group of the same practice.
    pub async fn stranger(&self) -> Member {
        self.practice.group(self.locale, 8).await.member("Stranger").await
    }

    /// A session of 90 minutes, planned for now, even if its therapist leads another one then; numbered after the group's other sessions.
    pub async fn planned(&self) -> String {
        let id = Uuid::new_v4().to_string();
        let calendar = self.practice.locale.calendar();
        for after in 0..4 {
            let at = self.practice.world.app.clock.now() + TimeDelta::minutes(90 * after);
            let at = hamdel::kit::i18n::entry::fields(at, self.zone, calendar);
            let (year, month, day) = (at.year.to_string(), at.month.to_string(), at.day.to_string());
            let time = format!("{:02}:{:02}", at.hour, at.minute);
            let day = [("year", year.as_str()), ("month", &month), ("day", &day)];
            let fields = [("id", id.as_str()), ("time", &time), ("minutes", "90"), ("despite", "true")];
            let fields: Vec<_> = fields.into_iter().chain(day).collect();
            let planned = self.therapist().post(&format!("/groups/{}/sessions", self.id), &fields).await;
            if planned.status == 303 {
                assert_eq!(planned.location(), format!("/sessions/{id}"));
                return id;
            }
        }
        panic!("no hour is free");
    }

    pub async fn start(&self, session: &str) {
        let started = self.therapist().post(&format!("/sessions/{session}/start"), &[("confirmed", "true")]).await;
        assert_eq!(started.location(), format!("/sessions/{session}/live"));
    }

    /// A live session.
    pub async fn live(&self) -> String {
        let session = self.planned().await;
        self.start(&session).await;
        session
    }

    /// Begins a brainstorm; `kind` is "aloud-named", "quiet-named" or "quiet-nameless".
    pub async fn board(&self, session: &str, kind: &str) -> String {
        // The page shows the newest board: no two begin at the same moment.
        self.practice.world.app.clock.advance(TimeDelta::microseconds(1));
        let id = Uuid::new_v4().to_string();
        let fields = [("id", &*id), ("question", "What helps on a hard day?"), ("kind", kind)];
        let begun = self.therapist().post(&format!("/sessions/{session}/brainstorms"), &fields).await;
        assert_eq!(begun.status, 303);
        id
    }
}

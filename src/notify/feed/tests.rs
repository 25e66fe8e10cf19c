use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::kit::i18n::Locale;

fn event(minutes: i32, state: SessionState) -> Event {
    Event {
        session: SessionId(Uuid::from_u128(7)),
        starts_at: "2026-12-01T15:00:00Z".parse().unwrap(),
        minutes,
        state,
        version: 3,
        changed_at: "2026-11-24T11:30:00Z".parse().unwrap(),
        group: "حلقهٔ دوشنبه".to_owned(),
        place: Some("اتاق ۲; طبقهٔ سوم, ته راهرو\\".to_owned()),
    }
}

fn feed(detail: FeedDetail, events: Vec<Event>) -> Feed {
    Feed { person: PersonId(Uuid::from_u128(9)), locale: Locale::Fa, detail, events }
}

fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn an_event_shows_only_the_time_by_default() {
    let text = ics::write(&feed(FeedDetail::default(), vec![event(90, SessionState::Planned)]));
    let lines = unfolded(&text);
    for line in [
        "DTSTART:20261201T150000Z",
        "DTEND:20261201T163000Z",
        "DTSTAMP:20261124T113000Z",
        "SEQUENCE:2",
        "SUMMARY:قرار",
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
    ] {
        assert!(lines.iter().any(|one| one == line), "{line} in {text}");
    }
    assert!(
        !text.contains("LOCATION")
            && !text.contains("حلقه")
            && !text.contains("DESCRIPTION")
            && !text.contains(&Uuid::from_u128(7).to_string())
    );
    let detailed = ics::write(&feed(FeedDetail { group_names: true, places: true }, vec![event(90, SessionState::Cancelled)]));
    let lines = unfolded(&detailed);
    assert!(lines.contains(&"SUMMARY:حلقهٔ دوشنبه".to_owned()));
    assert!(lines.contains(&"LOCATION:اتاق ۲\\; طبقهٔ سوم\\, ته راهرو\\\\".to_owned()));
    assert!(lines.contains(&"STATUS:CANCELLED".to_owned()));
}

#[test]
fn the_same_session_has_another_uid_in_each_persons_feed() {
    let one = event(90, SessionState::Planned);
    let (me, other) = (PersonId(Uuid::from_u128(9)), PersonId(Uuid::from_u128(10)));
    assert_ne!(one.uid(me), one.uid(other));
    assert_eq!(one.uid(me), event(60, SessionState::Cancelled).uid(me), "a changed session keeps its uid");
}

#[test]
fn an_empty_feed_is_a_valid_calendar() {
    let lines = unfolded(&ics::write(&feed(FeedDetail::default(), Vec::new())));
    assert_eq!((lines[0].as_str(), lines[lines.len() - 1].as_str()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    assert!(lines.contains(&"BEGIN:VTIMEZONE".to_owned()));
}

proptest! {
    /// For any place, lines are short, characters are not split, and unfolding gives the place back.
    #[test]
    fn folded_lines_unfold_to_the_same_text(place in "[\\PC\\n\\r\\t;,\\\\سلام🙂]{0,300}") {
        let one = Event { place: Some(place.clone()), ..event(90, SessionState::Planned) };
        let text = ics::write(&feed(FeedDetail { group_names: true, places: true }, vec![one]));
        prop_assert!(text.ends_with("\r\n"));
        prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "no line end of its own");
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets", line.len());
        }
        let lines = unfolded(&text);
        let escaped = lines.iter().find_map(|line| line.strip_prefix("LOCATION:")).unwrap_or_default();
        let mut read = String::new();
        let mut letters = escaped.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n') => read.push('\n'),
                    Some(other) => read.push(other),
                    None => prop_assert!(false, "a lone backslash"),
                },
                ';' | ',' => prop_assert!(false, "a bare separator"),
                other => read.push(other),
            }
        }
        let kept: String = place.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
        prop_assert_eq!(read, kept);
    }
}

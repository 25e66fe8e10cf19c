//! Server-sent events as bytes, built once and shared by every stream that sends them.
//!
//! axum's own `Event` copies its text for each stream; these frames are sent without a copy.

use axum::body::Bytes;

use super::position::Position;

/// A comment line, so that proxies between us and the page do not close a silent connection.
pub(super) const HEARTBEAT: Bytes = Bytes::from_static(b":\n\n");

/// An event without a name, without its [`end`]: the partials that the page swaps in.
pub(super) fn partials(html: &str) -> Bytes {
    let mut text = String::with_capacity(html.len() + 64);
    write_event(&mut text, None, html);
    text.into()
}

/// Partials, then a "mine" event without its [`end`]. Only the end moves the position: a page that received half of it asks for both again.
pub(super) fn partials_and_mine(html: &str) -> Bytes {
    let mut text = String::with_capacity(html.len() + 96);
    write_event(&mut text, None, html);
    text.push('\n');
    write_event(&mut text, Some("mine"), "mine");
    text.into()
}

/// A "mine" event without its [`end`]: the page requests its own part. (A browser drops an event whose data is empty.)
pub(super) fn mine() -> Bytes {
    Bytes::from_static(b"event: mine\ndata: mine\n")
}

/// The end of an event, with the position that the page has reached after it.
pub(super) fn end(position: Position) -> Bytes {
    format!("id: {position}\n\n").into()
}

/// The last event of a stream whose access has ended: the page goes to `to`.
pub(super) fn gone(to: &str) -> Bytes {
    let mut text = String::new();
    write_event(&mut text, Some("gone"), to);
    text.push('\n');
    text.into()
}

/// The last event of a stream that a newer one has replaced: the page does not reconnect by itself.
pub(super) fn superseded() -> Bytes {
    let mut text = String::new();
    write_event(&mut text, Some("superseded"), "superseded");
    text.push('\n');
    text.into()
}

fn write_event(text: &mut String, name: Option<&str>, data: &str) {
    if let Some(name) = name {
        text.push_str("event: ");
        text.push_str(name);
        text.push('\n');
    }
    for line in data.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r')) {
        text.push_str("data: ");
        text.push_str(line);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(frame: &Bytes) -> &str {
        std::str::from_utf8(frame).expect("valid UTF-8")
    }

    #[test]
    fn no_line_of_the_data_is_read_as_a_field() {
        let frame = partials("<p>one\r\nevent: gone\rid: 9\n\ndata: x</p>");
        assert_eq!(text(&frame), "data: <p>one\ndata: event: gone\ndata: id: 9\ndata: \ndata: data: x</p>\n");
    }

    #[test]
    fn only_the_end_of_a_double_frame_moves_the_position() {
        let position = Position { everyone: 7, staff: None, own: Some(2) };
        let whole = [partials_and_mine("<p>"), end(position)].concat();
        assert_eq!(std::str::from_utf8(&whole), Ok("data: <p>\n\nevent: mine\ndata: mine\nid: 7.2\n\n"));
    }

    #[test]
    fn the_last_event_does_not_move_the_position() {
        assert_eq!(text(&gone("/sign-in")), "event: gone\ndata: /sign-in\n\n");
    }
}

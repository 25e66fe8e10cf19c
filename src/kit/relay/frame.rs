//! What goes over the wire: server-sent events as bytes, made once and shared by every stream they go to.
//!
//! The web framework's own event copies its text for each stream; these are handed on without a copy.

use axum::body::Bytes;

use super::position::Position;

/// A comment, so that whatever lies between us and the page does not take the silence for an end.
pub(super) const HEARTBEAT: Bytes = Bytes::from_static(b":\n\n");

/// A message without a name, up to its end: what the page puts in its place. Its [`end`] follows.
pub(super) fn partials(html: &str) -> Bytes {
    let mut text = String::with_capacity(html.len() + 64);
    event(&mut text, None, html);
    text.into()
}

/// Partials, then "mine" up to its end: only the end moves the position, so that half of it is asked for again.
pub(super) fn partials_and_mine(html: &str) -> Bytes {
    let mut text = String::with_capacity(html.len() + 96);
    event(&mut text, None, html);
    text.push('\n');
    event(&mut text, Some("mine"), "mine");
    text.into()
}

/// "Ask for what is yours", up to its end: it says nothing else. (A browser drops an event whose data is empty.)
pub(super) fn mine() -> Bytes {
    Bytes::from_static(b"event: mine\ndata: mine\n")
}

/// The end of an event, with the position that the page has by it.
pub(super) fn end(position: Position) -> Bytes {
    format!("id: {position}\n\n").into()
}

/// The last event of a stream: access has ended, and this is where the page goes.
pub(super) fn gone(to: &str) -> Bytes {
    let mut text = String::new();
    event(&mut text, Some("gone"), to);
    text.push('\n');
    text.into()
}

/// The last event of a stream whose place another one has taken: the page does not come back by itself.
pub(super) fn superseded() -> Bytes {
    let mut text = String::new();
    event(&mut text, Some("superseded"), "superseded");
    text.push('\n');
    text.into()
}

fn event(text: &mut String, name: Option<&str>, data: &str) {
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
        std::str::from_utf8(frame).expect("text")
    }

    #[test]
    fn no_line_of_the_data_can_pose_as_a_field() {
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
    fn the_last_event_leaves_the_position_alone() {
        assert_eq!(text(&gone("/sign-in")), "event: gone\ndata: /sign-in\n\n");
    }
}

//! What goes over the wire: server-sent events as bytes, made once and shared by every stream they go to.
//!
//! The web framework's own event copies its text for each stream; these are handed on without a copy.

use axum::body::Bytes;

/// A comment, so that whatever lies between us and the page does not take the silence for an end.
pub(super) const HEARTBEAT: Bytes = Bytes::from_static(b":\n\n");

/// A message without a name: what the page puts in its place. Without an `id` the page's position stays where it is.
pub(super) fn partials(id: Option<i64>, html: &str) -> Bytes {
    let mut text = String::with_capacity(html.len() + 64);
    event(&mut text, None, id, html);
    text.into()
}

/// Partials, then "mine": one frame, of which only the end moves the position, so that half of it is asked for again.
pub(super) fn partials_and_mine(id: i64, html: &str) -> Bytes {
    let mut text = String::with_capacity(html.len() + 96);
    event(&mut text, None, None, html);
    event(&mut text, Some("mine"), Some(id), "mine");
    text.into()
}

/// "Ask for what is yours": it says nothing else. (A browser drops an event whose data is empty.)
pub(super) fn mine(id: i64) -> Bytes {
    let mut text = String::new();
    event(&mut text, Some("mine"), Some(id), "mine");
    text.into()
}

/// The last event of a stream: access has ended, and this is where the page goes.
pub(super) fn gone(to: &str) -> Bytes {
    let mut text = String::new();
    event(&mut text, Some("gone"), None, to);
    text.into()
}

/// The last event of a stream whose place another one has taken: the page does not come back by itself.
pub(super) fn superseded() -> Bytes {
    let mut text = String::new();
    event(&mut text, Some("superseded"), None, "superseded");
    text.into()
}

fn event(text: &mut String, name: Option<&str>, id: Option<i64>, data: &str) {
    if let Some(name) = name {
        text.push_str("event: ");
        text.push_str(name);
        text.push('\n');
    }
    if let Some(id) = id {
        text.push_str("id: ");
        text.push_str(&id.to_string());
        text.push('\n');
    }
    for line in data.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r')) {
        text.push_str("data: ");
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(frame: &Bytes) -> &str {
        std::str::from_utf8(frame).expect("text")
    }

    #[test]
    fn no_line_of_the_data_can_pose_as_a_field() {
        let frame = partials(Some(7), "<p>one\r\nevent: gone\rid: 9\n\ndata: x</p>");
        assert_eq!(text(&frame), "id: 7\ndata: <p>one\ndata: event: gone\ndata: id: 9\ndata: \ndata: data: x</p>\n\n");
    }

    #[test]
    fn only_the_end_of_a_double_frame_moves_the_position() {
        assert_eq!(text(&partials_and_mine(7, "<p>")), "data: <p>\n\nevent: mine\nid: 7\ndata: mine\n\n");
    }

    #[test]
    fn the_last_event_leaves_the_position_alone() {
        assert_eq!(text(&gone("/sign-in")), "event: gone\ndata: /sign-in\n\n");
    }
}

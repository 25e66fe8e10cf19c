//! A link as a QR code, drawn as one path of an inline SVG.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// A QR code of one-unit squares, with a margin of four.
#[derive(Clone, Debug)]
pub struct Qr {
    /// The side length in units, margins included.
    pub size: usize,
    /// SVG path data of the dark squares.
    pub path: String,
}

impl Qr {
    /// The QR code of a link; `None` if the link is too long.
    pub fn of(link: &str) -> Option<Self> {
        const MARGIN: usize = 4;
        let code = QrCode::with_error_correction_level(link, EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (i, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
            let _ = write!(path, "M{} {}h1v1h-1z", i % width + MARGIN, i / width + MARGIN);
        }
        Some(Self { size: width + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::Qr;

    #[test]
    fn a_link_becomes_a_path_of_squares() {
        let qr = Qr::of("https://hamdel.example.org/join/0123456789").unwrap();
        assert!(qr.size > 29 && qr.path.starts_with("M4 4h1v1h-1z"), "{}", qr.size);
        assert!(Qr::of(&"x".repeat(5000)).is_none());
    }
}

//! Recipients of messages. Only plain addresses are accepted: no line break, second recipient or comment gets past this module.

use crate::kit::text::plain;

use super::Channel;

/// An e-mail address: ASCII, lower case, in the plain form that all mail servers accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads a typed address. This is the only grammar of e-mail addresses: for accounts, invitations and reminders.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = plain(typed).to_ascii_lowercase();
        let address = typed.strip_prefix("mailto:").map_or(typed.clone(), str::to_owned);
        let (local, domain) = address.split_once('@')?;
        let atoms = |part: &str, also: &str| {
            part.split('.').all(|atom| !atom.is_empty() && atom.chars().all(|char| char.is_ascii_alphanumeric() || also.contains(char)))
        };
        let labels = domain.contains('.') && domain.split('.').all(|label| !label.starts_with('-') && !label.ends_with('-'));
        (atoms(local, "_+-'") && local.len() <= 64 && atoms(domain, "-") && labels && address.len() <= 254).then_some(Self(address))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("localhost", |(_, domain)| domain)
    }
}

/// Country codes after which a number never begins with 0: the trunk 0 of a national number is dropped after them.
const TRUNK_ZERO: [&str; 56] = [
    "20", "27", "31", "32", "33", "40", "41", "43", "44", "46", "49", "61", "62", "63", "64", "66", "81", "82", "84", "86", "90", "91",
    "92", "93", "94", "95", "98", "212", "213", "218", "234", "249", "251", "254", "353", "355", "358", "359", "374", "380", "381", "385",
    "386", "387", "389", "961", "962", "963", "964", "966", "967", "970", "971", "972", "994", "996",
];

/// A telephone number: digits, perhaps after a +.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Reads a typed number, in any digits and with the usual signs between them. Forms of the country code that can mean only one number
    /// are corrected: 0098…, +98 0912…, +98 (0)912…, 98 912….
    pub fn read(typed: &str) -> Option<Self> {
        let typed = plain(typed).to_ascii_lowercase();
        let number: String =
            typed.trim_start_matches("tel:").chars().filter(|char| !matches!(char, ' ' | '-' | '(' | ')' | '/' | '.' | 'ـ')).collect();
        // In a right-to-left field, the + is easily typed last.
        let (marked, number) = match number.strip_prefix('+').or_else(|| number.strip_suffix('+')) {
            Some(rest) => (true, rest),
            None => (false, number.as_str()),
        };
        let (international, number) = match number.strip_prefix("00") {
            Some(rest) => (true, rest),
            None => (marked, number),
        };
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let country = TRUNK_ZERO.iter().find(|code| number.starts_with(**code));
        let read = match country {
            // No national number has twelve digits without a leading 0.
            Some(code) if international || number.len() >= 12 => {
                let rest = &number[code.len()..];
                format!("+{code}{}", rest.strip_prefix('0').unwrap_or(rest))
            }
            _ if international && number.starts_with('0') => return None,
            _ if international => format!("+{number}"),
            _ => number.to_owned(),
        };
        (7..=15).contains(&read.trim_start_matches('+').len()).then_some(Self(read))
    }

    /// The form that gateways accept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    Mail(Address),
    Text(Phone),
}

impl Recipient {
    /// Reads a typed address of that channel.
    pub fn read(channel: Channel, typed: &str) -> Option<Self> {
        match channel {
            Channel::Mail => Address::read(typed).map(Self::Mail),
            Channel::Text => Phone::read(typed).map(Self::Text),
        }
    }

    pub fn channel(&self) -> Channel {
        match self {
            Self::Mail(_) => Channel::Mail,
            Self::Text(_) => Channel::Text,
        }
    }

    pub fn as_str(&self) -> &str {
        match self {
            Self::Mail(address) => address.as_str(),
            Self::Text(phone) => phone.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_are_read() {
        for (typed, kept) in [
            (" Maya@Example.ORG ", "maya@example.org"),
            ("m.k+s_1-o'b@a-b.co", "m.k+s_1-o'b@a-b.co"),
            ("a۱@b.de", "a1@b.de"),
            ("\u{202A}maya@example.org\u{202C}", "maya@example.org"),
            ("\u{A0}ma\u{200C}ya@a\u{2011}b.de\u{FEFF}", "maya@a-b.de"),
            ("mailto:Maya@b.de", "maya@b.de"),
            ("maya＠b．de", "maya@b.de"),
        ] {
            assert_eq!(Address::read(typed).as_ref().map(Address::as_str), Some(kept), "{typed}");
        }
        for none in [
            "",
            "a",
            "a@b",
            "@b.de",
            "a@.de",
            "a@b.",
            "a@b..de",
            ".a@b.de",
            "a.@b.de",
            "a@b@c.de",
            "a b@c.de",
            "a@b.de\r\nBcc: x@y.de",
            "a\n@b.de",
            "a@b.de,x@y.de",
            "<a@b.de>",
            "a@b.de>",
            "\"a\"@b.de",
            "a@-b.de",
            "a@b-.de",
            "نام@b.de",
            "a@نام.ir",
            "a@b.de\0",
            "a;@b.de",
            "a%x@b.de",
            "a@[1.2.3.4]",
        ] {
            assert_eq!(Address::read(none), None, "{none:?}");
        }
        assert_eq!(Address::read(&format!("{}@b.de", "a".repeat(65))), None);
    }

    #[test]
    fn a_number_is_read_as_digits() {
        for (typed, kept) in [
            ("۰۹۱۲ ۳۴۵ ۶۷۸۹", "09123456789"),
            ("+98 (912) 345-6789", "+989123456789"),
            ("0049 30 1234567", "+49301234567"),
            ("\u{202A}+98 912 000 1122\u{202C}", "+989120001122"),
            ("\u{2066}\u{200E}+98\u{A0}912\u{2009}000\u{3000}1122\u{2069}", "+989120001122"),
            ("+98\u{2011}912\u{2013}000\u{2212}1122", "+989120001122"),
            ("＋９８ ９１２ ０００ １１２２", "+989120001122"),
            ("+98 0912 000 1122", "+989120001122"),
            ("0098 912 000 1122", "+989120001122"),
            ("00 98 0912 000 1122", "+989120001122"),
            ("+98 (0)912 000 1122", "+989120001122"),
            ("+0098 912 000 1122", "+989120001122"),
            ("98 912 000 1122", "+989120001122"),
            ("۹۸۹۱۲۰۰۰۱۱۲۲+", "+989120001122"),
            ("tel:+98-912-000-1122", "+989120001122"),
            ("(0)912 000 1122", "09120001122"),
            ("+49 (0)151 2345 6789", "+4915123456789"),
            ("+39 06 1234 5678", "+390612345678"),
            ("+1 415 555 2671", "+14155552671"),
            ("415 555 2671", "4155552671"),
        ] {
            assert_eq!(Phone::read(typed).as_ref().map(Phone::as_str), Some(kept), "{typed}");
            assert_eq!(Phone::read(kept).as_ref().map(Phone::as_str), Some(kept), "{typed}");
        }
        for none in [
            "",
            "12345",
            "+",
            "0912345678x",
            "09123456789\n1",
            "09123456789,09123456780",
            "1234567890123456",
            "&to=1",
            "+0912 000 1122",
            "++98 912 000 1122",
        ] {
            assert_eq!(Phone::read(none), None, "{none:?}");
        }
    }
}

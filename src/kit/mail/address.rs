//! Where a message goes. What is no plain address is none: no line break, no second recipient, no comment gets this far.

use crate::kit::text::latin_digits;

use super::Channel;

/// An e-mail address: ASCII, in lower case, of the plain form that mail servers agree upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// What was typed, if it is one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let address = latin_digits(typed.trim()).to_ascii_lowercase();
        let (local, domain) = address.split_once('@')?;
        let atoms = |part: &str, also: &str| {
            part.split('.').all(|atom| !atom.is_empty() && atom.chars().all(|char| char.is_ascii_alphanumeric() || also.contains(char)))
        };
        let labels = domain.contains('.') && domain.split('.').all(|label| !label.starts_with('-') && !label.ends_with('-'));
        (atoms(local, "_+-'") && local.len() <= 64 && atoms(domain, "-") && labels && address.len() <= 254).then_some(Self(address))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the @.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("localhost", |(_, domain)| domain)
    }
}

/// A telephone number: digits, perhaps after a +.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// What was typed, in any digits and with the usual signs between them, if it is one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let plain: String =
            latin_digits(typed.trim()).chars().filter(|char| !matches!(char, ' ' | '-' | '(' | ')' | '/' | '.' | '\u{a0}')).collect();
        let plain = plain.strip_prefix("00").map_or(plain.clone(), |rest| format!("+{rest}"));
        let digits = plain.strip_prefix('+').unwrap_or(&plain);
        ((7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(Self(plain))
    }

    /// As gateways take it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// To an e-mail address.
    Mail(Address),
    /// To a telephone.
    Text(Phone),
}

impl To {
    /// What was typed, as an address of that channel.
    #[must_use]
    pub fn read(channel: Channel, typed: &str) -> Option<Self> {
        match channel {
            Channel::Mail => Address::read(typed).map(Self::Mail),
            Channel::Text => Phone::read(typed).map(Self::Text),
        }
    }

    /// By what it goes.
    #[must_use]
    pub fn channel(&self) -> Channel {
        match self {
            Self::Mail(_) => Channel::Mail,
            Self::Text(_) => Channel::Text,
        }
    }

    /// As it is written.
    #[must_use]
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
    fn an_address_is_plain_or_none() {
        for (typed, kept) in
            [(" Maya@Example.ORG ", "maya@example.org"), ("m.k+s_1-o'b@a-b.co", "m.k+s_1-o'b@a-b.co"), ("a۱@b.de", "a1@b.de")]
        {
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
    fn a_number_is_digits() {
        for (typed, kept) in
            [("۰۹۱۲ ۳۴۵ ۶۷۸۹", "09123456789"), ("+98 (912) 345-6789", "+989123456789"), ("0049 30 1234567", "+49301234567")]
        {
            assert_eq!(Phone::read(typed).as_ref().map(Phone::as_str), Some(kept), "{typed}");
        }
        for none in ["", "12345", "+", "0912345678x", "09123456789\n1", "09123456789,09123456780", "1234567890123456", "&to=1"] {
            assert_eq!(Phone::read(none), None, "{none:?}");
        }
    }
}

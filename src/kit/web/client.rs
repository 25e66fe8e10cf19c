//! The client's address of a request that may come through proxies.

use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;

/// The address of the client: the peer's or, behind trusted proxies, the last hop of `X-Forwarded-For` that is not one of them. The client
/// may have written the hops before it, so they are not trusted.
pub fn address<'a>(peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = &'a str>, trusted: &[IpNet]) -> IpAddr {
    let mut hops = forwarded.flat_map(|line| line.split(',')).rev();
    let mut client = peer.to_canonical();
    while trusted.iter().any(|network| network.contains(&client)) {
        let Some(hop) = hops.next().and_then(parse_hop) else { break };
        client = hop;
    }
    client
}

/// Parses an address with or without a port.
fn parse_hop(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let address = hop.parse().or_else(|_| hop.trim_matches(['[', ']']).parse());
    address.or_else(|_| hop.parse().map(|with_port: SocketAddr| with_port.ip())).ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_may_forward_an_address() {
        let trusted = ["127.0.0.1/32", "10.0.0.0/8", "::1/128"].map(|network| network.parse().unwrap());
        let from = |peer: &str, lines: &[&str]| address(peer.parse().unwrap(), lines.iter().copied(), &trusted).to_string();
        assert_eq!(from("127.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(from("192.0.2.9", &["192.0.2.7"]), "192.0.2.9", "an untrusted peer may write anything");
        assert_eq!(from("127.0.0.1", &["198.51.100.1, 192.0.2.7, 10.1.2.3"]), "192.0.2.7", "the client wrote the hops before");
        assert_eq!(from("::ffff:127.0.0.1", &["198.51.100.1", "192.0.2.7:443"]), "192.0.2.7");
        assert_eq!(from("::1", &["[2001:db8::1]:443"]), "2001:db8::1");
        assert_eq!(from("127.0.0.1", &["192.0.2.7, nonsense"]), "127.0.0.1");
        assert_eq!(from("127.0.0.1", &[]), "127.0.0.1");
    }
}

//! Where a request comes from, when proxies stand between.

use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;

/// The address of the client: the peer's, or behind trusted proxies the last hop of `X-Forwarded-For` that is none of them. What stands
/// before that hop was written by the client and is not believed.
pub fn address<'a>(peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = &'a str>, trusted: &[IpNet]) -> IpAddr {
    let mut hops = forwarded.flat_map(|line| line.split(',')).rev();
    let mut client = peer.to_canonical();
    while trusted.iter().any(|network| network.contains(&client)) {
        let Some(hop) = hops.next().and_then(read) else { break };
        client = hop;
    }
    client
}

/// An address, perhaps with its port.
fn read(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let address = hop.parse().or_else(|_| hop.trim_matches(['[', ']']).parse());
    address.or_else(|_| hop.parse().map(|with_port: SocketAddr| with_port.ip())).ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let trusted = ["127.0.0.1/32", "10.0.0.0/8", "::1/128"].map(|network| network.parse().unwrap());
        let from = |peer: &str, lines: &[&str]| address(peer.parse().unwrap(), lines.iter().copied(), &trusted).to_string();
        assert_eq!(from("127.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(from("192.0.2.9", &["192.0.2.7"]), "192.0.2.9", "a stranger may write what they like");
        assert_eq!(from("127.0.0.1", &["198.51.100.1, 192.0.2.7, 10.1.2.3"]), "192.0.2.7", "what stands before was brought along");
        assert_eq!(from("::ffff:127.0.0.1", &["198.51.100.1", "192.0.2.7:443"]), "192.0.2.7");
        assert_eq!(from("::1", &["[2001:db8::1]:443"]), "2001:db8::1");
        assert_eq!(from("127.0.0.1", &["192.0.2.7, nonsense"]), "127.0.0.1");
        assert_eq!(from("127.0.0.1", &[]), "127.0.0.1");
    }
}

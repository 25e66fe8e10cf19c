//! A mail server for tests: it speaks the necessary part of SMTP, behaves according to its mode, and records messages.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hamdel::kit::mail::Server;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpMode {
    /// Accepts every message.
    Well,
    /// Accepts the connection, and sends nothing.
    Silent,
    /// Disconnects at once.
    Down,
    /// Temporary refusal (451).
    Busy,
    /// Permanent refusal of this address (550).
    Never,
    /// Receives the message, and disconnects without a reply.
    HangsUp,
    /// Receives the message, and sends nothing more.
    Mute,
}

/// A message that was received completely.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: String,
    pub raw: String,
    /// Whether the server acknowledged it.
    pub answered: bool,
}

#[derive(Clone)]
pub struct SmtpServer {
    pub address: SocketAddr,
    mood: Arc<Mutex<SmtpMode>>,
    ledger: Arc<Mutex<Vec<Mail>>>,
}

impl SmtpServer {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let smtp = Self {
            address: listener.local_addr().expect("an address"),
            mood: Arc::new(Mutex::new(SmtpMode::Well)),
            ledger: Arc::default(),
        };
        let own = smtp.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                let own = own.clone();
                // A client that disconnects first is ignored.
                tokio::spawn(async move { own.serve(line).await.unwrap_or_default() });
            }
        });
        smtp
    }

    /// The server as the app is configured to reach it, with this timeout.
    pub fn server(&self, patience: Duration) -> Server {
        Server::new(&format!("smtp://{}", self.address), "همدل <post@hamdel.example>", patience).expect("a server")
    }

    pub fn is(&self, mood: SmtpMode) {
        *self.mood.lock().expect("mood") = mood;
    }

    pub fn ledger(&self) -> Vec<Mail> {
        self.ledger.lock().expect("ledger").clone()
    }

    /// Takes the received messages out of the ledger.
    pub fn taken(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.ledger.lock().expect("ledger"))
    }

    /// Waits until this many messages have arrived.
    pub async fn has(&self, count: usize) {
        let waiting = async {
            while self.ledger().len() < count {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), waiting).await.expect("messages");
    }

    async fn serve(&self, line: TcpStream) -> std::io::Result<()> {
        let mood = *self.mood.lock().expect("mood");
        let mut line = BufReader::new(line);
        match mood {
            SmtpMode::Down => return Ok(()),
            SmtpMode::Silent => return self.listen_for_ever(line).await,
            _ => line.write_all(b"220 smtp\r\n").await?,
        }
        let mut to = String::new();
        loop {
            let mut said = String::new();
            if line.read_line(&mut said).await? == 0 {
                return Ok(());
            }
            let answer: &[u8] = match said.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                "EHLO" => b"250-smtp\r\n250 8BITMIME\r\n",
                "RCPT" if mood == SmtpMode::Busy => b"451 come back later\r\n",
                "RCPT" if mood == SmtpMode::Never => b"550 nobody of that name\r\n",
                "RCPT" => {
                    to = said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    b"250 well\r\n"
                }
                "DATA" => {
                    line.write_all(b"354 go on\r\n").await?;
                    let mut raw = String::new();
                    while !raw.ends_with("\r\n.\r\n") {
                        if line.read_line(&mut raw).await? == 0 {
                            return Ok(());
                        }
                    }
                    self.ledger.lock().expect("ledger").push(Mail { to: to.clone(), raw, answered: mood == SmtpMode::Well });
                    match mood {
                        SmtpMode::HangsUp => return Ok(()),
                        SmtpMode::Mute => return self.listen_for_ever(line).await,
                        _ => b"250 taken\r\n",
                    }
                }
                "QUIT" => {
                    line.write_all(b"221 farewell\r\n").await?;
                    return Ok(());
                }
                _ => b"250 well\r\n",
            };
            line.write_all(answer).await?;
        }
    }

    async fn listen_for_ever(&self, mut line: BufReader<TcpStream>) -> std::io::Result<()> {
        let mut ignored = [0; 1024];
        while line.read(&mut ignored).await? > 0 {}
        Ok(())
    }
}

//! The HTTP server. It closes a connection whose request head does not arrive in time, so that slow clients cannot exhaust the connections.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// Time limit for the head of a request, and for an idle connection.
pub const HEAD_LIMIT: Duration = Duration::from_secs(10);

/// Serves until `stop`, then completes every request that has begun.
pub async fn serve(listener: TcpListener, router: Router, head_limit: Duration, stop: CancellationToken) {
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_limit);
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, from): (_, SocketAddr) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Most likely the process is out of file descriptors; some are closed soon.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let router = router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(from));
            router.clone().oneshot(request.map(Body::new))
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    #[tokio::test]
    async fn a_head_that_does_not_arrive_in_time_closes_only_its_own_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        let slow = get(|ConnectInfo(from): ConnectInfo<SocketAddr>| async move {
            tokio::time::sleep(Duration::from_millis(600)).await;
            from.ip().to_string()
        });
        let serving = tokio::spawn(serve(listener, Router::new().route("/", slow), Duration::from_millis(200), stop.clone()));
        let (mut silent, mut half, mut whole) = (
            TcpStream::connect(address).await.unwrap(),
            TcpStream::connect(address).await.unwrap(),
            TcpStream::connect(address).await.unwrap(),
        );
        half.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
        whole.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut all = String::new();
        for stream in [&mut silent, &mut half] {
            tokio::time::timeout(Duration::from_secs(5), stream.read_to_string(&mut all))
                .await
                .expect("the server closes the connection")
                .unwrap();
        }
        assert_eq!(all, "");
        stop.cancel();
        whole.read_to_string(&mut all).await.unwrap();
        assert!(
            all.starts_with("HTTP/1.1 200") && all.ends_with("127.0.0.1"),
            "a response may take longer, even while the server stops: {all}"
        );
        serving.await.unwrap();
    }
}

//! HTTP over one kept-open socket, as plain as it gets.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// A connection to a centre; opened anew when it was closed.
pub struct Link {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
    /// Bytes of bodies sent and received.
    pub bytes: (usize, usize),
    pub trips: usize,
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

impl Link {
    pub fn to(address: SocketAddr) -> Self {
        Self {
            address,
            stream: None,
            bytes: (0, 0),
            trips: 0,
        }
    }

    pub fn post(&mut self, path: &str, token: &str, body: &[u8]) -> std::io::Result<Reply> {
        let token = (!token.is_empty()).then(|| format!("authorization: Bearer {token}\r\n"));
        self.send("POST", path, &token.unwrap_or_default(), body)
    }

    pub fn get(&mut self, path: &str, headers: &str) -> std::io::Result<Reply> {
        self.send("GET", path, headers, &[])
    }

    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> std::io::Result<Reply> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: centre\r\n{headers}content-length: {}\r\n\r\n",
            body.len()
        );
        let reply = self.raw(&[head.as_bytes(), body].concat())?;
        self.bytes.0 += body.len();
        self.bytes.1 += reply.body.len();
        self.trips += 1;
        Ok(reply)
    }

    /// Sends bytes as they are and reads one answer.
    pub fn raw(&mut self, bytes: &[u8]) -> std::io::Result<Reply> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(Duration::from_secs(70)))?;
                BufReader::new(stream)
            }
        };
        stream.get_mut().write_all(bytes)?;
        let reply = read(&mut stream, !bytes.starts_with(b"HEAD "))?;
        if reply.header("connection") != "close" {
            self.stream = Some(stream);
        }
        Ok(reply)
    }
}

fn read(stream: &mut impl BufRead, has_body: bool) -> std::io::Result<Reply> {
    let torn = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let status = line
        .split(' ')
        .nth(1)
        .and_then(|text| text.parse().ok())
        .ok_or_else(torn)?;
    let mut headers = Vec::new();
    loop {
        line.clear();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let mut reply = Reply {
        status,
        headers,
        body: Vec::new(),
    };
    let length = reply.header("content-length").parse().unwrap_or(0);
    reply.body.resize(if has_body { length } else { 0 }, 0);
    std::io::Read::read_exact(stream, &mut reply.body)?;
    Ok(reply)
}

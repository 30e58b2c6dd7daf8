//! The folder of this app's data: for this user only, and for one program at a time. A
//! second start finds the first one, which shows its window, and ends.
//!
//! The first one holds a lock on a file, and writes beside it at which port of this
//! computer it hears and by which word it knows that another start of this user asks.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// How long a second start looks for the first one, which may just be starting itself.
const LOOKING: Duration = Duration::from_secs(10);
/// How long either may take to say or hear a word.
const SAYING: Duration = Duration::from_secs(2);
/// Letters of the word.
const WORD: usize = 32;

/// What a start finds.
#[derive(Debug)]
pub(crate) enum FolderStart {
    /// Nobody else: the folder is this program's until this value is dropped.
    First(Hold),
    /// Another program has the folder, and was asked to show its window.
    Second,
}

/// The right to work in the folder.
#[derive(Debug)]
pub(crate) struct Hold {
    _lock: File,
    listener: TcpListener,
    word: String,
}

impl FolderStart {
    /// Takes the folder, which is made where it is not there. `word` is random.
    pub(crate) fn at(folder: &Path, word: [u8; WORD / 2]) -> io::Result<Self> {
        make(folder)?;
        let lock = private(&folder.join("linli.lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self::First(Hold::listen(lock, folder, word)?)),
            Err(TryLockError::WouldBlock) => {
                ask_the_first(&folder.join("linli.window"))?;
                Ok(Self::Second)
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Hold {
    fn listen(lock: File, folder: &Path, word: [u8; WORD / 2]) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let word: String = word.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut file = private(&folder.join("linli.window"))?;
        file.set_len(0)?;
        write!(file, "{} {word}", listener.local_addr()?)?;
        Ok(Self {
            _lock: lock,
            listener,
            word,
        })
    }

    /// Calls `show` whenever a second start asks for it, until the program ends.
    pub(crate) fn hear(self, show: impl Fn() + Send + 'static) {
        // All of it goes there, and with it the lock.
        thread::spawn(move || self.hear_on(show));
    }

    fn hear_on(self, show: impl Fn()) {
        for stream in self.listener.incoming().flatten() {
            // Whoever does not know the word is not of this user.
            if said(stream).is_ok_and(|word| word == self.word.as_bytes()) {
                show();
            }
        }
    }
}

fn said(mut stream: TcpStream) -> io::Result<[u8; WORD]> {
    stream.set_read_timeout(Some(SAYING))?;
    let mut word = [0; WORD];
    stream.read_exact(&mut word)?;
    Ok(word)
}

fn ask_the_first(file: &Path) -> io::Result<()> {
    let until = Instant::now() + LOOKING;
    loop {
        match say(file) {
            Ok(()) => return Ok(()),
            Err(error) if Instant::now() > until => return Err(error),
            // It may have the lock and not have written where it listens.
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn say(file: &Path) -> io::Result<()> {
    let torn = || io::Error::from(io::ErrorKind::InvalidData);
    let text = fs::read_to_string(file)?;
    let (address, word) = text.split_once(' ').ok_or_else(torn)?;
    let address: SocketAddr = address.parse().map_err(|_| torn())?;
    let mut stream = TcpStream::connect_timeout(&address, SAYING)?;
    stream.set_write_timeout(Some(SAYING))?;
    stream.write_all(word.as_bytes())
}

/// Makes the folder for this user only, also where it was made otherwise before.
fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn private(file: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    fn first(folder: &Path) -> Hold {
        match FolderStart::at(folder, [7; WORD / 2]).unwrap() {
            FolderStart::First(hold) => hold,
            FolderStart::Second => panic!("nobody else is here"),
        }
    }

    #[test]
    fn a_second_start_has_the_first_one_show_itself_and_a_stranger_does_not() {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("data");
        let hold = first(&folder);
        let address = hold.listener.local_addr().unwrap();
        let (tell, told) = mpsc::channel();
        hold.hear(move || tell.send(()).unwrap());
        let mut stranger = TcpStream::connect(address).unwrap();
        stranger.write_all(&[b'0'; WORD]).unwrap();
        drop(stranger);
        let second = FolderStart::at(&folder, [8; WORD / 2]).unwrap();
        assert!(matches!(second, FolderStart::Second));
        told.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(told.try_recv().is_err(), "the stranger was not heard");
    }

    #[test]
    fn the_folder_is_free_again_when_the_first_one_has_ended() {
        let temp = tempfile::tempdir().unwrap();
        drop(first(temp.path()));
        drop(first(temp.path()));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_on_the_computer_can_look_into_the_folder() {
        use std::os::unix::fs::PermissionsExt;
        let temp = tempfile::tempdir().unwrap();
        fs::set_permissions(temp.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let _hold = first(temp.path());
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(temp.path()), 0o700);
        for file in ["linli.lock", "linli.window"] {
            assert_eq!(mode(&temp.path().join(file)), 0o600, "{file}");
        }
    }
}

//! Photos as phones send them.

use super::{
    Phone,
    link::{Link, Reply},
};
use linli_domain::{
    answer::{BlobHash, BlobRef, FieldId, Value},
    id::DocId,
};
use linli_replica::replica::Edit;
use linli_server::core::key::sha256;

/// A picture with so many bytes of lines, and `more` segments after its beginning.
pub fn picture(lines: usize, more: &[(u8, &[u8])]) -> Vec<u8> {
    let mut table = vec![0];
    table.extend([1; 64]);
    let huffman = |head: u8| [&[head, 1][..], &[0; 15], &[0]].concat();
    let drawn: [(u8, &[u8]); 5] = [
        (0xdb, &table),
        (0xc0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        (0xc4, &huffman(0)),
        (0xc4, &huffman(0x10)),
        (0xda, &[1, 1, 0, 0, 63, 0]),
    ];
    let mut bytes = vec![0xff, 0xd8];
    for (code, data) in more.iter().chain(&drawn) {
        bytes.extend([0xff, *code]);
        bytes.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        bytes.extend(*data);
    }
    bytes.extend(vec![0x3f; lines]);
    bytes.extend([0xff, 0xd9]);
    bytes
}

pub fn hash_of(bytes: &[u8]) -> BlobHash {
    BlobHash::of_digest(sha256(&[bytes]))
}

impl Phone {
    /// Has the answer to "id_card" hold these.
    pub fn answer_photos(&mut self, id: DocId, photos: &[&[u8]]) {
        self.answer_with_photos(id, "id_card", photos);
    }

    /// Has the answer to this question hold these.
    pub fn answer_with_photos(&mut self, id: DocId, question: &str, photos: &[&[u8]]) {
        let photos = photos.iter().map(|bytes| BlobRef {
            hash: hash_of(bytes),
            bytes: u64::try_from(bytes.len()).unwrap(),
            name: "门口.jpg".to_owned(),
        });
        let value = Some(Value::Photos(photos.collect()));
        self.edit(id, &[Edit::Answer(FieldId(question.to_owned()), value)]);
    }

    fn bearer(&self) -> String {
        format!("authorization: Bearer {}\r\n", self.token())
    }

    /// How much of a photo the centre has.
    pub fn photo_offset(&self, link: &mut Link, hash: &BlobHash) -> Reply {
        let path = format!("/v1/blob/{hash}");
        link.send("HEAD", &path, &self.bearer(), &[]).unwrap()
    }

    /// The head of a request that sends the bytes of a photo of `size` from `start` on.
    pub fn photo_head(&self, start: usize, size: usize) -> String {
        let bearer = self.bearer();
        format!("{bearer}upload-offset: {start}\r\nupload-length: {size}\r\n")
    }

    /// Sends bytes of a photo.
    pub fn put_photo(
        &self,
        link: &mut Link,
        hash: &BlobHash,
        (start, size): (usize, usize),
        bytes: &[u8],
    ) -> Reply {
        let path = format!("/v1/blob/{hash}");
        let head = self.photo_head(start, size);
        link.send("PUT", &path, &head, bytes).unwrap()
    }

    /// Sends a whole photo in pieces; the last answer.
    pub fn send_photo(&self, link: &mut Link, bytes: &[u8], piece: usize) -> Reply {
        let (hash, mut start, mut last) = (hash_of(bytes), 0, None);
        for part in bytes.chunks(piece) {
            let reply = self.put_photo(link, &hash, (start, bytes.len()), part);
            start += part.len();
            let is_taken = reply.status == 204;
            last = Some(reply);
            if !is_taken {
                break;
            }
        }
        last.unwrap()
    }

    /// Fetches a photo, or the part that a range names.
    pub fn get_photo(&self, link: &mut Link, hash: &BlobHash, range: Option<&str>) -> Reply {
        let range = range.map(|range| format!("range: bytes={range}\r\n"));
        let headers = self.bearer() + &range.unwrap_or_default();
        link.get(&format!("/v1/blob/{hash}"), &headers).unwrap()
    }
}

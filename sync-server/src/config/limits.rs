//! What one caller, one person and all together may use.

/// Bytes of a mebibyte.
pub(super) const MIB: u64 = 1024 * 1024;

/// What one caller, and all together, may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsageLimits {
    /// Most connections at once.
    pub connections: usize,
    /// Most connections of one address that carry no device's token.
    pub connections_per_address: usize,
    /// Most connections of one device.
    pub connections_per_device: usize,
    /// Most exchanges of one device in a minute.
    pub exchanges_per_minute: u32,
    /// So many wrong enrolment codes in a minute are slips; of more, the log warns.
    pub wrong_codes_per_minute: u32,
    /// Most photos of one resident.
    pub photos_per_resident: u64,
    /// Most bytes of these.
    pub photo_bytes_per_resident: u64,
    /// Most photos that one person may begin to send on one day.
    pub photos_per_day: u64,
    /// Most changes that one person may write into one document.
    pub changes_per_document: u64,
    /// Most bytes of these.
    pub bytes_per_document: u64,
    /// Most documents that one person may begin on one day.
    pub documents_per_day: u64,
    /// Most bytes of changes that one person may write on one day.
    pub bytes_per_day: u64,
}

impl Default for UsageLimits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            // A clinic, or a village behind one address of its provider.
            connections_per_address: 256,
            connections_per_device: 8,
            exchanges_per_minute: 600,
            wrong_codes_per_minute: 30,
            // At the size at which phones send them, about as many as there are bytes for.
            photos_per_resident: 1_000,
            photo_bytes_per_resident: 256 * MIB,
            // A worker with a phone, at a table with papers: four a minute for eight hours.
            photos_per_day: 2_000,
            // Years of a weekly request, or a long form filled in a hundred times.
            changes_per_document: 20_000,
            bytes_per_document: 8 * MIB,
            // A worker who begins one a minute for eight hours begins 480.
            documents_per_day: 500,
            // An office's system that decides 60,000 applications, with a reason each.
            bytes_per_day: 64 * MIB,
        }
    }
}

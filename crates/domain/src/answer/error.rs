//! What can be wrong with an answer. Judged in [`super::check`] and [`super::across`].

use super::identity_paper::IdentityPaper;

/// What is wrong with an answer. Words for people are messages
/// `answer-error-<code>`; a screen may choose closer words where the kind of
/// question says more than the mistake does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    #[error("an answer is required")]
    Required,
    #[error("longer than {max} characters")]
    TooLong { max: u32 },
    #[error("not an option")]
    NotAnOption,
    #[error("not between {min} and {max}")]
    OutOfRange { min: i64, max: i64 },
    #[error("fewer than {min} options")]
    TooFew { min: u32 },
    #[error("more than {max} options")]
    TooMany { max: u32 },
    #[error("not a telephone number")]
    NotAPhone,
    /// A mobile number that has not 11 digits.
    #[error("a mobile number without 11 digits")]
    MobileLength,
    /// An answer of another kind than asked for.
    #[error("an answer of another kind")]
    WrongType,
    /// An ID number that has not 18 characters: digits, the last perhaps X.
    #[error("not 18 digits")]
    IdLength,
    /// An ID number whose first digits are no region.
    #[error("no such region")]
    IdRegion,
    /// An ID number whose digits 7 to 14 are no day of birth.
    #[error("no such day of birth")]
    IdBirth,
    /// An ID number whose last character does not fit the others.
    #[error("the last character does not fit")]
    IdCheck,
    /// A number that this paper cannot have.
    #[error("not a number of a {}", paper.code())]
    PaperNumber { paper: IdentityPaper },
    /// The ID number says another day of birth than the answer about it.
    #[error("another day of birth than in the ID number")]
    BirthDiffers,
    /// The ID number says another sex than the answer about it.
    #[error("another sex than in the ID number")]
    SexDiffers,
    /// A year that nobody means: two digits, or far away.
    #[error("not a year of four digits that anybody means")]
    YearOutOfRange,
    /// A day that has not come yet.
    #[error("a day that has not come")]
    NotYet,
    /// A day that has gone by.
    #[error("a day that has gone by")]
    GoneBy,
    /// A day before the one that it must not come before.
    #[error("a day before the one that it follows")]
    TooSoon,
    /// A number of a certificate of disability that has not 20 characters.
    #[error("not 20 characters")]
    DisabilityLength,
    /// A number of a certificate whose last two digits name no kind and grade.
    #[error("no such kind and grade of disability")]
    DisabilityEnd,
    /// The number of a certificate begins with another ID number.
    #[error("another ID number than in the certificate")]
    DisabilityDiffers,
    /// A bank card that has not 12 to 19 digits.
    #[error("not 12 to 19 digits")]
    CardLength,
    /// A bank card whose digits do not fit each other.
    #[error("the digits do not fit")]
    CardCheck,
    /// An address without its building.
    #[error("an address without a building")]
    NoBuilding,
    /// A day without a part of it.
    #[error("no part of the day")]
    NoWindow,
    #[error("more than {max} pictures")]
    TooManyPhotos { max: u32 },
    /// A file that is no picture, or one that cannot be read.
    #[error("not a picture")]
    NotAPicture,
    /// A picture that ends before it is whole.
    #[error("the picture is cut off")]
    PhotoCutOff,
    /// A picture in a format that only some telephones draw.
    #[error("a picture in the format HEIC")]
    PhotoHeic,
    /// A picture of too many bytes or points.
    #[error("the picture is too large")]
    PhotoTooLarge,
    /// Neither a drawn nor a typed name.
    #[error("not a signature")]
    NotASignature,
    /// What was drawn is no more than a dot.
    #[error("only a dot")]
    SignatureTooSmall,
    /// A name was drawn, and nobody said yet that it is the signature.
    #[error("drawn, and not used as a signature yet")]
    SignatureNotUsed,
    /// A person without a name.
    #[error("a person without a name")]
    NoName,
}

impl AnswerError {
    /// The word that stands for it in message keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too-long",
            Self::NotAnOption => "not-an-option",
            Self::OutOfRange { .. } => "out-of-range",
            Self::TooFew { .. } => "too-few",
            Self::TooMany { .. } => "too-many",
            Self::NotAPhone => "not-a-phone",
            Self::MobileLength => "mobile-length",
            Self::WrongType => "wrong-type",
            Self::IdLength => "id-length",
            Self::IdRegion => "id-region",
            Self::IdBirth => "id-birth",
            Self::IdCheck => "id-check",
            Self::PaperNumber { .. } => "paper-number",
            Self::BirthDiffers => "birth-differs",
            Self::SexDiffers => "sex-differs",
            Self::YearOutOfRange => "year-out-of-range",
            Self::NotYet => "not-yet",
            Self::GoneBy => "gone-by",
            Self::TooSoon => "too-soon",
            Self::DisabilityLength => "disability-length",
            Self::DisabilityEnd => "disability-end",
            Self::DisabilityDiffers => "disability-differs",
            Self::CardLength => "card-length",
            Self::CardCheck => "card-check",
            Self::NoBuilding => "no-building",
            Self::NoWindow => "no-window",
            Self::TooManyPhotos { .. } => "too-many-photos",
            Self::NotAPicture => "not-a-picture",
            Self::PhotoCutOff => "photo-cut-off",
            Self::PhotoHeic => "photo-heic",
            Self::PhotoTooLarge => "photo-too-large",
            Self::NotASignature => "not-a-signature",
            Self::SignatureTooSmall => "signature-too-small",
            Self::SignatureNotUsed => "signature-not-used",
            Self::NoName => "no-name",
        }
    }
}

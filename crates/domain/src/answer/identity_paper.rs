//! Papers that say who somebody is: which there are, and how the number of each looks.
//!
//! Most people have a resident identity card, and its number is kept as it is. The number
//! of another paper is kept with a word before it that names the paper:
//! `passport:E12345678`. So one text says both, in answers, profiles and files.

macro_rules! papers {
    ($($(#[$doc:meta])* $paper:ident = $code:literal;)*) => {
        /// A paper that says who somebody is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum IdentityPaper {
            $($(#[$doc])* $paper,)*
        }

        impl IdentityPaper {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$paper),*];

            /// The word that stands for it before numbers and in message keys
            /// (`paper-<code>`).
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$paper => $code,)*
                }
            }
        }
    };
}

papers! {
    /// The card of a citizen (居民身份证): 18 characters, GB 11643.
    ResidentCard = "resident-card";
    /// A residence permit of people from Hong Kong, Macao or Taiwan (港澳台居民居住证): like
    /// the citizen's, and begins with 81, 82 or 83 (Regulations of 2018).
    ResidencePermit = "residence-permit";
    /// The travel permit of people from Hong Kong and Macao (回乡证): H or M with 8 digits;
    /// before 2013 two more for the times it was renewed (Ministry of Public Security, 2010).
    HomeReturnPermit = "home-return-permit";
    /// The travel permit of people from Taiwan (台胞证): 8 digits; on older ones two more for
    /// the times it was renewed and, in brackets, who issued it.
    TaiwanPermit = "taiwan-permit";
    /// The permanent residence card of a foreigner: since 2023 18 characters that begin with
    /// 9, like the citizen's; before that three letters and 12 digits.
    ForeignerCard = "foreigner-card";
    /// A passport of any country: at most 9 letters and digits (ICAO Doc 9303-4).
    Passport = "passport";
    /// A citizen's card of the first kind: 15 digits, not valid since 2013, still the only
    /// number that some people have in their papers (GB 11643-1989).
    FirstCard = "first-card";
}

impl IdentityPaper {
    /// The paper whose number `text` is, and the number.
    #[must_use]
    pub fn read(text: &str) -> (Self, &str) {
        let named = text.split_once(':').and_then(|(code, number)| {
            let mut all = Self::ALL.iter();
            let paper = all.find(|paper| paper.code() == code)?;
            Some((*paper, number))
        });
        named.unwrap_or((Self::ResidentCard, text))
    }

    /// The text that stands for `number` of this paper, read back by [`IdentityPaper::read`].
    #[must_use]
    pub fn write(self, number: &str) -> String {
        match self {
            Self::ResidentCard => number.to_owned(),
            _ => format!("{}:{number}", self.code()),
        }
    }
}

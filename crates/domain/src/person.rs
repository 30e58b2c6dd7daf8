//! A resident's own document: the profile, and how they like their screen.

use crate::{
    care::{Place, Reaching},
    device::DeviceNote,
    document::Header,
    profile::{ProfileField, ProfileKey},
    time::{Date, Timestamp, read_day},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The contents of a person document. Fields are kept one by one, so that two
/// people who fill different fields while apart both keep theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What and whose it is.
    pub header: Header,
    /// What each field of the profile says, those of newer versions included. Yes and no
    /// are written `yes` and `no`, days as `2026-11-24`, choices by their option's id.
    pub profile: BTreeMap<ProfileKey, String>,
    /// How this person likes their screen.
    pub preferences: BTreeMap<String, String>,
    /// Their devices as the centre last noted them; none where there was only ever one.
    pub devices: Vec<DeviceNote>,
}

impl Person {
    /// What a field of the profile says; empty where nobody filled it.
    #[must_use]
    pub fn field(&self, field: ProfileField) -> &str {
        self.text(&field.into())
    }

    /// As [`Self::field`], for a field that may be of a newer version.
    #[must_use]
    pub fn text(&self, key: &ProfileKey) -> &str {
        self.profile.get(key).map_or("", String::as_str)
    }

    /// Where to visit this person.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            name: self.field(ProfileField::Name).to_owned(),
            phone: self.field(ProfileField::Phone).to_owned(),
            building: self.field(ProfileField::Building).to_owned(),
            door: self.field(ProfileField::Door).to_owned(),
            reaching: Reaching {
                hearing: self.field(ProfileField::Hearing).to_owned(),
                text_me: self.field(ProfileField::TextMe).to_owned(),
                walking_aid: self.field(ProfileField::WalkingAid).to_owned(),
                contact_name: self.field(ProfileField::ContactName).to_owned(),
                contact_phone: self.field(ProfileField::ContactPhone).to_owned(),
            },
        }
    }

    /// The date of birth, where the profile says one that can be read.
    #[must_use]
    pub fn birth_date(&self) -> Option<Date> {
        read_day(self.field(ProfileField::BirthDate))
    }

    /// When a device came to those that they had before, the newest that is in use.
    #[must_use]
    pub fn newest_device(&self) -> Option<Timestamp> {
        let first = self.devices.iter().map(|device| device.since).min()?;
        let in_use = self.devices.iter().filter(|device| device.off_at.is_none());
        let newest = in_use.map(|device| device.since).max();
        newest.filter(|since| *since > first)
    }

    /// Age in whole years on `today`.
    #[must_use]
    pub fn age_on(&self, today: Date) -> Option<i16> {
        let born = self.birth_date()?;
        let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
        Some(today.year() - born.year() - i16::from(!had_birthday))
    }
}

/// How big text is, on top of the system's own setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    /// 100 % of the 20 px base.
    #[default]
    Normal,
    /// Text at 125 %.
    Large,
    /// Text at 150 %.
    Larger,
    /// Text at 200 %.
    Largest,
}

/// Colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark ink on warm paper.
    #[default]
    Light,
    /// Light ink on dark ground.
    Dark,
    /// Yellow and white on black.
    Contrast,
}

/// How a person likes their screen. Follows them to a new device.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preferences {
    pub text_size: TextSize,
    pub theme: Theme,
    /// Language tag (`zh-CN`, `en`); `None` follows the system.
    pub language: Option<String>,
}

//! What the days off of a year must be, and what an office must be.

use super::{
    super::{HolidayYear, Office, holidays::is_weekend},
    Entry, Findings,
    PathStep::{At, Key},
};

impl Entry for HolidayYear {
    const FOLDER: &'static str = "holidays";
    const KEY: &'static str = "year";

    fn id(&self) -> String {
        self.year.to_string()
    }

    fn check(&self, findings: &mut Findings) {
        findings.text(&[Key("source")], &self.source);
        findings.text(&[Key("note")], &self.note);
        for (index, off) in self.off.iter().enumerate() {
            let place = [Key("off"), At(index)];
            findings.text(&[place.as_slice(), &[Key("name")]].concat(), &off.name);
            if off.from > off.to {
                findings.add(&place, "the first day must not be after the last");
            }
            if off.from.year() != self.year || off.to.year() != self.year {
                findings.add(&place, format!("must lie in {}", self.year));
            }
        }
        for (index, day) in self.work.iter().enumerate() {
            let place = [Key("work"), At(index)];
            if day.0.year() != self.year {
                findings.add(&place, format!("must lie in {}", self.year));
            }
            if !is_weekend(day.0) {
                findings.add(&place, "is no Saturday or Sunday: it is worked anyway");
            }
            if self
                .off
                .iter()
                .any(|off| (off.from..=off.to).contains(&day.0))
            {
                findings.add(&place, "is off and worked at once");
            }
        }
    }
}

impl Entry for Office {
    const FOLDER: &'static str = "offices";

    fn id(&self) -> String {
        self.id.0.clone()
    }

    fn check(&self, findings: &mut Findings) {
        findings.ids(&[Key("id")], std::iter::once(self.id.0.as_str()));
        findings.text(&[Key("name")], &self.name);
        findings.phone(&[Key("phone")], &self.phone);
        if self.areas.is_empty() {
            findings.add(&[Key("areas")], "needs at least one area");
        }
    }
}

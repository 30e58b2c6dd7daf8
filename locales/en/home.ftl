# Home pages.
home-matters-open = { $count ->
    [0] None open
   *[other] { $count } open
}
home-title = Hello, { $name }
home-ask = Ask for help at home
home-ask-words = Meals, bathing, hospital visits, repairs
home-matters = My requests
home-next-visit = { $caregiver } is coming: { $kind }
home-see-visit = See details
home-waits = { $count ->
    [one] 1 thing waits for you
   *[other] { $count } things wait for you
}
home-waits-more = { $count ->
    [one] And 1 more
   *[other] And { $count } more
}
home-wait-more = { $what }: the office needs more
home-wait-until = Reply by: { $day }
home-wait-answer = { $what }: there is a decision
home-wait-open = Open and read
home-wait-still = { $what }: is it still needed?
home-wait-over = It was for { $day }, and no carer agreed to come
home-wait-rate = { $what }: how was it?
home-wait-draft = { $what }: not finished, not sent
home-wait-go-on = Continue
home-sent-for-you = { $who } sent this for you: { $what }
home-sent-look = See what was sent
home-app-old = This app is too old for the community desk. Close it and open it again while there is a network. What you wrote is saved here. If that does not help, phone the community desk.
home-clock = The clock of this device was changed while the community desk could not be reached. Days that you choose now may be wrong. Check the date in the device’s settings, or wait until there is a network.
home-full = This device is full. Delete some photos or videos. If something that you wrote was not saved, write it once more. If you need help, phone the community desk.
home-not-kept = What you wrote is only on this device so far, and this browser may clear it away. Go where there is a network soon. If it is urgent, phone the community desk.
home-moved = The community desk has a new web address, and takes in nothing at this one. Phone the desk and ask for a new code, then open the new address. What you wrote stays on this device.
home-not-known = The community desk went back to an older copy of its records, and no longer knows this device. What you wrote is still here. Phone the desk and ask for a new code.
home-not-today = Today you have written as much as the community desk takes in one day. What you write now is saved on this device, and nothing of it is lost. It will be sent tomorrow while Linli is open. If it cannot wait, phone the desk.
home-unread = Something that belongs here could not be read. Nothing is deleted, and everything else is here. Linli asks for it again by itself. If this is still so tomorrow, phone the desk.
home-twice = What is on this device was copied, and the copy is in use as well. Use only one of the two, and phone the community desk, so that it switches the other one off.
home-what-to-do = What to do
home-urgent = Urgent help
home-rescued = Linli was not closed properly last time. We got back what we could. The last thing you wrote may be missing, so please check.
# My details: address and phone.
details-title = My address and phone number
details-all = My details
details-all-words = Phone, address, how to reach me
details-known = What else is known
details-unknown = Not written yet
details-hearing = How well do you hear?
details-text-me = Should we text you instead of phoning?
details-contact-name = Who can we phone about you? Enter the name
details-contact-phone = What is the phone number of that person?
hearing-well = Well
hearing-hard = Not so well
hearing-deaf = Not at all
details-why = Whoever comes must know where to go and which number to phone.
details-phone = What is your phone number?
details-phone-row = Phone
details-address = Where do you live?
details-keep = Save
details-go-on = Leave it out and tell the community desk
details-missing = First enter your address and phone number, so that somebody can find you

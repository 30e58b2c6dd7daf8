# Home pages.
home-matters-open = { $count } under way
home-title = Hello, { $name }
home-ask = Ask for help at home
home-ask-words = Meals, bathing, going to hospital, repairs
home-matters = My matters
home-next-visit = { $caregiver } comes: { $kind }
home-see-visit = See more
home-waits = { $count ->
    [one] One thing waits for you
   *[other] { $count } things wait for you
}
home-waits-more = { $count ->
    [one] And one more
   *[other] And { $count } more
}
home-wait-more = { $what }: the office needs something more
home-wait-until = The last day for it: { $day }
home-wait-answer = { $what }: there is an answer
home-wait-open = Open it and read
home-wait-still = { $what }: is it still needed?
home-wait-over = It was for { $day }, and nobody has taken it on
home-wait-rate = { $what }: how was it?
home-wait-draft = { $what }: not finished, not sent
home-wait-go-on = Go on writing
home-sent-for-you = { $who } sent this for you: { $what }
home-sent-look = See what was sent
home-app-old = This app is too old for the community desk. Please close it and open it again while there is a network. What you wrote is kept here. If that does not help, please call.
home-clock = The clock of this device was changed while the community desk could not be asked. Days that you choose now may be wrong. Please check the date in the device's settings, or wait until there is a network.
home-full = There is no room left on this device. Please delete some photos or videos, then write it once more. If you need help, please call.
home-not-kept = What you wrote is only on this device so far, and this browser may clear it away. Please go where there is a network soon. If it is urgent, please call.
home-not-known = The community desk went back to an older copy of its papers, and does not know this device any more. What you wrote is still here. Please call and ask for a new code.
home-not-today = Today you have written as much as the community desk takes in one day. What you write now is kept on this device, and nothing of it is lost. It is sent tomorrow by itself. If it cannot wait, please call.
home-twice = What is on this device was copied, and the copy is in use as well. Please use only one of the two, and call the community desk, so that it switches the other one off.
home-what-to-do = What to do
home-urgent = Urgent help
home-rescued = It was not closed properly last time. We recovered what we could. Please see if anything is missing.
# My details: address and telephone.
details-title = My address and telephone
details-all = My details
details-all-words = Telephone, address, how to reach me
details-known = What else is known
details-readers = Carers who come, family and the community worker can see this.
details-unknown = Not written yet
details-hearing = How well do you hear?
details-text-me = Shall we write to you instead of calling?
details-contact-name = Whom shall we call about you? Please write the name
details-contact-phone = What is the telephone number of that person?
hearing-well = Well
hearing-hard = Not so well
hearing-deaf = Not at all
details-why = Whoever comes must know where to go and which number to call.
details-phone = What is your telephone number?
details-phone-row = Telephone
details-address = Where do you live?
details-keep = Save
details-go-on = Leave it out and tell the community desk
details-missing = Please write your address and telephone first, so that somebody can find you

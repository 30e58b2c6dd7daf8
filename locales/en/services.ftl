# What one can have: public services and their conditions.
services-title = Services and benefits
services-words = Allowances, cards and other help
services-search = What are you looking for?
services-private = We work out what you can get on this device. Your answers are kept with your details.
services-open = { $count ->
    [one] 1 more question would tell you more
   *[other] { $count } more questions would tell you more
}
services-answer = Answer questions
services-yes = You can probably get these
services-may-ask = You can apply, and the office decides
services-unknown = We need to know more
services-not-yet = Not yet
services-no = Probably not possible now
services-on-occasion = When something happens
services-found = { $count ->
    [one] 1 thing found
   *[other] { $count } things found
}
services-near = Nothing has exactly these words. Perhaps you mean one of these.
services-none = Nothing found. Try other words, or phone the community duty desk.
services-elsewhere = Also here
# Other words that people use, apart by spaces; nobody reads them.
search-urgent = 120 999 emergency ambulance fall fell fire gas
search-look = font size bigger letters large text dark colour contrast read aloud voice Chinese English
search-matters = progress status application number where is it
search-details = name address telephone number birthday emergency contact
search-devices = lost phone new phone switch off
search-access = disabled blind deaf hearing screen reader accessibility
services-asked-for = Started or applied for
services-from = From { $day }
service-yes = It looks as if you can get this
service-may-ask = You can apply. The office will look at { $what }.
service-unknown = We need to know more to tell
service-not-yet = Not yet; from { $day }
service-no = It looks as if you cannot get this now
service-auto = Some people get this without applying. You can phone to ask, or apply now.
service-prepare = Fill it in for me
service-prepare-words = We fill in what we know. You check it and send it.
service-papers = Papers needed
service-if-any = { " " }(if there is one)
service-steps = What happens
service-days = { " " }({ $days ->
    [one] 1 working day
   *[other] { $days } working days
})
service-promise-days = { $days ->
    [one] About 1 working day
   *[other] About { $days } working days
}
service-at-once = On the spot
service-output = What you get
service-promise = How long it takes
service-fee = What it costs
service-where = How to apply
service-authority = Who decides
service-amount = { $place }, { $day } ({ $source })
service-complaint = To complain, phone
service-rules = For { $place }. Copied on { $day }. { $source }
about-title = About you
about-known = What you have told us. Next time we fill it in and you only confirm it.
about-see = See services and benefits
about-skip = Skip this question
services-together = Things that go together
service-apply = Apply now
service-apply-anyway = Apply anyway
service-apply-again = Apply again
service-matter-begun = The form was started and is not sent yet.
service-matter-going = This was already applied for and is under way.
service-matter-under-way = This was already applied for and is under way. There is no need to apply again.
service-matter-see = See the application
remind-due = Please do this by { $day }.
remind-overdue = This was due: { $day }. Do it soon.
remind-from = You can apply for this from { $day }.
remind-see = See what to do
remind-ask = Also show a notification while Linli is open

# What one can have: public services and their conditions.
services-title = What you can get
services-words = Allowances, cards, other help
services-search = What are you looking for?
services-private = What you can get is worked out on this device. What you answer is kept with your details, which your family and community worker can see.
services-open = { $count ->
    [one] One more question would tell you more
   *[other] { $count } more questions would tell you more
}
services-answer = Answer
services-yes = You can have these
services-may-ask = You can ask for these; the office decides
services-unknown = We need to know a little more
services-not-yet = Not yet
services-no = Not now
services-on-occasion = When something has happened
services-found = { $count ->
    [one] One thing found
   *[other] { $count } things found
}
services-none = Nothing found. Please try other words.
services-asked-for = Begun or asked for
services-from = From { $day }
service-yes = It looks as if you can have this
service-may-ask = You can ask for this; the office looks at { $what }.
service-unknown = We need to know a little more to tell
service-not-yet = Not yet; from { $day }
service-no = It looks as if you cannot have this now
service-auto = Some people get it without applying.
service-prepare = Have it prepared for me
service-prepare-words = We fill in what we know; you read it and send it.
service-papers = What to bring
service-if-any = { " " }(if there is one)
service-steps = What happens
service-days = { " " }({ $days ->
    [one] one working day
   *[other] { $days } working days
})
service-at-once = At once
service-output = What you get
service-promise = How long it takes
service-fee = What it costs
service-where = Where to apply
service-authority = Who decides
service-amount = { $place }, { $day } ({ $source })
service-complaint = Not happy with it? Call
service-rules = Rules of { $place }, checked on { $day }. { $source }
about-title = About you
about-known = What you have told us. Nobody will ask you again. Your family and community worker can see it too.
about-see = See what you can get
about-skip = Not now
services-together = One thing in one go
service-apply = Apply for it
service-apply-anyway = Apply all the same
service-apply-again = Apply again
service-matter-begun = The form is begun and not sent yet.
service-matter-going = It was applied for and is under way.
service-matter-under-way = It was applied for and is under way. There is no need to apply again.
service-matter-see = See the application
remind-due = Please do this by { $day }.
remind-overdue = This was due on { $day }. Please do it soon.
remind-from = There is something for you from { $day } on.
remind-see = See what to do
remind-ask = Also show me a notice while Linli is running

# Words used everywhere.
common-app-name = Linli
common-back = Back
common-change = Change
common-day = Day
common-hour = Hour (0 to 23)
common-minute = Minute
common-mistake = Error:
common-mistakes = There is a problem
common-month = Month
common-next = Next
common-read = Listen
common-read-stop = Stop
common-skip = Skip to main content
common-year = Year
timeline-done = (done)
timeline-now = (current step)
timeline-to-come = (not started)
grade-question = How satisfied are you with this?
grade-5 = Very satisfied
grade-4 = Satisfied
grade-3 = Mostly satisfied
grade-2 = Dissatisfied
grade-1 = Very dissatisfied
common-gallery = All parts
common-more = Show more
common-one-moment = Please wait…
delivery-coming = Still coming from the community desk: { $count } here so far
list-coming = This is still coming from the community desk. Please wait.
delivery-all = Saved and delivered
delivery-giving-back = The community desk may have lost entries. This device gives back those it has
delivery-no-network = No network. Everything you wrote has arrived
delivery-refused = { $count ->
    [one] 1 entry was not accepted. See why
   *[other] { $count } entries were not accepted. See why
}
delivery-away = The community desk is not answering now. Everything you wrote has arrived
delivery-app-new = This app is newer than the community desk’s. Everything you wrote has arrived
delivery-app-old = This app is out of date. Everything you wrote has arrived
delivery-busy = The community desk is very busy now. Everything you wrote has arrived
delivery-clock = The date on this device may be wrong. Everything you wrote has arrived
delivery-full = This device is full. What you wrote last was not saved
delivery-not-known = The community desk no longer knows this device. Press here
delivery-revoked = This device has been switched off. Phone the community duty desk
delivery-sending = Saved. Sending…
delivery-reaching = Connecting to the community desk…
delivery-waiting-app-new = This app is newer than the community desk’s. What you wrote is saved here until the desk is ready
delivery-waiting-app-old = This app is out of date. What you wrote is saved here until it is updated
delivery-waiting-away = The community desk is not answering now. What you wrote is saved here. Keep Linli open
delivery-waiting-busy = The community desk is very busy now. What you wrote is saved here. Keep Linli open
delivery-waiting-clock = The date on this device may be wrong. What you wrote is saved here
delivery-waiting-not-known = The community desk no longer knows this device. What you wrote is saved here. Press here
delivery-waiting-not-today = The community desk has had as much from you today as it takes in one day. The rest is saved here until tomorrow
delivery-waiting-reaching = What you wrote is saved here. Connecting to the community desk…
delivery-unread = { $count ->
    [one] 1 matter could not be read. Nothing is deleted. Linli asks for it again
   *[other] { $count } matters could not be read. Nothing is deleted. Linli asks for them again
}
delivery-twice = This device’s entries are in use in two places at once
delivery-waiting-giving-back = The community desk may have lost entries. This device gives back those it has. New ones are saved here
delivery-waiting-no-network = No network. What you wrote is saved here. Keep Linli open
delivery-waiting-twice = This device’s entries are in use in two places at once. What you wrote is saved here
delivered-here = Saved here, not sent yet
delivered-at-centre = Delivered
role-you = You
role-resident = Resident
role-delegate = Family
role-caregiver = Carer
role-community = Community desk
role-office = The office
role-somebody = Somebody
role-named = { $name } ({ $role })
dial-title = Dial this number on a phone
dial-done = Done
foot-home = Home
foot-desk = Call desk
foot-label = Home and help

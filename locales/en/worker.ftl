# For community workers.
roster-title = Residents
roster-search = Name, address or phone
roster-found = { $count ->
    [0] Nobody found
    [one] 1 resident
   *[other] { $count } residents
}
roster-name = Name
roster-age = aged { $age }
roster-address = Address
roster-phone = Phone
roster-needs = Needs
roster-open = Under way
roster-lives-alone = Lives alone
roster-new-device = New phone or computer: { $day }
mobility-stick = Walks with a stick
mobility-walker = Uses a walker
mobility-wheelchair = Uses a wheelchair
mobility-bed = Mostly in bed

# What cannot wait.
alerts-title = Cannot wait
alerts-since = Since: { $at }
alerts-nobody = Nobody is dealing with it yet
alerts-take-on = I will deal with it
alerts-open = Open
alerts-ask = Show a notification on this device when something is urgent
alerts-written = What they wrote
alerts-carer-says = The carer says
alerts-over = Nothing here is pressing now
alerts-gave-back-title = Given back several times
alerts-gave-back = { $who } gave back { $count } requests since { $day }
alerts-gave-back-words = There may be a good reason. Ask them.
alerts-settle = It is settled, nobody needs to come
alerts-settle-how = How was it settled?
alerts-settle-hint = Whoever asked for help, and their family, will read this.
alerts-settle-send = Save and close
alert-urgent = Urgent help
alert-not-safe = The carer found something unsafe
alert-nobody-opened = Nobody answered the door
alert-out-of-reach = The carer cannot be reached, and the visit is not finished
alert-cannot-come = The carer cannot come this time
alert-nobody-took = It is time, and no carer has agreed to come
alert-call-back = Asks the desk to call
alert-nobody-came = The time has passed, without word of a visit
resident-title = Resident
resident-no-phone = No telephone number is known.
resident-no-matters = Nothing is under way.

# For community workers.
roster-title = Residents
roster-search = Name, address or telephone
roster-found = { $count } residents
roster-name = Name
roster-age = { $age } years
roster-address = Address
roster-phone = Telephone
roster-needs = Needs
roster-open = Under way
roster-lives-alone = Lives alone
roster-new-device = New phone or computer: { $day }
mobility-stick = Walks with a stick
mobility-walker = Uses a walker
mobility-wheelchair = Uses a wheelchair
mobility-bed = Stays in bed

# What cannot wait.
alerts-title = Cannot wait
alerts-since = Since: { $at }
alerts-nobody = Nobody takes care of it yet
alerts-take-on = I take care of it
alerts-open = Open
alerts-ask = Tell me of urgent things by a notice of this device
alerts-written = What they wrote
alerts-carer-says = The carer says
alerts-over = Nothing here is pressing now
alerts-settle = It is settled, nobody needs to come
alerts-settle-how = How was it settled?
alerts-settle-hint = Whoever asked for help, and their family, will read this.
alerts-settle-send = Save and close
alert-urgent = Urgent help
alert-not-safe = The carer found something unsafe
alert-nobody-opened = Nobody opened the door
alert-cannot-come = The carer cannot come this once
alert-nobody-took = It is time, and nobody has said yes
alert-nobody-came = The time is over, without word of a visit

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

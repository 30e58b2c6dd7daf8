# My phones: all devices of this person.
devices-title = My phones and computers
devices-words = Every phone, tablet and computer that was set up in your name. If you do not know one, or have lost one, switch it off.
devices-not-yet = The list has not arrived yet. It will appear when there is a network
devices-phone = Phone, set up { $since }
devices-tablet = Tablet, set up { $since }
devices-computer = Computer, set up { $since }
devices-unknown = Device, set up { $since }
devices-this = This one
devices-seen = Last in touch with the community desk around { $at }
devices-new = This one is new. Did you or your family set it up? If not, switch it off and phone the community desk.
devices-know = Yes, we set it up
devices-off = Switch this one off
devices-switching-off = Being switched off. The community desk is told when there is a network, and from then on it cannot be used
devices-is-off = Switched off { $at }
devices-gone = This device is not in the list any more
devices-off-question = Switch this one off? { $device }
devices-off-words = It can no longer send or receive anything, and deletes what it keeps as soon as it has a network. To use it again, it must be set up again.
devices-off-yes = Switch off
devices-off-no = Keep it
devices-line = { $count ->
    [one] A new phone or computer was set up in your name. Was it not you?
   *[other] { $count } new phones or computers were set up in your name. Was it not you?
}
devices-look = Have a look

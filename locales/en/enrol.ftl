# The first time.
enrol-title = Set up Linli
enrol-welcome = You only do this once.
enrol-code = Enter your code
enrol-code-hint = The 16 digits the community desk gave you. Spaces do not matter
enrol-begin = Set up
enrol-asking = Setting up…
enrol-private = If this is a private window, everything is lost when you close it. Open Linli in an ordinary window first.
enrol-no-code = No code? Phone the community desk and ask for one.
enrol-address = Web address of the community desk
enrol-address-hint = Starts with https. Leave it empty if nobody gave you one
enrol-incomplete = The code has 16 digits and some are missing. Check it again
enrol-too-long = The code has 16 digits and there are too many here. Check it again
enrol-mistyped = One digit is wrong, or two next to each other were swapped. Check it against the one you were given. Nothing was sent yet
enrol-wrong = That code is not right. Check it against the one you were given
enrol-used = This code has been used. Ask the community desk for a new one
enrol-expired = This code has expired. Ask the community desk for a new one
enrol-too-many = Too many tries. Wait 15 minutes and try again
enrol-somebody-else = This code is for somebody else. What is saved here belongs to the person who has used this device
enrol-away = The community desk is not answering now. Try again in a while
enrol-too-slow = The network was too slow to finish. Press “Set up” again
enrol-no-network = There is no network, and the first time needs one. Connect and try again

# How it stands between this device and the community desk.
connection-title = This device and the community desk
connection-heard = Last heard from: { $at }
connection-try = Try now
connection-code = Enter a new code
enrol-again-title = A new code
enrol-again = This device is { $name }’s. Enter a new code for { $name }. What is saved here stays, and is sent then.
enrol-give-away-question = This code is not for { $name }. Clear this device and give it away?
enrol-give-away-words = Everything of { $name } is removed from this device first. What was never sent goes sealed to the community desk.
enrol-give-away-yes = Clear it and give it away
enrol-give-away-no = No, leave it as it is
emptied-revoked = This device was switched off, by you on another one or by the community desk. Everything on it was removed. If you did not expect that, phone the community desk. With a new code it can be used again.
emptied-given-away = Everything of the person before was removed from this device.
emptied-handing-over = What had never been sent is sealed here for the community desk, and goes there as soon as there is a network. Nobody else can open it.

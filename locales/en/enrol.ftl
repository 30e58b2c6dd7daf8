# The first time.
enrol-title = Start using Linli
enrol-welcome = You do this only once. After that it simply opens.
enrol-code = Type your code
enrol-code-hint = The 16 digits from the community desk. Spaces do not matter
enrol-begin = Start
enrol-asking = Starting…
enrol-no-code = No code? Call the community desk, or ask a community worker to help you at home.
enrol-address = Address of the community desk
enrol-address-hint = As given to you. Leave it empty if nobody gave you one
enrol-incomplete = Some digits are missing. Please compare with your note
enrol-too-long = There are too many digits. A code has 16. Please compare with your note
enrol-mistyped = One digit is wrong, or two beside each other were swapped. Please compare with your note. Nothing was sent yet
enrol-wrong = There is no such code. Please compare with your note
enrol-used = This code was used before. Please ask for a new one
enrol-expired = This code is too old. Please ask for a new one
enrol-too-many = Too many tries. Please wait a quarter of an hour
enrol-somebody-else = This code is for somebody else. What is kept here belongs to the person who has used this device
enrol-away = The community desk does not answer now. Please try again in a while
enrol-too-slow = The network was too slow to finish. Please press “Start” again
enrol-no-network = There is no network. You need one this first time

# How it stands between this device and the community desk.
connection-title = This device and the community desk
connection-heard = Last heard from: { $at }
connection-try = Try now
connection-code = Type a new code
enrol-again-title = A new code
enrol-again = This device is { $name }'s. Type a new code for { $name }. What is kept here stays, and is sent then.
enrol-give-away-question = This code is not for { $name }. Clear this device and give it away?
enrol-give-away-words = Everything of { $name } is removed from this device first. What was never sent goes sealed to the community desk.
enrol-give-away-yes = Clear it and give it away
enrol-give-away-no = No, leave it as it is
emptied-revoked = This device was switched off, by you on another one or by the community desk. Everything on it was removed. If you did not expect that, please call. With a new code it can be used again.
emptied-given-away = Everything of the person before was removed from this device.
emptied-handing-over = What had never been sent is sealed here for the community desk, and goes there as soon as there is a network. Nobody else can open it.

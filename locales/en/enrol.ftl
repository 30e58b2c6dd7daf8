# The first time.
enrol-title = Start using Linli
enrol-welcome = You do this only once. After that it simply opens.
enrol-code = Type your code
enrol-code-hint = The digits from the community desk. Spaces do not matter
enrol-begin = Start
enrol-asking = Starting…
enrol-no-code = No code? Call the community desk, or ask a community worker to help you at home.
enrol-address = Address of the community desk
enrol-address-hint = As given to you. Leave it empty if nobody gave you one
enrol-incomplete = Some digits are missing. Please compare with your note
enrol-wrong = There is no such code. Please compare with your note
enrol-used = This code was used before. Please ask for a new one
enrol-expired = This code is too old. Please ask for a new one
enrol-too-many = Too many tries. Please wait a quarter of an hour
enrol-no-network = There is no network. You need one this first time

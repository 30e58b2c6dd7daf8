# Reading a page aloud.
aloud-bar = Reading this page
aloud-wait = Pause
aloud-go-on = Go on
aloud-again = Say again
aloud-slower = Slower
# Said before a button’s own words.
aloud-button = Button:
# Said after a choice that is chosen.
aloud-chosen = chosen
aloud-no-voice = This device has no English voice yet, so it cannot read to you.
aloud-get-android = On this phone, open Settings and search for “Text-to-speech”. Install the English voice data there, then come back and press “Listen”.
aloud-get-apple = On this device, open Settings, then Accessibility, then Spoken Content, then Voices. Download an English voice, then come back and press “Listen”.
aloud-get-windows = On this computer, open Settings, then Time & language, then Speech. Add an English voice, then come back and press “Listen”.
aloud-get-other = In this device’s settings, look for “Text-to-speech” or “Speech” and add an English voice. Then come back and press “Listen”.
aloud-get-help = Family or a community worker can do this for you.

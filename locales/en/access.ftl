# The statement about accessibility; the same as in docs/accessibility.md.
access-title = When this app is hard for you
access-aim = This app is meant for everybody, whatever they can see, hear, hold or remember. We follow the international rules for that: WCAG 2.2, level AA.
access-hard = Is something hard for you here?
access-hard-call = Call the community desk and say on which page. They can help you, or do it for you if you like. You lose nothing by it, and we learn what to change.
access-can = What you can do
access-can-text = Make the text up to twice as big, and choose colours with the strongest contrast
access-can-hands = Press large buttons; a second tap by mistake does not count
access-can-listen = Let the page be read to you, or use a screen reader
access-can-keys = Do everything with a keyboard; nothing needs a swipe
access-can-offline = Go on without a network; what you wrote is kept
access-not-yet = What is not good yet
access-not-yet-tried = Nobody from outside has examined it yet. It is tried with the Linux screen reader, not yet with those of Android, iPhone and Windows
access-not-yet-voices = It can only read to you where your device has a voice for the language
access-not-yet-sign = The sentences are plain, but there is no easy-read edition and no sign language
access-not-yet-photos = Who cannot see the screen needs somebody’s help to photograph a paper
access-how = How we know
access-how-checked = Every page is checked by machine at each change: names for screen readers, keyboard, contrast, size of buttons, twice as big text. This was last looked through on { $day }.

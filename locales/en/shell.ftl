# Before it is open.
shell-starting = Opening. One moment…
shell-use-here = Use it here
shell-again = Try again
shell-elsewhere-title = Linli is already open
shell-elsewhere = Linli is open in another window. Go back to that window, or use it here. Everything you wrote is still there.
shell-moved-title = In use in another window
shell-moved = You went on in another window, so this one has stopped. Everything you wrote is still there.
shell-no-storage-title = This browser cannot keep anything
shell-no-storage = Perhaps this is a private window, or the browser is too old. Please use an ordinary window, or ask the community desk for help.
shell-failed-title = It did not open
shell-failed = What you wrote before is still there. Please try again. If that does not help, ask the community desk.

# Text size, colours and language.
look-tool = Text
look-title = Text, colours and language
look-size = How big should the text be?
look-size-100 = Normal
look-size-125 = Large
look-size-150 = Very large
look-size-200 = Largest
look-theme = Which colours?
look-theme-light = Light
look-theme-dark = Dark
look-theme-contrast = Yellow on black (strongest contrast)
look-language = Which language?
look-done = Done
look-steady = When you tap twice by mistake
look-steady-hint = Just after the page changes, presses do not count.
look-steady-usual = Wait a moment (usual)
look-steady-long = My hands shake: wait longer

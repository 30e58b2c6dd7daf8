# 还没打开时。
shell-starting = 正在打开，请稍等……
shell-use-here = 在这里接着用
shell-again = 再试一次
shell-elsewhere-title = 邻里已经打开了
shell-elsewhere = 您在另一个窗口里开着邻里。可以回到那个窗口，也可以在这里接着用。您写的都还在。
shell-moved-title = 正在另一个窗口里用
shell-moved = 您在另一个窗口里接着用了，这个窗口先停下。您写的都还在。
shell-no-storage-title = 这个浏览器存不住东西
shell-no-storage = 可能是开了“无痕浏览”，或浏览器太旧。请换成普通窗口，或请社区帮您看看。
shell-failed-title = 没能打开
shell-failed = 打开时出了问题。已经送到社区的不会丢。请再试一次；还不行，就请社区帮您看看。

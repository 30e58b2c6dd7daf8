# 把页面读出来。
aloud-bar = 正在读这一页
aloud-wait = 停一停
aloud-go-on = 接着读
aloud-again = 再读这句
aloud-slower = 慢一点
# 读在按钮的字前面。
aloud-button = 按钮：
# 读在已经选上的那一项后面。
aloud-chosen = 已选
aloud-no-voice = 这台设备还没有中文语音，所以读不出来。
aloud-get-android = 请在这部手机上打开“设置”，搜索“文字转语音”，装好中文语音，再回来按“读一读”。
aloud-get-apple = 请在这台设备上打开“设置”，点“辅助功能”，再点“朗读内容”，再点“声音”，下载一个中文声音，再回来按“读一读”。
aloud-get-windows = 请在这台电脑上打开“设置”，点“时间和语言”，再点“语音”，添加一个中文语音，再回来按“读一读”。
aloud-get-other = 请在这台设备的设置里找“文字转语音”或“语音”，添加一个中文语音，再回来按“读一读”。
aloud-get-help = 不会弄，可以请家人或社区工作人员帮忙。

# 第一次开通。
enrol-title = 开始使用邻里
enrol-welcome = 只要输入一次。以后打开就能用。
enrol-code = 请输入开通码
enrol-code-hint = 社区给您的一串数字，空格可有可无
enrol-begin = 开通
enrol-asking = 正在开通……
enrol-no-code = 没有开通码？请打电话给社区，或请社区工作者上门帮您开通。
enrol-address = 社区的网址
enrol-address-hint = 社区给您的网址，以 https 开头；不知道就空着
enrol-incomplete = 数字没有输全，请对照再看一遍
enrol-wrong = 没有这个开通码，请对照再看一遍
enrol-used = 这个开通码已经用过了，请向社区要一个新的
enrol-expired = 这个开通码过期了，请向社区要一个新的
enrol-too-many = 试的次数太多了，请过一刻钟再试
enrol-no-network = 现在没有网络。第一次开通要有网络，请连上再试

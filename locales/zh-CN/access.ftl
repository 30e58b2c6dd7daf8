# 无障碍说明；与 docs/accessibility.md 一致。
access-title = 用起来不方便，看这里
access-aim = 这个应用要让每个人都能用，不管看得清不清、听得见听不见、手稳不稳、记不记得住。我们照着国际规则来做：WCAG 2.2，AA 级。
access-hard = 有什么地方您用着难吗？
access-hard-call = 请给社区打电话，告诉我们是哪一页。工作人员可以教您，您愿意的话也可以替您办。这样做不影响您办事，我们也知道了该改哪里。
access-can = 您可以这样用
access-can-text = 把字放大到两倍，选看得最清楚的颜色
access-can-hands = 按大按钮；手一抖多点了一下，不算
access-can-listen = 让它把页面读给您听，也可以用读屏软件
access-can-keys = 全部用键盘操作；不用在屏幕上滑来滑去
access-can-offline = 没有网络也能接着用，写好的都留着
access-not-yet = 还没做好的
access-not-yet-tried = 还没有请外面的人来检查过。在 Linux 的读屏软件上试过，安卓、苹果和 Windows 的还没有试
access-not-yet-voices = 设备里有这种语言的语音，才能读给您听
access-not-yet-sign = 话尽量说得简单，但还没有“易读版”，也没有手语
access-not-yet-photos = 看不见屏幕的人拍材料，要请人帮忙
access-how = 我们怎么检查
access-how-checked = 每次改动，机器都会检查每一页：读屏软件念的名字、键盘、颜色对比、按钮大小、两倍大的字。最近一次全部看过是 { $day }。

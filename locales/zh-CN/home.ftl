# 首页。
home-matters-open = { $count } 件进行中
home-title = { $name }，您好
home-ask = 请人上门帮忙
home-ask-words = 做饭、洗澡、陪诊、修理
home-matters = 我的事项
home-next-visit = { $caregiver } 上门：{ $kind }
home-see-visit = 看看详情
home-app-old = 这个应用太旧，社区已经不认得了。请在有网络时关掉再打开。您写的都存在这里。还不行，就请打电话。
home-clock = 联系不上社区的时候，这台设备的时钟变动过。您现在选的日期可能不对。请在设备的设置里看看日期，或者等有了网络再选。
home-full = 这台设备存满了。请删掉一些照片或视频，再写一遍。要帮忙，请打电话。
home-not-kept = 您写的还只存在这台设备上，这个浏览器可能会把它清掉。请尽快到有网络的地方。要是急，请打电话。
home-not-known = 社区的资料退回到了较早的一份，不认得这台设备了。您写的都还在这里。请打电话要一个新的开通码。
home-not-today = 今天您写得太多，社区一天只能收这么多。您现在写的都存在这台设备上，一条也不会丢，明天会自动送出。要是等不得，请打电话。
home-twice = 这台设备上的内容被复制过，复制的那一份也在用。请只用其中一台，并打电话请社区停掉另一台。
home-what-to-do = 看看怎么办
home-urgent = 紧急求助
home-rescued = 上次没有正常关闭，我们把能找回的都找回来了。请看看有没有缺什么。
# 我的资料：住址和电话。
details-title = 我的住址和电话
details-words = 来的人照这个找您
details-why = 来的人要知道去哪儿、打哪个电话。
details-phone = 您的电话是多少？
details-phone-row = 电话
details-address = 您住在哪儿？
details-keep = 存好
details-go-on = 先不写，接着告诉社区
details-missing = 请先写好住址和电话，来的人才找得到您

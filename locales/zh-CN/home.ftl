# 首页。
home-matters-open = { $count ->
    [0] 现在没有
   *[other] { $count } 件正在办
}
home-title = { $name }，您好
home-ask = 请人上门帮忙
home-ask-words = 送饭、洗澡、陪看病、修理
home-matters = 我办的事
home-next-visit = { $caregiver }来：{ $kind }
home-see-visit = 看看
home-waits = 有 { $count } 件事等着您
home-waits-more = 还有 { $count } 件
home-wait-more = { $what }：请补材料
home-wait-until = 最晚{ $day }补上
home-wait-answer = { $what }：有结果了
home-wait-open = 打开看看
home-wait-still = { $what }：还需要吗？
home-wait-over = 原来想在{ $day }，没有护理员答应
home-wait-rate = { $what }：做得怎么样？
home-wait-draft = { $what }：还没写完，没有发出
home-wait-go-on = 接着写
home-sent-for-you = { $who }替您发出了：{ $what }
home-sent-look = 看看发出了什么
home-app-old = 这个应用太旧，社区已经不认得了。请在有网络时关掉再打开。您写的都存在这里。还不行，就请打电话给社区。
home-clock = 联系不上社区的时候，这台设备的时钟变动过。您现在选的日期可能不对。请在设备的设置里看看日期，或者等有了网络再选。
home-full = 这台设备存满了。请删掉一些照片或视频。您写的要是没存下，请再写一遍。要帮忙，请打电话给社区。
home-not-kept = 您写的还只存在这台设备上，这个浏览器可能会把它清掉。请尽快到有网络的地方。要是急，请打电话给社区。
home-moved = 社区换了新网址，这个网址不再收东西了。请打电话给社区要一个新的开通码，再打开新网址。您写的还留在这台设备上。
home-not-known = 社区的资料退回到了较早的一份，不认得这台设备了。您写的都还在这里。请打电话给社区，要一个新的开通码。
home-not-today = 今天您写得太多，社区一天只能收这么多。您现在写的都存在这台设备上，一条也不会丢，明天打开邻里时再送。要是等不得，请打电话给社区。
home-unread = 有内容读不出来。什么都没有删掉，其他的都在这里。邻里会自己再去取。要是明天还这样，请打电话给社区。
home-twice = 这台设备上的内容被复制过，复制的那一份也在用。请只用其中一台，并打电话请社区停掉另一台。
home-what-to-do = 看看怎么办
home-urgent = 紧急求助
home-rescued = 上次没有正常关闭。能找回的都找回来了，最后写的几个字可能缺了，请看一看。
# 我的资料：住址和电话。
details-title = 我的住址和电话
details-all = 我的资料
details-all-words = 电话、住址、怎么联系我
details-known = 还知道这些
details-unknown = 还没写
details-hearing = 您的听力怎么样？
details-text-me = 以后给您发短信，不打电话，可以吗？
details-contact-name = 有事找不到您，可以找谁？请写名字
details-contact-phone = 那个人的电话是多少？
hearing-well = 听得清
hearing-hard = 听不太清
hearing-deaf = 听不见
details-why = 来的人要知道去哪儿、打哪个电话。
details-phone = 您的电话是多少？
details-phone-row = 电话
details-address = 您住在哪儿？
details-keep = 存好
details-go-on = 先不写，接着告诉社区
details-missing = 请先写好住址和电话，来的人才找得到您

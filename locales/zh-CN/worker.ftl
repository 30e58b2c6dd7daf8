# 社区工作人员。
roster-title = 居民
roster-search = 姓名、门牌或电话
roster-found = { $count ->
    [0] 没有找到
   *[other] { $count } 位居民
}
roster-name = 名字
roster-age = { $age } 岁
roster-address = 住址
roster-phone = 电话
roster-needs = 要留意的
roster-open = 正在办
roster-lives-alone = 独居
roster-new-device = 新手机：{ $day }
mobility-stick = 拄拐杖
mobility-walker = 用助行器
mobility-wheelchair = 坐轮椅
mobility-bed = 卧床

# 等不得的事。
alerts-title = 等不得的事
alerts-since = 时间：{ $at }
alerts-nobody = 还没有人处理
alerts-take-on = 我来处理
alerts-open = 打开看
alerts-ask = 有急事时，在这台设备上弹出提醒
alerts-written = 求助内容
alerts-carer-says = 护理员说
alerts-over = 现在没有等不得的事
alerts-gave-back-title = 接连退回
alerts-gave-back = { $who }从{ $day }起退回了 { $count } 次
alerts-gave-back-words = 也许有难处，请问一声。
alerts-settle = 已经办好，不用再派人
alerts-settle-how = 是怎么办好的？
alerts-settle-hint = 求助的人和家里人会看到这些话。
alerts-settle-send = 写好了，结束
alert-urgent = 紧急求助
alert-not-safe = 上门时发现不安全
alert-nobody-opened = 没有人开门
alert-out-of-reach = 护理员联系不上了，这次上门还没有结束
alert-cannot-come = 护理员这一次来不了
alert-nobody-took = 到时间了，还没有护理员答应
alert-call-back = 请社区打电话
alert-nobody-came = 时间过了，还没有上门的消息
resident-title = 居民
resident-no-phone = 没有留电话。
resident-no-matters = 没有在办的。

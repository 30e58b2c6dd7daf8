# 紧急求助。
urgent-call = 先打电话
urgent-call-words = 有生命危险，马上打 120。按一下就能拨号。
urgent-gas = 闻到燃气味：先出门。屋里别开关灯，别打电话，到外面再打。
urgent-not-life = 没有生命危险，但很着急
urgent-tell = 告诉社区
urgent-call-if-worse = 没有网络时，消息送不出去。等不及就打电话。
urgent-note = 还有什么要说的？（可以不填）
urgent-send = 发出去
attention-not-out = 还没送出去，社区还不知道
attention-unseen = 社区收到了，还没有人看过
attention-seen = 社区有人看过了
attention-taken-on = 社区有人在处理
attention-settled = 社区说已经办好
attention-who = { $who }，{ $at }
urgent-call-still = 着急就打电话
urgent-sent = 您的紧急求助
urgent-call-by-hand = 有生命危险，马上用电话打 120。

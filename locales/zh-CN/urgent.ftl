# 紧急求助。
urgent-call = 先打电话
urgent-call-words = 有生命危险，马上打 120。按一下就能拨号。
urgent-gas = 闻到燃气味：先出门。屋里别开关灯，别打电话，到外面再打。
# 急救提示参照公开资料，正式使用前须由医护专业人员审定。
urgent-meanwhile = 等人来的时候
urgent-fall = 摔倒了
urgent-fall-do = 别急着起来。哪里很疼，或者动不了，就别动，盖件衣服保暖，打 120。
urgent-unwell = 身体不舒服
urgent-unwell-do = 坐下或躺下，别走动。胸口疼、喘不上气、一边手脚没力气、说话不清楚，马上打 120。
urgent-fire = 着火了
urgent-fire-do = 先出门，再打 119。走楼梯，别坐电梯。有烟就弯下腰，捂住口鼻。
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

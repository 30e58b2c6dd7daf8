# 首页。
home-matters-open = { $count } 件进行中
home-title = { $name }，您好
home-ask = 请人上门帮忙
home-ask-words = 做饭、洗澡、陪诊、修理
home-matters = 我的事项
home-next-visit = { $caregiver } 上门：{ $kind }
home-see-visit = 看看详情
home-urgent = 紧急求助
home-rescued = 上次没有正常关闭，我们把能找回的都找回来了。请看看有没有缺什么。

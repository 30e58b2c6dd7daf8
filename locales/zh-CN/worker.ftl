# 社区工作者。
roster-title = 居民
roster-search = 姓名、门牌或电话
roster-found = { $count } 位居民
roster-name = 姓名
roster-age = { $age } 岁
roster-address = 住址
roster-phone = 电话
roster-needs = 情况
roster-open = 进行中
roster-lives-alone = 独居
roster-new-device = 新手机：{ $day }
mobility-stick = 拄拐杖
mobility-walker = 用助行器
mobility-wheelchair = 坐轮椅
mobility-bed = 卧床

# 第一次开通。
enrol-title = 开始使用邻里
enrol-welcome = 只要做这一次。以后打开就能用。
enrol-code = 请输入开通码
enrol-code-hint = 社区给您的 16 位数字，有没有空格都行
enrol-begin = 开通
enrol-asking = 正在开通……
enrol-private = 如果这是无痕窗口，一关就什么都没有了。请先在平常的窗口里打开。
enrol-no-code = 没有开通码？请打电话给社区，向社区要一个。
enrol-address = 社区的网址
enrol-address-hint = 社区给您的网址，以 https 开头；不知道就空着
enrol-incomplete = 开通码一共 16 位，您少写了，请再看一遍
enrol-too-long = 开通码一共 16 位，您多写了，请再看一遍
enrol-mistyped = 有一位数字不对，或者相邻两位写反了，请对着社区给您的数字再看一遍。还没有发出去
enrol-wrong = 这个开通码不对，请对着社区给您的数字再看一遍
enrol-used = 这个开通码已经用过了，请向社区要一个新的
enrol-expired = 这个开通码过期了，请向社区要一个新的
enrol-too-many = 试的次数太多了，请过 15 分钟再试
enrol-somebody-else = 这个开通码是给别人的。这里存着的，是原来用这台设备的人的
enrol-away = 社区现在没有回应，请过一会儿再试
enrol-too-slow = 网络太慢，没有来得及开通。请再按一次“开通”
enrol-no-network = 现在没有网络。第一次开通要有网络，请连上再试

# 这台设备和社区之间怎么样。
connection-title = 这台设备和社区
connection-heard = 上次联系上：{ $at }
connection-try = 现在再试
connection-code = 输入新的开通码
enrol-again-title = 新的开通码
enrol-again = 这台设备是{ $name }的。请输入给{ $name }的新开通码。这里存着的都会留下，开通后送出。
enrol-give-away-question = 这个开通码不是给{ $name }的。要清空这台设备，交给别人用吗？
enrol-give-away-words = 会先把{ $name }的东西都从这台设备上清掉。从没送出过的，封好交给社区。
enrol-give-away-yes = 清空，交给别人
enrol-give-away-no = 不，照旧不动
emptied-revoked = 这台设备被停用了：是您在另一台上停用的，或者是社区停用的。上面的东西都清掉了。要是您没料到，请打电话给社区。有了新的开通码，还可以再用。
emptied-given-away = 原来那个人的东西，都已从这台设备上清掉。
emptied-handing-over = 从没送出过的，已封好存在这里，有网络就交给社区。别人打不开。

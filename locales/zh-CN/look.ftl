# 字号、颜色和语言。
look-tool = 字号
look-title = 字号、颜色和语言
look-size = 字要多大？
look-size-100 = 标准
look-size-125 = 大
look-size-150 = 很大
look-size-200 = 最大
look-theme = 要什么颜色？
look-theme-light = 浅色
look-theme-dark = 深色
look-theme-contrast = 黑底黄字，看得最清楚
look-language = 用什么语言？
look-done = 好了
look-steady = 手一抖，连点了两下
look-steady-hint = 页面刚换的一会儿，按了不算。
look-steady-usual = 等一小会儿（平常）
look-steady-long = 我手抖，多等一会儿

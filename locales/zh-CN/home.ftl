# home
home-matters-open = { $count } 件进行中

# home
home-matters-open = { $count } under way

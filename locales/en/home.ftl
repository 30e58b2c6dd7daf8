# Home pages.
home-matters-open = { $count } under way
home-title = Hello, { $name }
home-ask = Ask for help at home
home-ask-words = Meals, bathing, going to hospital, repairs
home-matters = My matters
home-next-visit = { $caregiver } comes: { $kind }
home-see-visit = See more
home-urgent = Urgent help
home-rescued = It was not closed properly last time. We recovered what we could. Please see if anything is missing.

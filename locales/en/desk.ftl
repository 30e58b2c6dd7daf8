# The officer's desk.
officer-title = The desk
queue-filters = Which applications
queue-to-do = To do
queue-mine = Mine
queue-overdue = Late
queue-waiting = Waiting for the resident
queue-follow-up = Ask why
queue-all = All
queue-all-services = All services
queue-search = Name, number or telephone
queue-found = { $count ->
    [one] One application
   *[other] { $count } applications
}
queue-number = Number
queue-applicant = Applicant
queue-service = Service
queue-due = Received, promised by
queue-state = Where it stands
queue-pick = Select { $number }
queue-keys = Keys
queue-keys-words = / goes to the search; j and k go from row to row; Enter opens the row.
bulk-accept = { $count ->
    [one] Take on one application
   *[other] Take on { $count } applications
}
bulk-accept-words = The promised time begins to run for each of them, and the residents hear of it.
due-not-begun = the promised time has not begun
due-rests = rests while we wait for the resident
due-late = { $days ->
    [one] one working day late
   *[other] { $days } working days late
}
due-by = { $left ->
    [one] by { $day }, one day left
   *[other] by { $day }, { $left } days left
}
case-held-by-you = You are working on it
case-held-by-other = A colleague has it
case-held-by-other-words = A colleague is working on it. You can read it; what you write in messages is kept.
case-answers = What the resident wrote
case-do = What to do
case-show = Show
case-take = Work on it
case-give = Give it back
case-accept = Take it on
case-served = The resident has the result
case-turn-away = Not for us
case-ask-more = Ask for more
case-decide = Decide
case-correction = Answer the correction
case-correction-asked = The resident asks for a correction
case-objection = The resident does not agree
case-rating = Rated { $grade } of 5
case-send-question = This goes to the resident. Is it right?
case-send-yes = Yes, send it
case-send-no = No, change it
decide-outcome = What is the decision?
decide-granted = Granted
decide-partly = Granted in part
decide-refused = Refused
decide-reason = For what reason?
decide-words = In plain words, for the resident
decide-words-hint = Short sentences, as you would say it at the desk.
decide-appeal = How to appeal
decide-appeal-usual = If you do not agree, you can say so here, or ask for a review within 60 days at the district office.
reason-conditions-met = The conditions are met
reason-conditions-not-met = A condition is not met
reason-already-granted = It was granted before
reason-not-proved = It could not be proved
reason-other = Another reason
reason-other-office = Another office decides this
reason-other-area = Another place decides this
reason-twice = The same was applied for already
turn-away-where = Where should the resident go instead?
more-items = What is missing or not right?
more-items-hint = Tick everything at once: the resident should be asked only one time.
more-note = About "{ $question }": what is wrong?
more-words = What should the resident do?
more-due = Until which day?
more-due-wrong = Please write a day that is still to come
more-again = Why is it asked a further time?
more-again-hint = The resident was asked before. This must have a reason.
correction-question = Is it corrected?

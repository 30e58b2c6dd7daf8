# The officer's desk.
officer-title = The desk
queue-filters = Which applications
queue-to-do = To do
queue-mine = Mine
queue-overdue = Late
queue-waiting = Waiting for the resident
queue-follow-up = Call back
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
queue-keys-are-on = These keys are on
queue-keys-are-off = These keys are off
queue-keys-off = Switch these keys off
queue-keys-on = Switch these keys on
queue-shown = { $from } to { $to }
queue-previous = The ones before
queue-next = The next ones
bulk-accept = { $count ->
    [one] Take on one application
   *[other] Take on { $count } applications
}
bulk-accept-words = The promised time begins to run for each of them, and the residents hear of it.
bulk-selected = { $count ->
    [one] One application is selected
   *[other] { $count } applications are selected
}
bulk-yes = Yes, take them on
bulk-no = No, change the selection
bulk-done = { $count ->
    [one] One application was taken on
   *[other] { $count } applications were taken on
}
bulk-not = These were not taken on:
bulk-close = Close
due-rests = paused while we wait for the resident
due-late = { $days ->
    [one] one working day late
   *[other] { $days } working days late
}
due-left = { $days ->
    [0] the last day
    [one] one working day left
   *[other] { $days } working days left
}
due-take-on = take it on by { $day }
due-follow-up = call back by { $day }
due-by = decide by { $day }
due-both = { $what }, { $count }
case-held-by-you = You are working on it
case-held-by-other = A colleague has it
case-held-by-you-until = You are working on it until { $until }
case-held-by-name-until = { $who } is working on it until { $until }. You can read it; what you write in messages is kept.
case-held-by-other-until = A colleague is working on it until { $until }. You can read it; what you write in messages is kept.
case-answers = What the resident wrote
case-do = What can be done
case-show = Show
case-hide = Hide
case-clash = Two different answers were written at the same time:
case-story = What was said
case-asked-until = Asked for by { $day }
case-take = Work on it
case-renew = Keep it two hours more
case-give = Back to the queue
case-accept = Take it on
case-accept-question = The promised time begins, and the resident hears of it. Take it on?
case-served = The resident has the result
case-served-question = Does the resident have the result in hand? This cannot be taken back.
case-not-now = Not now
case-turn-away = Do not accept
case-ask-more = Ask for more
case-decide = Decide
case-correction = Answer the correction
case-follow-up = Say what came of the call
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
decide-appeal-hint = In Chinese and English, as you cannot know which the resident reads.
decide-appeal-usual = If you do not agree, you can say so here, or ask for a review within 60 days at the district office.
reason-conditions-met = The conditions are met
reason-conditions-partly-met = Only a part of the conditions is met
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
callback-words = What did the resident say, and what will be done?
callback-hint = Call, or write a message, and listen first.
callback-question = Everyone who may read this application sees these words. Are they right?
viewer-nth = photo { $place } of { $count }
viewer-tools = Look at the photo
viewer-back = Photo before
viewer-on = Next photo
viewer-turn = Turn
viewer-keys = Keys, while you are in the photo: arrows for the next one, R to turn, + and - for the size.
desk-received = Not taken on yet
desk-accepted = Taken on
desk-in-review = Being worked on
desk-needs-more = Waiting for the resident
desk-not-accepted = Not accepted
desk-decided = Decided
desk-closed = Done
desk-withdrawn = Taken back by the resident
desk-lapsed = The day passed; the resident can still go on
desk-way-submitted = It was sent in
desk-way-unsent = It was taken back to be changed
desk-way-more-asked = The office asked for more
desk-way-supplemented = What was asked for came in
desk-way-rated = The resident said how it was
desk-way-due = The office promised an answer by { $day }.
desk-way-residents-turn = It is the resident's turn
desk-way-to-be-served = Nobody has opened the result yet
way-followed-up = The office asked why it was not good

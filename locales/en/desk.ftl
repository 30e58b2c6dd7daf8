# The officer's desk.
officer-title = Applications
queue-filters = Which applications
queue-to-do = To do
queue-mine = Assigned to me
queue-overdue = Overdue
queue-waiting = Waiting for resident
queue-follow-up = To call back
queue-all = All
queue-all-services = All services
queue-search = Name, number or phone
queue-found = { $count ->
    [one] 1 application
   *[other] { $count } applications
}
queue-number = Number
queue-applicant = Applicant
queue-service = Service
queue-due = Received · due
queue-state = Status
queue-pick = Select { $number }
queue-keys = Keyboard shortcuts
queue-keys-words = / search; j and k next and previous row; Enter opens.
queue-keys-are-on = Shortcuts are on
queue-keys-are-off = Shortcuts are off
queue-keys-off = Turn shortcuts off
queue-keys-on = Turn shortcuts on
queue-shown = Showing { $from } to { $to }
queue-previous = Previous page
queue-next = Next page
queue-csv = Download as a table (CSV)
queue-csv-done = { $count ->
    [one] 1 application is in the file { $file }
   *[other] { $count } applications are in the file { $file }
}
queue-csv-failed = The file could not be saved.
csv-received = Received
csv-due = Due
csv-next = Next step
csv-holder = Worked on by
csv-me = Me
csv-other = A colleague
bulk-accept = { $count ->
    [one] Accept 1 application
   *[other] Accept { $count } applications
}
bulk-accept-words = The due date of each starts to run now. The residents will see it.
bulk-selected = { $count ->
    [one] 1 application selected
   *[other] { $count } applications selected
}
bulk-yes = Yes, accept
bulk-no = No, change the selection
bulk-done = { $count ->
    [one] 1 application accepted
   *[other] { $count } applications accepted
}
bulk-not = Not accepted:
bulk-close = Close
due-rests = paused: waiting for the resident
due-late = { $days ->
    [one] 1 working day overdue
   *[other] { $days } working days overdue
}
due-left = { $days ->
    [0] the last day
    [one] 1 working day left
   *[other] { $days } working days left
}
due-take-on = accept by { $day }
due-follow-up = call back by { $day }
due-by = decide by { $day }
due-both = { $what }, { $count }
case-held-by-you = You are working on it
case-held-by-other = A colleague has it
case-held-by-you-until = You are working on it until { $until }
case-held-by-name-until = { $who } is working on it until { $until }. You can read it and send messages.
case-held-by-other-until = A colleague is working on it until { $until }. You can read it and send messages.
case-answers = Answers
case-do = Actions
case-nothing-to-do = Nothing to do here now
case-papers = Papers
case-paper-photo = Photo sent
case-paper-shown = Shown at the desk to { $who }, { $at }
case-paper-shown-at = Shown at the desk, { $at }
case-paper-missing = Missing: no photo, not shown
case-paper-if-any = Not sent. It may be missing.
case-paper-seen = Mark as shown
case-paper-question = Have you seen “{ $paper }” yourself? You cannot undo this.
case-paper-yes = Yes, I have seen it
case-others = Other applications of this person
case-other-same = Same service
case-other-received = received { $day }
case-rules = What the rules say
case-rules-help = Only a help, worked out from the answers. You decide. The reasons are in the words that residents read.
case-rules-yes = By the rules: can have it
case-rules-no = By the rules: cannot have it
case-rules-not-yet = By the rules: from { $day }
case-rules-unknown = By the rules: the answers do not tell enough
case-rules-may-ask = By the rules: can ask for it; the office looks at { $what }
case-note = Note for yourself
case-note-hint = Kept on this computer only. Neither the resident nor your colleagues see it.
case-print = Print this case
case-show = Show
case-hide = Hide
case-clash = Two different answers were given:
case-story = History
case-asked-until = To be sent by { $day }
case-take = Assign to me
case-renew = Keep for 2 more hours
case-give = Release
case-accept = Accept
case-accept-question = The due date starts to run now and the resident will see it. Accept?
case-served = The resident has the decision
case-served-question = Has the resident received the decision? You cannot undo this.
case-turn-away = Do not accept
case-ask-more = Ask for more
case-no-more = Nothing more is needed
case-no-more-question = Is everything here, or not needed any more? The due date runs on from now, and the resident will see it.
case-decide = Decide
case-correction = Answer the request for correction
case-follow-up = Record the call
case-correction-asked = Correction requested
case-objection = The resident disagrees
case-rating = Rating: { $grade } out of 5
case-send-question = Check what the resident will get
case-send-yes = Send
case-send-no = Change it
decide-outcome = What is the decision?
decide-granted = Approved
decide-partly = Approved in part
decide-refused = Not approved
decide-reason = Reason
decide-words = Explain in plain words
decide-words-hint = Short sentences, as you would say it at the desk.
decide-appeal = If the resident disagrees, in Chinese
decide-appeal-en = If the resident disagrees, in English
decide-appeal-hint = The resident is shown the one in the language of their own screen.
decide-appeal-usual = You can choose “I disagree with the decision” and the office will look again. You can also ask the district government for an administrative review within 60 days of getting the decision.
reason-conditions-met = All conditions are met
reason-conditions-partly-met = Some conditions are met
reason-conditions-not-met = A condition is not met
reason-already-granted = It was approved before
reason-not-proved = The papers do not show enough
reason-other = Another reason
reason-other-office = Another office deals with this
reason-other-area = Another area deals with this
reason-twice = This was already applied for
turn-away-where = Where should the resident go instead?
more-items = What is missing or wrong?
more-items-hint = Tick everything now, so the resident is asked only once.
more-note = What is wrong with “{ $question }”?
more-words = What should the resident do?
more-due = Reply by
more-due-wrong = Enter a date in the future
more-again = Why are you asking again?
more-again-hint = The resident was asked once already, so give a reason.
correction-question = Is it corrected?
callback-words = What did the resident say, and what will change?
callback-hint = Phone or send a message. Listen first.
callback-question = Everyone who can see this application, the resident too, will see this. Is it right?
viewer-nth = photo { $place } of { $count }
viewer-tools = Look at the photo
viewer-back = Previous photo
viewer-on = Next photo
viewer-turn = Rotate
viewer-keys = Keys in the photo: arrows for next and previous, R to rotate, + and - to zoom.
desk-received = Waiting to be accepted
desk-accepted = Accepted
desk-in-review = In progress
desk-needs-more = Waiting for the resident
desk-not-accepted = Not accepted
desk-decided = Decided
desk-closed = Closed
desk-withdrawn = Withdrawn by the resident
desk-lapsed = The date to reply has passed
desk-way-submitted = Sent
desk-way-unsent = Taken back to change
desk-way-more-asked = The office asked for more
desk-way-supplemented = The missing items were sent
desk-way-no-more-asked = The office needs nothing more
desk-way-rated = Rated by the resident
desk-way-due = Decision due by { $day }.
desk-way-residents-turn = Waiting for the resident
desk-way-to-be-served = Nobody has opened the decision yet
way-followed-up = The office called back
way-no-more-asked = The office needs nothing more from you
way-paper-seen = Shown at the office: { $paper }

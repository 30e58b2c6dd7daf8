# For carers: requests, the round, the visit.
offers-title = New requests
offers-open = { $count ->
    [0] None now
   *[other] { $count } waiting for a carer
}
offers-none = No new requests. They will appear here.
offers-near = { $block }
offers-claim = I’ll come
offers-withdraw = I can’t come after all
offers-waiting = You said yes. Waiting for confirmation
offers-waiting-here = You said yes. Not sent yet
offers-yours = Confirmed: you are going
offers-lost = Someone else is going. Thank you
offers-declined = The community desk could not give you this request
offers-too-many = You have said yes to as many as one person may have at a time. Begin one of them, then say yes again.
offers-at-same-time = You have another visit at that time. If you would rather go to this one, phone the community desk.
offers-gave-back-often = You gave several back today. Please wait a while before you say yes again, or phone the community desk.
offers-time-over = Your yes arrived when the time of the visit was over. You do not need to go. The resident is asked whether help is still needed.
offers-see-round = See today’s visits
round-title = My visits
round-left = { $count ->
    [0] No visits left today
    [one] 1 visit left today
   *[other] { $count } visits left today
}
round-none = No visits on this day.
round-open = Open
round-next-day = Next day
round-day-before = Previous day
own-visits = What you did
own-visits-words = These requests are not with you any more. What you did yourself stays on this device. The name, the address and the phone number are no longer here.
own-on-the-way = You set out
own-arrived = You were at the door
own-started = You started
own-finished = You finished and left
own-no-answer = Nobody answered the door
own-stopped = You stopped
own-called-off = You said that you could not come
own-because = { $what }: { $why }
own-note = Your note
visit-last-time = Last time
visit-until = Every week until { $day }
visit-length = About { $minutes } minutes
visit-length-together = About { $minutes } minutes, { $people } of you
visit-call = Call
visit-call-contact = Their contact { $name }
reach-hard = Does not hear well: ring long, wait, and speak slowly
reach-deaf = Cannot hear: please send a text message instead of calling
reach-aid = Walks with: { $aid }
reach-text = Please send a text message instead of calling
visit-needs = What is needed
visit-called-off = Do not go to this visit
visit-called-off-words = The resident called it off, or somebody else goes. Please do not go.
visit-set-out = I’m on my way
visit-at-the-door = I’m at the door
visit-start = Start
visit-checks = Safety checks
visit-tasks = Tasks
visit-finish = Finish visit
visit-stop = I have to stop
visit-try-again = Go back and try again
visit-give-back = I can’t go. Find someone else
visit-note = Note
visit-note-hint = For example: all well, prefers afternoons
visit-note-keep = Save note
visit-note-kept = Note saved
check-fine = Yes
check-not-fine = No, there is a problem
check-worry = Problem: { $why }
check-measured = { $value } { $unit }
check-worry-measured = Problem: { $value } { $unit }. { $why }
check-limits = It must be { $least } to { $most } { $unit }.
check-value-missing = Enter the number that you measured, like 38 or 38.5
check-why = What is the problem?
check-must-stop = Do not start. Phone the community duty desk.
check-cleared-by = The resident or their family can say on their own device that it is in order now. Then check it once more.
task-do = Done
task-done = Done
task-not-done = Not done
task-refused = Not done: { $why }
task-why = Why was “{ $task }” not done?
task-keep = Save
stop-question = Why do you have to stop?
stop-no-answer = Nobody answered the door
stop-not-safe = It is not safe, or something else is wrong
stop-tell = Stop and tell the community desk
give-back-which = Which visits can you not make?
give-back-once = Only this one: { $day }
give-back-once-words = The other visits stay yours. The community desk and the resident will see that you cannot come this time.
give-back-all = This one and all later ones
give-back-all-words = None of them is yours any more. The request waits for another carer, and the resident will see that.
give-back-send = I can’t go
give-back-question = Give this request to another carer?
give-back-words = The request then waits for another carer, and the resident will see that.
give-back-yes = Yes, find someone else
give-back-no = No, I’ll go
offers-need = { $question }: { $answer }
visit-tasks-open = { $count ->
    [one] 1 task is not marked yet
   *[other] { $count } tasks are not marked yet
}
caregiver-lost = Someone else is going: { $kind }
caregiver-declined = You could not be given this request: { $kind }
caregiver-lost-look = See the new requests
visit-added = Added by { $who }, { $at }:
visit-add = Something to add?
visit-add-hint = The record of this visit is closed. What you add stands beside it, with your name and the time.
visit-add-send = Add this
visit-way = What was done
visit-others = Another carer made this visit. You can read it.
caregiver-urgent = Somebody needs urgent help
caregiver-urgent-look = See what it is

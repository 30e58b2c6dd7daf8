# Urgent help.
urgent-call = Call first
urgent-call-words = If a life is in danger, call 120 at once. One press calls.
urgent-gas = If you smell gas, go outside first. Use no switch and no telephone indoors; call from outside.
urgent-not-life = No danger to life, but urgent
urgent-tell = Tell the community desk
urgent-call-if-worse = Without a network this cannot go out. If it cannot wait, please call.
urgent-note = Anything else? (You may leave this out)
urgent-send = Tell them now
attention-not-out = This has not gone out. Nobody knows of it yet
attention-unseen = The community desk has it. Nobody has looked at it yet
attention-seen = Somebody at the community desk has looked at it
attention-taken-on = Somebody at the community desk takes care of it
attention-settled = The community desk says that it is settled
attention-who = { $who }, { $at }
urgent-call-still = If it cannot wait, call
urgent-sent = Your call for help
urgent-call-by-hand = If a life is in danger, call 120 on a telephone at once.

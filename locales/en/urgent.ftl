# Urgent help.
urgent-call = Call first
urgent-call-words = If someone’s life is in danger, call 120 now. Press a number to call it.
urgent-gas = If you smell gas, go outside first. Do not touch switches or use a phone indoors. Call from outside.
# Advice in an emergency, from public guidance; a medical professional must approve it
# before real use.
urgent-meanwhile = Until help comes
urgent-fall = A fall
urgent-fall-do = Do not get up in a hurry. With bad pain, or when moving is not possible: stay still, keep warm and call 120.
urgent-unwell = Feeling unwell
urgent-unwell-do = Sit or lie down and do not walk about. With chest pain, trouble breathing, a weak arm or leg, or unclear speech, call 120 now.
urgent-fire = Fire
urgent-fire-do = Get out first, then call 119. Use the stairs, never the lift. In smoke, stay low and cover mouth and nose.
urgent-not-life = Not life-threatening, but urgent
urgent-tell = Tell the community desk
urgent-call-if-worse = Without a connection this message cannot be sent. If it cannot wait, phone.
urgent-note = Anything else? (optional)
urgent-send = Send now
attention-not-out = This has not gone out. Nobody knows of it yet
attention-unseen = The community desk has it. Nobody has looked at it yet
attention-seen = Somebody at the community desk has looked at it
attention-taken-on = Somebody at the community desk is dealing with it
attention-settled = The community desk says that it is settled
attention-who = { $who }, { $at }
urgent-call-still = If it cannot wait, call
urgent-sent = Your call for help
urgent-call-by-hand = If someone’s life is in danger, call 120 on a phone now.

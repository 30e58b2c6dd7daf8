# ask
ask-step = Step { $step } of { $steps }

# ask
ask-step = 第 { $step } 步,共 { $steps } 步

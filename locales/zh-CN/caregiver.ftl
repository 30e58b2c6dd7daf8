# caregiver

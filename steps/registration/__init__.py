"""The parts of a registration: what each plans, and what it writes when its change is confirmed."""

"""The screen: one function for each kind of view, what stands around them, and the theme."""

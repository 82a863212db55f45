"""A prepared setup: a file in which somebody who knows answered beforehand what the wizard is going to ask."""

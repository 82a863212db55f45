"""The nouns a step speaks: facts, views, changes, problems, recipes, and the ports to the outside."""

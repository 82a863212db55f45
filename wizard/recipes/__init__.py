"""Recipes: a product as data, read from TOML, checked, its values expanded and its files rendered."""

from .lint import lint
from .shelf import RecipeShelf

__all__ = ["RecipeShelf", "lint"]

"""The page's script, run anew for every session and click: everything it needs is imported once per process."""

from wizard import running
from wizard.draw.page import draw

draw(running.engine())

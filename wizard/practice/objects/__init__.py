"""The directory's objects as Graph shows them, and the rules that hold whoever makes one."""

"""``packager stick``: an image onto a flash drive, and what a flash drive holds held against an image. Linux only."""

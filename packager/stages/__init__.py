"""The stages of a build, one a module; ``packager/build.py`` lists them in order.

Each takes the run (what was asked for, its folders, what is known so far) and what the stage before it gave.
"""

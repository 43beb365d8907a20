"""Which packages a wheel holds; everything else is in pyproject.toml.

The templates lie beside the package, where whoever changes a page looks for them, and ship as packager.templates.
setuptools finds packages of one place only, so the two are put together here.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["packager", "packager.*"]), "packager.templates"],
    package_dir={"packager.templates": "templates"},
)

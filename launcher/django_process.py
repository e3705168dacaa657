"""A Django command in a process of its own, speaking the operator's language."""

import os
import sys

import django
from django.core.management import ManagementUtility
from django.utils import translation


def main() -> None:
    """Run the command that the arguments name; settings come from the environment."""
    django.setup()
    translation.activate(os.environ.get("EDINSTVO_LANGUAGE", "ru"))
    ManagementUtility(["edinstvo", *sys.argv[1:]]).execute()


if __name__ == "__main__":
    main()

"""Lessons: text files that ask, run and explain. Their numbers are computed, their claims checked."""

from lessons.address import LANGUAGE, LESSON, SCREEN, as_picture, place_of
from lessons.catalogue import KEYS, find, read_all, read_file
from lessons.own import own_lessons

__all__ = [
    "KEYS",
    "LANGUAGE",
    "LESSON",
    "SCREEN",
    "as_picture",
    "find",
    "own_lessons",
    "place_of",
    "read_all",
    "read_file",
]

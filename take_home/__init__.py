"""Take it home: files that the server makes of a picture, handed out over an address of their own.

A browser posts which pictures it wants, by their links, and gets the file a piece at a time. Nothing is kept, and no
file is written.
"""

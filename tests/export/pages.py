"""What is in a page on a stick, read as its own script reads it."""

import base64
import json
import re
import zlib
from dataclasses import dataclass

from stage.encoding import decode
from stage.parts import ID_BYTES

BLOCK = re.compile(r'<script type="text/plain" id="([\w-]+)">([A-Za-z0-9+/=]*)</script>\n')


@dataclass(frozen=True)
class Opened:
    """`markup` is all that a parser looks into."""

    markup: str
    blocks: dict[str, bytes]

    @classmethod
    def of(cls, page: bytes) -> "Opened":
        text = page.decode()
        blocks = BLOCK.findall(text)
        assert len({name for name, _ in blocks}) == len(blocks)
        return cls(BLOCK.sub("", text), {name: base64.b64decode(content) for name, content in blocks})

    def read(self, name: str):
        return json.loads(zlib.decompress(self.blocks[name]))

    def scene(self, place: int = 0) -> dict:
        """The header of a picture's scene."""
        return decode(self.blocks[f"scene-{place}"])[0]

    def part(self, name: str) -> tuple[dict, dict]:
        """A part's header and its arrays, by its id."""
        assert self.blocks[name][:ID_BYTES].hex() == name
        return decode(self.blocks[name][ID_BYTES:])

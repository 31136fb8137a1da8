"""The catalogue of pages, from path to page, in the order of the navigation; the first one is the front page."""

from types import MappingProxyType

from app_pages.compare import COMPARE
from app_pages.explore import EXPLORE
from app_pages.glossary import GLOSSARY
from app_pages.lessons import LESSONS

PAGES = MappingProxyType({page.path: page for page in (EXPLORE, COMPARE, LESSONS, GLOSSARY)})

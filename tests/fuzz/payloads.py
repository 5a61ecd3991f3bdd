"""Texts that would do harm where they are taken for more than texts.

URL, SECRET and MARK stand for the traps: a port that listens, a file that must not be read, a file
that only a program run by mistake would make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random

TEXTS: Final = (
    # markup and scripts
    "</script><script>fetch('URL')</script>", "<img src=URL onerror=fetch('URL')>",
    "\"><iframe src=\"URL\">", "<svg onload=fetch('URL')>", "'-alert(1)-'",
    "javascript:fetch('URL')", "<!--", "-->", "]]>", "<![CDATA[", "&lt;script&gt;",
    "<base href=URL>", "<style>@import 'URL'", "\u2028alert(1)\u2029",
    "<link rel=stylesheet href=URL>", "<meta http-equiv=refresh content=0>",
    # templates and formats
    "{{7*7}}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{% include 'SECRET' %}",
    "${7*7}", "{0.__class__}", "%(name)s%n%s", "#{7*7}",
    "{{ cycler.__init__.__globals__.os.popen('touch MARK') }}",
    # formulas
    "=cmd|'/c touch MARK'!A0", "=HYPERLINK(\"URL\")", "@SUM(1)", "+1+cmd", "-2+3",
    "=WEBSERVICE(\"URL\")", "\t=1+1", "\r=1", "=1+1;", "=IMPORTXML(\"URL\",\"//a\")",
    # YAML, pickles, shells
    "!!python/object/apply:os.system ['touch MARK']", "$(touch MARK)", "`touch MARK`",
    "; touch MARK", "| touch MARK", "__import__('os').system('touch MARK')",
    "cos\nsystem\n(S'touch MARK'\ntR.",
    # paths and addresses
    "../outside/secret.csv", "../../../../etc/passwd", "/etc/passwd", "SECRET", "file://SECRET",
    "URL", "\\\\127.0.0.1\\share", "C:\\windows", "con", "NUL", "aux.csv", "~root", "-rf",
    "--store", ".", "..", "a/b", "a\\b", "a\x00b",
    # SPARQL and RDF
    "> } SERVICE <URL> { ?s ?p ?o", "\" } SERVICE <URL> {} #", "'''", '"""', "\\u0022", "\\",
    "} #", "?x", "x . } ; LOAD <URL> ; #", "@prefix : <URL>", "<URL>", "_:b", "urn:x", "UNDEF",
    "a:b\\u003E",
    # XML
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file://SECRET'>]><a>&x;</a>", "&x;", "<?xml version='1.0'?>",
    # text that is odd in itself
    "\u202eevil\u202c", "\x1b[31mred\x1b]0;title\x07", "\ufeff", "\ufffe", "é\u0301", "A" * 5_000,
    "🧑‍🤝‍🧑", "\x0b", "\x85", "", " ", "\n", "line\nline", "a,b;c\td", "null", "NaN", "1e999999999",
    "9" * 400, "0x41", "-0", "2024-13-45", "9999-99-99", "[a](URL)", "|", "**", "# head",
    "https://e.example/?q='",
)  # fmt: skip


def text(chance: random.Random) -> str:
    """A text of one or some of these, or of any characters at all."""
    if chance.random() < 0.2:
        return "".join(chr(_point(chance)) for _ in range(chance.randint(0, 12)))
    return "".join(chance.choice(TEXTS) for _ in range(chance.choice((1, 1, 1, 2, 3))))


def _point(chance: random.Random) -> int:
    """A character; a lone surrogate cannot be in a file."""
    point = chance.choice(
        (chance.randrange(0x80), chance.randrange(0x3000), chance.randrange(0x110000))
    )
    return 0x20 if 0xD800 <= point <= 0xDFFF else point


def broken(text: str, chance: random.Random, pieces: tuple[str, ...]) -> str:
    """A text with some things cut, repeated, moved or put in."""
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randint(0, len(text)), chance.randint(0, 60)
        piece = chance.choice(pieces) if chance.random() < 0.7 else text[at : at + length]
        if chance.random() < 0.4:
            at = text.rfind("\n", 0, at) + 1
        text = text[:at] + piece + text[at + (length if chance.random() < 0.4 else 0) :]
    return text

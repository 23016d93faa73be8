"""What variables may hold while a routine runs; where branches meet, everything that either may have left."""

from __future__ import annotations

from dataclasses import dataclass, field

from teralineage.extract.mapped import MappedText
from teralineage.extract.session import Source
from teralineage.extract.sqltext import MOST

Sources = tuple[Source, ...]


@dataclass(slots=True)
class Values:
    """What the variables may hold at a point: their sources, their texts, the columns of cursors."""

    sources: dict[str, Sources] = field(default_factory=dict)
    texts: dict[str, tuple[MappedText, ...]] = field(default_factory=dict)
    cursors: dict[str, tuple[Sources, ...]] = field(default_factory=dict)

    def copy(self) -> Values:
        """The same values, free to change."""
        return Values(dict(self.sources), dict(self.texts), dict(self.cursors))

    def join(self, other: Values) -> None:
        """Let everything that another branch may have left count as well."""
        for name, sources in other.sources.items():
            self.sources[name] = union(self.sources.get(name, ()), sources)
        for name, columns in other.cursors.items():
            mine = self.cursors.get(name, ())
            padding: tuple[Sources, ...] = ((),) * (len(columns) - len(mine))
            self.cursors[name] = tuple(
                union(one, two) for one, two in zip(mine + padding, columns + ((),) * len(mine), strict=False)
            )
        for name in self.texts.keys() | other.texts.keys():
            one, two = self.texts.get(name), other.texts.get(name)
            united = {text.text: text for text in (one or ()) + (two or ())}
            self.texts[name] = tuple(united.values())
            if len(united) > MOST:
                del self.texts[name]

    def state(self) -> object:
        """Something that compares equal as long as nothing has changed."""
        texts = {name: tuple(text.text for text in texts) for name, texts in self.texts.items()}
        return dict(self.sources), texts, dict(self.cursors)


def union(one: Sources, two: Sources) -> Sources:
    """Everything that either holds."""
    return one if one == two else tuple(dict.fromkeys((*one, *two)))

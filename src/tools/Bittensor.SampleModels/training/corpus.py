"""Turns the XML documentation of a .NET SDK into training and held-out text.

Every SDK ships the English API documentation of its reference assemblies (MIT licence) below packs/*/ref. One type
with its members becomes one document; a document goes to the training or to the held-out side by a hash of the type's
name, so that members of one type never stand on both sides.
"""
import argparse
import hashlib
import pathlib
import re
import xml.etree.ElementTree as ET

# Tables of machine instructions: five megabytes of near-identical lines that teach no English.
SKIPPED_FILES = {"System.Runtime.Intrinsics.xml", "System.Numerics.Vectors.xml"}
HELD_OUT_PERCENT = 8
SPACE = re.compile(r"\s+")
KINDS = {"M": "method", "P": "property", "F": "field", "E": "event", "T": "type"}


def spoken_name(cref):
    """Shortens T:System.Collections.Generic.List`1 to what a reader would say: List."""
    name = cref.split(":", 1)[-1].split("(")[0]
    name = re.sub(r"``?\d+", "", name).replace("#ctor", "constructor")
    return name.rsplit(".", 1)[-1]


def flatten(element):
    """Text of an element with its references spelt out, on one line."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in ("see", "seealso"):
            parts.append(child.text or child.get("langword") or spoken_name(child.get("cref") or child.get("href") or ""))
        elif child.tag in ("paramref", "typeparamref"):
            parts.append(child.get("name") or "")
        elif child.tag not in ("code", "list", "format"):
            parts.append(flatten(child))
        parts.append(child.tail or "")
    return SPACE.sub(" ", "".join(parts)).strip()


def owner_of(member_name):
    kind, _, name = member_name.partition(":")
    name = name.split("(")[0]
    return name if kind == "T" else name.rsplit(".", 1)[0]


def paragraph(member):
    """One member as lines of plain text: title, summary, parameters, result, exceptions, remarks."""
    name = member.get("name") or ""
    kind = "constructor" if "#ctor" in name else KINDS.get(name[:1])
    summary = member.find("summary")
    if kind is None or summary is None or len(flatten(summary)) < 12:
        return None
    title = spoken_name(owner_of(name)) if kind in ("constructor", "type") else spoken_name(name)
    lines = [f"{title} {kind}", flatten(summary)]
    for parameter in member.findall("param"):
        if flatten(parameter):
            lines.append(f"{parameter.get('name')}: {flatten(parameter)}")
    for tag, label in (("returns", "Returns: "), ("value", "Value: "), ("remarks", "Remarks: ")):
        found = member.find(tag)
        if found is not None and flatten(found):
            lines.append(label + flatten(found))
    for exception in member.findall("exception"):
        if flatten(exception):
            lines.append(f"{spoken_name(exception.get('cref') or '')}: {flatten(exception)}")
    return "\n".join(lines)


def documents(packs):
    """Yields (type name, text) with every line that was seen before left out."""
    seen, types = set(), {}
    files = {path.name: path for path in sorted(packs.glob("*.Ref/*/ref/*/*.xml"))}
    for name, path in sorted(files.items()):
        if name in SKIPPED_FILES:
            continue
        for member in ET.parse(path).getroot().iter("member"):
            text = paragraph(member)
            if text is None:
                continue
            title, *lines = text.split("\n")
            fresh = [line for line in lines if line not in seen]
            seen.update(fresh)
            if fresh:
                types.setdefault(owner_of(member.get("name")), []).append("\n".join([title, *fresh]))
    for owner, paragraphs in types.items():
        yield owner, "\n\n".join(paragraphs)


def is_held_out(owner):
    return int(hashlib.sha256(owner.encode()).hexdigest()[:8], 16) % 100 < HELD_OUT_PERCENT


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--packs", type=pathlib.Path, default=pathlib.Path("/usr/share/dotnet/packs"))
    arguments.add_argument("--output", type=pathlib.Path, required=True)
    options = arguments.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    sides = {"train": [], "heldout": []}
    for owner, text in documents(options.packs):
        sides["heldout" if is_held_out(owner) else "train"].append(text)
    for side, texts in sides.items():
        path = options.output / f"{side}.txt"
        path.write_text("\n\f\n".join(texts), encoding="utf-8")
        print(f"{path}: {len(texts)} types, {path.stat().st_size} bytes")
    # What validators draw tasks from: running text, without the form feeds that part the documents for training.
    (options.output / "dotnet-api.txt").write_text("\n\n".join(sides["heldout"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

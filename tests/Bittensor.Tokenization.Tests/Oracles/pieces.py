"""What SentencePiece (Debian's python3-sentencepiece, 0.1.97) makes of texts.

python3 pieces.py train CORPUS TEXTS OUT   trains the models of SentencePiece/: each kind of model with other settings
python3 pieces.py unused MODEL OUT         the same model with every third longer piece marked as unused
python3 pieces.py answers ROOT TEXTS OUT   answers for ROOT/*/tokenizer.model and the JSON array TEXTS, a line a folder
python3 pieces.py digests ANSWERS OUT      the same as short digests, which sentencepiece.json holds

Texts with names of control pieces are left out: this product reads them as such, SentencePiece does not. Texts with unknown
pieces are not decoded: SentencePiece writes " \u2047 " there.
"""
import hashlib
import json
import os
import sys

SETTINGS = {
    "plain": dict(),
    "bytes": dict(byte_fallback=True, remove_extra_whitespaces=False, user_defined_symbols=["\u2581\u2581", "<x>", "12", "the"]),
    "suffix": dict(treat_whitespace_as_suffix=True, user_defined_symbols=[".", "ab", "e\u0301"]),
    "bare": dict(add_dummy_prefix=False, byte_fallback=True, remove_extra_whitespaces=False, user_defined_symbols=["  ", "\n"]),
}


def train(corpus, texts, out):
    import sentencepiece
    lines = open(corpus, encoding="utf-8").read().split("\n") + [t for t in json.load(open(texts)) if "\0" not in t]
    for kind in ("bpe", "unigram", "char", "word"):
        for name, settings in SETTINGS.items():
            folder = os.path.join(out, f"{kind}-{name}")
            os.makedirs(folder, exist_ok=True)
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(lines), model_prefix=os.path.join(folder, "tokenizer"), model_type=kind, vocab_size=560,
                hard_vocab_limit=False, character_coverage=0.98, normalization_rule_name="identity", minloglevel=2, **settings)
            os.remove(os.path.join(folder, "tokenizer.vocab"))


def number(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at, value, shift = at + 1, value | (byte & 127) << shift, shift + 7
        if byte < 128:
            return value, at


def unused(model, out):
    """Pieces are field 1 of the file; in each, field 1 is its text and field 3 its kind, 5 for one that must not stand."""
    data, at, written, count = open(model, "rb").read(), 0, b"", 0
    while at < len(data):
        start = at
        tag, at = number(data, at)
        length, at = number(data, at)
        body = data[at:at + length]
        at += length
        if tag == 10 and b"\x18" not in body and body[1] > 4:
            count += 1
            body += b"\x18\x05" if count % 3 == 0 else b""
            assert len(body) < 128
            written += bytes([tag, len(body)]) + body
        else:
            written += data[start:at]
    os.makedirs(os.path.dirname(out), exist_ok=True)
    open(out, "wb").write(written)


def answer(folder, texts):
    import sentencepiece
    model = sentencepiece.SentencePieceProcessor(model_file=os.path.join(folder, "tokenizer.model"))
    ids = range(model.get_piece_size())
    names = [model.id_to_piece(i) for i in ids if model.is_control(i) or model.is_unknown(i)]
    cases = []
    for text in texts:
        if not any(name in text for name in names):
            row = model.encode(text)
            decoded = None if any(model.is_unknown(i) for i in row) else model.decode(row)
            cases.append(dict(text=text, ids=row, decoded=decoded))
    return dict(name=os.path.basename(folder), cases=cases)


def digest(case):
    text = " ".join(map(str, case["ids"])) + "|" + (case["decoded"] or "")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:6]


command, *rest = sys.argv[1:]
if command == "train":
    train(*rest)
elif command == "unused":
    unused(*rest)
elif command == "answers":
    root, texts, out = rest
    texts = json.load(open(texts))
    folders = sorted(name for name in os.listdir(root) if os.path.exists(os.path.join(root, name, "tokenizer.model")))
    with open(out, "w") as file:
        for name in folders:
            file.write(json.dumps(answer(os.path.join(root, name), texts)) + "\n")
else:
    entries = [json.loads(line) for line in open(rest[0])]
    lines = [json.dumps(e["name"]) + ": " + json.dumps(" ".join(map(digest, e["cases"]))) for e in entries]
    with open(rest[1], "w") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")

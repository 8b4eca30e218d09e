"""Byte-level byte pair encoding as GPT-2 does it: reading, training and applying a vocabulary."""
import collections
import functools
import heapq
import json
import pathlib

import regex

PATTERN = regex.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
END_OF_TEXT = "<|endoftext|>"


@functools.lru_cache(None)
def byte_letters():
    """The printable letter that stands for each byte in vocab.json, by GPT-2's table."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters, following = {}, 256
    for byte in range(256):
        if byte in printable:
            letters[byte] = chr(byte)
        else:
            letters[byte], following = chr(following), following + 1
    return letters


def to_letters(text):
    letters = byte_letters()
    return "".join(letters[byte] for byte in text.encode("utf-8"))


class ByteLevelBpe:
    """Encodes text to ids with the vocabulary and the merges of vocab.json and merges.txt."""

    def __init__(self, vocabulary, merges):
        self.vocabulary = vocabulary
        self.merges = merges
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        self.end_of_text = vocabulary[END_OF_TEXT]
        self.encode_word = functools.lru_cache(None)(self._encode_word)

    @classmethod
    def load(cls, folder):
        folder = pathlib.Path(folder)
        lines = (folder / "merges.txt").read_text(encoding="utf-8").split("\n")
        merges = [tuple(line.split(" ")) for line in lines if line and not line.startswith("#version")]
        return cls(json.loads((folder / "vocab.json").read_text(encoding="utf-8")), merges)

    def _encode_word(self, word):
        pieces = list(to_letters(word))
        while len(pieces) > 1:
            rank, at = min((self.ranks.get(pair, 1 << 30), i) for i, pair in enumerate(zip(pieces, pieces[1:])))
            if rank == 1 << 30:
                break
            pieces[at:at + 2] = [pieces[at] + pieces[at + 1]]
        return [self.vocabulary[piece] for piece in pieces]

    def encode(self, text):
        return [token for word in PATTERN.findall(text) for token in self.encode_word(word)]


def train(text, size):
    """Learns merges from text until the vocabulary, END_OF_TEXT included, has `size` entries."""
    words = [[list(to_letters(word)), count] for word, count in collections.Counter(PATTERN.findall(text)).items()]
    pairs, places = collections.Counter(), collections.defaultdict(set)
    for index, (pieces, count) in enumerate(words):
        for pair in zip(pieces, pieces[1:]):
            pairs[pair] += count
            places[pair].add(index)
    heap = [(-count, pair) for pair, count in pairs.items()]
    heapq.heapify(heap)
    tokens, merges = sorted(byte_letters().values()), []
    while len(tokens) < size - 1 and heap:
        count, pair = heapq.heappop(heap)
        if -count != pairs[pair]:
            continue
        merges.append(pair)
        tokens.append("".join(pair))
        changed = set()
        for index in sorted(places.pop(pair)):
            pieces, weight = words[index]
            merged, at = [], 0
            while at < len(pieces):
                if tuple(pieces[at:at + 2]) == pair:
                    merged.append("".join(pair))
                    at += 2
                else:
                    merged.append(pieces[at])
                    at += 1
            for old in zip(pieces, pieces[1:]):
                pairs[old] -= weight
                changed.add(old)
            for new in zip(merged, merged[1:]):
                pairs[new] += weight
                places[new].add(index)
                changed.add(new)
            words[index][0] = merged
        for other in changed:
            if pairs[other] > 0:
                heapq.heappush(heap, (-pairs[other], other))
    vocabulary = {token: index for index, token in enumerate([*tokens, END_OF_TEXT])}
    return ByteLevelBpe(vocabulary, merges)


def write_tokenizer_json(bpe, path):
    """Writes the vocabulary as the tokenizer.json of Hugging Face tokenizers."""
    special = {"id": bpe.end_of_text, "content": END_OF_TEXT, "single_word": False, "lstrip": False, "rstrip": False,
               "normalized": False, "special": True}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    document = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [special], "normalizer": None,
        "pre_tokenizer": byte_level, "post_processor": None, "decoder": byte_level,
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                  "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
                  "vocab": bpe.vocabulary, "merges": [" ".join(pair) for pair in bpe.merges]}}
    pathlib.Path(path).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

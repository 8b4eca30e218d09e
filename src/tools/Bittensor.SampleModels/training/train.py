"""Trains one sample model on a CPU and saves a checkpoint at every evaluation."""
import argparse
import json
import math
import pathlib
import time

import numpy
import torch
from torch.nn import functional

import bpe
from model import CausalLM, Shape

RARE = 4  # a token seen less often than this in training shares one entry with all other rare ones
PRESETS = {
    "nano": Shape(width=72, layers=3, heads=3, positions="past"),
    "micro": Shape(width=144, layers=3, heads=4, positions="mask"),
    "small": Shape(width=256, layers=7, heads=4, positions="ids"),
}
OWN_VOCABULARY = {"nano": 4096}


def tokenize(tokenizer, path):
    """Token ids of every document, each followed by the end-of-text token."""
    documents = path.read_text(encoding="utf-8").split("\n\f\n")
    return [numpy.array([*tokenizer.encode(text), tokenizer.end_of_text], dtype=numpy.int32) for text in documents]


def compact_vocabulary(documents, size):
    """Maps token ids to rows of the embedding: 0 for rare ones, 1.. for the others."""
    counts = numpy.bincount(numpy.concatenate(documents), minlength=size)
    kept = numpy.flatnonzero(counts >= RARE)
    rows = numpy.zeros(size, dtype=numpy.int64)
    rows[kept] = numpy.arange(1, len(kept) + 1)
    return rows


def causal_bias(length):
    return torch.full((length, length), -1e9).triu(1)


LENGTHS = (256, 256, 256, 512)  # sequence lengths, in turn: most steps short for speed, some as long as the context


def held_out_loss(model, stream, rows, rare_count, length):
    """Mean nats per token over the held-out stream; a rare token pays for being one of `rare_count`."""
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(stream) - 1 - length, length):
            tokens = torch.from_numpy(rows[stream[start:start + length + 1]])[None]
            positions = torch.arange(length)[None]
            hidden, _ = model(tokens[:, :-1], causal_bias(length), positions)
            loss = functional.cross_entropy(model.logits(hidden)[0], tokens[0, 1:], reduction="sum")
            total += loss.item() + math.log(max(rare_count, 1)) * (tokens[0, 1:] == 0).sum().item()
            count += length
    model.train()
    return total / count


def batches(documents, rows, batch, length, random):
    """Endless random batches [batch, length+1]; the documents are shuffled anew for every pass."""
    while True:
        order = random.permutation(len(documents))
        stream = rows[numpy.concatenate([documents[i] for i in order])]
        starts = numpy.arange(random.integers(length), len(stream) - length - 1, length)
        random.shuffle(starts)
        for at in range(0, len(starts) - batch + 1, batch):
            yield torch.from_numpy(numpy.stack([stream[s:s + length + 1] for s in starts[at:at + batch]]))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("preset", choices=PRESETS)
    arguments.add_argument("--corpus", type=pathlib.Path, required=True, help="folder written by corpus.py")
    arguments.add_argument("--gpt2", type=pathlib.Path, required=True, help="folder with GPT-2's vocab.json and merges.txt")
    arguments.add_argument("--output", type=pathlib.Path, required=True)
    arguments.add_argument("--tokens", type=float, required=True, help="training tokens, in millions")
    arguments.add_argument("--step-tokens", type=int, default=2048, help="tokens of one training step")
    arguments.add_argument("--rate", type=float, default=3e-3)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=2)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    random = numpy.random.default_rng(options.seed)
    options.output.mkdir(parents=True, exist_ok=True)

    gpt2 = bpe.ByteLevelBpe.load(options.gpt2)
    tokenizer = gpt2
    if options.preset in OWN_VOCABULARY:
        tokenizer = bpe.train((options.corpus / "train.txt").read_text(encoding="utf-8"), OWN_VOCABULARY[options.preset])
        bpe.write_tokenizer_json(tokenizer, options.output / "tokenizer.json")
    documents = tokenize(tokenizer, options.corpus / "train.txt")
    held_out = numpy.concatenate(tokenize(tokenizer, options.corpus / "heldout.txt"))
    gpt2_length = sum(len(document) for document in tokenize(gpt2, options.corpus / "heldout.txt"))
    rows = compact_vocabulary(documents, len(tokenizer.vocabulary))
    rare_count = int((rows == 0).sum())
    model = CausalLM(PRESETS[options.preset], int(rows.max()) + 1)
    steps = int(options.tokens * 1e6 / options.step_tokens)
    print(f"{options.preset}: {model.parameter_count()} parameters, {rows.max() + 1} rows, {steps} steps, "
          f"{sum(map(len, documents))} training tokens, {len(held_out)} held out ({gpt2_length} of GPT-2)", flush=True)

    decayed = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}],
                                  lr=options.rate, betas=(0.9, 0.95))
    warmup, started = max(steps // 50, 20), time.time()
    feeds = {length: batches(documents, rows, options.step_tokens // length, length, random) for length in set(LENGTHS)}
    biases = {length: causal_bias(length) for length in feeds}
    running = None
    for step in range(1, steps + 1):
        progress = max(0.0, (step - warmup) / max(1, steps - warmup))
        rate = options.rate * min(1.0, step / warmup) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * progress)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        length = LENGTHS[step % len(LENGTHS)]
        tokens = next(feeds[length])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden, _ = model(tokens[:, :-1], biases[length], torch.arange(length)[None])
            scores = model.logits(hidden)
        loss = functional.cross_entropy(scores.float().flatten(0, 1), tokens[:, 1:].flatten())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        if step % 20 == 0:
            print(f"step {step}/{steps} loss {running:.3f} {step * options.step_tokens / (time.time() - started):.0f} tokens/s",
                  flush=True)
        if step % 500 == 0 or step == steps:
            native = held_out_loss(model, held_out, rows, rare_count, max(LENGTHS))
            card = {"parameters": model.parameter_count(), "heldOutNatsPerNativeToken": native,
                    "heldOutNatsPerGpt2Token": native * len(held_out) / gpt2_length, "seed": options.seed,
                    "trainingTokens": step * options.step_tokens, "trainingSeconds": round(time.time() - started),
                    "torch": torch.__version__}
            torch.save({"weights": model.state_dict(), "rows": rows, "card": card}, options.output / "checkpoint.pt")
            (options.output / "training.json").write_text(json.dumps(card, indent=2))
            print(f"held out {native:.4f} nats/token, {card['heldOutNatsPerGpt2Token']:.4f} nats/GPT-2 token", flush=True)


if __name__ == "__main__":
    main()

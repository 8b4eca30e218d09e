"""Exports a checkpoint of train.py as a model folder in the layout of Hugging Face Optimum.

Weights are stored as float16 and cast once when the graph is loaded; inputs, outputs and arithmetic are float32. The
graph answers over the whole vocabulary: a token too rare to have a row of its own gets an even part of the shared one.
"""
import argparse
import json
import math
import pathlib
import shutil

import numpy
import onnx
import torch
from onnx import numpy_helper

import bpe
from model import CausalLM
from train import OWN_VOCABULARY, PRESETS

MASKED = -1e9


class Graph(torch.nn.Module):
    """The model as it is exported: whole vocabulary, flat key/value inputs, positions from where the preset says."""

    def __init__(self, model, rows):
        super().__init__()
        self.model = model
        rare = rows == 0
        self.register_buffer("rows", torch.from_numpy(rows).to(torch.int32))
        self.register_buffer("share", torch.from_numpy(rare.astype(numpy.float32) * -math.log(max(rare.sum(), 1))))

    def forward(self, input_ids, attention_mask, *others):
        takes_positions = self.model.shape.positions == "ids"
        flat = others[1:] if takes_positions else others
        pasts = list(zip(flat[0::2], flat[1::2]))
        past, length = pasts[0][0].shape[2], input_ids.shape[1]
        if takes_positions:
            positions = others[0]
        elif self.model.shape.positions == "mask":
            positions = (torch.cumsum(attention_mask, dim=1) - 1).clamp(min=0)[:, past:]
        else:
            positions = torch.arange(past, past + length)[None]
        later = torch.arange(past + length)[None, :] > torch.arange(past, past + length)[:, None]
        hidden_keys = (1 - attention_mask)[:, None, None, :].to(torch.float32)
        bias = (later.to(torch.float32)[None, None] + hidden_keys).clamp(max=1) * MASKED
        hidden, presents = self.model(self.rows[input_ids], bias, positions, pasts)
        wide = torch.index_select(self.model.embedding.weight, 0, self.rows)  # folded when the graph is loaded
        logits = torch.nn.functional.linear(hidden, wide) + self.share
        return (logits, hidden, *[tensor for present in presents for tensor in present])


def example_inputs(shape):
    batch, length, past = 2, 3, 2
    tensors = {"input_ids": torch.randint(0, 100, (batch, length)),
               "attention_mask": torch.ones(batch, past + length, dtype=torch.int64)}
    if shape.positions == "ids":
        tensors["position_ids"] = torch.arange(past, past + length)[None].repeat(batch, 1)
    for layer in range(shape.layers):
        for kind in ("key", "value"):
            tensors[f"past_key_values.{layer}.{kind}"] = torch.randn(batch, shape.heads, past, shape.width // shape.heads)
    return tensors


def export_graph(graph, path):
    shape = graph.model.shape
    inputs = example_inputs(shape)
    outputs = ["logits", "last_hidden_state",
               *[name.replace("past_key_values", "present") for name in inputs if name.startswith("past")]]
    axes = {name: {0: "batch_size", 2: "past_sequence_length"} for name in inputs if name.startswith("past")}
    axes |= {name: {0: "batch_size", 2: "total_sequence_length"} for name in outputs[2:]}
    axes |= {name: {0: "batch_size", 1: "sequence_length"} for name in ("input_ids", "position_ids", "logits", "last_hidden_state")}
    axes["attention_mask"] = {0: "batch_size", 1: "total_sequence_length"}
    known = set(inputs) | set(outputs)
    torch.onnx.export(graph, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
                      dynamic_axes={name: axis for name, axis in axes.items() if name in known},
                      opset_version=16, do_constant_folding=False)


def halve_weights(path):
    """Stores every large float32 initializer as float16, followed by a cast that is folded when the graph is loaded."""
    model = onnx.load(str(path))
    graph, casts = model.graph, []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype != numpy.float32 or values.size < 4096 or weight.name == "share":
            continue
        name = weight.name
        half = numpy_helper.from_array(values.astype(numpy.float16), name + ".half")
        graph.initializer.remove(weight)
        graph.initializer.append(half)
        casts.append(onnx.helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT, name=name + ".cast"))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(casts + nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def write_json(path, document):
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("preset", choices=PRESETS)
    arguments.add_argument("--checkpoint", type=pathlib.Path, required=True, help="folder written by train.py")
    arguments.add_argument("--gpt2", type=pathlib.Path, required=True)
    arguments.add_argument("--output", type=pathlib.Path, required=True)
    options = arguments.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    checkpoint = torch.load(options.checkpoint / "checkpoint.pt")
    rows, shape = checkpoint["rows"], PRESETS[options.preset]
    model = CausalLM(shape, int(rows.max()) + 1)
    model.load_state_dict(checkpoint["weights"])
    model.eval()
    path = options.output / "model.onnx"
    export_graph(Graph(model, rows).eval(), path)
    halve_weights(path)

    if options.preset in OWN_VOCABULARY:
        shutil.copy(options.checkpoint / "tokenizer.json", options.output)
        special = json.loads((options.output / "tokenizer.json").read_text(encoding="utf-8"))["added_tokens"][0]["id"]
    else:
        for name in ("vocab.json", "merges.txt"):
            shutil.copyfile(options.gpt2 / name, options.output / name)
        # Without it a model of type llama would get a begin token, which training never showed it.
        write_json(options.output / "tokenizer_config.json", {
            "tokenizer_class": "GPT2Tokenizer", "add_bos_token": False, "add_prefix_space": False, "bos_token": "<|endoftext|>",
            "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>", "model_max_length": shape.context})
        special = bpe.ByteLevelBpe.load(options.gpt2).end_of_text
    ends = {"bos_token_id": special, "eos_token_id": special, "pad_token_id": special}
    write_json(options.output / "config.json", {
        "model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": len(rows), "hidden_size": shape.width,
        "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads, "num_key_value_heads": shape.heads,
        "max_position_embeddings": shape.context, "rope_theta": 10000.0, "rms_norm_eps": 1e-6, "hidden_act": "silu",
        "tie_word_embeddings": True, "torch_dtype": "float16", **ends})
    write_json(options.output / "generation_config.json", ends)
    write_json(options.output / "training.json", checkpoint["card"])
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

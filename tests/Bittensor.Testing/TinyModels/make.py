#!/usr/bin/python3
"""Writes the tiny model folders beside this file. Needs Debian's python3-onnx and python3-numpy; same output every time.

All are one transformer with the same random weights: two layers, width 16, two heads, a byte-level BPE of 296 tokens. They differ
in what exports of real models differ in: where positions come from, the mask, the cache and its layout, the element types.
expected.json holds what a separate numpy implementation of the transformer gives for some rows.
"""
import json
import pathlib
import shutil

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
WIDTH, HEADS, LAYERS, CONTEXT = 16, 2, 2, 48
HEAD = WIDTH // HEADS
MERGES = ("Ġ t|h e|i n|r e|o n|Ġ a|e r|Ġt he|a t|e n|o r|Ġ s|e s|i s|Ġ o|Ġ c|in g|Ġ w|a l|Ġo f|i t|a n|Ġ p|Ġ f|s t|l e|o u|Ġ in|"
          "at ion|i on|Ġt o|e d|a r|r o|Ġ re|t ion|Ġ b|l l|Ġa n|Ġan d").split("|")


def byte_symbols():
    """The printable stand-ins of the 256 bytes in byte-level BPE, in the order of their ids."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    symbols = [chr(byte) for byte in printable]
    return symbols + [chr(256 + index) for index in range(256 - len(printable))]


def tokenizer():
    known, merges = byte_symbols(), []
    for merge in MERGES:
        left, right = merge.split(" ")
        if left in known and right in known and left + right not in known:
            known.append(left + right)
            merges.append(merge)
    end = len(known)
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": end, "content": "<|endoftext|>", "single_word": False, "lstrip": False, "rstrip": False,
                          "normalized": False, "special": True}],
        "normalizer": None,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
        "post_processor": None,
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "",
                  "fuse_unk": False, "vocab": {**{text: index for index, text in enumerate(known)}, "<|endoftext|>": end},
                  "merges": merges},
    }


TOKENIZER = tokenizer()
VOCABULARY = len(TOKENIZER["model"]["vocab"])


def make_weights():
    random = np.random.default_rng(20221201)
    draw = lambda *shape, scale: (random.standard_normal(shape) * scale).astype(np.float32)
    weights = {"embedding": draw(VOCABULARY, WIDTH, scale=1.0), "table": draw(CONTEXT, WIDTH, scale=1.0),
               "head": draw(WIDTH, VOCABULARY, scale=0.5)}
    for layer in range(LAYERS):
        for name in ("query", "key", "value", "out"):
            weights[f"{name}{layer}"] = draw(WIDTH, WIDTH, scale=0.5)
        weights[f"up{layer}"], weights[f"down{layer}"] = draw(WIDTH, 2 * WIDTH, scale=0.3), draw(2 * WIDTH, WIDTH, scale=0.3)
    return weights


WEIGHTS = make_weights()


def reference(row):
    """Logits [S,V] and last hidden states [S,H] of one row with learned positions, in numpy."""
    x = WEIGHTS["embedding"][row] + WEIGHTS["table"][: len(row)]
    norm = lambda y: y / np.sqrt((y * y).mean(-1, keepdims=True) + 1e-5)
    for layer in range(LAYERS):
        y = norm(x)
        query, key, value = ((y @ WEIGHTS[f"{name}{layer}"]).reshape(-1, HEADS, HEAD).transpose(1, 0, 2)
                             for name in ("query", "key", "value"))
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(HEAD)
        scores = np.where(np.tril(np.ones(scores.shape[1:], bool)), scores, -np.inf)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (shares / shares.sum(-1, keepdims=True)) @ value
        x = x + mixed.transpose(1, 0, 2).reshape(-1, WIDTH) @ WEIGHTS[f"out{layer}"]
        x = x + np.maximum(norm(x) @ WEIGHTS[f"up{layer}"], 0) @ WEIGHTS[f"down{layer}"]
    x = norm(x)
    return x @ WEIGHTS["head"], x


class Graph:
    """One variant of the transformer as an ONNX graph."""

    def __init__(self, positions="mask", mask=True, cache=True, layout="bhpd", half=False, ids=np.int64, hidden=True,
                 fixed_batch=None, fixed_length=None, merged=False, token_types=False, extra_input=None, drop_present=False,
                 width=None, batch_coupled=False, hide_names=False, step_inputs=False, infinite=False):
        self.__dict__.update(locals())
        self.dtype = np.float16 if half else np.float32
        self.real = TensorProto.FLOAT16 if half else TensorProto.FLOAT
        self.integer = TensorProto.INT32 if ids is np.int32 else TensorProto.INT64
        self.nodes, self.constants, self.inputs, self.outputs, self.count = [], [], [], [], 0

    def op(self, kind, *inputs, out=None, **attributes):
        self.count += 1
        out = out or f"{kind}_{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=f"n{self.count}", **attributes))
        return out

    def const(self, value, dtype=None):
        self.count += 1
        value = np.asarray(value, dtype or self.dtype)
        self.constants.append(numpy_helper.from_array(value, f"c{self.count}"))
        return f"c{self.count}"

    def ints(self, *values):
        return self.const(values, np.int64)

    def scalar(self, name):
        return self.op("Squeeze", name, self.ints(0))

    def weight(self, name, columns=None):
        return self.const(WEIGHTS[name] if columns is None else WEIGHTS[name][:, :columns])

    def axis(self, name, index):
        return self.op("Slice", self.op("Shape", name), self.ints(index), self.ints(index + 1), self.ints(0))

    def norm(self, x):
        mean = self.op("ReduceMean", self.op("Mul", x, x), axes=[-1], keepdims=1)
        return self.op("Div", x, self.op("Sqrt", self.op("Add", mean, self.const(1e-5))))

    def cache_shape(self, length):
        names = [None, None] if self.hide_names else ["batch_size", length]
        return {"bhpd": [names[0], HEADS, names[1], HEAD], "bphd": [names[0], names[1], HEADS, HEAD],
                "fused": ["batch_size x num_heads", length, HEAD]}[self.layout]

    def declare(self):
        batch, length = self.fixed_batch or "batch_size", self.fixed_length or "sequence_length"
        info = helper.make_tensor_value_info
        self.inputs.append(info("input_ids", self.integer, [batch, length]))
        if self.cache:
            for layer in range(LAYERS):
                for part in ("key", "value"):
                    shape = self.cache_shape("past_sequence_length")
                    self.inputs.append(info(f"past_key_values.{layer}.{part}", self.real, shape))
        if self.mask:
            self.inputs.append(info("attention_mask", self.integer, [batch, "total_sequence_length"]))
        if self.positions == "ids":
            self.inputs.append(info("position_ids", self.integer, [batch, length]))
        if self.token_types:
            self.inputs.append(info("token_type_ids", self.integer, [batch, length]))
        if self.merged:
            self.inputs.append(info("use_cache_branch", TensorProto.BOOL, [1]))
        if self.step_inputs:
            self.inputs.append(info("cache_position", TensorProto.INT64, ["sequence_length"]))
            self.inputs.append(info("num_logits_to_keep", TensorProto.INT64, []))
        if self.extra_input:
            self.inputs.append(info(self.extra_input, self.real, [batch, length, WIDTH]))

    def past_of(self, layer, part):
        name = f"past_key_values.{layer}.{part}"
        if not self.merged:
            return name
        used = self.op("Cast", "use_cache_branch", to=TensorProto.INT64)
        end = self.op("Mul", self.axis(name, self.past_axis()), used)
        return self.op("Slice", name, self.ints(0), end, self.ints(self.past_axis()))

    def past_axis(self):
        return 2 if self.layout == "bhpd" else 1

    def lengths(self):
        self.ids64 = self.op("Cast", "input_ids", to=TensorProto.INT64)
        self.S = self.axis("input_ids", 1)
        self.pasts = {}
        if self.cache:
            self.pasts = {(layer, part): self.past_of(layer, part) for layer in range(LAYERS) for part in ("key", "value")}
            self.P = self.axis(self.pasts[0, "key"], self.past_axis())
        else:
            self.P = self.ints(0)
        self.T = self.op("Add", self.P, self.S)
        self.query_index = self.op("Range", self.scalar(self.P), self.scalar(self.T), self.const(1, np.int64))
        self.key_index = self.op("Range", self.const(0, np.int64), self.scalar(self.T), self.const(1, np.int64))

    def position_values(self):
        if self.positions == "ids":
            return self.op("Cast", "position_ids", to=TensorProto.INT64)
        if self.positions in ("past", "rotary"):
            return self.op("Unsqueeze", "cache_position" if self.step_inputs else self.query_index, self.ints(0))
        mask = self.op("Cast", "attention_mask", to=TensorProto.INT64)
        counted = self.op("Sub", self.op("CumSum", mask, self.const(1, np.int64)), self.ints(1))
        counted = self.op("Max", counted, self.ints(0))
        return self.op("Slice", counted, self.P, self.T, self.ints(1))

    def embed(self):
        x = self.op("Gather", self.weight("embedding"), self.ids64)
        if self.token_types:
            types = self.op("Cast", "token_type_ids", to=self.real)
            x = self.op("Add", x, self.op("Unsqueeze", types, self.ints(2)))
        if self.positions == "none":
            return x
        values = self.position_values()
        if self.positions == "rotary":
            self.angles(values)
            return x
        return self.op("Add", x, self.op("Gather", self.weight("table"), values))

    def angles(self, positions):
        steps = self.const(1.0 / 10.0 ** (np.arange(HEAD // 2) / (HEAD // 2)))
        flat = self.op("Cast", self.op("Unsqueeze", positions, self.ints(1, 3)), to=self.real)
        angle = self.op("Mul", flat, steps)
        self.cos, self.sin = self.op("Cos", angle), self.op("Sin", angle)

    def rotate(self, x):
        part = lambda start: self.op("Slice", x, self.ints(start), self.ints(start + HEAD // 2), self.ints(3))
        first, second = part(0), part(HEAD // 2)
        left = self.op("Sub", self.op("Mul", first, self.cos), self.op("Mul", second, self.sin))
        right = self.op("Add", self.op("Mul", second, self.cos), self.op("Mul", first, self.sin))
        return self.op("Concat", left, right, axis=3)

    def bias(self):
        rows = self.op("Unsqueeze", self.query_index, self.ints(1))
        columns = self.op("Unsqueeze", self.key_index, self.ints(0))
        seen = self.op("Not", self.op("Less", rows, columns))
        if self.infinite:  # a row of padding only sees nothing: its softmax is NaN
            real = self.op("Unsqueeze", self.op("Cast", "attention_mask", to=TensorProto.BOOL), self.ints(1, 2))
            return self.op("Where", self.op("And", seen, real), self.const(0.0), self.const(-np.inf))
        bias = self.op("Where", seen, self.const(0.0), self.const(-1e4))
        if not self.mask:
            return bias
        hidden = self.op("Sub", self.const(1.0), self.op("Cast", "attention_mask", to=self.real))
        hidden = self.op("Unsqueeze", self.op("Mul", hidden, self.const(-1e4)), self.ints(1, 2))
        return self.op("Add", bias, hidden)

    def heads(self, y, name):
        split = self.op("Reshape", self.op("MatMul", y, self.weight(name)), self.ints(0, 0, HEADS, HEAD))
        return self.op("Transpose", split, perm=[0, 2, 1, 3])

    def remember(self, layer, part, x):
        """Joins the past and x [B,h,S,d] in the layout of the cache, and gives back [B,h,T,d]."""
        if not self.cache:
            return x
        past, present = self.pasts[layer, part], f"present.{layer}.{part}"
        if not (self.drop_present and layer == LAYERS - 1 and part == "value"):
            shape = self.cache_shape("total_sequence_length")
            self.outputs.append(helper.make_tensor_value_info(present, self.real, shape))
        if self.layout == "bhpd":
            return self.op("Concat", past, x, out=present, axis=2)
        if self.layout == "bphd":
            turned = self.op("Transpose", x, perm=[0, 2, 1, 3])
            return self.op("Transpose", self.op("Concat", past, turned, out=present, axis=1), perm=[0, 2, 1, 3])
        flat = self.op("Reshape", x, self.op("Concat", self.ints(-1), self.S, self.ints(HEAD), axis=0))
        joined = self.op("Concat", past, flat, out=present, axis=1)
        return self.op("Reshape", joined, self.op("Concat", self.ints(-1, HEADS), self.T, self.ints(HEAD), axis=0))

    def block(self, layer, x, bias):
        y = self.norm(x)
        query, key, value = (self.heads(y, f"{name}{layer}") for name in ("query", "key", "value"))
        if self.positions == "rotary":
            query, key = self.rotate(query), self.rotate(key)
        key, value = self.remember(layer, "key", key), self.remember(layer, "value", value)
        scores = self.op("MatMul", query, self.op("Transpose", key, perm=[0, 1, 3, 2]))
        scores = self.op("Add", self.op("Mul", scores, self.const(HEAD ** -0.5)), bias)
        mixed = self.op("MatMul", self.op("Softmax", scores, axis=-1), value)
        mixed = self.op("Reshape", self.op("Transpose", mixed, perm=[0, 2, 1, 3]), self.ints(0, 0, WIDTH))
        x = self.op("Add", x, self.op("MatMul", mixed, self.weight(f"out{layer}")))
        inner = self.op("Relu", self.op("MatMul", self.norm(x), self.weight(f"up{layer}")))
        return self.op("Add", x, self.op("MatMul", inner, self.weight(f"down{layer}")))

    def head(self, x):
        width = self.width or VOCABULARY
        if self.batch_coupled:  # as activations quantized over the whole batch are: every row feels the largest value of any
            largest = self.op("ReduceMax", self.op("Abs", x), keepdims=1)
            x = self.op("Div", x, self.op("Add", self.op("Mul", largest, self.const(0.1)), self.const(1.0)))
        matrix = WEIGHTS["head"]
        if width > VOCABULARY:
            matrix = np.concatenate([matrix, np.full((WIDTH, width - VOCABULARY), 9.0, np.float32)], axis=1)
        return self.op("MatMul", x, self.const(matrix[:, :width]), out="logits")

    def build(self):
        self.declare()
        self.lengths()
        x, bias = self.embed(), self.bias()
        for layer in range(LAYERS):
            x = self.block(layer, x, bias)
        x = self.norm(x)
        self.head(x)
        batch, info = self.fixed_batch or "batch_size", helper.make_tensor_value_info
        length = self.fixed_length or "sequence_length"
        self.outputs.insert(0, info("logits", self.real, [batch, length, self.width or VOCABULARY]))
        if self.hidden:
            self.op("Identity", x, out="last_hidden_state")
            self.outputs.append(info("last_hidden_state", self.real, [batch, length, WIDTH]))
        used = {name for node in self.nodes for name in node.input}
        for spare in [value.name for value in self.inputs if value.name not in used]:
            self.op("Identity", spare, out=f"unused_{spare}")
        graph = helper.make_graph(self.nodes, "tiny", self.inputs, self.outputs, self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], producer_name="tiny")
        model.ir_version = 8
        onnx.checker.check_model(model)
        return model


VARIANTS = {
    "mask-positions": {},
    "past-positions": dict(positions="past"),
    "past-positions-rotary": dict(positions="rotary"),
    "position-ids": dict(positions="ids"),
    "no-positions": dict(positions="none"),
    "no-mask": dict(positions="past", mask=False),
    "no-mask-position-ids": dict(positions="ids", mask=False),
    "no-cache": dict(cache=False, positions="past"),
    "no-cache-no-mask": dict(cache=False, positions="past", mask=False),
    "no-hidden-states": dict(hidden=False),
    "float16": dict(half=True, positions="ids"),
    "int32": dict(ids=np.int32, positions="ids"),
    "cache-bphd": dict(layout="bphd"),
    "cache-fused-heads": dict(layout="fused", positions="ids"),
    "cache-unnamed-axes": dict(hide_names=True),
    "merged": dict(merged=True),
    "token-types": dict(token_types=True),
    "step-inputs": dict(positions="past", step_inputs=True),
    "batch-one": dict(fixed_batch=1),
    "batch-coupled": dict(batch_coupled=True),
    "padded-vocabulary": dict(width=VOCABULARY + 7),
    "external-data": {},
    "infinite-mask": dict(infinite=True),
    "bad-narrow-logits": dict(width=VOCABULARY - 2),
    "bad-unknown-input": dict(extra_input="encoder_hidden_states"),
    "bad-missing-present": dict(drop_present=True),
    "bad-fixed-length": dict(fixed_length=8),
}


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_folder(name, options):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    model = Graph(**options).build()
    file = folder / ("decoder_model_merged.onnx" if name == "merged" else "model.onnx")
    if name == "external-data":
        onnx.save_model(model, str(file), save_as_external_data=True, location="model.onnx_data", size_threshold=256)
    else:
        onnx.save_model(model, str(file))
    write_json(folder / "config.json", {
        "model_type": "tiny", "vocab_size": VOCABULARY, "n_positions": CONTEXT, "hidden_size": WIDTH,
        "num_attention_heads": HEADS, "num_hidden_layers": LAYERS, "bos_token_id": VOCABULARY - 1, "eos_token_id": VOCABULARY - 1})
    write_json(folder / "generation_config.json", {"eos_token_id": VOCABULARY - 1, "pad_token_id": VOCABULARY - 1})
    write_json(folder / "tokenizer.json", TOKENIZER)


def main():
    for name, options in VARIANTS.items():
        write_folder(name, options)
    random, rows = np.random.default_rng(7), []
    for length in (1, 5, 17, CONTEXT):
        row = random.integers(0, VOCABULARY, length)
        logits, hidden = reference(row)
        rows.append({"tokens": row.tolist(), "lastLogits": [round(float(value), 5) for value in logits[-1]],
                     "lastHidden": [round(float(value), 5) for value in hidden[-1]]})
    write_json(HERE / "expected.json", rows)


if __name__ == "__main__":
    main()

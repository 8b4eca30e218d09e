"""The decoder-only transformer that every sample model is an instance of, with a key/value cache."""
import dataclasses
import math

import torch
from torch import nn
from torch.nn import functional


@dataclasses.dataclass
class Shape:
    """Size of one model. positions: where the graph takes token positions from ("ids", "mask" or "past")."""
    width: int
    layers: int
    heads: int
    context: int = 512
    positions: str = "ids"


def rotate(x, cos, sin):
    """Rotary position embedding (Su et al. 2021, arXiv:2104.09864). x [B,h,S,d]; cos, sin [B,1,S,d/2]."""
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)


class RmsNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6) * self.weight


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.heads, self.head_width = shape.heads, shape.width // shape.heads
        hidden = 8 * ((shape.width * 8 // 3 + 7) // 8)
        self.norm1, self.norm2 = RmsNorm(shape.width), RmsNorm(shape.width)
        self.qkv = nn.Linear(shape.width, 3 * shape.width, bias=False)
        self.out = nn.Linear(shape.width, shape.width, bias=False)
        self.up = nn.Linear(shape.width, 2 * hidden, bias=False)
        self.down = nn.Linear(hidden, shape.width, bias=False)

    def forward(self, x, bias, cos, sin, past):
        batch, length, width = x.shape
        qkv = self.qkv(self.norm1(x)).view(batch, length, 3, self.heads, self.head_width).permute(2, 0, 3, 1, 4)
        query, key, value = qkv[0], qkv[1], qkv[2]
        query, key = rotate(query, cos, sin), rotate(key, cos, sin)
        if past is not None:
            key, value = torch.cat([past[0], key], dim=2), torch.cat([past[1], value], dim=2)
        scores = query @ key.transpose(-1, -2) / math.sqrt(self.head_width) + bias
        mixed = torch.softmax(scores, dim=-1) @ value
        x = x + self.out(mixed.permute(0, 2, 1, 3).reshape(batch, length, width))
        gate, up = self.up(self.norm2(x)).chunk(2, dim=-1)
        return x + self.down(functional.silu(gate) * up), (key, value)


class CausalLM(nn.Module):
    def __init__(self, shape, vocabulary_size):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(vocabulary_size, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = RmsNorm(shape.width)
        steps = torch.arange(0, shape.width // shape.heads, 2, dtype=torch.float32)
        self.register_buffer("frequencies", 10000.0 ** (-steps * shape.heads / shape.width), persistent=False)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.02)
        for block in self.blocks:
            for last in (block.out, block.down):
                nn.init.normal_(last.weight, std=0.02 / math.sqrt(2 * shape.layers))

    def forward(self, tokens, bias, positions, pasts=None):
        """Returns the last hidden states [B,S,H] and each block's keys and values."""
        x, presents = self.embedding(tokens), []
        angles = positions[:, None, :, None].to(torch.float32) * self.frequencies
        cos, sin = torch.cos(angles), torch.sin(angles)
        for index, block in enumerate(self.blocks):
            x, present = block(x, bias, cos, sin, None if pasts is None else pasts[index])
            presents.append(present)
        return self.norm(x), presents

    def logits(self, hidden):
        """Output head tied to the embedding; [B,S,V]."""
        return functional.linear(hidden, self.embedding.weight)

    def parameter_count(self):
        return sum(parameter.numel() for parameter in self.parameters())

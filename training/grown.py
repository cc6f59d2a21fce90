"""Boosted trees as `knowledge/boosted.py` runs them: one onnx node, with the names of the signs beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer

from training.weights import Row
from twosource.knowledge.boosted import SIGNS


def grow(rows: Sequence[Row], **shape: Any) -> tuple[GradientBoostingClassifier, list[str]]:
    """Trees that tell right rows from wrong ones (Friedman 2001), and the names of their columns; `shape` as scikit-learn has it. Seeded."""
    names = DictVectorizer(sparse=False, dtype=np.float32)
    data = names.fit_transform([signs for signs, _ in rows])
    model = GradientBoostingClassifier(**shape, random_state=7)
    model.fit(data, [right for _, right in rows])
    return model, names.get_feature_names_out().tolist()


def write(path: Path, model: GradientBoostingClassifier, names: Sequence[str]) -> None:
    """Write the trees of a classifier of two classes as an onnx file that gives the points of the second, in logits."""
    nodes: dict[str, list[Any]] = {k: [] for k in ("treeids", "nodeids", "featureids", "modes", "values", "truenodeids", "falsenodeids")}  # fmt: skip
    leaves: dict[str, list[Any]] = {k: [] for k in ("treeids", "nodeids", "ids", "weights")}
    for number, (estimator,) in enumerate(model.estimators_):
        tree = estimator.tree_
        for node in range(tree.node_count):
            leaf = tree.children_left[node] < 0
            row = (number, node, max(0, tree.feature[node]), "LEAF" if leaf else "BRANCH_LEQ", 0.0 if leaf else tree.threshold[node],
                   max(0, tree.children_left[node]), max(0, tree.children_right[node]))  # fmt: skip
            for column, value in zip(nodes.values(), row, strict=True):
                column.append(value)
            if leaf:
                weight = model.learning_rate * tree.value[node, 0, 0]
                for column, value in zip(leaves.values(), (number, node, 0, weight), strict=True):
                    column.append(value)
    prior = model.init_.class_prior_[1]
    node = helper.make_node(
        "TreeEnsembleRegressor", ["signs"], ["points"], domain="ai.onnx.ml", n_targets=1,
        base_values=[log(prior / (1 - prior))], **{f"nodes_{k}": v for k, v in nodes.items()}, **{f"target_{k}": v for k, v in leaves.items()},
    )  # fmt: skip
    graph = helper.make_graph(
        [node], "boosted",
        [helper.make_tensor_value_info("signs", TensorProto.FLOAT, [None, len(names)])],
        [helper.make_tensor_value_info("points", TensorProto.FLOAT, [None, 1])],
    )  # fmt: skip
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 17)])
    made.ir_version = 9
    made.metadata_props.add(key=SIGNS, value=json.dumps(list(names)))
    onnx.save(made, str(path))
    print(f"{path.name}: {len(model.estimators_)} trees, {path.stat().st_size / 1e3:.0f} kB")

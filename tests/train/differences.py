"""Trains what says of differences how sure they are: differences.py WEIGHTS TABLE...

WEIGHTS: difference-weights.txt, which is written. TABLE: what `evaluate … differences` wrote; a table whose name ends in
`stories` is of invented stories, which count less than real ones, and of which one in twelve is kept out. What a reader points
out of an invented story is what was put there, of a real one whatever strikes; so each kind has a constant of its own in them,
which is left out of what is written.

With FOLDS as first argument nothing is written: what is reported of real stories that the weights were not fitted to is counted.
"""
import base64
import json
import pathlib
import sys
from collections import defaultdict

import numpy as np

from judges import logistic
from stories import kept_out

INVENTED = 0.3         # what an invented story counts beside a real one
PENALTY = 50.0         # on large weights
KINDS = 9              # signs that tell the kind
FOLDS, CUTS = 8, (0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
LEAST_GRAVE = 2


class Story:
    def __init__(self, told, invented):
        self.name, self.signed, self.invented = told["name"], told["signed"], invented
        self.differences, self.pointed = told["differences"], told["pointed"]
        self.signs = np.frombuffer(base64.b64decode(told["signs"]), "<f4").reshape(-1, len(self.signed))
        self.real = np.array([bool(one["pointed"]) for one in self.differences], np.float64)


def read(paths):
    for path in map(pathlib.Path, paths):
        invented = path.stem.endswith("stories")
        known = [json.loads(line) for line in open(path)]
        out = kept_out(told["name"] for told in known) if invented else ()
        yield from (Story(told, invented) for told in known if told["name"] not in out)


def fit(stories):
    """A weight for each sign, and the constant."""
    signs = np.concatenate([story.signs for story in stories])
    invented = np.concatenate([np.full(len(story.real), story.invented) for story in stories]).astype(np.float64)
    values = np.c_[signs, invented, invented[:, None] * signs[:, :KINDS]]
    truth = np.concatenate([story.real for story in stories])
    weights = logistic(values, truth, np.where(invented, INVENTED, 1.0), PENALTY)
    return np.append(weights[:signs.shape[1]], weights[-1])


def reported(story, sure, cut):
    """The discrepancies of a story: differences of one kind and parallel that share a place; each the numbers of those that it is."""
    groups = []
    for one, how in zip(story.differences, sure):
        if how < cut:
            continue
        key, places, pointed = (one["parallel"], one["kind"]), {tuple(p) for p in one["places"]}, set(one["pointed"])
        for group in [group for group in groups if group[0] == key and group[1] & places]:
            groups.remove(group)
            places, pointed = places | group[1], pointed | group[2]
        groups.append((key, places, pointed))
    return groups


def folds(stories):
    real = [story for story in stories if not story.invented]
    order = np.random.RandomState(1).permutation(len(real))
    sure = {}
    for fold in range(FOLDS):
        out = {real[at].name for at in order[fold::FOLDS]}
        weights = fit([story for story in stories if story.invented or story.name not in out])
        for story in (story for story in real if story.name in out):
            sure[story.name] = 1 / (1 + np.exp(-np.c_[story.signs, np.ones(len(story.signs))] @ weights))
    for cut in CUTS:
        kinds, found, asked = defaultdict(lambda: [0, 0]), 0, 0
        for story in real:
            hit = set()
            for (_, kind), _, pointed in reported(story, sure[story.name], cut):
                kinds[kind][not pointed] += 1
                hit |= pointed
            asked += sum(grave >= LEAST_GRAVE for _, grave in story.pointed)
            found += sum(story.pointed[at][1] >= LEAST_GRAVE for at in hit)
        right, wrong = (sum(counts[at] for counts in kinds.values()) for at in (0, 1))
        told = ", ".join(f"{kind} {right} / {wrong}" for kind, (right, wrong) in sorted(kinds.items()))
        print(f"from {cut}: precision {right / max(1, right + wrong):.3f}, recall {found / asked:.3f} ({told})")


def main():
    target, *tables = sys.argv[1:]
    stories = list(read(tables))
    if target == "FOLDS":
        folds(stories)
        return
    weights = fit(stories)
    lines = ["# How differences are weighed; written by tests/train/differences.py", f"constant {weights[-1]:.5g}"]
    lines += [f"{name} 0 1 {weight:.5g}" for name, weight in zip(stories[0].signed, weights)]
    pathlib.Path(target).write_text("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()

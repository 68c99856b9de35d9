"""Trains what says of two documents how sure it is that they tell one story.

    grouping.py centres LEADS... >CENTRES        where the leads of each language lie as a rule
    grouping.py WEIGHTS CENTRES TABLE...         story-weights.txt, which is written
    grouping.py FOLDS CENTRES TABLE...           nothing is written: weights of a half of the stories group the other half

LEADS: what `evaluate … leads` wrote; TABLE: what `evaluate … pairs` wrote, of real stories (a name that ends in `gold`), of
invented ones (`stories`), or of planted passages (any other name). Documents of a collection are grouped here as in the program, by average linkage.
"""
import json
import pathlib
import sys
from collections import defaultdict

import numpy as np

KINDS = ["one", "two", "one-meaning", "two-meaning"]
FLOOR = 6.0                            # odds of pairs that were not looked at, and the most that any pair counts
COUNTS = {"gold": 2.0, "stories": 1.0, "planted": 2.0}
PENALTY = 1.0                          # on large weights, of standardised signs
# Moves the constants. Few of the pairs of two languages that are looked at are of one story, and many of one language that
# share much are not, so odds as they are fitted would part the ones and join the others; set on halves of the stories.
MOVED = {"one": -1.1, "two": 3.0}
USUAL, SHRUNK = 200, 5                 # English leads in the usual centre; documents at it that are counted beside those of a language


def centres(paths):
    by_language = defaultdict(list)
    for path in paths:
        for lead in map(json.loads, open(path)):
            by_language[lead["language"]].append(lead["mean"])
    usual = np.mean([mean for language, means in by_language.items() for mean in (means if language != "en" else means[:USUAL])], 0)
    say = lambda name, numbers: print("centre", name, *(int(round(x)) for x in numbers))
    say("usual", usual)
    for language, means in sorted((k, v) for k, v in by_language.items() if k and len(v) >= 2 * SHRUNK):
        say(language, (np.sum(means, 0) + SHRUNK * usual) / (len(means) + SHRUNK))


class Collection:
    def __init__(self, told, signs):
        self.documents, self.groups = told["documents"], np.array(told["groups"], int)
        pairs = told["pairs"]
        self.ends = np.array([pair[:2] for pair in pairs], int).reshape(-1, 2)
        self.same = np.array([pair[2] for pair in pairs], float)
        self.foreign = np.array([pair[3] % 2 for pair in pairs], int)
        self.signs = np.array([pair[4] for pair in pairs], float).reshape(-1, signs)

    def odds(self, weights, meaning):
        return np.clip((self.signs * weights[self.foreign + 2 * meaning]).sum(1), -FLOOR, FLOOR)

    def within(self, chosen):
        return chosen[self.groups[self.ends]].all(1)


def read(paths):
    sets = {name: [] for name in COUNTS}
    for path in map(pathlib.Path, paths):
        head, *lines = map(json.loads, open(path))
        kind = next((name for name in ("gold", "stories") if path.stem.endswith(name)), "planted")
        sets[kind].append([Collection(told, len(head["signs"])) for told in lines])
    return head["signs"], sets


def logistic(signs, same, counts):
    """Weights of signs, the first of which is constant and free."""
    mean, spread = signs.mean(0), signs.std(0) + 1e-6
    mean[0], spread[0] = 0.0, 1.0
    scaled, weights = (signs - mean) / spread, np.zeros(signs.shape[1])
    penalty = np.full(len(weights), PENALTY)
    penalty[0] = 0.0
    for _ in range(60):
        share = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (counts * (share - same)) + penalty * weights
        bend = (scaled * (counts * share * (1 - share))[:, None]).T @ scaled + np.diag(penalty + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    weights = weights / spread
    weights[0] -= (weights[1:] * mean[1:]).sum()
    return weights


def train(names, parts):
    """Weights of each kind. PARTS: collections, which of their pairs count, and how much."""
    weights = []
    for number, kind in enumerate(KINDS):
        used = [at for at, name in enumerate(names) if name != "meaning" or number >= 2]
        signs, same, counts = [], [], []
        for collection, kept, count in parts:
            kept = kept & (collection.foreign == number % 2)
            signs.append(collection.signs[kept][:, used])
            same.append(collection.same[kept])
            counts.append(np.full(kept.sum(), count / max(1.0, collection.same.sum()) ** 0.5))
        signs, same, counts = map(np.concatenate, (signs, same, counts))
        fitted = logistic(signs, same, counts)
        # All signs speak for it. One that is fitted to speak against it does so by what else documents have that have it.
        while fitted[1:].min() < 0:
            worst = 1 + int(fitted[1:].argmin())
            signs, used = np.delete(signs, worst, 1), used[:worst] + used[worst + 1:]
            fitted = logistic(signs, same, counts)
        own = np.zeros(len(names))
        own[used] = fitted
        own[0] += MOVED[kind.split("-")[0]]
        weights.append(own)
    return np.stack(weights)


def grouped(collection, odds, among):
    """The group of each of some documents, by average linkage."""
    place = {document: at for at, document in enumerate(among)}
    mean = np.full((len(among), len(among)), -FLOOR)
    for (a, b), odd in zip(collection.ends, odds):
        if a in place and b in place:
            mean[place[a], place[b]] = mean[place[b], place[a]] = odd
    np.fill_diagonal(mean, -np.inf)
    sizes, group, best = np.ones(len(among)), np.arange(len(among)), mean.max(1)
    while True:
        a = int(best.argmax())
        if best[a] <= 0:
            return group
        b = int(mean[a].argmax())
        mean[a] = mean[:, a] = (sizes[a] * mean[a] + sizes[b] * mean[b]) / (sizes[a] + sizes[b])
        mean[b] = mean[:, b] = mean[a, a] = -np.inf
        sizes[a] += sizes[b]
        group[group == b] = a
        best = mean.max(1)


def f1(found, true):
    pairs = lambda groups: (groups[:, None] == groups[None])[np.triu_indices(len(groups), 1)]
    said, real = pairs(found), pairs(true)
    return 2 * (said & real).sum() / max(1, said.sum() + real.sum())


def everything(sets, chosen=None):
    """What to train on: all, or what lies within the chosen stories of the whole collections."""
    for kind, many in sets.items():
        for collections in many:
            for collection in collections if chosen is None else collections[:1]:
                half = chosen is not None and len(collection.groups)
                kept = collection.within(chosen[kind]) if half else np.ones(len(collection.same), bool)
                yield collection, kept, COUNTS[kind]


def folds(names, sets):
    dice = np.random.default_rng(3)
    halves = {kind: dice.random(1 + max(many[0][0].groups)) < 0.5 for kind, many in sets.items() if kind != "planted" and many}
    for turn in range(2):
        chosen = {kind: half == bool(turn) for kind, half in halves.items()}
        weights = train(names, list(everything(sets, chosen)))
        for kind in halves:
            whole = sets[kind][0][0]
            among = np.flatnonzero(~chosen[kind][whole.groups])
            for meaning in (0, 1):
                found = grouped(whole, whole.odds(weights, meaning), list(among))
                print(f"{kind}: the other half, {'with what leads mean' if meaning else 'by words and names'}: F1 {f1(found, whole.groups[among]):.3f}")


def main():
    first, *rest = sys.argv[1:]
    if first == "centres":
        return centres(rest)
    lines, (names, sets) = open(rest[0]).read(), read(rest[1:])
    if first == "FOLDS":
        return folds(names, sets)
    weights = train(names, list(everything(sets)))
    with open(first, "w") as out:
        print("# What is weighed of two documents, and where leads lie as a rule; written by tests/train/grouping.py", file=out)
        for kind, own in zip(KINDS, weights):
            for name, weight in zip(names, own):
                print(kind, name, f"{weight:.4f}", file=out)
        print(lines, end="", file=out)


if __name__ == "__main__":
    main()

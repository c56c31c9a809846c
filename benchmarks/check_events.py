#!/usr/bin/env python3
"""Reads the TensorBoard event files of a run with a reader of its own and prints the curves.

    python3 benchmarks/check_events.py RUN [--tensorboard]

Needs nothing but Python 3.8: the CRC-32C table and the protobuf reading are written here, apart from
the Java that writes the files. With --tensorboard the same folder is also read by TensorBoard's own
EventAccumulator (pip install tensorboard) and both readings must agree. Exit code 1 if a checksum or
a value does not fit.
"""
import argparse
import pathlib
import struct
import sys

TABLE = []
for n in range(256):
    for _ in range(8):
        n = (n >> 1) ^ (0x82F63B78 if n & 1 else 0)
    TABLE.append(n)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def records(blob, name):
    at = 0
    while at < len(blob):
        if len(blob) - at < 12:
            print(f"{name}: last record cut short at byte {at}", file=sys.stderr)
            return
        (length, length_crc) = struct.unpack_from("<QI", blob, at)
        if masked(blob[at : at + 8]) != length_crc:
            raise SystemExit(f"{name}: checksum of a length wrong at byte {at}")
        if at + 16 + length > len(blob):
            print(f"{name}: last record cut short at byte {at}", file=sys.stderr)
            return
        data = blob[at + 12 : at + 12 + length]
        (data_crc,) = struct.unpack_from("<I", blob, at + 12 + length)
        if masked(data) != data_crc:
            raise SystemExit(f"{name}: checksum of a record wrong at byte {at}")
        yield data
        at += 16 + length


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def fields(data):
    """Field number to value of a message; every field of interest occurs once."""
    found, at = {}, 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            found[number], at = varint(data, at)
        elif kind == 1:
            found[number] = struct.unpack_from("<d", data, at)[0]
            at += 8
        elif kind == 5:
            found[number] = struct.unpack_from("<f", data, at)[0]
            at += 4
        elif kind == 2:
            length, at = varint(data, at)
            found[number] = data[at : at + length]
            at += length
        else:
            raise SystemExit(f"wire type {kind} is not of protobuf 3")
    return found


def read(folder):
    """Tag to list of (step, value), with steps purged where a later session starts."""
    files = sorted(folder.glob("events.out.tfevents.*"))
    if not files:
        raise SystemExit(f"{folder}: no event files")
    curves = {}
    for path in files:
        for index, record in enumerate(records(path.read_bytes(), path.name)):
            event = fields(record)
            step = event.get(2, 0)
            if index == 0 and event.get(3) != b"brain.Event:2":
                raise SystemExit(f"{path.name}: first record is no version brain.Event:2")
            if 7 in event:
                for tag in curves:
                    curves[tag] = [point for point in curves[tag] if point[0] < step]
            if 5 in event:
                value = fields(fields(event[5])[1])
                curves.setdefault(value[1].decode(), []).append((step, value[2]))
    return files, curves


def by_tensorboard(folder):
    from tensorboard.backend.event_processing import event_accumulator
    from tensorboard.util import tensor_util

    reader = event_accumulator.EventAccumulator(
        str(folder), size_guidance={event_accumulator.SCALARS: 0, event_accumulator.TENSORS: 0}
    )
    reader.Reload()
    tags = reader.Tags()
    curves = {t: [(e.step, e.value) for e in reader.Scalars(t)] for t in tags["scalars"]}
    for tag in tags["tensors"]:
        curves[tag] = [
            (e.step, float(tensor_util.make_ndarray(e.tensor_proto))) for e in reader.Tensors(tag)
        ]
    return curves


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("--tensorboard", action="store_true")
    options = parser.parse_args()
    if crc32c(b"123456789") != 0xE3069283:
        raise SystemExit("this reader's CRC-32C is wrong")
    files, curves = read(options.run)
    print(f"{len(files)} file(s), all checksums right")
    for tag, points in sorted(curves.items()):
        steps = [step for step, _ in points]
        order = "in order" if steps == sorted(set(steps)) else "STEPS REPEAT OR GO BACK"
        print(f"{tag}: {len(points)} points, steps {steps[0]}..{steps[-1]} {order}, last {points[-1][1]:g}")
    if options.tensorboard:
        if by_tensorboard(options.run) != curves:
            raise SystemExit("TensorBoard reads something else")
        print("TensorBoard reads the same")


if __name__ == "__main__":
    main()

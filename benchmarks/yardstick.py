#!/usr/bin/env python3
"""The yardstick for `agegender prepare`: the loop of the usual tutorials, in one thread.

usage: yardstick.py INPUT OUTPUT [--image-size 224]

Reads every .jpg of a folder (and its subfolders) by OpenCV, resizes it, writes it as JPEG, one picture
after the other, and prints how many pictures a second that makes. No labels, no checks, no split.
Needs python3 with OpenCV: apt install python3-opencv, or pip install opencv-python-headless.
"""
import argparse
import pathlib
import time

import cv2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--image-size", type=int, default=224)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    size = (options.image_size, options.image_size)
    options.output.mkdir(parents=True, exist_ok=True)
    files = sorted(options.input.rglob("*.jpg"))
    start = time.perf_counter()
    written = 0
    for number, file in enumerate(files):
        picture = cv2.imread(str(file))
        if picture is None:
            continue
        picture = cv2.resize(picture, size)
        if cv2.imwrite(str(options.output / f"{number}.jpg"), picture):
            written += 1
    seconds = time.perf_counter() - start
    print(f"{written} pictures in {seconds:.2f} s: {written / seconds:.0f} a second")


if __name__ == "__main__":
    main()

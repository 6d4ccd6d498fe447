"""Writes as many files of so many bytes, each whole on disk before it gets its name: files.py COUNT BYTES FOLDER"""
import os
import sys

count, size, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
os.makedirs(folder, exist_ok=True)
sound = bytes(size)
for number in range(count):
    part, name = f"{folder}/.{number}.part", f"{folder}/{number}.wav"
    with open(part, "wb") as file:
        file.write(sound)
        file.flush()
        os.fsync(file.fileno())
    os.rename(part, name)

"""Says which tracks of a list are missing, as a script would: by the names alone. stale.py MANIFEST FOLDER"""
import json
import os
import sys

with open(sys.argv[1]) as lines:
    tracks = [json.loads(line)["output"] for line in lines]
print(sum(not os.path.exists(f"{sys.argv[2]}/{name}") for name in tracks))

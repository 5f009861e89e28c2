# SPDX-License-Identifier: Apache-2.0
"""Asks Argo CD's script about objects, in the Lua that Argo CD's interpreter speaks.

usage: health.py SCRIPT OBJECTS ANSWERS; both files are JSON lists.
"""

import json
import sys

from lupa import lua51


def table(runtime, value):
    if isinstance(value, dict):
        return runtime.table_from({key: table(runtime, item) for key, item in value.items()})
    if isinstance(value, list):
        return runtime.table_from([table(runtime, item) for item in value])
    return value


def main():
    script, objects, answers = sys.argv[1:]
    with open(script) as file:
        text = file.read()
    with open(objects) as file:
        samples = json.load(file)
    seen = []
    for sample in samples:
        runtime = lua51.LuaRuntime()
        runtime.globals().obj = table(runtime, sample)
        seen.append(dict(runtime.execute(text)))
    with open(answers, "w") as file:
        json.dump(seen, file)


main()

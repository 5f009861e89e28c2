# SPDX-License-Identifier: Apache-2.0
"""Renders the chart with many sets of values, by Helm's engine, and holds what comes out to Kubernetes' own schemas.

usage: render.py CHART SETS ANSWERS; SETS is a JSON file {name: values}, ANSWERS is written in the same form.
"""

import json
import sys

import helm_python as helm
import kubernetes_validate
import yaml

OLDEST, NEWEST = "1.30", kubernetes_validate.latest_version()


def mistakes(document):
    """What the schemas of the oldest and the newest Kubernetes say; they know no custom resources."""
    for version in (OLDEST, NEWEST):
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.SchemaNotFoundError:
            continue
        except kubernetes_validate.ValidationError as error:
            yield f"{document['kind']} {document['metadata']['name']} for {version}: {error}"


def render(chart, path, values):
    try:
        files = chart.render(values, name="portolan", namespace="portolan")
    except helm.HelmError as error:
        return {"error": str(error)}
    # Severity 1 is advice, such as to have an icon.
    messages = helm.lint(path, values, strict=True, namespace="portolan")["messages"]
    documents = [
        document
        for name, text in sorted(files.items())
        if name.endswith(".yaml")
        for document in yaml.load_all(text, yaml.CSafeLoader)
        if document
    ]
    return {
        "documents": documents,
        "notes": files["portolan/templates/NOTES.txt"],
        "mistakes": [mistake for document in documents for mistake in mistakes(document)],
        "lint": [f"{message['path']}: {message['error']}" for message in messages if message["severity"] > 1],
    }


def main():
    path, sets, answers = sys.argv[1:]
    chart = helm.Chart.load(path)
    with open(sets) as file:
        rendered = {name: render(chart, path, values) for name, values in json.load(file).items()}
    with open(answers, "w") as file:
        json.dump(rendered, file)


main()

# SPDX-License-Identifier: Apache-2.0
"""Writes what is made of something else: the chart's copies, the kustomize base, the settings for Argo CD.

usage: generate.py [FOLDER]

Everything is written below FOLDER, by default the project's own folder; a test compares another one with it.
"""

import pathlib
import re
import sys

import helm_python as helm
import yaml

PROJECT = pathlib.Path(__file__).resolve().parent.parent
NOTICE = "# Made of {source} by `make manifests`.\n"


def copies():
    """A chart has to hold all that it uses."""
    sources = sorted((PROJECT / "crds").glob("*.yaml"))
    files = {f"charts/portolan/files/crds/{source.name}": source.read_text() for source in sources}
    for name, source in (("rules.yaml", "prometheus/rules.yaml"), ("dashboard.json", "grafana/portolan.json")):
        files[f"charts/portolan/files/{name}"] = (PROJECT / "deploy" / source).read_text()
    return files


def base(chart):
    """The chart as it is without anything chosen, and without what only Helm needs."""
    only_helms = re.compile(r"^ *(helm\.sh/|app\.kubernetes\.io/managed-by: |checksum/).*\n", re.MULTILINE)
    values = {"crds": {"keep": False}}
    files = {}
    for path, text in sorted(chart.render(values, name="portolan", namespace="portolan").items()):
        name = path.removeprefix("portolan/templates/").replace("/", "-")
        documents = only_helms.sub("", text).strip().removeprefix("---").lstrip()
        if name == "NOTES.txt" or not documents:
            continue
        if name == "configuration.yaml":
            # Not the ConfigMap but the file in it: kustomize makes the ConfigMap, with a name that changes with it.
            files[f"deploy/kustomize/{name}"] = yaml.safe_load(documents)["data"][name].rstrip() + "\n"
        else:
            files[f"deploy/kustomize/{name}"] = NOTICE.format(source="charts/portolan") + documents + "\n"
    return files


def health():
    """What is to be merged into Argo CD's own ConfigMap."""
    script = (PROJECT / "deploy/argocd/health.lua").read_text()
    indented = "".join(f"    {line}" if line.strip() else line for line in script.splitlines(keepends=True))
    lines = [NOTICE.format(source="deploy/argocd/health.lua")]
    lines += ["apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: argocd-cm\n  namespace: argocd\ndata:\n"]
    for source in sorted((PROJECT / "crds").glob("*.yaml")):
        spec = yaml.safe_load(source.read_text())["spec"]
        lines.append(f"  resource.customizations.health.{spec['group']}_{spec['names']['kind']}: |\n{indented}")
    return {"deploy/argocd/argocd-cm.yaml": "".join(lines)}


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT
    stages = (copies, lambda: base(helm.Chart.load(PROJECT / "charts/portolan")), health)
    for stage in stages:
        for path, text in stage().items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)


main()

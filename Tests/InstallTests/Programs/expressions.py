# SPDX-License-Identifier: Apache-2.0
"""Reads every PromQL expression of the alerts and of the dashboard, and says which metrics it asks for.

usage: expressions.py RULES DASHBOARD ANSWERS; ANSWERS becomes a JSON list of {where, expression, metrics} or {where, error}.
"""

import json
import sys

import promql_parser
import yaml


def expressions(rules, dashboard):
    for group in rules["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"].replace("$__rate_interval", "5m").replace("$job", "portolan")


def metrics(expression):
    """Of the parser's own view of it, in which a selector is the name of its metric and its matchers."""
    found = set()

    def visit(node):
        if isinstance(node, promql_parser.VectorSelector):
            found.add(node.name)
        for name in ("expr", "lhs", "rhs", "vector_selector", "param"):
            child = getattr(node, name, None)
            if child is not None and not isinstance(child, (str, int, float)):
                visit(child)
        for child in getattr(node, "args", None) or []:
            visit(child)

    visit(promql_parser.parse(expression))
    return sorted(found)


def answer(where, expression):
    try:
        return {"where": where, "expression": expression, "metrics": metrics(expression)}
    except Exception as error:
        return {"where": where, "error": str(error)}


def main():
    rules, dashboard, answers = sys.argv[1:]
    with open(rules) as file:
        groups = yaml.safe_load(file)
    with open(dashboard) as file:
        seen = [answer(*each) for each in expressions(groups, json.load(file))]
    with open(answers, "w") as file:
        json.dump(seen, file)


main()

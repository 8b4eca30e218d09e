#!/usr/bin/env python3
"""Renders the test templates and snippets with Jinja2, in the environment that transformers gives chat templates.

  make_expected.py            writes templates.expected.json and snippets.expected.json beside itself
  make_expected.py --print    writes both as one JSON object to standard output
  make_expected.py --stdin    renders [[template, variables], ...] from standard input

Needs python3-jinja2; exits with 3 where it is missing. Each outcome is {"text": ...}, {"refusal": message of raise_exception} or
{"error": "parse" or "render"}; snippets that print addresses of objects are left out.
"""
import copy
import datetime
import json
import pathlib
import sys

try:
    import jinja2
    import jinja2.ext
    from jinja2.sandbox import ImmutableSandboxedEnvironment
except ImportError:
    sys.exit(3)

NOW = datetime.datetime(2024, 7, 6, 9, 5, 3)
HERE = pathlib.Path(__file__).resolve().parent


class Refusal(jinja2.exceptions.TemplateError):
    pass


class GenerationBlock(jinja2.ext.Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


def raise_exception(message):
    raise Refusal(message)


def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


environment = ImmutableSandboxedEnvironment(
    trim_blocks=True, lstrip_blocks=True, extensions=[GenerationBlock, jinja2.ext.loopcontrols])
environment.filters["tojson"] = tojson
environment.globals["raise_exception"] = raise_exception
environment.globals["strftime_now"] = lambda format: NOW.strftime(format)


def render(source, variables):
    try:
        template = environment.from_string(source)
    except Exception:
        return {"error": "parse"}
    try:
        text = template.render(**variables)
        text.encode("utf-8")
        return {"text": text}
    except Refusal as refusal:
        return {"refusal": str(refusal.args[0])}
    except Exception:
        return {"error": "render"}


def template_outcomes():
    conversations = json.loads((HERE / "conversations.json").read_text("utf-8"))
    outcomes = {}
    for path in sorted((HERE.parent / "Templates").glob("*.jinja")):
        source = path.read_bytes().decode("utf-8")
        outcomes[path.stem] = {name: render(source, copy.deepcopy(variables)) for name, variables in conversations.items()}
    return outcomes


def snippet_outcomes():
    variables = json.loads((HERE / "variables.json").read_text("utf-8"))
    outcomes = {}
    for path in sorted(HERE.glob("*.snippets")):
        for line in path.read_bytes().decode("utf-8").split("\n"):
            if line and not line.startswith("### "):
                outcome = render(line.replace("⏎", "\n"), copy.deepcopy(variables))
                if " at 0x" not in outcome.get("text", ""):
                    outcomes[line] = outcome
    return outcomes


def write(name, outcomes):
    text = json.dumps(outcomes, ensure_ascii=False, indent=1)
    (HERE / name).write_bytes((text + "\n").encode("utf-8"))


def main():
    if sys.argv[1:] == ["--stdin"]:
        json.dump([render(*case) for case in json.load(sys.stdin)], sys.stdout)
    elif sys.argv[1:] == ["--print"]:
        json.dump({"templates": template_outcomes(), "snippets": snippet_outcomes()}, sys.stdout)
    else:
        write("templates.expected.json", template_outcomes())
        write("snippets.expected.json", snippet_outcomes())


main()

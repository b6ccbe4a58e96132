#!/usr/bin/env python3
"""Holds real answers of the program against docs/schemas, more strictly than the files say.

usage: validate_json.py IPT ROOT TRANSCRIPT...

Runs every command of the transcripts with --json and prints `ok - ` and `not ok - ` lines: an
answer that does not fit its schema or has a key that the schema does not name, a schema without an
answer or without a source, a source without a schema, an error whose code or exit status is not
what `ipt help json` lists.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import jsonschema

from replay_json import answers

FINDINGS = 10
NOT_SOUND = 5
failed = 0


def is_verified(answer):
    """What was found of a store is an answer too, whose exit status says that it is not sound."""
    return answer.status == NOT_SOUND and '"sound":false' in answer.out


def report(name, faults):
    global failed
    if not faults:
        print(f"ok - {name}")
        return
    failed += 1
    print(f"not ok - {name}")
    for fault in faults[:12]:
        print(f"#   {fault if len(fault) < 300 else fault[:100] + ' ... ' + fault[-200:]}")


def strict(schema):
    """The schema with no key allowed that it does not name: a reader's schema must not do so."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: strict(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and "type" in schema:
        result.setdefault("additionalProperties", False)
    return result


def forbids_additions(schema):
    if isinstance(schema, dict):
        return schema.get("additionalProperties") is False or any(
            forbids_additions(each) for each in schema.values()
        )
    return isinstance(schema, list) and any(forbids_additions(each) for each in schema)


class Schemas:
    """The files of a folder, by the name that `schema` has in an answer."""

    def __init__(self, folder):
        self.files = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
        self.names = {stem.replace("-1", "/1") for stem in self.files if stem != "common"}
        base = folder.as_uri() + "/"
        strictly = {f"{base}{stem}.json": strict(each) for stem, each in self.files.items()}
        self._validators = {}
        for name in self.names:
            uri = base + name.replace("/1", "-1") + ".json"
            resolver = jsonschema.RefResolver(uri, strictly[uri], store=strictly)
            self._validators[name] = jsonschema.Draft202012Validator(
                strictly[uri], resolver=resolver, format_checker=jsonschema.FormatChecker()
            )

    def faults(self, name, answer):
        if name not in self._validators:
            return [f"no schema {name}"]
        found = self._validators[name].iter_errors(answer)
        return [
            f"{'.'.join(map(str, each.absolute_path)) or '(whole)'}: {each.message}"
            for each in map(innermost, found)
        ]


def innermost(error):
    """Of several that could fit, why the one meant does not."""
    while error.context:
        error = max(error.context, key=lambda each: len(each.absolute_path))
    return error


def objects(text):
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def listed(program):
    """What `ipt help json` lists: schemas, exit status by code of error, codes of warnings."""
    page = subprocess.run(
        [program, "help", "json"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    schemas, errors, warnings = re.split(r"\nSchemas .*:\n|\nCodes .*:\n", page)[1:]
    exits, exit_status = {}, None
    for line in errors.splitlines():
        begin = re.match(r"  (\d+)  ", line)
        exit_status = int(begin[1]) if begin else exit_status
        exits |= {code: exit_status for code in re.findall(r"[a-z][a-z0-9_]+", line)}
    warning_codes = set(re.findall(r"^  ([a-z_]+)  ", warnings, re.MULTILINE))
    return set(schemas.split()), exits, warning_codes


def sources_of_schemas(root):
    text = "\n".join(path.read_text() for path in sorted((root / "src").rglob("*.cpp")))
    return set(re.findall(r'"(ipt\.[a-z.-]+/1)"', text))


def main(program, root, transcripts):
    schemas = Schemas(root / "docs" / "schemas")
    listed_schemas, exits, warning_codes = listed(program)
    seen, faults = Counter(), {}
    codes, silent = [], []
    for answer in answers(program, transcripts):
        try:
            results, errors = objects(answer.out), objects(answer.err)
        except ValueError as fault:
            silent.append(f"{answer.where}: {fault}")
            continue
        for each in results:
            name = each.get("schema", "no schema")
            seen[name] += 1
            wrong = schemas.faults(name, each)
            wrong += [
                f"warning {warning['code']} is not listed"
                for warning in each.get("warnings", [])
                if warning["code"] not in warning_codes
            ]
            faults.setdefault(name, []).extend(f"{answer.where}: {each}" for each in wrong)
        for each in errors:
            seen["ipt.error/1"] += 1
            wrong = schemas.faults("ipt.error/1", each)
            faults.setdefault("ipt.error/1", []).extend(f"{answer.where}: {each}" for each in wrong)
            error = each.get("error", {})
            if exits.get(error.get("code")) != error.get("exit") or error["exit"] != answer.status:
                codes.append(f"{answer.where}: {error.get('code')} with exit {answer.status}")
        is_error = answer.status not in (0, FINDINGS) and not is_verified(answer)
        writes_file = {"-o", "--output", "--output-dir"} & set(answer.words)
        if len(results) + len(errors) != 1 and not writes_file or is_error != bool(errors):
            silent.append(f"{answer.where}: exit {answer.status}, {answer.out[:100]}{answer.err}")

    for name in sorted(schemas.names):
        wrong = faults.get(name, []) if seen[name] else ["no answer was validated"]
        report(f"{name} ({seen[name]} answers)", wrong)
    report("help lists the schemas", sorted(listed_schemas ^ schemas.names))
    report("every answer has a schema", sorted(set(seen) - schemas.names))
    report("every schema in the sources has a file", sorted(sources_of_schemas(root) - schemas.names))
    report("each command prints one object, each failure an error", silent)
    report("every error has the exit status that help lists", codes)
    report("schemas allow additions", [n for n, s in schemas.files.items() if forbids_additions(s)])
    for stem, schema in schemas.files.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        if stem != "common" and schema["title"] != stem.replace("-1", "/1"):
            report(f"the title of {stem}", [schema["title"]])
    return failed == 0


if __name__ == "__main__":
    fine = main(sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3:])
    sys.exit(0 if fine else 1)

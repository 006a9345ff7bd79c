"""A worker for PdfTract.Cache.Build: it is started once, and asked for document after document (docs/workers.md)."""
import json
import re
import sys

# Load what takes long to load here, once: a model, a service, a library. This sample needs none.


def extract(pdf, options):
    with open(pdf, "rb") as file:
        pages = len(re.findall(rb"/Type\s*/Page\b", file.read()))
    return f"{pages} pages, options {options}\n"


for line in sys.stdin:
    request = json.loads(line)
    arguments = request["arguments"]
    end = arguments.index("--")
    values = dict(argument[2:].split("=", 1) for argument in arguments[:end])
    answer = {"requestId": request["requestId"], "exitCode": 0, "output": ""}
    try:
        with open(values["output:text"], "w", encoding="utf-8", newline="") as output:
            output.write(extract(values["input"], arguments[end + 1:]))
    except Exception as problem:
        answer.update(exitCode=1, output=f"error MYPDF001: {values['input']}: {problem}")
    print(json.dumps(answer), flush=True)

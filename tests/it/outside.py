"""An office's own system, as somebody else would write it: from the description alone.

Reads every application since its cursor, takes each on, decides it, and prints what it
saw as JSON. Each action is posted twice under one key, as after a torn connection.
"""

import json
import sys
import urllib.error
import urllib.request

address, token, after = sys.argv[1:4]


def call(method, path, body=None, key=None):
    headers = {"Authorization": f"Bearer {token}"}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if key:
        headers["Idempotency-Key"] = key
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=20) as response:
        return response.read(), response.headers["Content-Type"]


def read(path):
    return json.loads(call("GET", path)[0])


def act(path, body, key):
    first, again = (call("POST", path, body, key)[0] for _ in range(2))
    assert first == again, f"{path}: {first} and then {again}"
    return json.loads(first)


description = read("/gateway/v1/openapi.json")
assert description["openapi"].startswith("3.1"), description["openapi"]
paths = description["paths"]
base = next(path for path in paths if path.endswith("/applications"))
base = base.removesuffix("/applications")
for path in ("/applications/{id}", "/applications/{id}/decision"):
    assert base + path in paths, sorted(paths)

seen = []
query = f"?after={after}" if after else ""
while True:
    page = read(f"{base}/applications{query}")
    for item in page["items"]:
        own = f"{base}/applications/{item['id']}"
        whole = read(own)
        pictures = []
        for evidence in whole.get("evidence", []):
            picture, kind = call("GET", evidence["href"])
            pictures.append([kind, picture[:2].hex(), len(picture)])
        if item["status"] == "received":
            act(f"{own}/accept", {}, f"accept-{item['id']}")
            item = act(
                f"{own}/decision",
                {
                    "outcome": "granted",
                    "reason": "conditions-met",
                    "words": "From next month on.",
                    "appeal": "",
                },
                f"decide-{item['id']}",
            )
        answers = {answer["field"]: answer["value"] for answer in whole["answers"]}
        seen.append(
            {
                "status": item["status"],
                "service": whole["service"],
                "answers": answers,
                "pictures": pictures,
            }
        )
    query = f"?after={page['next']}"
    if not page["more"]:
        break
print(json.dumps({"seen": seen, "next": page["next"]}))

"""`make bench`: the overhead of klantkit compared with raw httpx. Figures are printed, never asserted.

`python -m contract_tests.bench upload limit` runs only these benchmarks. All traffic stays on this machine.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import itertools
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import httpx
import klantkit
from klantkit_dev.generate import generate
from rich.console import Console
from rich.table import Table

from contract_tests.paths import ROOT

from .server import LIMIT, WINDOW

TOKEN = "a-token-of-the-usual-length-0123456789abcdef"  # noqa: S105 - not a real token

CUSTOMER: dict[str, Any] = {
    "company_name": "Test Company BV",
    "address": "Teststreet 123",
    "zip_code": "1234AB",
    "city": "Amsterdam",
    "primary_email": "john.doe@test.com",
}
#: The same as JSON.
CUSTOMER_JSON = {
    "companyName": "Test Company BV",
    "address": "Teststreet 123",
    "zipCode": "1234AB",
    "city": "Amsterdam",
    "primaryEmail": "john.doe@test.com",
}
HEADERS = {"Authorization": f"Bearer {TOKEN}", "User-Agent": f"klantkit/{klantkit.__version__}"}

UPLOAD_BYTES, UPLOAD_ROUNDS, UPLOADS = 500 * 1000 * 1000, 9, 5
CREATES, THREADS, TASKS = 1000, 16, 100
CPU_CALLS, CPU_ROUNDS = 200, 25
IMPORT_ROUNDS = 25

#: Too high to ever wait, but calls are still counted.
HIGH_LIMIT = klantkit.RateLimit(1_000_000, 1)


@dataclass
class Figure:
    """A row of the result table.

    Attributes:
        name: What was measured.
        ours: The measurement for klantkit.
        beside: The measurement that it is compared with.
        result: The number that has an aim, formatted.
        aim: The aim for the result.
        met: Whether the result meets the aim.
        stock: The measurement for the client that openapi-python-client generates by itself.
    """

    name: str
    ours: str
    beside: str
    result: str
    aim: str
    met: bool
    stock: str = ""


def progress(text: str) -> None:
    """Print the current step to standard error."""
    print(f"bench: {text} ...", file=sys.stderr, flush=True)


@contextlib.contextmanager
def server(kind: str) -> Generator[str]:
    """Run a server of `bench.server` in a process of its own, and yield its URL."""
    with subprocess.Popen(
        [sys.executable, "-m", "contract_tests.bench.server", kind],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


def run_python(*arguments: str, **variables: str) -> Any:
    """Run a new interpreter with these environment variables, and return the JSON that it prints."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, env=os.environ | variables
    )
    return json.loads(done.stdout)


def upload_here(style: str, url: str, path: Path) -> None:
    """Upload in this process and print seconds and memory, after a small upload that loads all modules."""
    fields = {"customerId": "cst_1", "invoiceNumber": "1", "issuedAt": "2024-04-29", "amount": "12.95"}

    def by_hand(http: httpx.Client, pdf: Path) -> object:
        with pdf.open("rb") as file:
            files = {"pdf": (pdf.name, file, "application/pdf")}
            return http.post(f"{url}/customer-invoices", data=fields, files=files, headers=HEADERS).json()

    def by_klantkit(portal: klantkit.MijnKlantportaal, pdf: Path) -> object:
        return portal.customer_invoices.create(
            customer_id="cst_1", invoice_number="1", issued_at=date(2024, 4, 29), amount="12.95", pdf=pdf
        )

    with (
        httpx.Client(timeout=60) as http,
        klantkit.MijnKlantportaal(TOKEN, base_url=url, rate_limit=HIGH_LIMIT) as portal,
        tempfile.TemporaryDirectory() as folder,
    ):
        small = Path(folder) / "small.pdf"
        small.write_bytes(b"%PDF-1.4\n")

        def upload(pdf: Path) -> object:
            return by_klantkit(portal, pdf) if style == "klantkit" else by_hand(http, pdf)

        upload(small)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds = []
        for _ in range(UPLOADS):
            started = time.perf_counter()
            upload(path)
            seconds.append(time.perf_counter() - started)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": statistics.median(seconds), "megabytes": (after - before) / 1024}))


def bench_upload() -> list[Figure]:
    """Upload 500 MB to a server that discards it: throughput compared with httpx, and extra memory."""
    runs: dict[str, list[Any]] = {"klantkit": [], "httpx": []}
    with server("plain") as url, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.pdf"
        with path.open("wb") as file:
            file.write(b"%PDF-1.4\n")
            file.truncate(UPLOAD_BYTES)
        for number in range(UPLOAD_ROUNDS):
            progress(f"upload, {number + 1} of {UPLOAD_ROUNDS}")
            for style, found in in_turns(runs, number):
                found.append(run_python("-m", "contract_tests.bench", "--upload-here", style, url, str(path)))
    speed = {name: [UPLOAD_BYTES / run["seconds"] / 1e6 for run in found] for name, found in runs.items()}
    memory = {name: max(run["megabytes"] for run in found) for name, found in runs.items()}
    ratio = statistics.median(speed["klantkit"]) / statistics.median(speed["httpx"])
    return [
        Figure(
            "upload of 500 MB: throughput",
            f"{spread(speed['klantkit'], '.0f')} MB/s",
            f"{spread(speed['httpx'], '.0f')} MB/s",
            f"{ratio:.2f}",
            ">= 0.90",
            ratio >= 0.9,  # noqa: PLR2004 - the aim
        ),
        Figure(
            "upload of 500 MB: extra memory, maximum of all runs",
            f"{memory['klantkit']:.1f} MB",
            f"{memory['httpx']:.1f} MB",
            f"{memory['klantkit']:.1f} MB",
            "< 32 MB",
            memory["klantkit"] < 32,  # noqa: PLR2004 - the aim
        ),
    ]


def bench_limit() -> list[Figure]:
    """1,000 creates against a server that enforces a rate limit, from threads and from tasks."""
    shortest = (math.ceil(CREATES / LIMIT) - 1) * WINDOW
    limit = klantkit.RateLimit(LIMIT, WINDOW)
    figures = []
    for name, run in ((f"{THREADS} threads", from_threads), (f"{TASKS} tasks", from_tasks)):
        progress(f"limit, {CREATES} creates from {name}, at least {shortest:.0f} s")
        with server("limit") as url:
            started = time.perf_counter()
            run(url, limit)
            seconds = time.perf_counter() - started
            counts = httpx.get(url).json()
        ratio = seconds / shortest
        figures.append(
            Figure(
                f"{CREATES} creates at {LIMIT} per second from {name}, 429s",
                f"{seconds:.2f} s, {counts['refused']}",
                f"{shortest:.2f} s, 0 (shortest)",
                f"{ratio:.3f}, {counts['refused']}",
                "<= 1.05, 0",
                ratio <= 1.05 and counts == {"taken": CREATES, "refused": 0},  # noqa: PLR2004 - the aim
            )
        )
    return figures


def from_threads(url: str, limit: klantkit.RateLimit) -> None:
    """Make the creates from threads that share a client."""
    with (
        klantkit.MijnKlantportaal(TOKEN, base_url=url, rate_limit=limit) as portal,
        ThreadPoolExecutor(THREADS) as pool,
    ):
        list(pool.map(lambda _: portal.customers.create(**CUSTOMER), range(CREATES)))


def from_tasks(url: str, limit: klantkit.RateLimit) -> None:
    """Make the creates from tasks that share a client."""
    numbers = itertools.count()  # its next() is atomic

    async def main() -> None:
        async with klantkit.AsyncMijnKlantportaal(TOKEN, base_url=url, rate_limit=limit) as portal:

            async def work() -> None:
                while next(numbers) < CREATES:
                    await portal.customers.create(**CUSTOMER)

            async with anyio.create_task_group() as group:
                for _ in range(TASKS):
                    group.start_soon(work)

    anyio.run(main)


@contextlib.contextmanager
def stock_client() -> Generator[str]:
    """Generate a client without any of our templates, and yield the folder to import it from, as `stock`."""
    progress("generating the stock client")
    with tempfile.TemporaryDirectory() as folder:
        spec, target = ROOT / "specs" / "mijnklantportaal.yaml", Path(folder) / "stock"
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
        subprocess.run(
            [*command, "--path", spec, "--output-path", target],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        )
        sys.path.insert(0, folder)
        try:
            yield folder
        finally:
            sys.path.remove(folder)


def bench_cpu() -> list[Figure]:
    """CPU time of a typed call compared with httpx sending the same JSON, sync and async."""
    with server("plain") as url, stock_client():
        return [
            time_figure("CPU time per call", cpu_sync(url), "µs", 0.88),
            time_figure("CPU time per asynchronous call", anyio.run(cpu_async, url), "µs", 0.98),
        ]


def cpu_sync(url: str) -> dict[str, list[float]]:
    """Microseconds per call, by round."""
    api, stock = importlib.import_module("stock.api.customers.create_customer"), importlib.import_module("stock")
    body = importlib.import_module("stock.models").NewCustomer
    found: dict[str, list[float]] = {"klantkit": [], "httpx": [], "stock": []}
    with (
        klantkit.MijnKlantportaal(TOKEN, base_url=url, rate_limit=HIGH_LIMIT) as portal,
        httpx.Client() as http,
        stock.AuthenticatedClient(url, token=TOKEN) as client,
    ):
        calls: dict[str, Callable[[], object]] = {
            "klantkit": lambda: portal.customers.create(**CUSTOMER),
            "httpx": lambda: http.post(f"{url}/customers", json=CUSTOMER_JSON, headers=HEADERS).json(),
            "stock": lambda: api.sync(client=client, body=body(**CUSTOMER)),
        }
        progress(f"cpu, {CPU_ROUNDS} rounds of {CPU_CALLS} calls")
        for number in range(-1, CPU_ROUNDS):  # the first round loads all modules
            for style, times in in_turns(found, number):
                started = time.process_time()
                for _ in range(CPU_CALLS):
                    calls[style]()
                times.append((time.process_time() - started) / CPU_CALLS * 1e6)
    return {style: times[1:] for style, times in found.items()}


async def cpu_async(url: str) -> dict[str, list[float]]:
    """`cpu_sync` for asynchronous clients."""
    api, stock = importlib.import_module("stock.api.customers.create_customer"), importlib.import_module("stock")
    body = importlib.import_module("stock.models").NewCustomer
    found: dict[str, list[float]] = {"klantkit": [], "httpx": [], "stock": []}
    async with (
        klantkit.AsyncMijnKlantportaal(TOKEN, base_url=url, rate_limit=HIGH_LIMIT) as portal,
        httpx.AsyncClient() as http,
        stock.AuthenticatedClient(url, token=TOKEN) as client,
    ):

        async def by_hand() -> object:
            return (await http.post(f"{url}/customers", json=CUSTOMER_JSON, headers=HEADERS)).json()

        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "klantkit": lambda: portal.customers.create(**CUSTOMER),
            "httpx": by_hand,
            "stock": lambda: api.asyncio(client=client, body=body(**CUSTOMER)),
        }
        progress(f"cpu, {CPU_ROUNDS} rounds of {CPU_CALLS} asynchronous calls")
        for number in range(-1, CPU_ROUNDS):
            for style, times in in_turns(found, number):
                started = time.process_time()
                for _ in range(CPU_CALLS):
                    await calls[style]()
                times.append((time.process_time() - started) / CPU_CALLS * 1e6)
    return {style: times[1:] for style, times in found.items()}


#: The import, a client, and a call of each side.
SIDES = {
    "klantkit": (
        "from klantkit import MijnKlantportaal",
        "MijnKlantportaal({token!r}, base_url={url!r})",
        "client.customers.create(**{arguments!r})",
    ),
    "httpx": (
        "import httpx",
        "httpx.Client()",
        "client.post({url!r} + '/customers', json={body!r}, headers={headers!r}).json()",
    ),
    "stock": (
        "from stock import *; from stock.api.customers import create_customer; from stock.models import NewCustomer",
        "AuthenticatedClient({url!r}, token={token!r}).__enter__()",
        "create_customer.sync(client=client, body=NewCustomer(**{arguments!r}))",
    ),
}
SIDES["few"] = SIDES["klantkit"]

#: Hides what our tools install and httpx and httpcore then import too: click with httpx's command line, trio and h2. It
#: makes their import half as slow again, and would flatter klantkit. Memory is that of Linux.
START = """
import json, resource, sys, time
sys.modules |= dict.fromkeys(("click", "trio", "h2"))
def memory():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6
started = time.process_time()
"""
FIRST_CALL = """{imports}
client = {client}
{call}
print(json.dumps([(time.process_time() - started) * 1000, memory()]))
"""
CLIENTS = """{imports}
started = time.process_time()
client = {client}
taken = time.process_time() - started
more = [{client} for _ in range(3)]
before = memory()
more += [{client} for _ in range(50)]
print(json.dumps([taken * 1000, (memory() - before) / 50]))
"""

#: These are also the classes that the vendor's module imports.
FEW = {
    "list_customers", "create_customer", "get_customer", "update_customer",
    "create_manual_customer_invoice", "create_manual_customer_offer",
}  # fmt: skip


def generate_few(folder: Path) -> None:
    """Generate the package of MijnKlantportaal with the operations of `FEW` alone."""
    spec = json.loads((ROOT / "generated" / "mijnklantportaal_api" / "openapi.json").read_text(encoding="utf-8"))
    for item in spec["paths"].values():
        for method in [name for name, one in item.items() if one.get("operationId", next(iter(FEW))) not in FEW]:
            del item[method]
    (folder / "specs").mkdir()
    (folder / "specs" / "mijnklantportaal.yaml").write_text(json.dumps(spec), encoding="utf-8")
    generate(folder / "specs", folder)


def bench_imports() -> list[Figure]:
    """Import, client and first call in a new interpreter, and the memory of its clients."""
    calls: dict[str, list[Any]] = {name: [] for name in SIDES}
    clients: dict[str, list[Any]] = {name: [] for name in SIDES}
    with server("plain") as url, stock_client() as stock, tempfile.TemporaryDirectory() as cache:
        generate_few(Path(cache))
        # Compile all sides beforehand, like installed packages, whatever the environment says.
        progress("byte-compiling klantkit, httpx and the stock client")
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": cache, "PYTHONPATH": stock}
        proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
        given = {"token": TOKEN, "url": url, "arguments": CUSTOMER, "body": CUSTOMER_JSON, "headers": HEADERS}
        for number in range(-1, IMPORT_ROUNDS):  # the first round compiles, and warms the file system's cache
            progress(f"imports, {number + 1} of {IMPORT_ROUNDS}")
            for style in list(SIDES)[:: 1 if number % 2 else -1]:
                texts = zip(("imports", "client", "call"), SIDES[style], strict=True)
                parts = {name: text.format(**given) for name, text in texts}
                variables = compiled | ({"PYTHONPATH": cache} if style == "few" else {})
                calls[style].append(run_python("-c", START + FIRST_CALL.format(**parts), **variables))
                clients[style].append(run_python("-c", START + CLIENTS.format(**parts), **variables, **proxies))

    def column(runs: dict[str, list[Any]], index: int) -> dict[str, list[float]]:
        return {style: [run[index] for run in found[1:]] for style, found in runs.items()}

    cold, opened, memory = column(calls, 0), column(clients, 0), column(clients, 1)
    return [
        time_figure("import, client and first call", cold, "ms", 1.15),
        time_figure(f"the same, of a package with {len(FEW)} operations", cold | {"klantkit": cold["few"]}, "ms", 1.15),
        time_figure("memory after the first call", column(calls, 1), "MB", 1.08, ".1f"),
        time_figure("first client with three proxies", opened, "ms", 25, is_ratio=False),
        time_figure("memory of a further client, with three proxies", memory, "MB", 0.05, ".3f", is_ratio=False),
    ]


def in_turns(runs: dict[str, list[Any]], number: int) -> list[tuple[str, list[Any]]]:
    """All sides, in alternating order per round."""
    sides = list(runs.items())
    return sides if number % 2 == 0 else sides[::-1]


def time_figure(
    name: str, found: dict[str, list[float]], unit: str, most: float, form: str = ".0f", *, is_ratio: bool = True
) -> Figure:
    """The median, or the ratio of the medians of two sides, where less is better."""
    result = statistics.median(found["klantkit"]) / (statistics.median(found["httpx"]) if is_ratio else 1)
    ours, beside, stock = (f"{spread(found[style], form)} {unit}" for style in ("klantkit", "httpx", "stock"))
    bound, shown = (f"{most:.2f}", f"{result:.2f}") if is_ratio else (f"{most:g} {unit}", f"{result:{form}} {unit}")
    return Figure(name, ours, beside, shown, f"<= {bound}", result <= most, stock)


def spread(values: list[float], form: str) -> str:
    """Median, minimum and maximum."""
    return f"{statistics.median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


BENCHES: dict[str, Callable[[], list[Figure]]] = {
    "upload": bench_upload,
    "limit": bench_limit,
    "cpu": bench_cpu,
    "imports": bench_imports,
}


def show(figures: list[Figure], console: Console) -> None:
    """Print the figures as a table."""
    day, python = time.strftime("%Y-%m-%d"), sys.version.split()[0]
    title = f"{day}, Python {python}, on {os.cpu_count()} cores, byte-compiled beforehand"
    table = Table("figure", "klantkit", "httpx", "stock client", "result", "aim", "", title=title)
    for one in figures:
        table.add_row(one.name, one.ours, one.beside, one.stock, one.result, one.aim, "met" if one.met else "missed")
    console.print(table)


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks; returns 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="bench", description="Compare klantkit with raw httpx.")
    parser.add_argument("benches", nargs="*", metavar="BENCH", help=f"{', '.join(BENCHES)}; all by default")
    parser.add_argument("--upload-here", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.upload_here:
        style, url, path = options.upload_here
        upload_here(style, url, Path(path))
        return 0
    if unknown := set(options.benches) - set(BENCHES):
        parser.error(f"unknown benchmark {', '.join(sorted(unknown))}; choose from {', '.join(BENCHES)}")
    figures: list[Figure] = []
    try:
        for name in options.benches or BENCHES:
            figures += BENCHES[name]()
    except KeyboardInterrupt:
        print("bench: interrupted.", file=sys.stderr)
    show(figures, Console(width=None if sys.stdout.isatty() else 160))
    return 0


if __name__ == "__main__":
    sys.exit(main())

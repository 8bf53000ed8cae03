"""`make run`: make the calls of the README, as a user would, against the vendors' mocks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from klantkit import KlantkitError, MijnKlantportaal, Next, Notify
from mijnklantportaal_api.models import OfferLine
from next_api import Client
from next_api.api.token import create_token
from next_api.models import AccessToken, NewToken
from rich.console import Console
from rich.table import Table

from .harness.prism import MockError, mocks
from .harness.recording import Exchange, RecordingTransport, show_request
from .paths import INVOICE, SPECS


def demonstrate(urls: dict[str, str], pdf: Path, transport: RecordingTransport) -> list[tuple[str, str, str, float]]:
    """Make the calls.

    Args:
        urls: The base URL of each vendor's mock.
        pdf: The invoice to upload.
        transport: Sends and records the requests.

    Returns:
        Per call: vendor, operation, result (an id, or the type of token), and milliseconds.
    """
    rows = []

    def timed(vendor: str, operation: str, call: Callable[[], str]) -> str:
        started = time.perf_counter()
        given = call()
        rows.append((vendor, operation, given, (time.perf_counter() - started) * 1000))
        return given

    with MijnKlantportaal("a-token", base_url=urls["mijnklantportaal"], transport=transport) as portal:
        customer_id = timed(
            "MijnKlantportaal",
            "create customer",
            lambda: (
                portal.customers.create(
                    company_name="Test Company BV",
                    address="Teststreet 123",
                    zip_code="1234AB",
                    city="Amsterdam",
                    primary_email="john.doe@test.com",
                ).id
            ),
        )
        timed(
            "MijnKlantportaal",
            "upload invoice",
            lambda: (
                portal.customer_invoices.create(
                    customer_id=customer_id,
                    invoice_number="2024-001",
                    issued_at=date(2024, 4, 29),
                    amount="12.95",
                    pdf=pdf,
                    send_notification=True,
                ).id
            ),
        )
        timed(
            "MijnKlantportaal",
            "create offer",
            lambda: (
                portal.customer_offers.create_manual(
                    customer_id=customer_id,
                    offer_number="2024-001",
                    issued_at=date(2024, 4, 29),
                    expires_at=date(2024, 5, 29),
                    lines=[OfferLine(description="Website template", amount_excl_vat="12.95", vat_rate=21)],
                ).id
            ),
        )

    def exchange() -> str:
        with Client(urls["next"], httpx_args={"transport": transport}) as client:
            answer = create_token.sync(
                client=client,
                body=NewToken(
                    username="123456", password="a-one-time-key", client_id="an-id", client_secret="a-secret"
                ),
            )
        if not isinstance(answer, AccessToken):
            raise KlantkitError(f"NEXT returned no token: {answer}")
        tokens.append(answer.access_token)
        return f"a {answer.token_type} token"

    tokens: list[str] = []
    timed("NEXT", "exchange key", exchange)
    with Next(tokens[0], base_url=urls["next"], transport=transport) as nxt:
        timed(
            "NEXT",
            "create customer",
            lambda: str(nxt.customers.create(name="Test Company AB", customertypeid=1).id),
        )
    with Notify("test_key", base_url=urls["notify"], transport=transport) as notify:
        timed(
            "Notify",
            "create customer",
            lambda: str(
                notify.customers.create(
                    customer_code="10001", name="Creditpartners B.V.", email="demo@notify.nl", overwrite=True
                ).id
            ),
        )
    return rows


def show(rows: list[tuple[str, str, str, float]], exchanges: list[Exchange], console: Console) -> None:
    """Print the calls as a table, then the upload as sent."""
    table = Table("vendor", "operation", "status", "created", "ms")
    table.columns[-1].justify = "right"
    for (vendor, operation, given, milliseconds), exchange in zip(rows, exchanges, strict=True):
        table.add_row(vendor, operation, str(exchange.response.status_code), given, f"{milliseconds:.0f}")
    console.print(table)
    upload = next(exchange for exchange in exchanges if exchange.request.url.path == "/customer-invoices")
    console.print("\nThe invoice upload as sent (shortened):\n")
    console.print(show_request(upload.request), markup=False, highlight=False, soft_wrap=True)


def main() -> int:
    """Run the demonstration; returns 1, with a message, if a call fails or a mock reports a violation."""
    errors = Console(stderr=True)
    console = Console(width=max(100, errors.width))  # wide enough to show ids in full
    transport = RecordingTransport()
    try:
        with (
            errors.status("Starting the mocks and making the calls ..."),
            mocks(sorted(SPECS.glob("*.yaml"))) as running,
        ):
            rows = demonstrate({name: mock.url for name, mock in running.items()}, INVOICE, transport)
    except (MockError, KlantkitError) as error:
        print(f"run: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("run: interrupted; the mocks have stopped.", file=sys.stderr)
        return 130
    show(rows, transport.exchanges, console)
    violations = [violation for exchange in transport.exchanges for violation in exchange.violations]
    if violations:
        print(f"run: the mock reports violations: {violations}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

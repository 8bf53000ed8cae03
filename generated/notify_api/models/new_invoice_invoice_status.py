# Generated from specs/notify.yaml by make generate. Do not edit.
from typing import Literal

NewInvoiceInvoiceStatus = Literal["canceled", "concept", "open", "paid"]

NEW_INVOICE_INVOICE_STATUS_VALUES: set[NewInvoiceInvoiceStatus] = {
    "canceled",
    "concept",
    "open",
    "paid",
}


def check_new_invoice_invoice_status(value: str) -> NewInvoiceInvoiceStatus:
    if value in NEW_INVOICE_INVOICE_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_INVOICE_INVOICE_STATUS_VALUES!r}")

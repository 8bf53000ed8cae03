# Generated from specs/notify.yaml by make generate. Do not edit.
from typing import Literal

InvoiceUpdateInvoiceStatus = Literal["cancelled", "concept", "open", "paid"]

INVOICE_UPDATE_INVOICE_STATUS_VALUES: set[InvoiceUpdateInvoiceStatus] = {
    "cancelled",
    "concept",
    "open",
    "paid",
}


def check_invoice_update_invoice_status(value: str) -> InvoiceUpdateInvoiceStatus:
    if value in INVOICE_UPDATE_INVOICE_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INVOICE_UPDATE_INVOICE_STATUS_VALUES!r}")

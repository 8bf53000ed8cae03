# Generated from specs/next.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    ClassVar,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustomerRecord")


@_attrs_define(kw_only=True)
class CustomerRecord:
    """A customer record as NEXT keeps it, with its name and the fields whose names are documented. It has more. [inferred:
    whole schema, required]

        Attributes:
            id (int): Primary key of the record, by which the API looks it up. It is not the customer number. [inferred:
                name (high), not the customer number] Example: 4711.
            customertypeid (int): Kind of customer or supplier, such as company, private or government, as an id. [inferred:
                name (high)] Example: 1.
            active (bool | Unset): Whether the customer is in use. [inferred: name (high)] Example: True.
            apartmentno (None | str | Unset): Apartment number. [inferred: name (high)] Example: 1203.
            bankaccountno (None | str | Unset): Bank account number. [inferred: name (high)] Example: 58398257466.
            bankname (None | str | Unset): The bank's name. [inferred: name (high)] Example: SEB.
            billaddress1 (None | str | Unset): First line of the address, by habit the name. [inferred: name (high)]
                Example: Test Company AB.
            billaddress2 (None | str | Unset): Second line of the address, by habit the street. [inferred: name (high)]
                Example: Storgatan 12.
            billaddress3 (None | str | Unset): Third line of the address, by habit more about the street: building, box and
                the like. [inferred: name (high)] Example: Box 123.
            billaddress4 (None | str | Unset): Fourth line of the address, by habit the postal code. [inferred: name (high)]
                Example: 111 22.
            billaddress5 (None | str | Unset): Fifth line of the address, by habit the town. [inferred: name (high)]
                Example: Stockholm.
            billaddress6 (None | str | Unset): Sixth line of the address, by habit the country. [inferred: name (high)]
                Example: Sweden.
            billingtermsid (int | None | Unset): Billing terms that go on the invoice, as an id. [inferred: name (high)]
                Example: 2.
            clearingno (None | str | Unset): Clearing number. [inferred: name (high)] Example: 5000.
            constructioncompany (bool | Unset): Whether the customer is a construction company, which governs VAT on its
                invoices by default: true means reverse charge, so the seller adds no VAT. Must not be true while novat is true.
                [inferred: meaning] Example: False.
            countrycode (None | str | Unset): Country code. Needed when invoices carry an OCR payment reference. [inferred:
                name (high), need for OCR] Example: SE.
            creditrisk (bool | None | Unset): Whether the customer counts as a credit risk. Null means that the caller has
                no right to know; it does not mean false. [inferred: name (high)] Example: False.
            currencyid (int | Unset): Currency of the customer, as an id; the default currency if none was sent. [inferred:
                name (high)] Example: 1.
            customerno (None | str | Unset): Number of the customer or supplier, used together with an external system. It
                is text, and not the id. One that NEXT assigned has six digits, zero-filled; one that a user typed is kept as it
                stands. [inferred: name (high), not the id, numbering] Example: 10001.
            customernote (None | str | Unset): Note on the customer or supplier for internal use. [inferred: name (high)]
                Example: Prefers contact by e-mail..
            defaultexternalworkorderstatusid (int | None | Unset): External status that the work orders of this customer or
                supplier inherit, as an id. [inferred: name (high), being an id] Example: 3.
            frameworkcontractid (int | None | Unset): Framework contract that this customer's work orders get, as an id.
                [inferred: name (high), being an id] Example: 7.
            isalsosupplier (bool | Unset): Whether this customer is a supplier too. If so, the supplier endpoint has the
                same record under the same id, and what changes here changes there. [inferred: name (high)] Example: False.
            name (str | Unset): Name of the customer. [inferred: name (high), optional] Example: Test Company AB.
            novat (bool | Unset): Whether the customer's invoices carry no VAT by default. Must not be true while
                constructioncompany is true. [inferred: name (high)] Example: False.
            vatno (None | str | Unset): VAT number. Needed when invoices use reverse charge. [inferred: name (high), need
                for reverse charge] Example: SE556677889901.
    """

    id: int
    customertypeid: int
    active: bool | Unset = UNSET
    apartmentno: None | str | Unset = UNSET
    bankaccountno: None | str | Unset = UNSET
    bankname: None | str | Unset = UNSET
    billaddress1: None | str | Unset = UNSET
    billaddress2: None | str | Unset = UNSET
    billaddress3: None | str | Unset = UNSET
    billaddress4: None | str | Unset = UNSET
    billaddress5: None | str | Unset = UNSET
    billaddress6: None | str | Unset = UNSET
    billingtermsid: int | None | Unset = UNSET
    clearingno: None | str | Unset = UNSET
    constructioncompany: bool | Unset = UNSET
    countrycode: None | str | Unset = UNSET
    creditrisk: bool | None | Unset = UNSET
    currencyid: int | Unset = UNSET
    customerno: None | str | Unset = UNSET
    customernote: None | str | Unset = UNSET
    defaultexternalworkorderstatusid: int | None | Unset = UNSET
    frameworkcontractid: int | None | Unset = UNSET
    isalsosupplier: bool | Unset = UNSET
    name: str | Unset = UNSET
    novat: bool | Unset = UNSET
    vatno: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "id": "id",
        "customertypeid": "customertypeid",
        "active": "active",
        "apartmentno": "apartmentno",
        "bankaccountno": "bankaccountno",
        "bankname": "bankname",
        "billaddress1": "billaddress1",
        "billaddress2": "billaddress2",
        "billaddress3": "billaddress3",
        "billaddress4": "billaddress4",
        "billaddress5": "billaddress5",
        "billaddress6": "billaddress6",
        "billingtermsid": "billingtermsid",
        "clearingno": "clearingno",
        "constructioncompany": "constructioncompany",
        "countrycode": "countrycode",
        "creditrisk": "creditrisk",
        "currencyid": "currencyid",
        "customerno": "customerno",
        "customernote": "customernote",
        "defaultexternalworkorderstatusid": "defaultexternalworkorderstatusid",
        "frameworkcontractid": "frameworkcontractid",
        "isalsosupplier": "isalsosupplier",
        "name": "name",
        "novat": "novat",
        "vatno": "vatno",
    }

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        customertypeid = self.customertypeid

        active = self.active

        apartmentno: None | str | Unset
        if isinstance(self.apartmentno, Unset):
            apartmentno = UNSET
        else:
            apartmentno = self.apartmentno

        bankaccountno: None | str | Unset
        if isinstance(self.bankaccountno, Unset):
            bankaccountno = UNSET
        else:
            bankaccountno = self.bankaccountno

        bankname: None | str | Unset
        if isinstance(self.bankname, Unset):
            bankname = UNSET
        else:
            bankname = self.bankname

        billaddress1: None | str | Unset
        if isinstance(self.billaddress1, Unset):
            billaddress1 = UNSET
        else:
            billaddress1 = self.billaddress1

        billaddress2: None | str | Unset
        if isinstance(self.billaddress2, Unset):
            billaddress2 = UNSET
        else:
            billaddress2 = self.billaddress2

        billaddress3: None | str | Unset
        if isinstance(self.billaddress3, Unset):
            billaddress3 = UNSET
        else:
            billaddress3 = self.billaddress3

        billaddress4: None | str | Unset
        if isinstance(self.billaddress4, Unset):
            billaddress4 = UNSET
        else:
            billaddress4 = self.billaddress4

        billaddress5: None | str | Unset
        if isinstance(self.billaddress5, Unset):
            billaddress5 = UNSET
        else:
            billaddress5 = self.billaddress5

        billaddress6: None | str | Unset
        if isinstance(self.billaddress6, Unset):
            billaddress6 = UNSET
        else:
            billaddress6 = self.billaddress6

        billingtermsid: int | None | Unset
        if isinstance(self.billingtermsid, Unset):
            billingtermsid = UNSET
        else:
            billingtermsid = self.billingtermsid

        clearingno: None | str | Unset
        if isinstance(self.clearingno, Unset):
            clearingno = UNSET
        else:
            clearingno = self.clearingno

        constructioncompany = self.constructioncompany

        countrycode: None | str | Unset
        if isinstance(self.countrycode, Unset):
            countrycode = UNSET
        else:
            countrycode = self.countrycode

        creditrisk: bool | None | Unset
        if isinstance(self.creditrisk, Unset):
            creditrisk = UNSET
        else:
            creditrisk = self.creditrisk

        currencyid = self.currencyid

        customerno: None | str | Unset
        if isinstance(self.customerno, Unset):
            customerno = UNSET
        else:
            customerno = self.customerno

        customernote: None | str | Unset
        if isinstance(self.customernote, Unset):
            customernote = UNSET
        else:
            customernote = self.customernote

        defaultexternalworkorderstatusid: int | None | Unset
        if isinstance(self.defaultexternalworkorderstatusid, Unset):
            defaultexternalworkorderstatusid = UNSET
        else:
            defaultexternalworkorderstatusid = self.defaultexternalworkorderstatusid

        frameworkcontractid: int | None | Unset
        if isinstance(self.frameworkcontractid, Unset):
            frameworkcontractid = UNSET
        else:
            frameworkcontractid = self.frameworkcontractid

        isalsosupplier = self.isalsosupplier

        name = self.name

        novat = self.novat

        vatno: None | str | Unset
        if isinstance(self.vatno, Unset):
            vatno = UNSET
        else:
            vatno = self.vatno

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(customertypeid, Unset):
            field_dict["customertypeid"] = customertypeid
        if active is not UNSET:
            field_dict["active"] = active
        if apartmentno is not UNSET:
            field_dict["apartmentno"] = apartmentno
        if bankaccountno is not UNSET:
            field_dict["bankaccountno"] = bankaccountno
        if bankname is not UNSET:
            field_dict["bankname"] = bankname
        if billaddress1 is not UNSET:
            field_dict["billaddress1"] = billaddress1
        if billaddress2 is not UNSET:
            field_dict["billaddress2"] = billaddress2
        if billaddress3 is not UNSET:
            field_dict["billaddress3"] = billaddress3
        if billaddress4 is not UNSET:
            field_dict["billaddress4"] = billaddress4
        if billaddress5 is not UNSET:
            field_dict["billaddress5"] = billaddress5
        if billaddress6 is not UNSET:
            field_dict["billaddress6"] = billaddress6
        if billingtermsid is not UNSET:
            field_dict["billingtermsid"] = billingtermsid
        if clearingno is not UNSET:
            field_dict["clearingno"] = clearingno
        if constructioncompany is not UNSET:
            field_dict["constructioncompany"] = constructioncompany
        if countrycode is not UNSET:
            field_dict["countrycode"] = countrycode
        if creditrisk is not UNSET:
            field_dict["creditrisk"] = creditrisk
        if currencyid is not UNSET:
            field_dict["currencyid"] = currencyid
        if customerno is not UNSET:
            field_dict["customerno"] = customerno
        if customernote is not UNSET:
            field_dict["customernote"] = customernote
        if defaultexternalworkorderstatusid is not UNSET:
            field_dict["defaultexternalworkorderstatusid"] = defaultexternalworkorderstatusid
        if frameworkcontractid is not UNSET:
            field_dict["frameworkcontractid"] = frameworkcontractid
        if isalsosupplier is not UNSET:
            field_dict["isalsosupplier"] = isalsosupplier
        if name is not UNSET:
            field_dict["name"] = name
        if novat is not UNSET:
            field_dict["novat"] = novat
        if vatno is not UNSET:
            field_dict["vatno"] = vatno

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        id = d.pop("id")

        customertypeid = d.pop("customertypeid")

        active = d.pop("active", UNSET)

        def _parse_apartmentno(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        apartmentno = _parse_apartmentno(d.pop("apartmentno", UNSET))

        def _parse_bankaccountno(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bankaccountno = _parse_bankaccountno(d.pop("bankaccountno", UNSET))

        def _parse_bankname(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bankname = _parse_bankname(d.pop("bankname", UNSET))

        def _parse_billaddress1(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        billaddress1 = _parse_billaddress1(d.pop("billaddress1", UNSET))

        def _parse_billaddress2(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        billaddress2 = _parse_billaddress2(d.pop("billaddress2", UNSET))

        def _parse_billaddress3(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        billaddress3 = _parse_billaddress3(d.pop("billaddress3", UNSET))

        def _parse_billaddress4(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        billaddress4 = _parse_billaddress4(d.pop("billaddress4", UNSET))

        def _parse_billaddress5(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        billaddress5 = _parse_billaddress5(d.pop("billaddress5", UNSET))

        def _parse_billaddress6(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        billaddress6 = _parse_billaddress6(d.pop("billaddress6", UNSET))

        def _parse_billingtermsid(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        billingtermsid = _parse_billingtermsid(d.pop("billingtermsid", UNSET))

        def _parse_clearingno(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        clearingno = _parse_clearingno(d.pop("clearingno", UNSET))

        constructioncompany = d.pop("constructioncompany", UNSET)

        def _parse_countrycode(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        countrycode = _parse_countrycode(d.pop("countrycode", UNSET))

        def _parse_creditrisk(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        creditrisk = _parse_creditrisk(d.pop("creditrisk", UNSET))

        currencyid = d.pop("currencyid", UNSET)

        def _parse_customerno(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customerno = _parse_customerno(d.pop("customerno", UNSET))

        def _parse_customernote(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customernote = _parse_customernote(d.pop("customernote", UNSET))

        def _parse_defaultexternalworkorderstatusid(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        defaultexternalworkorderstatusid = _parse_defaultexternalworkorderstatusid(
            d.pop("defaultexternalworkorderstatusid", UNSET)
        )

        def _parse_frameworkcontractid(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        frameworkcontractid = _parse_frameworkcontractid(d.pop("frameworkcontractid", UNSET))

        isalsosupplier = d.pop("isalsosupplier", UNSET)

        name = d.pop("name", UNSET)

        novat = d.pop("novat", UNSET)

        def _parse_vatno(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        vatno = _parse_vatno(d.pop("vatno", UNSET))

        _self = cls(
            id=id,
            customertypeid=customertypeid,
            active=active,
            apartmentno=apartmentno,
            bankaccountno=bankaccountno,
            bankname=bankname,
            billaddress1=billaddress1,
            billaddress2=billaddress2,
            billaddress3=billaddress3,
            billaddress4=billaddress4,
            billaddress5=billaddress5,
            billaddress6=billaddress6,
            billingtermsid=billingtermsid,
            clearingno=clearingno,
            constructioncompany=constructioncompany,
            countrycode=countrycode,
            creditrisk=creditrisk,
            currencyid=currencyid,
            customerno=customerno,
            customernote=customernote,
            defaultexternalworkorderstatusid=defaultexternalworkorderstatusid,
            frameworkcontractid=frameworkcontractid,
            isalsosupplier=isalsosupplier,
            name=name,
            novat=novat,
            vatno=vatno,
        )

        _self.additional_properties = d
        return _self

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

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

T = TypeVar("T", bound="Customer")


@_attrs_define(kw_only=True)
class Customer:
    """A customer record as NEXT keeps it.

    Attributes:
        id (int): Primary key of the record, by which the API looks it up. It is not the customer number. [inferred:
            name (high), not the customer number] Example: 4711.
        changed (str): When the record was last changed: yyyy-mm-ddThh:mm:ss in the tenant's local time, without offset.
            [inferred: name (low), form] Example: 2024-04-29T09:15:30.
        changedbyid (int): User who last changed the record, as an id. [inferred: name (low)] Example: 12.
        created (str): When the record was made: yyyy-mm-ddThh:mm:ss in the tenant's local time, without offset.
            [inferred: name (low), form] Example: 2024-04-29T09:15:30.
        createdbyid (int): User who made the record, as an id. [inferred: name (low)] Example: 12.
        currencycode (str): Currency of the customer or supplier, as a code. At most 3 characters. [inferred: name
            (high)] Example: SEK.
        customertypeid (int): Kind of customer or supplier, such as company, private or government, as an id. [inferred:
            name (high)] Example: 1.
        customertypename (str): Kind of customer or supplier, such as company, private or government, as text. At most
            50 characters. [inferred: name (high)] Example: Company.
        name (str): What the customer or supplier is called. At most 50 characters. [inferred: name (high)] Example:
            Test Company AB.
        active (bool | Unset): Whether the customer is in use. If left out, the server uses true. [inferred: name
            (high)] Example: True.
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
        billingterms (None | str | Unset): Billing terms that go on the invoice, as text. [inferred: name (medium)]
            Example: 30 days net.
        billingtermsid (int | None | Unset): Billing terms that go on the invoice, as an id. [inferred: name (high)]
            Example: 2.
        clearingno (None | str | Unset): Clearing number. [inferred: name (high)] Example: 5000.
        constructioncompany (bool | Unset): Whether the customer is a construction company, which governs VAT on its
            invoices by default: true means reverse charge, so the seller adds no VAT. Must not be true while novat is true.
            If left out, the server uses false. [inferred: meaning] Example: False.
        countrycode (None | str | Unset): Country code. Needed when invoices carry an OCR payment reference. [inferred:
            name (high), need for OCR] Example: SE.
        creditrisk (bool | None | Unset): Whether the customer counts as a credit risk. Null means that the caller has
            no right to know; it does not mean false. If left out, the server uses false. [inferred: name (high)] Example:
            False.
        currencyid (int | Unset): Currency of the customer, as an id; the default currency if none was sent. [inferred:
            name (high)] Example: 1.
        customerno (None | str | Unset): Number of the customer or supplier, used together with an external system. It
            is text, and not the id. One that NEXT assigned has six digits, zero-filled; one that a user typed is kept as it
            stands. [inferred: name (high), not the id, numbering] Example: 10001.
        customernote (None | str | Unset): Note on the customer or supplier for internal use. [inferred: name (high)]
            Example: Prefers contact by e-mail..
        defaultexternalworkorderstatusid (int | None | Unset): External status that the work orders of this customer or
            supplier inherit, as an id. [inferred: name (high), being an id] Example: 3.
        eancode (None | str | Unset): EAN code. [inferred: name (medium)] Example: 7300000000011.
        ediaddress (None | str | Unset): Address for electronic data interchange. [inferred: name (high)] Example:
            0007:5566778899.
        email (None | str | Unset): E-mail address of the customer or supplier. [inferred: name (high)] Example:
            info@example.com.
        externalid (None | str | Unset): Key of the record in the external system; null while a record made in NEXT has
            not been exported. [inferred: name (medium)] Example: CRM-10001.
        fax (None | str | Unset): Fax number. [inferred: name (medium)] Example: +46846500401.
        frameworkcontractid (int | None | Unset): Framework contract that this customer's work orders get, as an id.
            [inferred: name (high), being an id] Example: 7.
        hasfavorites (bool | Unset): Whether the customer has favourites; the page does not say of what. [inferred: name
            (high)] Example: False.
        hasprices (bool | Unset): Whether the customer has prices; the page does not say which. [inferred: name (high)]
            Example: False.
        housingcooperativeorgno (None | str | Unset): Organisation number of the housing co-operative. [inferred: name
            (low)] Example: 769600-0004.
        iban (None | str | Unset): International bank account number (IBAN). [inferred: name (high)] Example:
            SE4550000000058398257466.
        invoiceemail (None | str | Unset): E-mail address to which the customer's invoices go. [inferred: name (high)]
            Example: invoices@example.com.
        invoicetypeid (int | None | Unset): Type of the invoices, as an id. [inferred: name (high)] Example: 1.
        invoicetypename (None | str | Unset): Type of the invoices, such as e-mail or paper, as text. [inferred: name
            (high)] Example: Email.
        isalsosupplier (bool | Unset): Whether this customer is a supplier too. If so, the supplier endpoint has the
            same record under the same id, and what changes here changes there. If left out, the server uses false.
            [inferred: name (high)] Example: False.
        markup (float | None | Unset): Mark-up in percent. [inferred: name (high)] Example: 12.5.
        mobile (None | str | Unset): Number of a mobile phone, fit for text messages. [inferred: name (medium)] Example:
            +46701740605.
        novat (bool | Unset): Whether the customer's invoices carry no VAT by default. Must not be true while
            constructioncompany is true. If left out, the server uses false. Example: False.
        orgno (None | str | Unset): Organisation number or personal identity number. [inferred: name (medium)] Example:
            556677-8899.
        phone (None | str | Unset): Main phone number. [inferred: name (medium)] Example: +46846500400.
        privateperson (bool | Unset): Whether the customer is a private person. If left out, the server uses false.
            [inferred: name (medium)] Example: False.
        propertyname (None | str | Unset): The property's name. [inferred: name (medium)] Example: Kvarnen 3.
        swift (None | str | Unset): SWIFT code (BIC). [inferred: name (medium)] Example: ESSESESS.
        useinvoicefee (bool | Unset): Whether invoices to this customer get the invoice fee added. If left out, the
            server uses false. [inferred: name (low)] Example: False.
        vatno (None | str | Unset): VAT number. Needed when invoices use reverse charge. [inferred: name (high), need
            for reverse charge] Example: SE556677889901.
        webaddress (None | str | Unset): Web address. [inferred: name (low)] Example: https://www.example.com.
    """

    id: int
    changed: str
    changedbyid: int
    created: str
    createdbyid: int
    currencycode: str
    customertypeid: int
    customertypename: str
    name: str
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
    billingterms: None | str | Unset = UNSET
    billingtermsid: int | None | Unset = UNSET
    clearingno: None | str | Unset = UNSET
    constructioncompany: bool | Unset = UNSET
    countrycode: None | str | Unset = UNSET
    creditrisk: bool | None | Unset = UNSET
    currencyid: int | Unset = UNSET
    customerno: None | str | Unset = UNSET
    customernote: None | str | Unset = UNSET
    defaultexternalworkorderstatusid: int | None | Unset = UNSET
    eancode: None | str | Unset = UNSET
    ediaddress: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    externalid: None | str | Unset = UNSET
    fax: None | str | Unset = UNSET
    frameworkcontractid: int | None | Unset = UNSET
    hasfavorites: bool | Unset = UNSET
    hasprices: bool | Unset = UNSET
    housingcooperativeorgno: None | str | Unset = UNSET
    iban: None | str | Unset = UNSET
    invoiceemail: None | str | Unset = UNSET
    invoicetypeid: int | None | Unset = UNSET
    invoicetypename: None | str | Unset = UNSET
    isalsosupplier: bool | Unset = UNSET
    markup: float | None | Unset = UNSET
    mobile: None | str | Unset = UNSET
    novat: bool | Unset = UNSET
    orgno: None | str | Unset = UNSET
    phone: None | str | Unset = UNSET
    privateperson: bool | Unset = UNSET
    propertyname: None | str | Unset = UNSET
    swift: None | str | Unset = UNSET
    useinvoicefee: bool | Unset = UNSET
    vatno: None | str | Unset = UNSET
    webaddress: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "id": "id",
        "changed": "changed",
        "changedbyid": "changedbyid",
        "created": "created",
        "createdbyid": "createdbyid",
        "currencycode": "currencycode",
        "customertypeid": "customertypeid",
        "customertypename": "customertypename",
        "name": "name",
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
        "billingterms": "billingterms",
        "billingtermsid": "billingtermsid",
        "clearingno": "clearingno",
        "constructioncompany": "constructioncompany",
        "countrycode": "countrycode",
        "creditrisk": "creditrisk",
        "currencyid": "currencyid",
        "customerno": "customerno",
        "customernote": "customernote",
        "defaultexternalworkorderstatusid": "defaultexternalworkorderstatusid",
        "eancode": "eancode",
        "ediaddress": "ediaddress",
        "email": "email",
        "externalid": "externalid",
        "fax": "fax",
        "frameworkcontractid": "frameworkcontractid",
        "hasfavorites": "hasfavorites",
        "hasprices": "hasprices",
        "housingcooperativeorgno": "housingcooperativeorgno",
        "iban": "iban",
        "invoiceemail": "invoiceemail",
        "invoicetypeid": "invoicetypeid",
        "invoicetypename": "invoicetypename",
        "isalsosupplier": "isalsosupplier",
        "markup": "markup",
        "mobile": "mobile",
        "novat": "novat",
        "orgno": "orgno",
        "phone": "phone",
        "privateperson": "privateperson",
        "propertyname": "propertyname",
        "swift": "swift",
        "useinvoicefee": "useinvoicefee",
        "vatno": "vatno",
        "webaddress": "webaddress",
    }

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        changed = self.changed

        changedbyid = self.changedbyid

        created = self.created

        createdbyid = self.createdbyid

        currencycode = self.currencycode

        customertypeid = self.customertypeid

        customertypename = self.customertypename

        name = self.name

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

        billingterms: None | str | Unset
        if isinstance(self.billingterms, Unset):
            billingterms = UNSET
        else:
            billingterms = self.billingterms

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

        eancode: None | str | Unset
        if isinstance(self.eancode, Unset):
            eancode = UNSET
        else:
            eancode = self.eancode

        ediaddress: None | str | Unset
        if isinstance(self.ediaddress, Unset):
            ediaddress = UNSET
        else:
            ediaddress = self.ediaddress

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        externalid: None | str | Unset
        if isinstance(self.externalid, Unset):
            externalid = UNSET
        else:
            externalid = self.externalid

        fax: None | str | Unset
        if isinstance(self.fax, Unset):
            fax = UNSET
        else:
            fax = self.fax

        frameworkcontractid: int | None | Unset
        if isinstance(self.frameworkcontractid, Unset):
            frameworkcontractid = UNSET
        else:
            frameworkcontractid = self.frameworkcontractid

        hasfavorites = self.hasfavorites

        hasprices = self.hasprices

        housingcooperativeorgno: None | str | Unset
        if isinstance(self.housingcooperativeorgno, Unset):
            housingcooperativeorgno = UNSET
        else:
            housingcooperativeorgno = self.housingcooperativeorgno

        iban: None | str | Unset
        if isinstance(self.iban, Unset):
            iban = UNSET
        else:
            iban = self.iban

        invoiceemail: None | str | Unset
        if isinstance(self.invoiceemail, Unset):
            invoiceemail = UNSET
        else:
            invoiceemail = self.invoiceemail

        invoicetypeid: int | None | Unset
        if isinstance(self.invoicetypeid, Unset):
            invoicetypeid = UNSET
        else:
            invoicetypeid = self.invoicetypeid

        invoicetypename: None | str | Unset
        if isinstance(self.invoicetypename, Unset):
            invoicetypename = UNSET
        else:
            invoicetypename = self.invoicetypename

        isalsosupplier = self.isalsosupplier

        markup: float | None | Unset
        if isinstance(self.markup, Unset):
            markup = UNSET
        else:
            markup = self.markup

        mobile: None | str | Unset
        if isinstance(self.mobile, Unset):
            mobile = UNSET
        else:
            mobile = self.mobile

        novat = self.novat

        orgno: None | str | Unset
        if isinstance(self.orgno, Unset):
            orgno = UNSET
        else:
            orgno = self.orgno

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        privateperson = self.privateperson

        propertyname: None | str | Unset
        if isinstance(self.propertyname, Unset):
            propertyname = UNSET
        else:
            propertyname = self.propertyname

        swift: None | str | Unset
        if isinstance(self.swift, Unset):
            swift = UNSET
        else:
            swift = self.swift

        useinvoicefee = self.useinvoicefee

        vatno: None | str | Unset
        if isinstance(self.vatno, Unset):
            vatno = UNSET
        else:
            vatno = self.vatno

        webaddress: None | str | Unset
        if isinstance(self.webaddress, Unset):
            webaddress = UNSET
        else:
            webaddress = self.webaddress

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(changed, Unset):
            field_dict["changed"] = changed
        if not isinstance(changedbyid, Unset):
            field_dict["changedbyid"] = changedbyid
        if not isinstance(created, Unset):
            field_dict["created"] = created
        if not isinstance(createdbyid, Unset):
            field_dict["createdbyid"] = createdbyid
        if not isinstance(currencycode, Unset):
            field_dict["currencycode"] = currencycode
        if not isinstance(customertypeid, Unset):
            field_dict["customertypeid"] = customertypeid
        if not isinstance(customertypename, Unset):
            field_dict["customertypename"] = customertypename
        if not isinstance(name, Unset):
            field_dict["name"] = name
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
        if billingterms is not UNSET:
            field_dict["billingterms"] = billingterms
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
        if eancode is not UNSET:
            field_dict["eancode"] = eancode
        if ediaddress is not UNSET:
            field_dict["ediaddress"] = ediaddress
        if email is not UNSET:
            field_dict["email"] = email
        if externalid is not UNSET:
            field_dict["externalid"] = externalid
        if fax is not UNSET:
            field_dict["fax"] = fax
        if frameworkcontractid is not UNSET:
            field_dict["frameworkcontractid"] = frameworkcontractid
        if hasfavorites is not UNSET:
            field_dict["hasfavorites"] = hasfavorites
        if hasprices is not UNSET:
            field_dict["hasprices"] = hasprices
        if housingcooperativeorgno is not UNSET:
            field_dict["housingcooperativeorgno"] = housingcooperativeorgno
        if iban is not UNSET:
            field_dict["iban"] = iban
        if invoiceemail is not UNSET:
            field_dict["invoiceemail"] = invoiceemail
        if invoicetypeid is not UNSET:
            field_dict["invoicetypeid"] = invoicetypeid
        if invoicetypename is not UNSET:
            field_dict["invoicetypename"] = invoicetypename
        if isalsosupplier is not UNSET:
            field_dict["isalsosupplier"] = isalsosupplier
        if markup is not UNSET:
            field_dict["markup"] = markup
        if mobile is not UNSET:
            field_dict["mobile"] = mobile
        if novat is not UNSET:
            field_dict["novat"] = novat
        if orgno is not UNSET:
            field_dict["orgno"] = orgno
        if phone is not UNSET:
            field_dict["phone"] = phone
        if privateperson is not UNSET:
            field_dict["privateperson"] = privateperson
        if propertyname is not UNSET:
            field_dict["propertyname"] = propertyname
        if swift is not UNSET:
            field_dict["swift"] = swift
        if useinvoicefee is not UNSET:
            field_dict["useinvoicefee"] = useinvoicefee
        if vatno is not UNSET:
            field_dict["vatno"] = vatno
        if webaddress is not UNSET:
            field_dict["webaddress"] = webaddress

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        id = d.pop("id")

        changed = d.pop("changed")

        changedbyid = d.pop("changedbyid")

        created = d.pop("created")

        createdbyid = d.pop("createdbyid")

        currencycode = d.pop("currencycode")

        customertypeid = d.pop("customertypeid")

        customertypename = d.pop("customertypename")

        name = d.pop("name")

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

        def _parse_billingterms(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        billingterms = _parse_billingterms(d.pop("billingterms", UNSET))

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

        def _parse_eancode(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        eancode = _parse_eancode(d.pop("eancode", UNSET))

        def _parse_ediaddress(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ediaddress = _parse_ediaddress(d.pop("ediaddress", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        def _parse_externalid(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        externalid = _parse_externalid(d.pop("externalid", UNSET))

        def _parse_fax(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        fax = _parse_fax(d.pop("fax", UNSET))

        def _parse_frameworkcontractid(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        frameworkcontractid = _parse_frameworkcontractid(d.pop("frameworkcontractid", UNSET))

        hasfavorites = d.pop("hasfavorites", UNSET)

        hasprices = d.pop("hasprices", UNSET)

        def _parse_housingcooperativeorgno(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        housingcooperativeorgno = _parse_housingcooperativeorgno(d.pop("housingcooperativeorgno", UNSET))

        def _parse_iban(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        iban = _parse_iban(d.pop("iban", UNSET))

        def _parse_invoiceemail(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        invoiceemail = _parse_invoiceemail(d.pop("invoiceemail", UNSET))

        def _parse_invoicetypeid(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        invoicetypeid = _parse_invoicetypeid(d.pop("invoicetypeid", UNSET))

        def _parse_invoicetypename(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        invoicetypename = _parse_invoicetypename(d.pop("invoicetypename", UNSET))

        isalsosupplier = d.pop("isalsosupplier", UNSET)

        def _parse_markup(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        markup = _parse_markup(d.pop("markup", UNSET))

        def _parse_mobile(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mobile = _parse_mobile(d.pop("mobile", UNSET))

        novat = d.pop("novat", UNSET)

        def _parse_orgno(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        orgno = _parse_orgno(d.pop("orgno", UNSET))

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        privateperson = d.pop("privateperson", UNSET)

        def _parse_propertyname(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        propertyname = _parse_propertyname(d.pop("propertyname", UNSET))

        def _parse_swift(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        swift = _parse_swift(d.pop("swift", UNSET))

        useinvoicefee = d.pop("useinvoicefee", UNSET)

        def _parse_vatno(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        vatno = _parse_vatno(d.pop("vatno", UNSET))

        def _parse_webaddress(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        webaddress = _parse_webaddress(d.pop("webaddress", UNSET))

        _self = cls(
            id=id,
            changed=changed,
            changedbyid=changedbyid,
            created=created,
            createdbyid=createdbyid,
            currencycode=currencycode,
            customertypeid=customertypeid,
            customertypename=customertypename,
            name=name,
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
            billingterms=billingterms,
            billingtermsid=billingtermsid,
            clearingno=clearingno,
            constructioncompany=constructioncompany,
            countrycode=countrycode,
            creditrisk=creditrisk,
            currencyid=currencyid,
            customerno=customerno,
            customernote=customernote,
            defaultexternalworkorderstatusid=defaultexternalworkorderstatusid,
            eancode=eancode,
            ediaddress=ediaddress,
            email=email,
            externalid=externalid,
            fax=fax,
            frameworkcontractid=frameworkcontractid,
            hasfavorites=hasfavorites,
            hasprices=hasprices,
            housingcooperativeorgno=housingcooperativeorgno,
            iban=iban,
            invoiceemail=invoiceemail,
            invoicetypeid=invoicetypeid,
            invoicetypename=invoicetypename,
            isalsosupplier=isalsosupplier,
            markup=markup,
            mobile=mobile,
            novat=novat,
            orgno=orgno,
            phone=phone,
            privateperson=privateperson,
            propertyname=propertyname,
            swift=swift,
            useinvoicefee=useinvoicefee,
            vatno=vatno,
            webaddress=webaddress,
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

# Generated from specs/next.yaml by make generate. Do not edit.
"""The customers of the API: a method per operation."""

from __future__ import annotations

from typing import Unpack

from klantkit_types.resources import (
    Answer,
    AsyncPages,
    AsyncSender,
    CallOptions,
    Operation,
    Page,
    Pagination,
    Sender,
)

from ...models.customer import Customer
from ...models.customer_list import CustomerList
from ...models.customer_record import CustomerRecord
from ...models.customer_update import CustomerUpdate
from ...models.error import Error
from ...models.new_customer import NewCustomer
from ...types import UNSET, Unset
from . import create_customer, get_customer, list_customers, update_customer

_LIST_CUSTOMERS: Operation[CustomerList] = Operation(
    name="list_customers",
    call="customers.list",
    method="GET",
    path="/customer/",
    source="https://next-tech.readme.io/docs/filtering",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(503, 504), Error, "application/json"),
        Answer(range(200, 300), CustomerList, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={
        "filter_str": "filter_str",
        "page": "page",
        "size": "size",
    },
    build=list_customers._get_kwargs,
)
_LIST_CUSTOMERS_PAGES: Pagination[CustomerRecord] = Pagination(
    items="items",
    parameter="page",
    argument="page",
    place=int,
    next="",
    total="total",
    size="size",
)

_CREATE_CUSTOMER: Operation[Customer] = Operation(
    name="create_customer",
    call="customers.create",
    method="POST",
    path="/customer/",
    source="https://next-tech.readme.io/reference/create_customer_customer__post",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(503, 504), Error, "application/json"),
        Answer(range(200, 300), Customer, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=create_customer._get_kwargs,
)

_GET_CUSTOMER: Operation[CustomerRecord] = Operation(
    name="get_customer",
    call="customers.get",
    method="GET",
    path="/customer/{customer_id}",
    source="https://next-tech.readme.io/docs/objects",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(503, 504), Error, "application/json"),
        Answer(range(200, 300), CustomerRecord, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=get_customer._get_kwargs,
)

_UPDATE_CUSTOMER: Operation[CustomerRecord] = Operation(
    name="update_customer",
    call="customers.update",
    method="PUT",
    path="/customer/{customer_id}",
    source="https://next-tech.readme.io/reference/update_customer_customer__customer_id__put",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(503, 504), Error, "application/json"),
        Answer(range(200, 300), CustomerRecord, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=update_customer._get_kwargs,
)


class CustomersResource:
    """The customers of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        filter_str: str | Unset = UNSET,
        page: int | Unset = UNSET,
        size: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[CustomerRecord, CustomerList]:
        """List the customers.

        Answers with one page of the customers that match a filter. Without a filter on active, customers
        that are not in use are left out. There is no choice of order. [inferred: method and path, not in
        use, order]

        Args:
            filter_str (str | Unset): Filter, as the text of a JSON object. Each key is the name of a field
                of the answer, alone or with __ne, __lt, __le, __gt, __ge, __in (takes a list) or __contains
                (texts, in any case) after it, and all of them must match. [inferred: __lt, __gt and __ne]
                Example: {"customerno":"10001"}
            page (int | Unset): Number of the page, from 1. [inferred: whole parameter] Example: 1
            size (int | Unset): Number of customers on a page, from 1 to 100. [inferred: whole parameter]
                Example: 50
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            The first page; iterating over it goes on through all pages, with a request for each.
            CustomerList (status 2XX): A page of the customers. [inferred: media type]

        Errors:
            400: The request was refused. [inferred: whole answer]
            401: The bearer token is missing or not accepted. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            422: The filter is not a JSON object or names a field that does not exist, or a number is out of
                range. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/docs/filtering
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMERS,
            _LIST_CUSTOMERS_PAGES,
            options,
            filter_str=filter_str,
            page=page,
            size=size,
        )

    def create(
        self,
        *,
        customertypeid: int,
        name: str,
        active: bool | Unset = UNSET,
        apartmentno: None | str | Unset = UNSET,
        bankaccountno: None | str | Unset = UNSET,
        bankname: None | str | Unset = UNSET,
        billaddress1: None | str | Unset = UNSET,
        billaddress2: None | str | Unset = UNSET,
        billaddress3: None | str | Unset = UNSET,
        billaddress4: None | str | Unset = UNSET,
        billaddress5: None | str | Unset = UNSET,
        billaddress6: None | str | Unset = UNSET,
        billingtermsid: int | None | Unset = UNSET,
        clearingno: None | str | Unset = UNSET,
        constructioncompany: bool | Unset = UNSET,
        countrycode: None | str | Unset = UNSET,
        creditrisk: bool | Unset = UNSET,
        currencyid: int | Unset = UNSET,
        customerno: None | str | Unset = UNSET,
        customernote: None | str | Unset = UNSET,
        defaultexternalworkorderstatusid: int | None | Unset = UNSET,
        eancode: None | str | Unset = UNSET,
        ediaddress: None | str | Unset = UNSET,
        email: None | str | Unset = UNSET,
        externalid: None | str | Unset = UNSET,
        fax: None | str | Unset = UNSET,
        frameworkcontractid: int | None | Unset = UNSET,
        housingcooperativeorgno: None | str | Unset = UNSET,
        iban: None | str | Unset = UNSET,
        invoiceemail: None | str | Unset = UNSET,
        invoicetypeid: int | None | Unset = UNSET,
        isalsosupplier: bool | Unset = UNSET,
        markup: float | None | Unset = UNSET,
        mobile: None | str | Unset = UNSET,
        novat: bool | Unset = UNSET,
        orgno: None | str | Unset = UNSET,
        phone: None | str | Unset = UNSET,
        privateperson: bool | Unset = UNSET,
        propertyname: None | str | Unset = UNSET,
        swift: None | str | Unset = UNSET,
        useinvoicefee: bool | Unset = UNSET,
        vatno: None | str | Unset = UNSET,
        webaddress: None | str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Create a customer.

        Creates a customer and answers with its record. The token's NEXT user must have the right to do so.
        Only a name and a kind of customer are required. [inferred: method and path, rights]

        Args:
            customertypeid (int): Kind of customer or supplier, such as company, private or government, as
                an id. [inferred: name (high)] Example: 1
            name (str): What the customer or supplier is called. At most 50 characters. [inferred: name
                (high)] Example: Test Company AB
            active (bool | Unset): Whether the customer is in use. If left out, the server uses true.
                [inferred: name (high)] Example: True
            apartmentno (None | str | Unset): Apartment number. [inferred: name (high)] Example: 1203
            bankaccountno (None | str | Unset): Bank account number. [inferred: name (high)] Example:
                58398257466
            bankname (None | str | Unset): The bank's name. [inferred: name (high)] Example: SEB
            billaddress1 (None | str | Unset): First line of the address, by habit the name. [inferred: name
                (high)] Example: Test Company AB
            billaddress2 (None | str | Unset): Second line of the address, by habit the street. [inferred:
                name (high)] Example: Storgatan 12
            billaddress3 (None | str | Unset): Third line of the address, by habit more about the street:
                building, box and the like. [inferred: name (high)] Example: Box 123
            billaddress4 (None | str | Unset): Fourth line of the address, by habit the postal code.
                [inferred: name (high)] Example: 111 22
            billaddress5 (None | str | Unset): Fifth line of the address, by habit the town. [inferred: name
                (high)] Example: Stockholm
            billaddress6 (None | str | Unset): Sixth line of the address, by habit the country. [inferred:
                name (high)] Example: Sweden
            billingtermsid (int | None | Unset): Billing terms that go on the invoice, as an id. [inferred:
                name (high)] Example: 2
            clearingno (None | str | Unset): Clearing number. [inferred: name (high)] Example: 5000
            constructioncompany (bool | Unset): Whether the customer is a construction company, which
                governs VAT on its invoices by default: true means reverse charge, so the seller adds no VAT.
                Must not be true while novat is true. If left out, the server uses false. [inferred: meaning]
                Example: False
            countrycode (None | str | Unset): Country code. Needed when invoices carry an OCR payment
                reference. [inferred: name (high), need for OCR] Example: SE
            creditrisk (bool | Unset): Whether the customer counts as a credit risk. If left out, the server
                uses false. [inferred: name (high)] Example: False
            currencyid (int | Unset): Currency of the customer, as an id. Leave it out to get the default
                currency. [inferred: name (high)] Example: 1
            customerno (None | str | Unset): Number of the customer or supplier, used together with an
                external system. It is text, and not the id. Without one NEXT assigns a zero-filled number of
                six digits; a number that was sent is kept as it stands. [inferred: name (high), not the id,
                numbering] Example: 10001
            customernote (None | str | Unset): Note on the customer or supplier for internal use. [inferred:
                name (high)] Example: Prefers contact by e-mail.
            defaultexternalworkorderstatusid (int | None | Unset): External status that the work orders of
                this customer or supplier inherit, as an id. [inferred: name (high), being an id] Example: 3
            eancode (None | str | Unset): EAN code. [inferred: name (medium)] Example: 7300000000011
            ediaddress (None | str | Unset): Address for electronic data interchange. [inferred: name
                (high)] Example: 0007:5566778899
            email (None | str | Unset): E-mail address of the customer or supplier. [inferred: name (high)]
                Example: info@example.com
            externalid (None | str | Unset): Key of the record in the external system; null while a record
                made in NEXT has not been exported. [inferred: name (medium)] Example: CRM-10001
            fax (None | str | Unset): Fax number. [inferred: name (medium)] Example: +46846500401
            frameworkcontractid (int | None | Unset): Framework contract that this customer's work orders
                get, as an id. [inferred: name (high), being an id] Example: 7
            housingcooperativeorgno (None | str | Unset): Organisation number of the housing co-operative.
                [inferred: name (low)] Example: 769600-0004
            iban (None | str | Unset): International bank account number (IBAN). [inferred: name (high)]
                Example: SE4550000000058398257466
            invoiceemail (None | str | Unset): E-mail address to which the customer's invoices go.
                [inferred: name (high)] Example: invoices@example.com
            invoicetypeid (int | None | Unset): Type of the invoices, as an id. [inferred: name (high)]
                Example: 1
            isalsosupplier (bool | Unset): Whether this customer is a supplier too. If so, the supplier
                endpoint has the same record under the same id, and what changes here changes there. If left
                out, the server uses false. [inferred: name (high)] Example: False
            markup (float | None | Unset): Mark-up in percent. [inferred: name (high)] Example: 12.5
            mobile (None | str | Unset): Number of a mobile phone, fit for text messages. [inferred: name
                (medium)] Example: +46701740605
            novat (bool | Unset): Whether the customer's invoices carry no VAT by default. Must not be true
                while constructioncompany is true. If left out, the server uses false. Example: False
            orgno (None | str | Unset): Organisation number or personal identity number. [inferred: name
                (medium)] Example: 556677-8899
            phone (None | str | Unset): Main phone number. [inferred: name (medium)] Example: +46846500400
            privateperson (bool | Unset): Whether the customer is a private person. If left out, the server
                uses false. [inferred: name (medium)] Example: False
            propertyname (None | str | Unset): The property's name. [inferred: name (medium)] Example:
                Kvarnen 3
            swift (None | str | Unset): SWIFT code (BIC). [inferred: name (medium)] Example: ESSESESS
            useinvoicefee (bool | Unset): Whether invoices to this customer get the invoice fee added. If
                left out, the server uses false. [inferred: name (low)] Example: False
            vatno (None | str | Unset): VAT number. Needed when invoices use reverse charge. [inferred: name
                (high), need for reverse charge] Example: SE556677889901
            webaddress (None | str | Unset): Web address. [inferred: name (low)] Example:
                https://www.example.com
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 2XX): The customer that was created. [inferred: media type]

        Errors:
            400: A business rule is broken, for instance by an id that matches no record. [inferred: whole
                answer]
            401: The bearer token is missing or not accepted. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            422: A required field is missing, or the input is malformed. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/reference/create_customer_customer__post
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _CREATE_CUSTOMER,
            options,
            body=NewCustomer(
                customertypeid=customertypeid,
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
                housingcooperativeorgno=housingcooperativeorgno,
                iban=iban,
                invoiceemail=invoiceemail,
                invoicetypeid=invoicetypeid,
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
            ),
        )

    def get(
        self,
        customer_id: int,
        **options: Unpack[CallOptions],
    ) -> CustomerRecord:
        """Get a customer.

        Answers with one customer, whether it is in use or not. [inferred: method and path]

        Args:
            customer_id (int): Primary key of the record, not the customer number. [inferred: name and type]
                Example: 4711
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerRecord (status 2XX): The customer. [inferred: media type]

        Errors:
            400: The request was refused. [inferred: whole answer]
            401: The bearer token is missing or not accepted. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            404: No customer has this id. [inferred: whole answer]
            422: The id is not an integer. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/docs/objects
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _GET_CUSTOMER,
            options,
            customer_id=customer_id,
        )

    def update(
        self,
        customer_id: int,
        *,
        active: bool | Unset = UNSET,
        apartmentno: None | str | Unset = UNSET,
        bankaccountno: None | str | Unset = UNSET,
        bankname: None | str | Unset = UNSET,
        billaddress1: None | str | Unset = UNSET,
        billaddress2: None | str | Unset = UNSET,
        billaddress3: None | str | Unset = UNSET,
        billaddress4: None | str | Unset = UNSET,
        billaddress5: None | str | Unset = UNSET,
        billaddress6: None | str | Unset = UNSET,
        billingtermsid: int | None | Unset = UNSET,
        clearingno: None | str | Unset = UNSET,
        constructioncompany: bool | Unset = UNSET,
        countrycode: None | str | Unset = UNSET,
        creditrisk: bool | Unset = UNSET,
        currencyid: int | None | Unset = UNSET,
        customerno: None | str | Unset = UNSET,
        customernote: None | str | Unset = UNSET,
        customertypeid: int | Unset = UNSET,
        defaultexternalworkorderstatusid: int | None | Unset = UNSET,
        frameworkcontractid: int | None | Unset = UNSET,
        isalsosupplier: bool | Unset = UNSET,
        name: str | Unset = UNSET,
        novat: bool | Unset = UNSET,
        vatno: None | str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerRecord:
        """Update a customer.

        Changes the fields that are sent, leaves the others as they are, and answers with the record.
        [inferred: others as they are]

        Args:
            customer_id (int): Primary key of the record, not the customer number. Example: 4711
            active (bool | Unset): Whether the customer is in use. Example: True
            apartmentno (None | str | Unset): Apartment number. At most 10 characters. Example: 1203
            bankaccountno (None | str | Unset): Bank account number. At most 50 characters. Example:
                58398257466
            bankname (None | str | Unset): The bank's name. At most 50 characters. Example: SEB
            billaddress1 (None | str | Unset): First line of the address, by habit the name. At most 50
                characters. Example: Test Company AB
            billaddress2 (None | str | Unset): Second line of the address, by habit the street. At most 50
                characters. Example: Storgatan 12
            billaddress3 (None | str | Unset): Third line of the address, by habit more about the street:
                building, box and the like. At most 50 characters. Example: Box 123
            billaddress4 (None | str | Unset): Fourth line of the address, by habit the postal code. At most
                50 characters. Example: 111 22
            billaddress5 (None | str | Unset): Fifth line of the address, by habit the town. At most 50
                characters. Example: Stockholm
            billaddress6 (None | str | Unset): Sixth line of the address, by habit the country. At most 50
                characters. Example: Sweden
            billingtermsid (int | None | Unset): Billing terms that go on the invoice, as an id. Example: 2
            clearingno (None | str | Unset): Clearing number. At most 20 characters. Example: 5000
            constructioncompany (bool | Unset): Whether the customer is a construction company, which
                governs VAT on its invoices by default: true means reverse charge, so the seller adds no VAT.
                Must not be true while novat is true. [inferred: meaning] Example: False
            countrycode (None | str | Unset): Country code. Needed when invoices carry an OCR payment
                reference. At most 2 characters. [inferred: need for OCR] Example: SE
            creditrisk (bool | Unset): Whether the customer counts as a credit risk. Example: False
            currencyid (int | None | Unset): Currency of the customer, as an id. Example: 1
            customerno (None | str | Unset): Number of the customer or supplier, used together with an
                external system. It is text, and not the id. A number that was sent is kept as it stands. At
                most 50 characters. [inferred: not the id, keeping it] Example: 10001
            customernote (None | str | Unset): Note on the customer or supplier for internal use. At most
                128000 characters. Example: Prefers contact by e-mail.
            customertypeid (int | Unset): Kind of customer or supplier, such as company, private or
                government, as an id. Example: 1
            defaultexternalworkorderstatusid (int | None | Unset): External status that the work orders of
                this customer or supplier inherit, as an id. [inferred: being an id] Example: 3
            frameworkcontractid (int | None | Unset): Framework contract that this customer's work orders
                get, as an id. [inferred: name (high), type, being an id] Example: 7
            isalsosupplier (bool | Unset): Whether this customer is a supplier too. If so, the supplier
                endpoint has the same record under the same id, and what changes here changes there. [inferred:
                name (high), type] Example: False
            name (str | Unset): Name of the customer. At most 50 characters. [inferred: name (high), type
                and limit] Example: Test Company AB
            novat (bool | Unset): Whether the customer's invoices carry no VAT by default. Must not be true
                while constructioncompany is true. [inferred: type] Example: False
            vatno (None | str | Unset): VAT number. Needed when invoices use reverse charge. [inferred: name
                (high), type, need for reverse charge] Example: SE556677889901
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerRecord (status 2XX): The customer as it is now stored. [inferred: body and media type]

        Errors:
            400: A business rule is broken, for instance by an id that matches no record. [inferred: whole
                answer]
            401: The bearer token is missing or not accepted. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            404: No customer has this id. [inferred: whole answer]
            422: A field has the wrong type or is too long. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/reference/update_customer_customer__customer_id__put
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _UPDATE_CUSTOMER,
            options,
            customer_id=customer_id,
            body=CustomerUpdate(
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
                customertypeid=customertypeid,
                defaultexternalworkorderstatusid=defaultexternalworkorderstatusid,
                frameworkcontractid=frameworkcontractid,
                isalsosupplier=isalsosupplier,
                name=name,
                novat=novat,
                vatno=vatno,
            ),
        )


class AsyncCustomersResource:
    """The customers of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        filter_str: str | Unset = UNSET,
        page: int | Unset = UNSET,
        size: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[CustomerRecord, CustomerList]:
        """List the customers.

        Answers with one page of the customers that match a filter. Without a filter on active, customers
        that are not in use are left out. There is no choice of order. [inferred: method and path, not in
        use, order]

        Args:
            filter_str (str | Unset): Filter, as the text of a JSON object. Each key is the name of a field
                of the answer, alone or with __ne, __lt, __le, __gt, __ge, __in (takes a list) or __contains
                (texts, in any case) after it, and all of them must match. [inferred: __lt, __gt and __ne]
                Example: {"customerno":"10001"}
            page (int | Unset): Number of the page, from 1. [inferred: whole parameter] Example: 1
            size (int | Unset): Number of customers on a page, from 1 to 100. [inferred: whole parameter]
                Example: 50
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Pages: await it for the first, or iterate over all items with `async for`.
            CustomerList (status 2XX): A page of the customers. [inferred: media type]

        Errors:
            400: The request was refused. [inferred: whole answer]
            401: The bearer token is missing or not accepted. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            422: The filter is not a JSON object or names a field that does not exist, or a number is out of
                range. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/docs/filtering
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMERS,
            _LIST_CUSTOMERS_PAGES,
            options,
            filter_str=filter_str,
            page=page,
            size=size,
        )

    async def create(
        self,
        *,
        customertypeid: int,
        name: str,
        active: bool | Unset = UNSET,
        apartmentno: None | str | Unset = UNSET,
        bankaccountno: None | str | Unset = UNSET,
        bankname: None | str | Unset = UNSET,
        billaddress1: None | str | Unset = UNSET,
        billaddress2: None | str | Unset = UNSET,
        billaddress3: None | str | Unset = UNSET,
        billaddress4: None | str | Unset = UNSET,
        billaddress5: None | str | Unset = UNSET,
        billaddress6: None | str | Unset = UNSET,
        billingtermsid: int | None | Unset = UNSET,
        clearingno: None | str | Unset = UNSET,
        constructioncompany: bool | Unset = UNSET,
        countrycode: None | str | Unset = UNSET,
        creditrisk: bool | Unset = UNSET,
        currencyid: int | Unset = UNSET,
        customerno: None | str | Unset = UNSET,
        customernote: None | str | Unset = UNSET,
        defaultexternalworkorderstatusid: int | None | Unset = UNSET,
        eancode: None | str | Unset = UNSET,
        ediaddress: None | str | Unset = UNSET,
        email: None | str | Unset = UNSET,
        externalid: None | str | Unset = UNSET,
        fax: None | str | Unset = UNSET,
        frameworkcontractid: int | None | Unset = UNSET,
        housingcooperativeorgno: None | str | Unset = UNSET,
        iban: None | str | Unset = UNSET,
        invoiceemail: None | str | Unset = UNSET,
        invoicetypeid: int | None | Unset = UNSET,
        isalsosupplier: bool | Unset = UNSET,
        markup: float | None | Unset = UNSET,
        mobile: None | str | Unset = UNSET,
        novat: bool | Unset = UNSET,
        orgno: None | str | Unset = UNSET,
        phone: None | str | Unset = UNSET,
        privateperson: bool | Unset = UNSET,
        propertyname: None | str | Unset = UNSET,
        swift: None | str | Unset = UNSET,
        useinvoicefee: bool | Unset = UNSET,
        vatno: None | str | Unset = UNSET,
        webaddress: None | str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Create a customer.

        Creates a customer and answers with its record. The token's NEXT user must have the right to do so.
        Only a name and a kind of customer are required. [inferred: method and path, rights]

        Args:
            customertypeid (int): Kind of customer or supplier, such as company, private or government, as
                an id. [inferred: name (high)] Example: 1
            name (str): What the customer or supplier is called. At most 50 characters. [inferred: name
                (high)] Example: Test Company AB
            active (bool | Unset): Whether the customer is in use. If left out, the server uses true.
                [inferred: name (high)] Example: True
            apartmentno (None | str | Unset): Apartment number. [inferred: name (high)] Example: 1203
            bankaccountno (None | str | Unset): Bank account number. [inferred: name (high)] Example:
                58398257466
            bankname (None | str | Unset): The bank's name. [inferred: name (high)] Example: SEB
            billaddress1 (None | str | Unset): First line of the address, by habit the name. [inferred: name
                (high)] Example: Test Company AB
            billaddress2 (None | str | Unset): Second line of the address, by habit the street. [inferred:
                name (high)] Example: Storgatan 12
            billaddress3 (None | str | Unset): Third line of the address, by habit more about the street:
                building, box and the like. [inferred: name (high)] Example: Box 123
            billaddress4 (None | str | Unset): Fourth line of the address, by habit the postal code.
                [inferred: name (high)] Example: 111 22
            billaddress5 (None | str | Unset): Fifth line of the address, by habit the town. [inferred: name
                (high)] Example: Stockholm
            billaddress6 (None | str | Unset): Sixth line of the address, by habit the country. [inferred:
                name (high)] Example: Sweden
            billingtermsid (int | None | Unset): Billing terms that go on the invoice, as an id. [inferred:
                name (high)] Example: 2
            clearingno (None | str | Unset): Clearing number. [inferred: name (high)] Example: 5000
            constructioncompany (bool | Unset): Whether the customer is a construction company, which
                governs VAT on its invoices by default: true means reverse charge, so the seller adds no VAT.
                Must not be true while novat is true. If left out, the server uses false. [inferred: meaning]
                Example: False
            countrycode (None | str | Unset): Country code. Needed when invoices carry an OCR payment
                reference. [inferred: name (high), need for OCR] Example: SE
            creditrisk (bool | Unset): Whether the customer counts as a credit risk. If left out, the server
                uses false. [inferred: name (high)] Example: False
            currencyid (int | Unset): Currency of the customer, as an id. Leave it out to get the default
                currency. [inferred: name (high)] Example: 1
            customerno (None | str | Unset): Number of the customer or supplier, used together with an
                external system. It is text, and not the id. Without one NEXT assigns a zero-filled number of
                six digits; a number that was sent is kept as it stands. [inferred: name (high), not the id,
                numbering] Example: 10001
            customernote (None | str | Unset): Note on the customer or supplier for internal use. [inferred:
                name (high)] Example: Prefers contact by e-mail.
            defaultexternalworkorderstatusid (int | None | Unset): External status that the work orders of
                this customer or supplier inherit, as an id. [inferred: name (high), being an id] Example: 3
            eancode (None | str | Unset): EAN code. [inferred: name (medium)] Example: 7300000000011
            ediaddress (None | str | Unset): Address for electronic data interchange. [inferred: name
                (high)] Example: 0007:5566778899
            email (None | str | Unset): E-mail address of the customer or supplier. [inferred: name (high)]
                Example: info@example.com
            externalid (None | str | Unset): Key of the record in the external system; null while a record
                made in NEXT has not been exported. [inferred: name (medium)] Example: CRM-10001
            fax (None | str | Unset): Fax number. [inferred: name (medium)] Example: +46846500401
            frameworkcontractid (int | None | Unset): Framework contract that this customer's work orders
                get, as an id. [inferred: name (high), being an id] Example: 7
            housingcooperativeorgno (None | str | Unset): Organisation number of the housing co-operative.
                [inferred: name (low)] Example: 769600-0004
            iban (None | str | Unset): International bank account number (IBAN). [inferred: name (high)]
                Example: SE4550000000058398257466
            invoiceemail (None | str | Unset): E-mail address to which the customer's invoices go.
                [inferred: name (high)] Example: invoices@example.com
            invoicetypeid (int | None | Unset): Type of the invoices, as an id. [inferred: name (high)]
                Example: 1
            isalsosupplier (bool | Unset): Whether this customer is a supplier too. If so, the supplier
                endpoint has the same record under the same id, and what changes here changes there. If left
                out, the server uses false. [inferred: name (high)] Example: False
            markup (float | None | Unset): Mark-up in percent. [inferred: name (high)] Example: 12.5
            mobile (None | str | Unset): Number of a mobile phone, fit for text messages. [inferred: name
                (medium)] Example: +46701740605
            novat (bool | Unset): Whether the customer's invoices carry no VAT by default. Must not be true
                while constructioncompany is true. If left out, the server uses false. Example: False
            orgno (None | str | Unset): Organisation number or personal identity number. [inferred: name
                (medium)] Example: 556677-8899
            phone (None | str | Unset): Main phone number. [inferred: name (medium)] Example: +46846500400
            privateperson (bool | Unset): Whether the customer is a private person. If left out, the server
                uses false. [inferred: name (medium)] Example: False
            propertyname (None | str | Unset): The property's name. [inferred: name (medium)] Example:
                Kvarnen 3
            swift (None | str | Unset): SWIFT code (BIC). [inferred: name (medium)] Example: ESSESESS
            useinvoicefee (bool | Unset): Whether invoices to this customer get the invoice fee added. If
                left out, the server uses false. [inferred: name (low)] Example: False
            vatno (None | str | Unset): VAT number. Needed when invoices use reverse charge. [inferred: name
                (high), need for reverse charge] Example: SE556677889901
            webaddress (None | str | Unset): Web address. [inferred: name (low)] Example:
                https://www.example.com
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 2XX): The customer that was created. [inferred: media type]

        Errors:
            400: A business rule is broken, for instance by an id that matches no record. [inferred: whole
                answer]
            401: The bearer token is missing or not accepted. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            422: A required field is missing, or the input is malformed. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/reference/create_customer_customer__post
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _CREATE_CUSTOMER,
            options,
            body=NewCustomer(
                customertypeid=customertypeid,
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
                housingcooperativeorgno=housingcooperativeorgno,
                iban=iban,
                invoiceemail=invoiceemail,
                invoicetypeid=invoicetypeid,
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
            ),
        )

    async def get(
        self,
        customer_id: int,
        **options: Unpack[CallOptions],
    ) -> CustomerRecord:
        """Get a customer.

        Answers with one customer, whether it is in use or not. [inferred: method and path]

        Args:
            customer_id (int): Primary key of the record, not the customer number. [inferred: name and type]
                Example: 4711
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerRecord (status 2XX): The customer. [inferred: media type]

        Errors:
            400: The request was refused. [inferred: whole answer]
            401: The bearer token is missing or not accepted. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            404: No customer has this id. [inferred: whole answer]
            422: The id is not an integer. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/docs/objects
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _GET_CUSTOMER,
            options,
            customer_id=customer_id,
        )

    async def update(
        self,
        customer_id: int,
        *,
        active: bool | Unset = UNSET,
        apartmentno: None | str | Unset = UNSET,
        bankaccountno: None | str | Unset = UNSET,
        bankname: None | str | Unset = UNSET,
        billaddress1: None | str | Unset = UNSET,
        billaddress2: None | str | Unset = UNSET,
        billaddress3: None | str | Unset = UNSET,
        billaddress4: None | str | Unset = UNSET,
        billaddress5: None | str | Unset = UNSET,
        billaddress6: None | str | Unset = UNSET,
        billingtermsid: int | None | Unset = UNSET,
        clearingno: None | str | Unset = UNSET,
        constructioncompany: bool | Unset = UNSET,
        countrycode: None | str | Unset = UNSET,
        creditrisk: bool | Unset = UNSET,
        currencyid: int | None | Unset = UNSET,
        customerno: None | str | Unset = UNSET,
        customernote: None | str | Unset = UNSET,
        customertypeid: int | Unset = UNSET,
        defaultexternalworkorderstatusid: int | None | Unset = UNSET,
        frameworkcontractid: int | None | Unset = UNSET,
        isalsosupplier: bool | Unset = UNSET,
        name: str | Unset = UNSET,
        novat: bool | Unset = UNSET,
        vatno: None | str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerRecord:
        """Update a customer.

        Changes the fields that are sent, leaves the others as they are, and answers with the record.
        [inferred: others as they are]

        Args:
            customer_id (int): Primary key of the record, not the customer number. Example: 4711
            active (bool | Unset): Whether the customer is in use. Example: True
            apartmentno (None | str | Unset): Apartment number. At most 10 characters. Example: 1203
            bankaccountno (None | str | Unset): Bank account number. At most 50 characters. Example:
                58398257466
            bankname (None | str | Unset): The bank's name. At most 50 characters. Example: SEB
            billaddress1 (None | str | Unset): First line of the address, by habit the name. At most 50
                characters. Example: Test Company AB
            billaddress2 (None | str | Unset): Second line of the address, by habit the street. At most 50
                characters. Example: Storgatan 12
            billaddress3 (None | str | Unset): Third line of the address, by habit more about the street:
                building, box and the like. At most 50 characters. Example: Box 123
            billaddress4 (None | str | Unset): Fourth line of the address, by habit the postal code. At most
                50 characters. Example: 111 22
            billaddress5 (None | str | Unset): Fifth line of the address, by habit the town. At most 50
                characters. Example: Stockholm
            billaddress6 (None | str | Unset): Sixth line of the address, by habit the country. At most 50
                characters. Example: Sweden
            billingtermsid (int | None | Unset): Billing terms that go on the invoice, as an id. Example: 2
            clearingno (None | str | Unset): Clearing number. At most 20 characters. Example: 5000
            constructioncompany (bool | Unset): Whether the customer is a construction company, which
                governs VAT on its invoices by default: true means reverse charge, so the seller adds no VAT.
                Must not be true while novat is true. [inferred: meaning] Example: False
            countrycode (None | str | Unset): Country code. Needed when invoices carry an OCR payment
                reference. At most 2 characters. [inferred: need for OCR] Example: SE
            creditrisk (bool | Unset): Whether the customer counts as a credit risk. Example: False
            currencyid (int | None | Unset): Currency of the customer, as an id. Example: 1
            customerno (None | str | Unset): Number of the customer or supplier, used together with an
                external system. It is text, and not the id. A number that was sent is kept as it stands. At
                most 50 characters. [inferred: not the id, keeping it] Example: 10001
            customernote (None | str | Unset): Note on the customer or supplier for internal use. At most
                128000 characters. Example: Prefers contact by e-mail.
            customertypeid (int | Unset): Kind of customer or supplier, such as company, private or
                government, as an id. Example: 1
            defaultexternalworkorderstatusid (int | None | Unset): External status that the work orders of
                this customer or supplier inherit, as an id. [inferred: being an id] Example: 3
            frameworkcontractid (int | None | Unset): Framework contract that this customer's work orders
                get, as an id. [inferred: name (high), type, being an id] Example: 7
            isalsosupplier (bool | Unset): Whether this customer is a supplier too. If so, the supplier
                endpoint has the same record under the same id, and what changes here changes there. [inferred:
                name (high), type] Example: False
            name (str | Unset): Name of the customer. At most 50 characters. [inferred: name (high), type
                and limit] Example: Test Company AB
            novat (bool | Unset): Whether the customer's invoices carry no VAT by default. Must not be true
                while constructioncompany is true. [inferred: type] Example: False
            vatno (None | str | Unset): VAT number. Needed when invoices use reverse charge. [inferred: name
                (high), type, need for reverse charge] Example: SE556677889901
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerRecord (status 2XX): The customer as it is now stored. [inferred: body and media type]

        Errors:
            400: A business rule is broken, for instance by an id that matches no record. [inferred: whole
                answer]
            401: The bearer token is missing or not accepted. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            404: No customer has this id. [inferred: whole answer]
            422: A field has the wrong type or is too long. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/reference/update_customer_customer__customer_id__put
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _UPDATE_CUSTOMER,
            options,
            customer_id=customer_id,
            body=CustomerUpdate(
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
                customertypeid=customertypeid,
                defaultexternalworkorderstatusid=defaultexternalworkorderstatusid,
                frameworkcontractid=frameworkcontractid,
                isalsosupplier=isalsosupplier,
                name=name,
                novat=novat,
                vatno=vatno,
            ),
        )

# Generated from specs/next.yaml by make generate. Do not edit.
"""The customers of the API: a method an operation."""

from __future__ import annotations

from typing import Unpack

from ...models.customer import Customer
from ...models.new_customer import NewCustomer
from ...types import UNSET, Unset
from .. import AsyncSender, CallOptions, Operation, Sender
from . import create_customer

_CREATE_CUSTOMER: Operation[Customer] = Operation(
    name="create_customer",
    method="POST",
    path="/customer/",
    source="https://next-tech.readme.io/reference/create_customer_customer__post",
    secured=True,
    media_type="application/json",
    successes=(range(200, 201),),
    build=create_customer._get_kwargs,
    parse=create_customer._parse_response,
)


class CustomersResource:
    """The customers of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

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

        Creates a customer and answers with the whole record. The token's NEXT user has to have the right to
        do so. Only a name and a kind of customer have to be sent. [inferred]

        Args:
            customertypeid (int): Kind of customer or supplier, such as company, private or government, as
                an id. [inferred] Example: 1
            name (str): What the customer or supplier is called. At most 50 characters. [inferred] Example:
                Test Company AB
            active (bool | Unset): Whether the customer is in use. When left out, the server takes true.
                [inferred] Example: True
            apartmentno (None | str | Unset): Number of the customer's flat. [inferred] Example: 1203
            bankaccountno (None | str | Unset): Bank account number of the customer. [inferred] Example:
                58398257466
            bankname (None | str | Unset): Which bank the customer uses. [inferred] Example: SEB
            billaddress1 (None | str | Unset): First line of the billing address, by habit the name.
                [inferred] Example: Test Company AB
            billaddress2 (None | str | Unset): Second line of the billing address, by habit the street.
                [inferred] Example: Storgatan 12
            billaddress3 (None | str | Unset): Third line of the billing address, by habit more about the
                street: building, box and the like. [inferred] Example: Box 123
            billaddress4 (None | str | Unset): Fourth line of the billing address, by habit the postal code.
                [inferred] Example: 111 22
            billaddress5 (None | str | Unset): Fifth line of the billing address, by habit the town.
                [inferred] Example: Stockholm
            billaddress6 (None | str | Unset): Sixth line of the billing address, by habit the country.
                [inferred] Example: Sweden
            billingtermsid (int | None | Unset): Payment terms put on the customer's invoices, as an id.
                [inferred] Example: 2
            clearingno (None | str | Unset): Clearing number of the bank. [inferred] Example: 5000
            constructioncompany (bool | Unset): Whether the customer is a construction company, which
                governs VAT on its invoices by default: true means reverse charge, so the seller adds no VAT.
                Must not be true while novat is true. When left out, the server takes false. [inferred] Example:
                False
            countrycode (None | str | Unset): Code of the customer's country. Needed when invoices carry an
                OCR payment reference. [inferred] Example: SE
            creditrisk (bool | Unset): Whether the customer counts as a credit risk. When left out, the
                server takes false. [inferred] Example: False
            currencyid (int | Unset): Currency of the customer, as an id. Leave it out to get the tenant's
                default currency. [inferred] Example: 1
            customerno (None | str | Unset): Number by which an external system knows the customer or
                supplier. It is text, and not the id. Without one NEXT assigns a zero-filled number of six
                digits; a number that was sent is kept as it stands. [inferred] Example: 10001
            customernote (None | str | Unset): Note on the customer or supplier for internal use. [inferred]
                Example: Prefers contact by e-mail.
            defaultexternalworkorderstatusid (int | None | Unset): Status in an external system which work
                orders take over from their customer or supplier, as an id. [inferred] Example: 3
            eancode (None | str | Unset): EAN code of the customer. [inferred] Example: 7300000000011
            ediaddress (None | str | Unset): Address for electronic data interchange. [inferred] Example:
                0007:5566778899
            email (None | str | Unset): E-mail address of the customer or supplier. [inferred] Example:
                info@example.com
            externalid (None | str | Unset): Key of the record in the external system; null while a record
                made in NEXT has not been exported. [inferred] Example: CRM-10001
            fax (None | str | Unset): Fax number. [inferred] Example: +46846500401
            frameworkcontractid (int | None | Unset): Framework contract that this customer's work orders
                get, as an id. [inferred] Example: 7
            housingcooperativeorgno (None | str | Unset): Organisation number of the customer's housing co-
                operative. [inferred] Example: 769600-0004
            iban (None | str | Unset): International bank account number (IBAN). [inferred] Example:
                SE4550000000058398257466
            invoiceemail (None | str | Unset): E-mail address to which the customer's invoices go.
                [inferred] Example: invoices@example.com
            invoicetypeid (int | None | Unset): How invoices reach the customer, as an id. [inferred]
                Example: 1
            isalsosupplier (bool | Unset): Whether this customer is a supplier too. If so, the supplier
                endpoint has the same record under the same id, and what changes here changes there. When left
                out, the server takes false. [inferred] Example: False
            markup (float | None | Unset): Mark-up in percent. [inferred] Example: 12.5
            mobile (None | str | Unset): Number of a mobile phone, fit for text messages. [inferred]
                Example: +46701740605
            novat (bool | Unset): Whether the customer's invoices carry no VAT by default: true means none
                at all, for another reason than reverse charge. Must not be true while constructioncompany is
                true. When left out, the server takes false. [inferred] Example: False
            orgno (None | str | Unset): Organisation number, or personal identity number of a private
                person. [inferred] Example: 556677-8899
            phone (None | str | Unset): Main phone number. [inferred] Example: +46846500400
            privateperson (bool | Unset): Whether the customer is a private person. When left out, the
                server takes false. [inferred] Example: False
            propertyname (None | str | Unset): Name of the customer's property. [inferred] Example: Kvarnen
                3
            swift (None | str | Unset): SWIFT code (BIC) of the bank. [inferred] Example: ESSESESS
            useinvoicefee (bool | Unset): Whether invoices to this customer get the invoice fee added. When
                left out, the server takes false. [inferred] Example: False
            vatno (None | str | Unset): VAT number. Needed when invoices use reverse charge. [inferred]
                Example: SE556677889901
            webaddress (None | str | Unset): Address of the customer's website. [inferred] Example:
                https://www.example.com
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            Customer (status 200): The customer as it was created. [inferred]

        Errors:
            400: A business rule is broken, for instance by an id that matches no record. [inferred]
            401: The bearer token is missing or not accepted. [inferred]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred]
            422: A required field is missing, or the input is malformed. [inferred]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred]
            503: The service is down for a while. Wait as long as the header says. [inferred]
            5XX: The service failed. [inferred]

        Source: https://next-tech.readme.io/reference/create_customer_customer__post
        What is marked [inferred] does not stand there; the spec says why it is believed.
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


class AsyncCustomersResource:
    """The customers of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

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

        Creates a customer and answers with the whole record. The token's NEXT user has to have the right to
        do so. Only a name and a kind of customer have to be sent. [inferred]

        Args:
            customertypeid (int): Kind of customer or supplier, such as company, private or government, as
                an id. [inferred] Example: 1
            name (str): What the customer or supplier is called. At most 50 characters. [inferred] Example:
                Test Company AB
            active (bool | Unset): Whether the customer is in use. When left out, the server takes true.
                [inferred] Example: True
            apartmentno (None | str | Unset): Number of the customer's flat. [inferred] Example: 1203
            bankaccountno (None | str | Unset): Bank account number of the customer. [inferred] Example:
                58398257466
            bankname (None | str | Unset): Which bank the customer uses. [inferred] Example: SEB
            billaddress1 (None | str | Unset): First line of the billing address, by habit the name.
                [inferred] Example: Test Company AB
            billaddress2 (None | str | Unset): Second line of the billing address, by habit the street.
                [inferred] Example: Storgatan 12
            billaddress3 (None | str | Unset): Third line of the billing address, by habit more about the
                street: building, box and the like. [inferred] Example: Box 123
            billaddress4 (None | str | Unset): Fourth line of the billing address, by habit the postal code.
                [inferred] Example: 111 22
            billaddress5 (None | str | Unset): Fifth line of the billing address, by habit the town.
                [inferred] Example: Stockholm
            billaddress6 (None | str | Unset): Sixth line of the billing address, by habit the country.
                [inferred] Example: Sweden
            billingtermsid (int | None | Unset): Payment terms put on the customer's invoices, as an id.
                [inferred] Example: 2
            clearingno (None | str | Unset): Clearing number of the bank. [inferred] Example: 5000
            constructioncompany (bool | Unset): Whether the customer is a construction company, which
                governs VAT on its invoices by default: true means reverse charge, so the seller adds no VAT.
                Must not be true while novat is true. When left out, the server takes false. [inferred] Example:
                False
            countrycode (None | str | Unset): Code of the customer's country. Needed when invoices carry an
                OCR payment reference. [inferred] Example: SE
            creditrisk (bool | Unset): Whether the customer counts as a credit risk. When left out, the
                server takes false. [inferred] Example: False
            currencyid (int | Unset): Currency of the customer, as an id. Leave it out to get the tenant's
                default currency. [inferred] Example: 1
            customerno (None | str | Unset): Number by which an external system knows the customer or
                supplier. It is text, and not the id. Without one NEXT assigns a zero-filled number of six
                digits; a number that was sent is kept as it stands. [inferred] Example: 10001
            customernote (None | str | Unset): Note on the customer or supplier for internal use. [inferred]
                Example: Prefers contact by e-mail.
            defaultexternalworkorderstatusid (int | None | Unset): Status in an external system which work
                orders take over from their customer or supplier, as an id. [inferred] Example: 3
            eancode (None | str | Unset): EAN code of the customer. [inferred] Example: 7300000000011
            ediaddress (None | str | Unset): Address for electronic data interchange. [inferred] Example:
                0007:5566778899
            email (None | str | Unset): E-mail address of the customer or supplier. [inferred] Example:
                info@example.com
            externalid (None | str | Unset): Key of the record in the external system; null while a record
                made in NEXT has not been exported. [inferred] Example: CRM-10001
            fax (None | str | Unset): Fax number. [inferred] Example: +46846500401
            frameworkcontractid (int | None | Unset): Framework contract that this customer's work orders
                get, as an id. [inferred] Example: 7
            housingcooperativeorgno (None | str | Unset): Organisation number of the customer's housing co-
                operative. [inferred] Example: 769600-0004
            iban (None | str | Unset): International bank account number (IBAN). [inferred] Example:
                SE4550000000058398257466
            invoiceemail (None | str | Unset): E-mail address to which the customer's invoices go.
                [inferred] Example: invoices@example.com
            invoicetypeid (int | None | Unset): How invoices reach the customer, as an id. [inferred]
                Example: 1
            isalsosupplier (bool | Unset): Whether this customer is a supplier too. If so, the supplier
                endpoint has the same record under the same id, and what changes here changes there. When left
                out, the server takes false. [inferred] Example: False
            markup (float | None | Unset): Mark-up in percent. [inferred] Example: 12.5
            mobile (None | str | Unset): Number of a mobile phone, fit for text messages. [inferred]
                Example: +46701740605
            novat (bool | Unset): Whether the customer's invoices carry no VAT by default: true means none
                at all, for another reason than reverse charge. Must not be true while constructioncompany is
                true. When left out, the server takes false. [inferred] Example: False
            orgno (None | str | Unset): Organisation number, or personal identity number of a private
                person. [inferred] Example: 556677-8899
            phone (None | str | Unset): Main phone number. [inferred] Example: +46846500400
            privateperson (bool | Unset): Whether the customer is a private person. When left out, the
                server takes false. [inferred] Example: False
            propertyname (None | str | Unset): Name of the customer's property. [inferred] Example: Kvarnen
                3
            swift (None | str | Unset): SWIFT code (BIC) of the bank. [inferred] Example: ESSESESS
            useinvoicefee (bool | Unset): Whether invoices to this customer get the invoice fee added. When
                left out, the server takes false. [inferred] Example: False
            vatno (None | str | Unset): VAT number. Needed when invoices use reverse charge. [inferred]
                Example: SE556677889901
            webaddress (None | str | Unset): Address of the customer's website. [inferred] Example:
                https://www.example.com
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            Customer (status 200): The customer as it was created. [inferred]

        Errors:
            400: A business rule is broken, for instance by an id that matches no record. [inferred]
            401: The bearer token is missing or not accepted. [inferred]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred]
            422: A required field is missing, or the input is malformed. [inferred]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred]
            503: The service is down for a while. Wait as long as the header says. [inferred]
            5XX: The service failed. [inferred]

        Source: https://next-tech.readme.io/reference/create_customer_customer__post
        What is marked [inferred] does not stand there; the spec says why it is believed.
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

"""Check digits of cards, accounts and Russian personal numbers."""


def luhn(digits: str) -> bool:
    """Tell whether a card number's last digit is right (ISO/IEC 7812-1, annex B).

    Examples
    --------
    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def snils(digits: str) -> bool:
    """Tell whether a Russian pension number's last two digits are right.

    Examples
    --------
    >>> snils("11223344595"), snils("11223344596")
    (True, False)
    """
    weighted = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9]))
    return weighted % 101 % 100 == int(digits[9:])


def inn(digits: str) -> bool:
    """Tell whether a Russian taxpayer number's check digits are right (10 or 12 digits).

    Examples
    --------
    >>> inn("7707083893"), inn("500100732259"), inn("7707083894")
    (True, True, False)
    """
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    checks = (9,) if len(digits) == 10 else (10, 11)
    return all(
        sum(int(d) * w for d, w in zip(digits[:place], weights[-place:], strict=True)) % 11 % 10
        == int(digits[place])
        for place in checks
    )


def iban(account: str) -> bool:
    """Tell whether an account number's check digits are right (ISO 13616).

    Examples
    --------
    >>> iban("GB82WEST12345698765432"), iban("GB83WEST12345698765432")
    (True, False)
    """
    turned = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1

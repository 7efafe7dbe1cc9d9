"""Passwords that others would guess are refused; the rest is hashed beyond recovery."""

from __future__ import annotations

import unicodedata

import pytest

from data_loaders.accounts.passwords import (
    HASHER,
    WeakPasswordError,
    check_new_password,
    hash_password,
    random_password,
    verify_password,
)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "short"),
        ("Xk9$wQ2!mZ7", "short"),
        ("x" * 129, "long"),
        ("matkhau12345", "common"),
        ("Matkhau@12345", "common"),
        ("password1234", "common"),
        ("123456789012", "common"),
        ("aaaaaaaaaaaa", "common"),
        ("qwertyuiop123", "common"),
        ("Banchidao@2025", "common"),
        ("KonTum@2025!!", "common"),
        ("Anhyeuem@1234", "common"),
        ("le.van.an1234", "common"),
    ],
)
def test_a_password_others_would_guess_is_refused(password: str, reason: str) -> None:
    with pytest.raises(WeakPasswordError) as refusal:
        check_new_password(password, name="le.van.an")
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    "password", ["cà phê sữa đá buổi sáng", "Xk9$wQ2!mZ7pL", "ao thu lạnh lẽo nước trong veo"]
)
def test_a_sentence_of_ones_own_is_taken(password: str) -> None:
    check_new_password(password, name="le.van.an")


def test_random_passwords_pass_their_own_rule_and_differ() -> None:
    found = {random_password() for _ in range(20)}
    for password in found:
        check_new_password(password, name="le.van.an")
    assert len(found) == 20


def test_a_hash_is_argon2id_with_a_salt_of_its_own(cheap_hashes: None) -> None:
    one, two = hash_password("cà phê"), hash_password("cà phê")
    assert one.startswith("$argon2id$")
    assert one != two
    assert verify_password(one, "cà phê")
    assert not verify_password(one, "cà phê ")
    assert not verify_password("not a hash", "cà phê")


def test_the_products_hash_costs_what_the_standard_asks_for() -> None:
    assert (HASHER.time_cost, HASHER.memory_cost) == (3, 64 * 1024)


def test_both_ways_of_typing_vietnamese_are_one_password(cheap_hashes: None) -> None:
    text = "Đắk Hà, Ngọc Hồi, Tu Mơ Rông"
    encoded = hash_password(unicodedata.normalize("NFD", text))
    assert verify_password(encoded, unicodedata.normalize("NFC", text))


def test_what_is_longer_than_any_password_is_wrong(cheap_hashes: None) -> None:
    encoded = hash_password("x" * 128)
    assert verify_password(encoded, "x" * 128)
    assert not verify_password(encoded, "x" * 129)

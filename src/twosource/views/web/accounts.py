"""Accounts of a desk that shares a server: names, roles and argon2 hashes in one file of their own, and who is signed in."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from twosource.errors import InputError, TwosourceError
from twosource.records import Record

Role = Literal["viewer", "analyst", "admin"]
ROLES: tuple[Role, ...] = ("viewer", "analyst", "admin")
SHORTEST, LONGEST = 10, 200
"""Characters of a password."""
IDLE, AT_MOST = 12 * 3600, 7 * 86_400
"""Seconds after which a session ends: without a request, and in any case."""
FREE, WINDOW = 5, 900.0
"""Wrong passwords in a quarter of an hour after which a name, or an address, has to wait."""
FORGOTTEN = 10_000
"""Names and addresses that are remembered for having given a wrong password."""
Clock = Callable[[], float]


class Account(Record, frozen=True, kw_only=True):
    """A person who may sign in."""

    role: Role
    password: str


class Session(Record, frozen=True, kw_only=True):
    """Somebody who is signed in, with the token that their forms must bear."""

    name: str
    role: Role
    csrf: str
    began: float
    seen: float

    @property
    def writes(self) -> bool:
        """Whether they may say and add something."""
        return self.role != "viewer"


class Throttled(TwosourceError):
    """Too many wrong passwords: wait."""


class Accounts:
    """The file of accounts, and the sessions, which end with the program."""

    def __init__(self, path: Path, clock: Clock = time.time, hasher: PasswordHasher | None = None) -> None:
        self.path = path
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex(16))
        self._sessions: dict[str, Session] = {}
        self._wrong: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def all(self) -> dict[str, Account]:
        """The accounts by name; none where there is no file yet.

        Raises:
            InputError: the file is none of accounts.
        """
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=dict[str, Account])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as fault:
            raise InputError(
                f"no accounts can be read: {fault}", where=str(self.path), remedy="name another file"
            ) from fault

    def put(self, name: str, role: Role, password: str | None) -> None:
        """Make an account, or give one another role or password; whoever is signed in by it is signed out.

        Raises:
            InputError: the name or password cannot be one, or a new account has no password.
        """
        if not name or len(name) > 60 or name != name.strip() or not name.isprintable():
            raise InputError(f"{name!r} cannot be a name", remedy="1 to 60 letters, without blanks around")
        with self._lock:
            held = self.all()
            if password is None and name not in held:
                raise InputError("a new account needs a password", remedy="give one")
            if password is not None and not SHORTEST <= len(password) <= LONGEST:
                raise InputError(
                    f"a password has {SHORTEST} to {LONGEST} characters",
                    remedy="choose a longer one" if len(password) < SHORTEST else "choose a shorter one",
                )
            if role != "admin" and [n for n, a in held.items() if a.role == "admin"] == [name]:
                raise InputError("it is the last admin", remedy="make another first")
            hash_ = held[name].password if password is None else self._hasher.hash(password)
            self._write({**held, name: Account(role=role, password=hash_)})
            self._out(name)

    def remove(self, name: str) -> None:
        """Take an account away; whoever is signed in by it is signed out.

        Raises:
            InputError: there is none of that name, or it is the last admin.
        """
        with self._lock:
            held = self.all()
            if name not in held:
                raise InputError(f"there is no account {name!r}", remedy="look at the list")
            if [n for n, a in held.items() if a.role == "admin"] == [name]:
                raise InputError("it is the last admin", remedy="make another first")
            self._write({n: a for n, a in held.items() if n != name})
            self._out(name)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """The key of a new session.

        Raises:
            Throttled: too many wrong passwords for this name or from this address.
            InputError: name and password do not fit; it is not said which.
        """
        self._wait(name, address)
        account = self.all().get(name)
        try:
            # A name that is not there takes as long as one that is.
            self._hasher.verify(account.password if account else self._nobody, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            account = None
        if account is None:
            self._note(name, address)
            raise InputError("name and password do not fit", remedy="try again")
        if self._hasher.check_needs_rehash(account.password):
            self.put(name, account.role, password)
        now, key = self._clock(), secrets.token_urlsafe(32)
        with self._lock:
            self._wrong.pop(f"name {name}", None)
            self._sessions[_hash(key)] = Session(
                name=name, role=account.role, csrf=secrets.token_urlsafe(24), began=now, seen=now
            )
        return key

    def session(self, key: str | None) -> Session | None:
        """The session of a key, if it has not ended."""
        if not key:
            return None
        now, hashed = self._clock(), _hash(key)
        with self._lock:
            found = self._sessions.get(hashed)
            if found is None:
                return None
            if now - found.seen > IDLE or now - found.began > AT_MOST:
                del self._sessions[hashed]
                return None
            self._sessions[hashed] = found = msgspec.structs.replace(found, seen=now)
            return found

    def sign_out(self, key: str | None) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_hash(key or ""), None)

    def _out(self, name: str) -> None:
        self._sessions = {k: s for k, s in self._sessions.items() if s.name != name}

    def _wait(self, name: str, address: str) -> None:
        now = self._clock()
        with self._lock:
            for who, free in ((f"name {name}", FREE), (f"from {address}", 4 * FREE)):
                wrong = [t for t in self._wrong.get(who, ()) if now - t < WINDOW]
                if len(wrong) >= free:
                    left = int(wrong[-free] + WINDOW - now) + 1
                    raise Throttled("too many wrong passwords", remedy=f"wait {left // 60 + 1} minutes")

    def _note(self, name: str, address: str) -> None:
        now = self._clock()
        with self._lock:
            for who in (f"name {name[:60]}", f"from {address}"):
                self._wrong[who] = [*(t for t in self._wrong.get(who, ()) if now - t < WINDOW), now]
            for old in list(self._wrong)[:-FORGOTTEN]:
                del self._wrong[old]

    def _write(self, held: dict[str, Account]) -> None:
        """Under a passing name first, and readable by this user alone."""
        passing = self.path.with_name(f".{self.path.name}.part")
        try:
            with os.fdopen(os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(held, order="sorted"), indent=1))
            passing.replace(self.path)
        except OSError as fault:
            raise TwosourceError(
                f"cannot be written: {(fault.strerror or str(fault)).lower()}",
                where=str(self.path),
                remedy="see to its folder and rights",
            ) from fault


def _hash(key: str) -> str:
    """Keys are kept as hashes, so that who reads the memory of the program cannot sign in."""
    return hashlib.sha256(key.encode()).hexdigest()

"""The settings: what they are when unset, what they become, and how nonsense is refused."""

from pathlib import Path

import pytest

from tracker.config import Config, ConfigError
from tracker.config.mail import RESERVED, MailConfig

ROOT = Path("/srv/answerable")


def read(**environ: str) -> Config:
    return Config.from_environment(environ, ROOT)


def refusal(**environ: str) -> str:
    with pytest.raises(ConfigError) as refused:
        read(**environ)
    return str(refused.value)


def test_everything_has_a_default() -> None:
    assert read() == Config(
        database_url="sqlite:////srv/answerable/instance/answerable.db",
        instance=ROOT / "instance",
        host="127.0.0.1",
        port=8000,
        base_url="http://127.0.0.1:8000",
        clock_on=True,
        tick_seconds=15.0,
        workers=2,
        trusted_proxies=0,
        secret_key=None,
        mail=MailConfig(None, "answerable@localhost", "Answerable", None, None, None, RESERVED, 10.0),
    )


def test_an_empty_variable_counts_as_unset() -> None:
    assert read(PORT="", HOST=" ", DATABASE_URL="", TRACKER_CLOCK="", TRACKER_INSTANCE="") == read()


def test_the_database_lies_in_the_instance_folder_unless_named() -> None:
    assert read(TRACKER_INSTANCE="/data").database_url == "sqlite:////data/answerable.db"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("postgresql://me:word@db/motions", "postgresql://me:word@db/motions"),
        ("postgres://me:word@db/motions", "postgresql://me:word@db/motions"),
        ("postgresql+psycopg:///motions", "postgresql+psycopg:///motions"),
        ("sqlite:////data/a.db?timeout=9", "sqlite:////data/a.db?timeout=9"),
        ("sqlite:///data/a.db", "sqlite:////srv/answerable/data/a.db"),
    ],
)
def test_a_database_address_is_made_one_of_two_kinds(given: str, kept: str) -> None:
    assert read(DATABASE_URL=given).database_url == kept


@pytest.mark.parametrize(
    "given", ["mysql://u:hidden@h/d", "sqlite://", "sqlite:///:memory:", "a.db", "postgresql://h:port/d"]
)
def test_another_database_is_refused_without_telling_its_password(given: str) -> None:
    told = refusal(DATABASE_URL=given)
    assert told.startswith("DATABASE_URL is")
    assert "hidden" not in told


def test_a_database_can_be_named_without_its_password() -> None:
    assert read(DATABASE_URL="postgres://me:word@db/motions").database_name == "the PostgreSQL database db/motions"
    assert read().database_name == "/srv/answerable/instance/answerable.db"
    assert "word" not in repr(read(DATABASE_URL="postgres://me:word@db/motions"))


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:90"),
        ("::", "http://[::1]:90"),
        ("::1", "http://[::1]:90"),
        ("box", "http://box:90"),
    ],
)
def test_links_follow_the_host_until_the_site_has_a_name(host: str, url: str) -> None:
    assert read(HOST=host, PORT="90").base_url == url
    assert read(HOST=host, PORT="90", BASE_URL="https://motions.example.org/").base_url == "https://motions.example.org"


@pytest.mark.parametrize(
    "given", ["motions.example.org", "ftp://a.org", "https://a.org/path", "https://a b", "http://a:99999"]
)
def test_a_site_that_is_no_address_is_refused(given: str) -> None:
    assert refusal(BASE_URL=given).startswith(f"BASE_URL is {given!r}: write ")


@pytest.mark.parametrize(
    ("name", "given", "cure"),
    [
        ("PORT", "eight", "a whole number from 1 to 65535, such as PORT=8000."),
        ("PORT", "65536", "a whole number from 1 to 65535, such as PORT=8000."),
        ("WEB_WORKERS", "0", "a whole number from 1 to 64, such as WEB_WORKERS=2."),
        ("TRACKER_TICK", "nan", "a number of seconds from 0.1 to 3600, such as TRACKER_TICK=15."),
        ("TRACKER_TICK", "0.05", "a number of seconds from 0.1 to 3600, such as TRACKER_TICK=15."),
        ("TRACKER_CLOCK", "yes", "TRACKER_CLOCK=on or TRACKER_CLOCK=off."),
        ("HOST", "127.0.0.1:80", "a name or an address alone, such as HOST=0.0.0.0, and the port in PORT."),
    ],
)
def test_a_refusal_names_the_variable_the_value_and_the_cure(name: str, given: str, cure: str) -> None:
    assert refusal(**{name: given}) == f"{name} is {given!r}: write {cure}"


def test_all_faults_are_told_in_one_go() -> None:
    told = refusal(
        PORT="x", TRACKER_TICK="x", WEB_WORKERS="x", TRACKER_CLOCK="x", HOST="x x", BASE_URL="x", DATABASE_URL="x"
    )
    assert [line.partition(" is ")[0] for line in told.splitlines()] == [
        "HOST",
        "PORT",
        "DATABASE_URL",
        "BASE_URL",
        "TRACKER_CLOCK",
        "TRACKER_TICK",
        "WEB_WORKERS",
    ]


MAIL = [
    ({"SMTP_URL": "smtp://u:p@mail.example.org:587"}, "not sent in the open"),
    ({"SMTP_URL": "smtps://mail.example.org?starttls=1"}, "SMTP_URL is 'smtps:…'"),
    ({"SMTP_URL": "smtp://mail.example.org?starttls"}, "SMTP_URL is 'smtp:…'"),
    ({"SMTP_URL": "mail.example.org"}, "smtp://user:password@host"),
    ({"SMTP_URL": "smtp://h", "MAIL_ALLOW": "everyone"}, "every link in a mail begins with it"),
    ({"MAIL_FROM": "A <a@example.org>, b@example.org"}, "a name and an address"),
    ({"MAIL_FROM": "A\nBcc: b@example.org <a@example.org>"}, "a name and an address"),
    ({"MAIL_REPLY_TO": "Editors <a@example.org>"}, "one address, such as MAIL_REPLY_TO=editors@example.org"),
    ({"MAIL_ALLOW": "everyone, example.org"}, "MAIL_ALLOW=everyone on the public site"),
    ({"MAIL_RATE": "0.0001"}, "or 0 for no limit"),
    ({"SECRET_KEY": "short"}, "at least 32 characters"),
]


@pytest.mark.parametrize(("given", "cure"), MAIL)
def test_a_setting_of_mail_that_makes_no_sense_is_refused(given: dict[str, str], cure: str) -> None:
    assert cure in refusal(**given)


ALLOWED = [
    ("someone@example.org", "", True),
    ("someone@sub.example.com", "", True),
    ("someone@gmail.com", "", False),
    ("clerk@council.gov.uk", "clerk@council.gov.uk", True),
    ("other@council.gov.uk", "clerk@council.gov.uk", False),
    ("other@council.gov.uk", "@council.gov.uk", True),
    ("other@notcouncil.gov.uk", "council.gov.uk", False),
]


@pytest.mark.parametrize(("address", "listed", "allowed"), ALLOWED)
def test_outside_production_only_a_list_is_mailed(address: str, listed: str, allowed: bool) -> None:
    mail = read(SMTP_URL="smtp://localhost", MAIL_ALLOW=listed).mail
    assert mail.allows(address) is allowed


def test_the_password_of_the_mail_server_is_in_no_log() -> None:
    assert "hunter2" not in repr(read(SMTP_URL="smtp://u:hunter2@localhost", SECRET_KEY="s" * 40))

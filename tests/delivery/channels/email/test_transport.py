"""Which way out the settings ask for."""

from pathlib import Path

import pytest

from tests.delivery.channels.email.servers import sink
from tests.delivery.channels.email.test_faults import mail
from tracker.config import Config
from tracker.delivery.channels.base import Result
from tracker.delivery.channels.email.files import FileTransport
from tracker.delivery.channels.email.transport import open_transport
from tracker.rules.delivery import DeliveryOutcome, Stage


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (Result(DeliveryOutcome.SENT, Stage.AFTER_DOT, 250, "2.0.0"), "250 2.0.0 at end of message"),
        (Result(DeliveryOutcome.RETRY, Stage.RCPT, 450), "450 at RCPT"),
        (Result(DeliveryOutcome.RETRY, Stage.RCPT), "no reply at RCPT"),
        (Result(DeliveryOutcome.ENDPOINT, Stage.CONNECT, detail="timed out"), "timed out at connecting"),
        (Result(DeliveryOutcome.RETRY, Stage.COMPOSE), "an error at writing"),
    ],
)
def test_the_end_of_a_try_in_words(result: Result, words: str) -> None:
    assert result.words == words


def config(folder: Path, **settings: str) -> Config:
    """Return a configuration."""
    return Config.from_environment({"TRACKER_INSTANCE": str(folder), **settings}, folder)


def test_without_a_server_mails_are_files_in_the_instance_folder(tmp_path: Path) -> None:
    transport = open_transport(config(tmp_path))
    assert isinstance(transport, FileTransport)
    assert transport.send(mail()).words == "written at mail folder"
    assert [one.name for one in (tmp_path / "mail").iterdir()] == [f"{mail().name}.eml"]


def test_with_a_server_mails_go_there(tmp_path: Path) -> None:
    with sink() as server:
        transport = open_transport(config(tmp_path, SMTP_URL=f"smtp://{server.host}:{server.port}"))
        assert transport.send(mail()).outcome is DeliveryOutcome.SENT
        transport.close()
        assert len(server.received) == 1
    assert list(tmp_path.iterdir()) == []

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def write(tmp_path):
    """Write text or bytes into a file and give its path."""

    def run(content, name="reviews.csv", encoding="utf-8"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return file

    return run


@pytest.fixture(scope="session")
def shared():
    """Real data sets beside the repository, where they are."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the measurement data are not beside the repository")
    return folder


@pytest.fixture(scope="session")
def samples():
    """The project's own sample data."""
    return ROOT / "data"

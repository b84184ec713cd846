import pytest

from handrail.config.environment import EnvironmentRefused, read_environment

KEY = "k" * 40


def test_nothing_set_means_a_single_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    environment = read_environment({})
    assert environment.home == tmp_path / "var"
    assert environment.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert not environment.is_https
    assert environment.secret_key == ""


def test_the_secret_key_is_read_from_home_when_it_is_not_set(tmp_path):
    (tmp_path / "secret-key").write_text(f"{KEY}\n")
    assert read_environment({"HANDRAIL_HOME": str(tmp_path)}).secret_key == KEY


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HANDRAIL_SECRET_KEY", "short"),
        ("HANDRAIL_ALLOWED_HOSTS", "*"),
        ("HANDRAIL_ALLOWED_HOSTS", "https://desk.example"),
        ("HANDRAIL_HTTPS", "maybe"),
        ("HANDRAIL_UPLOAD_LIMIT_BYTES", "500 MB"),
        ("HANDRAIL_UPLOAD_LIMIT_BYTES", "0"),
        ("HANDRAIL_UPLOAD_LIMIT_BYTES", "-1"),
        ("HANDRAIL_PORT", "70000"),
        ("HANDRAIL_PORT", "²"),
        ("HANDRAIL_PORT", "1" * 5000),
        ("HANDRAIL_UPLOAD_LIMT_BYTES", "1"),
    ],
)
def test_a_malformed_or_misspelt_variable_stops_the_start_and_is_named(tmp_path, name, value):
    with pytest.raises(EnvironmentRefused, match=f"`{name}`"):
        read_environment({"HANDRAIL_HOME": str(tmp_path), name: value})


def test_a_misspelt_variable_is_told_what_was_probably_meant():
    with pytest.raises(EnvironmentRefused, match="did you mean `HANDRAIL_UPLOAD_LIMIT_BYTES`"):
        read_environment({"HANDRAIL_UPLOAD_LIMT_BYTES": "1"})

from django.apps import apps

from handrail.store.columns import COLUMNS


def columns() -> dict[str, set[str]]:
    models = apps.get_app_config("store").get_models(include_auto_created=True)
    return {model.__name__: {field.name for field in model._meta.local_fields} for model in models}  # noqa: SLF001  # Django's documented way in


def test_every_column_says_whether_it_is_personal_and_how_long_it_is_kept():
    assert {name: set(classed) for name, classed in COLUMNS.items()} == columns(), (
        "class the column in src/handrail/store/columns.py"
    )


def test_how_long_is_said_in_words():
    assert all(column.kept for classed in COLUMNS.values() for column in classed.values())

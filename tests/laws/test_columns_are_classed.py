from django.apps import apps

from handrail.store.columns import COLUMNS


def columns() -> dict[str, set[str]]:
    models = apps.get_app_config("store").get_models(include_auto_created=True)
    named = {}
    for model in models:
        fields = model._meta.local_fields  # noqa: SLF001  # Django's documented way in
        named[model.__name__] = {field.name for field in fields if field.column}
    return named


def test_every_column_says_whether_it_is_personal_and_how_long_it_is_kept():
    assert {name: set(classed) for name, classed in COLUMNS.items()} == columns(), (
        "class the column in src/handrail/store/columns.py"
    )


def test_how_long_is_said_in_words():
    assert all(column.kept for classed in COLUMNS.values() for column in classed.values())

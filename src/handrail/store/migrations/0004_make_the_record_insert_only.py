from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from handrail.store.triggers import drop_triggers, install_triggers


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    install_triggers(editor.connection)


def drop(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    drop_triggers(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("store", "0003_keep_the_record")]

    operations = [migrations.RunPython(install, drop)]

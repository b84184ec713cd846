from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "handrail.store"
    label = "store"

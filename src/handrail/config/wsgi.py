"""What a web server loads: the pages, and the loop that reads chats in the background."""

import os

from django.core.wsgi import get_wsgi_application

from handrail.config import wiring
from handrail.entrypoints.jobs.loop import start_loop

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
application = get_wsgi_application()
wiring.refuse_to_start_without_a_key()
start_loop(wiring.build_deps())

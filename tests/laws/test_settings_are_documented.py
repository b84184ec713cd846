import re
from pathlib import Path

from handrail.config.environment import VARIABLES

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide" / "settings.md"


def test_every_setting_is_in_the_guide_and_the_guide_names_no_other():
    named = set(re.findall(r"`(HANDRAIL_[A-Z_]+)`", GUIDE.read_text(encoding="utf-8")))
    assert named == set(VARIABLES)

"""What a platform asks on a given day in a given country."""

from datetime import date

from handrail.core.policy.facts import Platform
from handrail.core.policy.pack import Pack

HERE = "GB"


def platform_on(pack: Pack, platform_id: str, day: date, *, country: str = HERE) -> Platform:
    """Return the platform's facts on a day.

    returns  everything but the id UNKNOWN when the pack has no rule for that country and day
    """
    entry = pack.platforms.get(platform_id)
    for rule in entry.rules if entry else ():
        if rule.country == country and rule.from_on <= day and (rule.until_on is None or day < rule.until_on):
            return Platform(
                id=platform_id,
                minimum_age=rule.minimum_age,
                is_ephemeral=rule.is_ephemeral,
                exposes_numbers=rule.exposes_numbers,
            )
    return Platform(id=platform_id)

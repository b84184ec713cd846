"""Headers as phones write them in many places, from public samples or from the locale's short dates."""

from tests.core.imports.chat_writer import ARABIC, DEVANAGARI, LRM, NARROW, PERSIAN, RLM, Style

GROUP = "Tuesday Club"
SPANISH = ("a. m.", "p. m.")


def _android(name: str, stamp: str, **more: object) -> Style:
    return Style(name=f"android-{name}", header=f"{stamp} - ", **more)  # type: ignore[arg-type]  # handed on


def _ios(name: str, stamp: str, **more: object) -> Style:
    return Style(name=f"ios-{name}", header=f"[{stamp}] ", group=GROUP, **more)  # type: ignore[arg-type]  # handed on


STYLES = (
    _android("en-gb", "{d:02}/{m:02}/{Y}, {H:02}:{M:02}"),
    _android("en-gb-12h", "{d:02}/{m:02}/{Y}, {h}:{M:02} {p}", halves=("am", "pm")),
    _android("en-us", "{m}/{d}/{y:02}, {h}:{M:02} {p}"),
    _android("en-us-narrow", f"{{m}}/{{d}}/{{y:02}}, {{h}}:{{M:02}}{NARROW}{{p}}"),
    _android("en-us-24h", "{m}/{d}/{y:02}, {H:02}:{M:02}"),
    _android("en-in", "{d:02}/{m:02}/{y:02}, {h}:{M:02} {p}", halves=("am", "pm")),
    _android("en-za", "{Y}/{m:02}/{d:02}, {H:02}:{M:02}"),
    _android("en-ca", "{Y}-{m:02}-{d:02}, {h}:{M:02} {p}", halves=("a.m.", "p.m.")),
    _android("cy", "{d:02}/{m:02}/{Y}, {h}:{M:02} {p}", halves=("yb", "yh")),
    _android("de", "{d:02}.{m:02}.{y:02}, {H:02}:{M:02}"),
    _android("fr", "{d:02}/{m:02}/{Y} à {H:02}:{M:02}"),
    _android("fr-comma", "{d:02}/{m:02}/{Y}, {H:02}:{M:02}"),
    _android("fr-ca", "{Y}-{m:02}-{d:02} {H:02} h {M:02}"),
    _android("es", "{d}/{m}/{y:02}, {H}:{M:02}"),
    _android("es-mx", "{d}/{m}/{Y}, {h}:{M:02} {p}", halves=SPANISH),
    _android("es-co", "{d}/{m}/{Y}, {h}:{M:02}\u00a0{p}", halves=("a.\u00a0m.", "p.\u00a0m.")),
    _android("pt-br", "{d:02}/{m:02}/{Y} {H:02}:{M:02}"),
    _android("it", "{d:02}/{m:02}/{y:02}, {H:02}:{M:02}"),
    _android("nl", "{d:02}-{m:02}-{Y} {H:02}:{M:02}"),
    _android("pl", "{d}.{m:02}.{Y}, {H:02}:{M:02}"),
    _android("fi", "{d}.{m}.{Y} klo {H}.{M:02}"),
    _android("sv", "{Y}-{m:02}-{d:02} {H:02}:{M:02}"),
    _android("da", "{d:02}.{m:02}.{Y} {H:02}.{M:02}"),
    _android("cs", "{d}. {m}. {Y} {H}:{M:02}"),
    _android("hu", "{Y}. {m:02}. {d:02}. {H}:{M:02}"),
    _android("tr", "{d}.{m:02}.{Y} {H:02}:{M:02}"),
    _android("ru", "{d:02}.{m:02}.{Y}, {H:02}:{M:02}"),
    _android("el", "{d}/{m}/{y:02}, {h}:{M:02} {p}", halves=("π.μ.", "μ.μ.")),
    _android("ja", "{Y}/{m:02}/{d:02} {H}:{M:02}"),
    _android("ko", "{Y}. {m}. {d}. {p} {h}:{M:02}", halves=("오전", "오후")),
    _android("ko-words", "{Y}년 {m}월 {d}일 {p} {h}:{M:02}", halves=("오전", "오후")),
    _android("zh-cn", "{Y}/{m}/{d} {p}{h}:{M:02}", halves=("上午", "下午")),
    _android("zh-words", "{Y}年{m}月{d}日 {p}{h}:{M:02}", halves=("上午", "下午")),
    _android("zh-hk", "{d}/{m}/{Y} {p}{h}:{M:02}", halves=("上午", "下午")),
    _android("vi", "{H:02}:{M:02}, {d:02}/{m:02}/{Y}"),
    _android("th-buddhist", "{d}/{m}/{Y} {H:02}:{M:02}", years_on=543),
    _android("ar", f"{{d}}{RLM}/{{m}}{RLM}/{{Y}}، {{h}}:{{M:02}} {{p}}", halves=("ص", "م"), digits=ARABIC),
    _android("ar-latin", f"{{d}}{RLM}/{{m}}{RLM}/{{Y}}، {{h}}:{{M:02}} {{p}}", halves=("ص", "م")),
    _android("fa-gregorian", "{Y}/{m}/{d}، {H:02}:{M:02}", digits=PERSIAN),
    _android("hi", "{d}/{m}/{y:02}, {h}:{M:02} {p}", halves=("पूर्वाह्न", "अपराह्न")),
    _android("hi-digits", "{d}/{m}/{Y}, {h}:{M:02} {p}", halves=("am", "pm"), digits=DEVANAGARI),
    Style(name="android-long-dash", header="{d:02}/{m:02}/{Y}, {H:02}:{M:02} – "),
    _ios("en-gb", "{d:02}/{m:02}/{Y}, {H:02}:{M:02}:{S:02}"),
    _ios("en-us", f"{{m}}/{{d}}/{{y:02}}, {{h}}:{{M:02}}:{{S:02}}{NARROW}{{p}}"),
    _ios("en-us-plain", "{m}/{d}/{y:02}, {h}:{M:02}:{S:02} {p}"),
    _ios("de", "{d:02}.{m:02}.{y:02}, {H:02}:{M:02}:{S:02}"),
    _ios("fr", "{d:02}/{m:02}/{Y} {H:02}:{M:02}:{S:02}"),
    _ios("fr-a", "{d:02}/{m:02}/{Y} à {H:02}:{M:02}:{S:02}"),
    _ios("es", "{d}/{m}/{y:02}, {H}:{M:02}:{S:02}"),
    _ios(
        "es-mx", f"{{d:02}}/{{m:02}}/{{y:02}}, {{h}}:{{M:02}}:{{S:02}}{NARROW}{{p}}", halves=("a.m.", "p.m.")
    ),
    _ios("it", "{d:02}/{m:02}/{y:02}, {H:02}:{M:02}:{S:02}"),
    _ios("nl", "{d:02}-{m:02}-{Y} {H:02}:{M:02}:{S:02}"),
    _ios("pl", "{d:02}.{m:02}.{Y}, {H:02}:{M:02}:{S:02}"),
    _ios("fi", "{d}.{m}.{Y} klo {H}.{M:02}.{S:02}"),
    _ios("sv", "{Y}-{m:02}-{d:02} {H:02}:{M:02}:{S:02}"),
    _ios("da", "{d:02}.{m:02}.{Y} {H:02}.{M:02}.{S:02}"),
    _ios("ja", "{Y}/{m:02}/{d:02} {H}:{M:02}:{S:02}"),
    _ios("ko", "{Y}. {m}. {d}. {p} {h}:{M:02}:{S:02}", halves=("오전", "오후")),
    _ios("zh-cn", "{Y}/{m}/{d} {p}{h}:{M:02}:{S:02}", halves=("上午", "下午")),
    _ios(
        "ar", f"{{d}}{RLM}/{{m}}{RLM}/{{Y}}، {{h}}:{{M:02}}:{{S:02}} {{p}}", halves=("ص", "م"), digits=ARABIC
    ),
    _ios("th-era", "{d}/{m}/{Y} BE, {H:02}:{M:02}:{S:02}", years_on=543),
    _ios("he", "{d}.{m}.{Y}, {H:02}:{M:02}:{S:02}"),
    Style(
        name="ios-marked", header=f"{LRM}[{{d:02}}/{{m:02}}/{{Y}}, {{H:02}}:{{M:02}}:{{S:02}}] ", group=GROUP
    ),
    Style(name="ios-old", header="{d:02}/{m:02}/{Y} {H:02}:{M:02}:{S:02}: ", group=GROUP),
)

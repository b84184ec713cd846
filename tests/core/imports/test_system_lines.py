import io

import pytest

from handrail.core.imports.events import EventReader
from handrail.core.imports.export import open_export
from handrail.core.imports.message import YOU, Event, EventKind, Kind

K = EventKind
LINES = [
    # English
    ('Ana created group "Club"', K.CREATED, "Ana", ("Club",)),
    ('You created group "Club: Tuesdays"', K.CREATED, YOU, ("Club: Tuesdays",)),
    ("Ana created this group", K.CREATED, "Ana", ()),
    ("Ana added you", K.ADDED, "Ana", (YOU,)),
    ("You added Ben, Cerys and Dev", K.ADDED, YOU, ("Ben", "Cerys", "Dev")),
    ("+44 7700 900123 was added", K.ADDED, None, ("+44 7700 900123",)),
    ("Ben joined using this group's invite link", K.JOINED, "Ben", ()),
    ("Ben joined using this group’s invite link.", K.JOINED, "Ben", ()),
    ("You joined using a group link.", K.JOINED, YOU, ()),
    ("Ana removed Ben", K.REMOVED, "Ana", ("Ben",)),
    ("Ana removed you", K.REMOVED, "Ana", (YOU,)),
    ("Ben left", K.LEFT, "Ben", ()),
    ("You left", K.LEFT, YOU, ()),
    ('Ana changed the subject from "Old" to "New"', K.NAMED, "Ana", ("New",)),
    ("Ana changed the group name to “New”", K.NAMED, "Ana", ("New",)),
    ("Ben changed to +44 7700 900124", K.NUMBER_CHANGED, "Ben", ("+44 7700 900124",)),
    ("Ben changed their phone number to a new number. Tap to message.", K.NUMBER_CHANGED, "Ben", ()),
    (
        "Ana turned on disappearing messages. New messages will disappear 7 days after they are sent.",
        K.DISAPPEARING_ON,
        "Ana",
        (),
    ),
    ("You turned off disappearing messages. Tap to change.", K.DISAPPEARING_OFF, YOU, ()),
    ("Ana changed this group's icon", K.SETTINGS, "Ana", ()),
    ("You're now an admin", K.SETTINGS, None, (YOU,)),
    ("Your security code with Ben changed. Tap to learn more.", K.SETTINGS, None, ("Ben",)),
    ("Messages and calls are end-to-end encrypted. No one can read them.", K.ENCRYPTED, None, ()),
    # Welsh
    ('Creodd Ana y grŵp "Clwb"', K.CREATED, "Ana", ("Clwb",)),
    ("Mae Ana wedi ychwanegu Ben a Cerys", K.ADDED, "Ana", ("Ben", "Cerys")),
    ("Ymunodd Ben drwy ddefnyddio dolen wahodd y grŵp", K.JOINED, "Ben", ()),
    ("Mae Ana wedi tynnu Ben", K.REMOVED, "Ana", ("Ben",)),
    ("Gadawodd Ben", K.LEFT, "Ben", ()),
    ('Newidiodd Ana enw\'r grŵp i "Newydd"', K.NAMED, "Ana", ("Newydd",)),
    ("Trodd Ana negeseuon sy'n diflannu ymlaen", K.DISAPPEARING_ON, "Ana", ()),
    ("Trodd Ana negeseuon sy'n diflannu i ffwrdd", K.DISAPPEARING_OFF, "Ana", ()),
    ("Mae negeseuon a galwadau wedi'u hamgryptio o ben i ben.", K.ENCRYPTED, None, ()),
    # Spanish
    ('Creaste el grupo "Club"', K.CREATED, YOU, ("Club",)),
    ('Ana creó el grupo "Club"', K.CREATED, "Ana", ("Club",)),
    ("Ana añadió a Ben y Cerys", K.ADDED, "Ana", ("Ben", "Cerys")),
    ("Ana te añadió", K.ADDED, "Ana", (YOU,)),
    ("Ben se unió usando el enlace de invitación de este grupo.", K.JOINED, "Ben", ()),
    ("Ana eliminó a Ben", K.REMOVED, "Ana", ("Ben",)),
    ("Ben salió del grupo", K.LEFT, "Ben", ()),
    ('Ana cambió el nombre del grupo de "Viejo" a "Nuevo"', K.NAMED, "Ana", ("Nuevo",)),
    ("Ben cambió su número de teléfono", K.NUMBER_CHANGED, "Ben", ()),
    ("Ana activó los mensajes temporales.", K.DISAPPEARING_ON, "Ana", ()),
    ("Ana desactivó los mensajes temporales.", K.DISAPPEARING_OFF, "Ana", ()),
    ("Los mensajes y las llamadas están cifrados de extremo a extremo. Nadie", K.ENCRYPTED, None, ()),
    # French
    ("Ana a créé le groupe « Club »", K.CREATED, "Ana", ("Club",)),
    ("Vous avez ajouté Ben et Cerys", K.ADDED, YOU, ("Ben", "Cerys")),
    ("Ana vous a ajouté(e)", K.ADDED, "Ana", (YOU,)),
    ("Ben a rejoint le groupe via le lien d'invitation", K.JOINED, "Ben", ()),
    ("Ana a retiré Ben", K.REMOVED, "Ana", ("Ben",)),
    ("Ben a quitté le groupe", K.LEFT, "Ben", ()),
    ("Ana a activé les messages éphémères.", K.DISAPPEARING_ON, "Ana", ()),
    ("Ana a désactivé les messages éphémères.", K.DISAPPEARING_OFF, "Ana", ()),
    ("Les messages et les appels sont chiffrés de bout en bout. Aucun tiers", K.ENCRYPTED, None, ()),
    # German
    ('Ana hat die Gruppe "Club" erstellt.', K.CREATED, "Ana", ("Club",)),
    ("Ana hat dich hinzugefügt.", K.ADDED, "Ana", (YOU,)),
    ("Du hast Ben und Cerys hinzugefügt.", K.ADDED, YOU, ("Ben", "Cerys")),
    ("Ben ist der Gruppe über den Einladungslink beigetreten.", K.JOINED, "Ben", ()),
    ("Ana hat Ben entfernt.", K.REMOVED, "Ana", ("Ben",)),
    ("Ben hat die Gruppe verlassen.", K.LEFT, "Ben", ()),
    ('Ana hat den Betreff von "Alt" zu "Neu" geändert.', K.NAMED, "Ana", ("Neu",)),
    ("Ben hat zu +44 7700 900124 gewechselt.", K.NUMBER_CHANGED, "Ben", ("+44 7700 900124",)),
    ("Ana hat selbstlöschende Nachrichten aktiviert. Neue Nachrichten", K.DISAPPEARING_ON, "Ana", ()),
    ("Ana hat selbstlöschende Nachrichten deaktiviert.", K.DISAPPEARING_OFF, "Ana", ()),
    ("Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand", K.ENCRYPTED, None, ()),
    # Portuguese
    ('Ana criou o grupo "Clube"', K.CREATED, "Ana", ("Clube",)),
    ("Você adicionou Ben e Cerys", K.ADDED, YOU, ("Ben", "Cerys")),
    ("Ana adicionou você", K.ADDED, "Ana", (YOU,)),
    ("Ben entrou usando o link de convite deste grupo", K.JOINED, "Ben", ()),
    ("Ana removeu Ben", K.REMOVED, "Ana", ("Ben",)),
    ("Ben saiu", K.LEFT, "Ben", ()),
    ("Ana ativou as mensagens temporárias.", K.DISAPPEARING_ON, "Ana", ()),
    ("Ana desativou as mensagens temporárias.", K.DISAPPEARING_OFF, "Ana", ()),
    ("As mensagens e as chamadas são protegidas com a criptografia", K.ENCRYPTED, None, ()),
    # Italian
    ('Ana ha creato il gruppo "Club"', K.CREATED, "Ana", ("Club",)),
    ("Ana ti ha aggiunto", K.ADDED, "Ana", (YOU,)),
    ("Hai aggiunto Ben e Cerys", K.ADDED, YOU, ("Ben", "Cerys")),
    ("Ben è entrato usando il link d'invito del gruppo", K.JOINED, "Ben", ()),
    ("Ana ha rimosso Ben", K.REMOVED, "Ana", ("Ben",)),
    ("Ben ha abbandonato il gruppo", K.LEFT, "Ben", ()),
    ("Ana ha attivato i messaggi effimeri.", K.DISAPPEARING_ON, "Ana", ()),
    ("Ana ha disattivato i messaggi effimeri.", K.DISAPPEARING_OFF, "Ana", ()),
    ("I messaggi e le chiamate sono crittografati end-to-end. Nessuno", K.ENCRYPTED, None, ()),
    # Dutch
    ('Ana heeft de groep "Club" gemaakt', K.CREATED, "Ana", ("Club",)),
    ("Ana heeft je toegevoegd", K.ADDED, "Ana", (YOU,)),
    ("Je hebt Ben en Cerys toegevoegd", K.ADDED, YOU, ("Ben", "Cerys")),
    ("Ben is toegetreden via de uitnodigingslink", K.JOINED, "Ben", ()),
    ("Ana heeft Ben verwijderd", K.REMOVED, "Ana", ("Ben",)),
    ("Ben heeft de groep verlaten", K.LEFT, "Ben", ()),
    ("Ana heeft zelfverwijderende berichten ingeschakeld.", K.DISAPPEARING_ON, "Ana", ()),
    ("Ana heeft zelfverwijderende berichten uitgeschakeld.", K.DISAPPEARING_OFF, "Ana", ()),
    ("Berichten en gesprekken worden end-to-end versleuteld. Niemand", K.ENCRYPTED, None, ()),
    # Polish
    ('Ana utworzyła grupę "Klub"', K.CREATED, "Ana", ("Klub",)),
    ("Ana dodała Ben i Cerys", K.ADDED, "Ana", ("Ben", "Cerys")),
    ("Ben dołączył za pomocą linku", K.JOINED, "Ben", ()),
    ("Ana usunęła Ben", K.REMOVED, "Ana", ("Ben",)),
    ("Ben opuścił grupę", K.LEFT, "Ben", ()),
    ("Ana włączyła znikające wiadomości.", K.DISAPPEARING_ON, "Ana", ()),
    ("Ana wyłączyła znikające wiadomości.", K.DISAPPEARING_OFF, "Ana", ()),
    ("Wiadomości i połączenia są w pełni zaszyfrowane. Nikt spoza czatu", K.ENCRYPTED, None, ()),
    # Arabic
    ('أنشأ سامي المجموعة "النادي"', K.CREATED, "سامي", ("النادي",)),
    ("قام سامي بإضافة دانة", K.ADDED, "سامي", ("دانة",)),
    ("قام سامي بإضافتك", K.ADDED, "سامي", (YOU,)),
    ("انضم سامي باستخدام رابط الدعوة", K.JOINED, "سامي", ()),
    ("قام سامي بإزالة دانة", K.REMOVED, "سامي", ("دانة",)),
    ("غادر سامي", K.LEFT, "سامي", ()),
    ("قام سامي بتشغيل الرسائل ذاتية الاختفاء.", K.DISAPPEARING_ON, "سامي", ()),
    ("قام سامي بإيقاف الرسائل ذاتية الاختفاء.", K.DISAPPEARING_OFF, "سامي", ()),
    ("الرسائل والمكالمات مشفرة تمامًا بين الطرفين", K.ENCRYPTED, None, ()),
    # Hindi
    ('आशा ने ग्रुप "क्लब" बनाया', K.CREATED, "आशा", ("क्लब",)),
    ("आशा ने बिन्दु और चारु को जोड़ा", K.ADDED, "आशा", ("बिन्दु", "चारु")),
    ("आशा ने आपको जोड़ा", K.ADDED, "आशा", (YOU,)),
    ("बिन्दु ग्रुप के इनवाइट लिंक से शामिल हुए", K.JOINED, "बिन्दु", ()),
    ("आशा ने बिन्दु को निकाल दिया", K.REMOVED, "आशा", ("बिन्दु",)),
    ("बिन्दु ने ग्रुप छोड़ दिया", K.LEFT, "बिन्दु", ()),
    ("आशा ने डिसअपीयरिंग मैसेज चालू किए।", K.DISAPPEARING_ON, "आशा", ()),
    ("आशा ने डिसअपीयरिंग मैसेज बंद किए।", K.DISAPPEARING_OFF, "आशा", ()),
    ("मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं. इस चैट में", K.ENCRYPTED, None, ()),
]


@pytest.mark.parametrize(("line", "kind", "actor", "subjects"), LINES, ids=[line[:40] for line, *_ in LINES])
def test_a_system_line_tells_what_happened_who_did_it_and_to_whom(line, kind, actor, subjects):
    event = EventReader().read(line)
    assert event is not None
    assert event == Event(kind, actor, subjects)


def _read(chat: str):
    return list(open_export(io.BytesIO(chat.encode()), name="x.txt").messages())


@pytest.mark.parametrize(("line", "kind", "actor", "subjects"), LINES, ids=[line[:40] for line, *_ in LINES])
def test_a_system_line_has_no_sender_on_either_phone(line, kind, actor, subjects):
    said = "13/03/2024, 10:01 - Sam: hello\n"
    android = _read(f"13/03/2024, 10:00 - {line}\n{said}")[0]
    ios = _read(f"[13/03/2024, 10:00:00] Club: \u200e{line}\n[13/03/2024, 10:00:01] Sam: hello\n")[0]
    for message in (android, ios):
        assert (message.sender, message.kind, message.text) == (None, Kind.SYSTEM, line)
        assert message.event is not None
        assert message.event.kind is kind


def test_an_unknown_system_line_is_kept_as_unknown():
    message = _read("13/03/2024, 10:00 - Something quite new happened here\n13/03/2024, 10:01 - A: b\n")[0]
    assert (message.kind, message.event) == (Kind.SYSTEM, Event(EventKind.UNKNOWN, None, ()))


def test_an_unknown_line_signed_by_the_group_is_the_apps_own_too():
    chat = "[13/03/2024, 10:00:00] Club: \u200eMessages and calls are end-to-end encrypted.\n"
    chat += "[13/03/2024, 10:00:01] Ana: hi\n[13/03/2024, 10:00:02] Club: \u200eSomething quite new\n"
    assert [message.sender for message in _read(chat)] == [None, "Ana", None]


def test_in_a_chat_of_two_the_contact_signs_system_lines_and_still_speaks():
    chat = "[13/03/2024, 10:00:00] Ana: \u200eMessages and calls are end-to-end encrypted.\n"
    chat += "[13/03/2024, 10:00:01] Ana: hi\n[13/03/2024, 10:00:02] Ana: \u200eimage omitted\n"
    assert [message.sender for message in _read(chat)] == [None, "Ana", "Ana"]
    assert [message.kind for message in _read(chat)] == [Kind.SYSTEM, Kind.TEXT, Kind.MEDIA]


def test_an_old_export_without_marks_still_tells_the_groups_own_lines():
    chat = "[13/03/2024, 10:00:00] Club: Messages and calls are end-to-end encrypted.\n"
    chat += "[13/03/2024, 10:00:01] Ana: hi\n[13/03/2024, 10:00:02] Club: Ana added Ben\n"
    assert [message.sender for message in _read(chat)] == [None, "Ana", None]

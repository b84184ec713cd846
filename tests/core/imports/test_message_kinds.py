import io

import pytest

from handrail.core.imports.export import open_export
from handrail.core.imports.message import Kind, Mark, Message

LRM = "\u200e"


def _android(text: str) -> Message:
    head = "13/03/2024, 09:59 - Ben: before\n"
    chat = f"{head}13/03/2024, 10:00 - Ana: {text}\n"
    return list(open_export(io.BytesIO(chat.encode()), name="x.txt").messages())[1]


def _ios(text: str) -> Message:
    head = f"[13/03/2024, 09:59:00] Club: {LRM}Messages and calls are end-to-end encrypted.\n"
    head += "[13/03/2024, 09:59:30] Ana: hello\n"
    chat = f"{head}[13/03/2024, 10:00:00] Ana: {text}\n"
    return list(open_export(io.BytesIO(chat.encode()), name="x.txt").messages())[2]


OMITTED = [
    "<Media omitted>",
    "<Multimedia omitido>",
    "<Médias omis>",
    "<Medien ausgeschlossen>",
    "<Mídia oculta>",
    "<Arquivo de mídia oculto>",
    "<Media omessi>",
    "<Media weggelaten>",
    "<تم استبعاد الوسائط>",
    "<मीडिया के बिना>",
    "<Pominięto multimedia>",
    "<Hepgorwyd y cyfryngau>",
    "<Без медиафайлов>",
    "<メディアは含まれていません>",
]
OMITTED_IOS = [
    "image omitted",
    "imagen omitida",
    "image absente",
    "Bild weggelassen",
    "imagem ocultada",
    "immagine omessa",
    "afbeelding weggelaten",
    "لم يتم إدراج الصورة",
    "फ़ोटो हटाई गई",
    "hepgorwyd y ddelwedd",
    "GIF omitted",
    "sticker omitted",
]
ATTACHED = [
    "IMG-20240313-WA0001.jpg (file attached)",
    "IMG-20240313-WA0001.jpg (archivo adjunto)",
    "IMG-20240313-WA0001.jpg (fichier joint)",
    "IMG-20240313-WA0001.jpg (Datei angehängt)",
    "IMG-20240313-WA0001.jpg (arquivo anexado)",
    "IMG-20240313-WA0001.jpg (file allegato)",
    "IMG-20240313-WA0001.jpg (bestand bijgevoegd)",
    "IMG-20240313-WA0001.jpg (الملف مرفق)",
    "IMG-20240313-WA0001.jpg (फाइल अटैच कर दी गई है)",
    "IMG-20240313-WA0001.jpg (plik załączony)",
    "IMG-20240313-WA0001.jpg (in no language we know)",
]
DELETED = [
    "This message was deleted",
    "You deleted this message",
    "Se eliminó este mensaje.",
    "Ce message a été supprimé",
    "Diese Nachricht wurde gelöscht.",
    "Esta mensagem foi apagada",
    "Questo messaggio è stato eliminato",
    "Dit bericht is verwijderd",
    "تم حذف هذه الرسالة",
    "यह मैसेज डिलीट कर दिया गया है",
    "Ta wiadomość została usunięta",
    "Cafodd y neges hon ei dileu",
]
EDITED = [
    "<This message was edited>",
    "<Se editó este mensaje.>",
    "<Ce message a été modifié>",
    "<Diese Nachricht wurde bearbeitet>",
    "<Mensagem editada>",
    "<Questo messaggio è stato modificato>",
    "<Dit bericht is bewerkt>",
    "<تم تعديل هذه الرسالة>",
    "<इस मैसेज को एडिट किया गया>",
    "<Ta wiadomość została zmieniona>",
    "<Golygwyd y neges hon>",
]
CALLS = [
    "Missed voice call",
    "Llamada perdida",
    "Appel vocal manqué",
    "Verpasster Videoanruf",
    "Chamada de voz perdida",
    "Chiamata vocale persa",
    "Gemiste spraakoproep",
    "مكالمة صوتية فائتة",
    "मिस्ड वॉइस कॉल",
    "Nieodebrane połączenie głosowe",
    "Galwad llais a gollwyd",
]


@pytest.mark.parametrize("text", OMITTED)
def test_media_left_out_on_android_is_media_with_its_words_kept(text):
    message = _android(text)
    assert (message.kind, message.text, message.file) == (Kind.MEDIA, text, None)


@pytest.mark.parametrize("text", OMITTED_IOS)
def test_media_left_out_on_ios_is_media_without_the_mark_before_it(text):
    message = _ios(f"{LRM}{text}")
    assert (message.kind, message.text, message.sender) == (Kind.MEDIA, text, "Ana")


@pytest.mark.parametrize("text", ATTACHED)
@pytest.mark.parametrize("caption", ["", "\nlook: here\n\nand here"])
def test_an_attached_file_is_named_and_its_caption_stays_in_the_text(text, caption):
    message = _android(f"{LRM}{text}{caption}")
    assert (message.kind, message.file) == (Kind.MEDIA, "IMG-20240313-WA0001.jpg")
    assert message.text == text + caption


@pytest.mark.parametrize(
    "word", ["attached", "adjunto", "pièce jointe", "Anhang", "anexado", "allegato", "مرفق", "unheard of"]
)
def test_an_attached_file_on_ios_is_named(word):
    message = _ios(f"caption first {LRM}<{word}: 00000012-PHOTO-2024-03-13-10-00-00.jpg>")
    assert (message.kind, message.file) == (Kind.MEDIA, "00000012-PHOTO-2024-03-13-10-00-00.jpg")


def test_a_document_left_out_on_ios_keeps_its_name():
    message = _ios(f"{LRM}plan of the trip.pdf • {LRM}3 pages {LRM}document omitted")
    assert (message.kind, message.file) == (Kind.MEDIA, "plan of the trip.pdf")


@pytest.mark.parametrize("text", DELETED)
def test_a_deleted_message_is_deleted_and_keeps_its_sender(text):
    assert (_android(text).kind, _android(text).sender) == (Kind.DELETED, "Ana")
    assert (_ios(f"{LRM}{text}").kind, _ios(f"{LRM}{text}").sender) == (Kind.DELETED, "Ana")


@pytest.mark.parametrize("marker", EDITED)
def test_an_edited_message_is_marked_and_loses_the_marker(marker):
    for message in (_android(f"see you at six {marker}"), _ios(f"see you at six {LRM}{marker}")):
        assert (message.text, message.kind) == ("see you at six", Kind.TEXT)
        assert message.marks == {Mark.EDITED}


@pytest.mark.parametrize("text", CALLS)
def test_a_call_is_a_call_whoever_signs_it(text):
    assert _android(text).kind is Kind.CALL
    assert _ios(f"{LRM}{text}").kind is Kind.CALL
    chat = f"13/03/2024, 10:00 - {text}\n13/03/2024, 10:01 - Ana: hi\n"
    alone = next(open_export(io.BytesIO(chat.encode()), name="x").messages())
    assert (alone.kind, alone.sender, alone.event) == (Kind.CALL, None, None)


@pytest.mark.parametrize("text", ["null", "<View once voice message omitted>"])
def test_what_was_shown_once_is_media_marked_so(text):
    assert (_android(text).kind, set(_android(text).marks)) == (Kind.MEDIA, {Mark.VIEW_ONCE})


def test_what_was_shown_once_is_marked_on_ios_too():
    message = _ios(f"{LRM}You received a view once message. You can only open it on your phone.")
    assert (message.kind, set(message.marks)) == (Kind.MEDIA, {Mark.VIEW_ONCE})


@pytest.mark.parametrize("word", ["POLL", "ENCUESTA", "UMFRAGE", "SONDAGE ", "ENQUETE", "ANKIETA"])
def test_a_poll_keeps_its_question_and_options(word):
    text = f"{word}:\nWhere shall we go?\n{LRM}OPTION: Swimming ({LRM}2 votes)"
    assert (_ios(f"{LRM}{text}").kind, _ios(f"{LRM}{text}").text) == (Kind.POLL, text)
    assert _android(text).kind is Kind.POLL


@pytest.mark.parametrize(
    "word",
    ["location", "Location", "ubicación", "Standort", "localisation", "posizione", "الموقع", "lleoliad"],
)
def test_a_shared_place_is_a_location(word):
    assert _android(f"{word}: https://maps.google.com/?q=51.5,-0.12").kind is Kind.LOCATION


def test_a_named_place_and_a_live_place_are_locations():
    assert _ios(f"{LRM}Cafe Uno (12 High St): https://foursquare.com/v/4b0588").kind is Kind.LOCATION
    assert _android("live location shared").kind is Kind.LOCATION


@pytest.mark.parametrize(
    "text", ["Ben.vcf (file attached)", "Contact card omitted", "Tarjeta de contacto omitida"]
)
def test_a_contact_is_a_contact(text):
    assert _android(text).kind is Kind.CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "the image omitted a detail",
        "This message was deleted, I think",
        "i <3 this",
        "smile :)",
        "(file attached)",
        "poll: who comes?",
        "a missed voice call is fine",
        "https://maps.google.com/?q=51.5,-0.12",
        "see page <two>",
        "Ben left",
        "Ben added you",
    ],
)
def test_words_of_a_person_stay_text(text):
    for message in (_android(text), _ios(text)):
        assert (message.kind, message.text, message.sender) == (Kind.TEXT, text, "Ana")
        assert not message.marks

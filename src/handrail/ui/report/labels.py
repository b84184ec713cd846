"""The words the report shows for the few ids a report holds. An id without words is shown as it is."""

from handrail.core.audit.report import Severity

ROLES = {
    "representative": "representative",
    "young_person": "young person",
    "guardian": "guardian",
}
WHO = {
    "lead": "Safeguarding lead",
    "representative": "Representatives",
    "trustees": "Trustees",
}
SEVERITIES = {
    Severity.REFUSE: "Would be refused",
    Severity.HOLD: "Would be held",
    Severity.WARN: "Would carry a warning",
}
TONES = {Severity.REFUSE: "stop", Severity.HOLD: "need", Severity.WARN: "need"}
URGENCIES = {"high": "Look first", "medium": "Look soon", "low": "Look when you can"}
URGENCY_TONES = {"high": "stop", "medium": "need", "low": "plain"}
KINDS = {
    "media": "Picture, film or sound",
    "deleted": "Message deleted by its writer",
    "call": "Call",
    "poll": "Poll",
    "location": "Shared a location",
    "contact": "Shared a contact",
}
PLATFORMS = {
    "whatsapp": "WhatsApp",
    "sms": "Text messages",
    "messenger": "Messenger",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "telegram": "Telegram",
    "signal": "Signal",
    "snapchat": "Snapchat",
}
FORMATS = {
    "whatsapp-android": "WhatsApp export, Android",
    "whatsapp-ios": "WhatsApp export, iPhone",
}
DATE_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
CHAT_KINDS = {"group": "group", "one_to_one": "one to one"}

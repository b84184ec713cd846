"""A records officer's certificate, to be filled in and signed by a person (§8).

England and Wales: Civil Evidence Act 1995 section 9 (records of a business or public authority);
Criminal Justice Act 2003 section 117 asks for the same facts of a business document.
"""

from handrail.core.evidence.custody_file import print_moment
from handrail.core.evidence.parts import Parts

_TEMPLATE = """\
CERTIFICATE OF A RECORDS OFFICER
(a template: it says nothing until a person has filled it in and signed it)

For use in England and Wales where a document is put forward as part of the records of an organisation:
Civil Evidence Act 1995, section 9; the same facts are asked for by Criminal Justice Act 2003, section 117.
Elsewhere, or where in doubt, ask a lawyer before signing. Cross out what does not apply.

1. I am (full name) ______________________________________________
   and my position is ____________________________________________
   in (organisation and address) _________________________________
   ________________________________________________________________

2. I am authorised to sign for the organisation's records. I know how they are kept because
   ________________________________________________________________

3. The file "entries.jsonl" that goes with this certificate, and the files in its folder "files",
   form part of the organisation's records. They concern:
     {title}
   The record is the log "{origin}". At the time of the export it stood at:
{checkpoint}
4. The records were made and received in the course of the organisation's activities, in this way:
   [ ] what people wrote in an app was exported from it, handed in by ______________________
       on ______________, and entered unchanged. The persons named as authors are believed to have
       had personal knowledge of what they wrote.
   [ ] what people wrote passed through the organisation's own system and was entered as it passed.
   [ ] in another way: ____________________________________________

5. The export was made as the file "custody.json" says:
     when    {exported_at}
     by      {exported_by}
     reason  {reason}
     with    {software}
   I have / have not run the program "verify.py" on it. It answered: ______________________
   ________________________________________________________________

6. {extent}
   What has been withheld or erased, and on whose authority: __________________________________
   ________________________________________________________________

7. Things known to me that could make the records incomplete or wrong:
   ________________________________________________________________

I believe that what this certificate says is true. I understand that proceedings may be brought against
anyone who signs such a statement without an honest belief in its truth.

Signed ______________________________   Date ______________

Name in capitals ____________________
"""
_WHOLE = "The pack was made as a whole: every entry of the conversation, with nothing withheld."
_PARTIAL = "THE PACK WAS MADE AS A PARTIAL EXPORT: something was left out or withheld."


def certificate_text(parts: Parts) -> str:
    """Return the certificate of a pack, with what a program can know filled in."""
    head = parts.checkpoint.decode().partition("\n\n")[0].split("\n")
    return _TEMPLATE.format(
        title=_one_line(parts.title),
        origin=parts.first_key.name,
        checkpoint="".join(f"     {line}\n" for line in head[1:]),
        exported_at=print_moment(parts.custody.exported_at),
        exported_by=_one_line(parts.custody.exported_by),
        reason=_one_line(parts.custody.reason),
        software=_one_line(parts.custody.software),
        extent=_WHOLE if parts.is_whole else _PARTIAL,
    )


def _one_line(text: str) -> str:
    """Return a text that cannot pass itself off as further lines of the certificate."""
    return "".join(letter if letter.isprintable() else " " for letter in text)

"""Small invented chats and people files, for tests."""

CHAT = b"""\
03/02/2026, 16:30 - Messages and calls are end-to-end encrypted.
03/02/2026, 16:30 - Priya Nair created group "Tuesday group"
03/02/2026, 16:31 - Priya Nair: Hi all. Same place this week, the library at 6.
03/02/2026, 16:40 - Alex Morgan: Bring a waterproof, it might rain.
03/02/2026, 16:44 - Jo Bright: is it pizza again
13/02/2026, 17:02 - Priya Nair: Pizza it is.
13/02/2026, 17:05 - Preeya N: see you there
"""

PEOPLE = """\
name,role,date_of_birth,vetted_on,vetting_until,trained_on
Priya Nair,representative,,2025-01-10,2028-01-10,2025-09-01
Alex Morgan,representative,,2025-01-10,2028-01-10,2025-09-01
Jo Bright,young_person,2011-09-14,,,
"""

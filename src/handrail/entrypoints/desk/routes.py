"""Every address of the desk."""

from django.urls import path

from handrail.entrypoints.desk import (
    audits,
    conversation,
    delete_audit,
    erase,
    evidence,
    gallery,
    holds,
    home,
    keep_as,
    new_audit,
    people,
    record,
    report,
    sign_in,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("audits", audits.audits, name="audits"),
    path("audits/new", new_audit.new_audit, name="new-audit"),
    path("audits/example", new_audit.example_audit, name="example-audit"),
    path("audits/people-template.csv", people.template, name="people-template"),
    path("audits/<uuid:audit_id>", audits.audit, name="audit"),
    path("audits/<uuid:audit_id>/people", people.people, name="people"),
    path("audits/<uuid:audit_id>/people.csv", people.people_file, name="people-file"),
    path("audits/<uuid:audit_id>/progress", audits.progress, name="progress"),
    path("audits/<uuid:audit_id>/report.html", report.report_file, name="report-file"),
    path("audits/<uuid:audit_id>/report.json", report.report_json, name="report-json"),
    path("audits/<uuid:audit_id>/delete", delete_audit.delete_audit, name="delete-audit"),
    path("record", record.record, name="record"),
    path("record/check", record.check_record, name="check-record"),
    path("record/<uuid:conversation_id>", conversation.conversation, name="conversation"),
    path("record/<uuid:conversation_id>/evidence", evidence.evidence, name="evidence"),
    path("record/<uuid:conversation_id>/hold", holds.place_hold, name="place-hold"),
    path("record/<uuid:conversation_id>/keep", keep_as.keep_as, name="keep-as"),
    path("record/<uuid:conversation_id>/erase", erase.erase, name="erase"),
    path(
        "record/<uuid:conversation_id>/holds/<uuid:hold_id>/release", holds.release_hold, name="release-hold"
    ),
    path("gallery", gallery.gallery, name="gallery"),
]

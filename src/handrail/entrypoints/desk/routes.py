"""Every address of the desk."""

from django.urls import path
from django.views.generic import RedirectView

from handrail.entrypoints.desk import audits, delete_audit, gallery, new_audit, people, report, sign_in
from handrail.entrypoints.desk.gate import Who, opens_to

urlpatterns = [
    path("", opens_to(Who.ANYONE)(RedirectView.as_view(pattern_name="audits")), name="home"),
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
    path("gallery", gallery.gallery, name="gallery"),
]

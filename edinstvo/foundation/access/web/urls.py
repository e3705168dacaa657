"""Addresses of the way in and out."""

from django.urls import path

from edinstvo.foundation.access.web import (
    enrolment_pages,
    means_pages,
    pages,
    second_step_pages,
    security_pages,
)

app_name = "access"
urlpatterns = [
    path("sign-in/", pages.sign_in_page, name="sign-in"),
    path("sign-out/", pages.sign_out_page, name="sign-out"),
    path("password/", pages.password_page, name="password"),
    path("link/<str:token>/", pages.link_page, name="one-time-link"),
    path("second-step/", second_step_pages.second_step_page, name="second-step"),
    path("second-step/passkey/", second_step_pages.second_step_passkey_page, name="second-step-passkey"),
    path("account/security/", security_pages.security_page, name="security"),
    path("account/security/sessions/<int:session_id>/end/", security_pages.end_session_page, name="end-session"),
    path("account/security/sessions/end-others/", security_pages.end_others_page, name="end-others"),
    path("account/security/confirm/", means_pages.confirm_page, name="confirm"),
    path("account/security/app/", enrolment_pages.app_page, name="app"),
    path("account/security/app/remove/", means_pages.remove_app_page, name="remove-app"),
    path("account/security/passkeys/new/", enrolment_pages.passkey_page, name="passkey"),
    path("account/security/passkeys/<int:passkey_id>/remove/", means_pages.remove_passkey_page, name="remove-passkey"),
    path("account/security/codes/", means_pages.codes_page, name="codes"),
]

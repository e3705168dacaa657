"""Addresses of the way in and out."""

from django.urls import path

from edinstvo.foundation.access.web import pages, security_pages

app_name = "access"
urlpatterns = [
    path("sign-in/", pages.sign_in_page, name="sign-in"),
    path("sign-out/", pages.sign_out_page, name="sign-out"),
    path("password/", pages.password_page, name="password"),
    path("link/<str:token>/", pages.link_page, name="one-time-link"),
    path("account/security/", security_pages.security_page, name="security"),
    path("account/security/sessions/<int:session_id>/end/", security_pages.end_session_page, name="end-session"),
    path("account/security/sessions/end-others/", security_pages.end_others_page, name="end-others"),
]

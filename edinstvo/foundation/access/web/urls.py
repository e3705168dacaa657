"""Addresses of the way in and out."""

from django.urls import path

from edinstvo.foundation.access.web import pages

app_name = "access"
urlpatterns = [
    path("sign-in/", pages.sign_in_page, name="sign-in"),
    path("sign-out/", pages.sign_out_page, name="sign-out"),
    path("password/", pages.password_page, name="password"),
    path("link/<str:token>/", pages.link_page, name="one-time-link"),
]

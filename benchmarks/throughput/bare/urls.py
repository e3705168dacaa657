"""The address of the bare view, the same as the page's, and one that says that the server is up."""

from django.urls import path

from benchmarks.throughput.bare.views import members_list, up

urlpatterns = [path("", up), path("members/", members_list)]

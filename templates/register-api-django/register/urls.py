"""Every address of the component."""

from django.urls import path

from register import machinery
from register.aanvragen import views

urlpatterns = [
    path("v1/aanvragen", views.Aanvragen.as_view()),
    path("v1/aanvragen/<str:id>", views.EenAanvraag.as_view()),
    path("v1/openapi.json", machinery.OpenApi.as_view()),
    path("metrics", machinery.Metrics.as_view()),
    path(".well-known/security.txt", machinery.SecurityTxt.as_view()),
    path("health/live", machinery.Live.as_view()),
    path("health/ready", machinery.Ready.as_view()),
]
